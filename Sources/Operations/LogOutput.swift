internal import LinuxIO
public import Logging
internal import Synchronization

/// Where the log goes, and from which level on.
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
    }

    private let levelBox: Mutex<Logger.Level>
    private let destination: Destination
    private let identifier: String

    init(level: Logger.Level, destination: Destination, identifier: String) {
        levelBox = Mutex(level)
        self.destination = destination
        self.identifier = identifier
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
    ) -> LogOutput {
        let destination = Destination.choose(
            isStandardErrorJournal: Journal.isStandardError(environment["JOURNAL_STREAM"]),
            isJournalThere: Journal.isThere
        )
        let output = LogOutput(level: level, destination: destination, identifier: identifier)
        LoggingSystem.bootstrap { _ in DeskLogHandler(output: output) }
        return output
    }

    /// The least important level that goes out.
    public var level: Logger.Level {
        get { levelBox.withLock { $0 } }
        set { levelBox.withLock { $0 = newValue } }
    }

    func write(_ entry: LogEntry) {
        // A log that cannot be written must not stop the desk, and there is nowhere left to say so.
        switch destination {
        case .journal:
            try? Journal.send(entry.journalFields + [Journal.Field("SYSLOG_IDENTIFIER", identifier)])
        case .prefixedLines: try? StandardStream.error.write(entry.prefixedLine)
        case .readableLines: try? StandardStream.error.write(entry.readableLine)
        }
    }

    /// Waits until what was logged has gone out; for the end of the process.
    public func flush() {}
}
