import ArgumentParser
import Follow

/// With what the programs end; the numbers are those of sysexits.h.
enum StreamExit: Int32 {
    case dataError = 65
    case noInput = 66
    case unavailable = 69
    case cannotCreate = 73
    case inputOutputError = 74

    var code: ExitCode { ExitCode(rawValue) }

    init(_ error: StreamError) {
        switch error {
        case .server, .noStream, .tooLarge, .refused: self = .unavailable
        case .noDesk: self = .dataError
        case .system: self = .inputOutputError
        case .archive(let error):
            switch error {
            case .system, .noArchive: self = .noInput
            case .damaged, .beyondEnd, .otherArchive, .missing, .noCursor, .otherKind, .otherStream: self = .dataError
            case .notKept: self = .cannotCreate
            case .held: self = .unavailable
            }
        }
    }
}
