import ArgumentParser
import LinuxIO

/// What both programs take where nothing else is said.
enum StreamDefaults {
    static let stream = "WIREDESK"
    static let prefix = "wire"

    /// Refuses a name that NATS does not take for a stream or a consumer.
    static func check(stream: String, option: String = "--stream") throws {
        if !SubjectToken.isSubject(stream) || stream.contains(where: { ".\"/\\".contains($0) }) {
            throw ValidationError("\(option) \(stream.escapedForDisplay) is not a name without dots, stars and spaces.")
        }
    }
}
