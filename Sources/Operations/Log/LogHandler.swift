internal import LinuxIO
public import Logging

/// What swift-log hands its messages to: the journal under systemd, readable lines on stderr elsewhere.
public struct DeskLogHandler: LogHandler {
    private let output: LogOutput
    private var ownLevel: Logger.Level?
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?

    init(output: LogOutput) {
        self.output = output
    }

    /// The level of the ``LogOutput``, which a reload may change, unless this logger was given its own.
    public var logLevel: Logger.Level {
        get { ownLevel ?? output.level }
        set { ownLevel = newValue }
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var all = metadataProvider?.get() ?? [:]
        all.merge(metadata) { $1 }
        if let given = event.metadata { all.merge(given) { $1 } }
        if let error = event.error { all["error"] = .string("\(error)") }
        output.write(
            LogEntry(
                time: UTCTime(nanoseconds: Clock.now),
                level: event.level,
                message: "\(event.message)",
                metadata: all,
                file: event.file,
                function: event.function,
                line: event.line
            )
        )
    }
}

extension Logger {
    /// Logs something of a known kind, at the level that the kind has.
    ///
    /// The journal gets its message id, and each key as a field: `path` becomes `WIREDESK_PATH`.
    public func record(
        _ event: Event,
        _ message: @autoclosure () -> Logger.Message,
        _ metadata: @autoclosure () -> Logger.Metadata = [:],
        file: String = #fileID,
        function: String = #function,
        line: UInt = #line
    ) {
        log(
            level: event.description.level,
            message(),
            metadata: metadata().merging([Event.metadataKey: .string(event.rawValue)]) { $1 },
            file: file,
            function: function,
            line: line
        )
    }
}
