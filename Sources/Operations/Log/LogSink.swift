internal import LinuxIO

/// Where messages end up. A call may block for as long as whoever takes them is stuck.
protocol LogSink: Sendable {
    func write(_ entry: LogEntry) throws(SystemError)
}

/// Entries with fields, to the journal; lines on its stream while its socket is not there, as while it is restarted.
struct JournalSink: LogSink {
    /// As `journalctl -t` finds it.
    let identifier: String

    func write(_ entry: LogEntry) throws(SystemError) {
        guard Journal.isThere else { return try PrefixedLines().write(entry) }
        try Journal.send(entry.journalFields + [Journal.Field("SYSLOG_IDENTIFIER", identifier)])
    }
}

/// Lines with a priority, on a standard error that goes to a journal.
struct PrefixedLines: LogSink {
    func write(_ entry: LogEntry) throws(SystemError) {
        try StandardStream.error.write(entry.prefixedLine)
    }
}

/// Lines with the time, on standard error.
struct ReadableLines: LogSink {
    func write(_ entry: LogEntry) throws(SystemError) {
        try StandardStream.error.write(entry.readableLine)
    }
}
