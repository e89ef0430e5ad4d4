import ArgumentParser
import Commands
import Follow

/// With what the two programs end when something fails.
enum StreamExit {
    static func status(of error: StreamError) -> ExitCode {
        switch error {
        case .server, .unheard, .noStream, .tooLarge, .refused: ExitStatus.unavailable
        case .noDesk: ExitStatus.dataError
        case .system: ExitStatus.inputOutputError
        case .archive(let error, _):
            switch error {
            case .system, .noArchive: ExitStatus.noInput
            case .damaged, .beyondEnd, .otherArchive, .missing, .noCursor, .otherKind, .otherStream:
                ExitStatus.dataError
            case .notKept: ExitStatus.cannotCreate
            case .held: ExitStatus.unavailable
            }
        }
    }
}
