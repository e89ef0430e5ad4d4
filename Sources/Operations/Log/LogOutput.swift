public import LinuxIO
public import Logging
internal import Synchronization

/// Where the log goes, and from which level on.
///
/// Messages go out on a thread of their own: a journal that is stuck, or a pipe that nobody reads, holds nobody up.
public final class LogOutput: Sendable {
    /// The form and the place of messages.
    enum Destination: Sendable, Equatable {
        /// Entries with fields, to the journal itself.
        case journal
        /// Lines with a priority, on a stream that goes to a journal.
        case prefixedLines
        /// Lines with the time, on stderr.
        case readableLines

        /// The journal where stderr is its stream, which is so for a service, and it can be reached; lines where not.
        static func choose(isStandardErrorJournal: Bool, isJournalThere: Bool) -> Destination {
            guard isStandardErrorJournal else { return .readableLines }
            return isJournalThere ? .journal : .prefixedLines
        }

        func sink(identifier: String) -> any LogSink {
            switch self {
            case .journal: JournalSink(identifier: identifier)
            case .prefixedLines: PrefixedLines()
            case .readableLines: ReadableLines()
            }
        }
    }

    private let levelBox: Mutex<Logger.Level>
    private let queue: LogQueue

    init(level: Logger.Level, sink: any LogSink, capacity: Int = LogQueue.standardCapacity) throws(SystemError) {
        levelBox = Mutex(level)
        queue = try LogQueue(to: sink, capacity: capacity)
    }

    /// Makes every `Logger` of the process write here. To be called once, before the first is made.
    ///
    /// - Parameters:
    ///   - identifier: the program's name, as `journalctl -t` finds it.
    ///   - environment: of which `JOURNAL_STREAM` (systemd.exec(5)) is asked.
    public static func bootstrap(
        identifier: String,
        level: Logger.Level,
        environment: [String: String]
    ) throws(SystemError) -> LogOutput {
        let destination = Destination.choose(
            isStandardErrorJournal: Journal.isStandardError(environment["JOURNAL_STREAM"]),
            isJournalThere: Journal.isThere
        )
        let output = try LogOutput(level: level, sink: destination.sink(identifier: identifier))
        LoggingSystem.bootstrap { _ in DeskLogHandler(output: output) }
        return output
    }

    /// The least important level that goes out.
    public var level: Logger.Level {
        get { levelBox.withLock { $0 } }
        set { levelBox.withLock { $0 = newValue } }
    }

    /// Messages that were lost because nobody took them in time.
    public var dropped: Int { queue.dropped }

    func write(_ entry: LogEntry) {
        queue.give(entry)
    }

    /// Waits until what was logged has gone out, for so long at most; for the end of the process. Returns whether all has.
    @discardableResult
    public func flush(within limit: Duration) -> Bool {
        queue.flush(within: limit.nanoseconds)
    }
}
