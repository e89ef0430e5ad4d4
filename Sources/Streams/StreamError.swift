import Follow
import LinuxIO

/// Why records cannot go to a stream, or come from it.
enum StreamError: Error, CustomStringConvertible {
    /// The server refuses, or cannot be reached: in its words, or those of libnats.
    case server(String)
    /// The server has no stream of this name.
    case noStream(String)
    /// No stream of the server listens for the subjects that were sent to: in the words of libnats.
    case unheard(String)
    /// A record has more bytes than the server takes in one message.
    case tooLarge(record: Int64, bytes: Int, most: Int)
    /// The stream does not take a record, for a reason in the server's words.
    case refused(record: Int64, String)
    /// A message of the stream, by its number there, names no desk.
    case noDesk(UInt64)
    /// The archive, or the cursor in it, cannot be read or kept.
    case archive(FollowError, cursor: Path)
    /// A file or folder cannot be used.
    case system(SystemError)

    /// Whether it may go better later, without anybody's help with this program.
    var isPassing: Bool {
        switch self {
        case .server, .unheard, .noStream, .tooLarge, .refused, .system: true
        case .noDesk, .archive: false
        }
    }

    var description: String {
        switch self {
        case .server(let reason): "the NATS server: " + reason.escapedForDisplay
        case .noStream(let name):
            "the NATS server has no stream \(name.escapedForDisplay); create it, or start wiredesk-publish with --create-stream"
        case .unheard(let reason):
            "the stream does not take the subjects of the records (\(reason.escapedForDisplay)): compare its subjects with "
                + "--prefix and with the mappings of the server"
        case .tooLarge(let record, let bytes, let most):
            "record \(record) has \(bytes) bytes as a message, and the NATS server takes \(most); raise max_payload in its "
                + "configuration"
        case .refused(let record, let reason):
            "the NATS server does not take record \(record): " + reason.escapedForDisplay
        case .noDesk(let number):
            "message \(number) of the stream names no desk (header Wiredesk-Desk): wiredesk-publish has not sent it; "
                + "remove it from the stream, or choose other messages with --filter"
        case .archive(let error, let cursor): error.message(cursor: cursor)
        case .system(let error): "\(error)"
        }
    }
}
