internal import LinuxIO
internal import Logging

/// One message, in the forms in which it goes out. Text that came from outside is escaped in all of them.
struct LogEntry: Sendable {

    var time: UTCTime
    var level: Logger.Level
    var message: String
    var metadata: Logger.Metadata = [:]
    var file = ""
    var function = ""
    var line: UInt = 0

    /// The message with its keys and values, in one line: `a file was quarantined path=x.txt reason="no body"`.
    var text: String {
        var text = message.escapedAgainForDisplay
        for (key, value) in shownMetadata { text += " \(key)=\(Self.quotedIfNeeded(value))" }
        return text
    }

    /// A line for a person: time, level, text.
    var readableLine: String {
        let name = level.rawValue
        return "\(time) \(name)\(String(repeating: " ", count: max(0, 8 - name.count))) \(text)\n"
    }

    /// A line for a stream that goes to a journal: the priority of sd-daemon(3), text.
    var prefixedLine: String {
        "<\(priority)>\(text)\n"
    }

    /// An entry for the journal (systemd.journal-fields(7)).
    var journalFields: [Journal.Field] {
        var fields = [
            Journal.Field("MESSAGE", text),
            Journal.Field("PRIORITY", "\(priority)"),
            Journal.Field("CODE_FILE", file),
            Journal.Field("CODE_LINE", "\(line)"),
            Journal.Field("CODE_FUNC", function),
        ]
        if let event { fields.append(Journal.Field("MESSAGE_ID", event.messageID)) }
        for (key, value) in shownMetadata {
            fields.append(Journal.Field(key == "errno" ? "ERRNO" : "WIREDESK_" + Self.fieldName(key), value))
        }
        return fields
    }

    /// The kind of event: the one that is named, or the one that a file's outcome is.
    private var event: Event? {
        (metadata[Event.metadataKey] ?? metadata["outcome"]).flatMap { Event(rawValue: "\($0)") }
    }

    /// The priority of syslog(3).
    private var priority: Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    private var shownMetadata: [(key: String, value: String)] {
        metadata.filter { $0.key != Event.metadataKey }
            .map { (key: $0.key.escapedAgainForDisplay, value: "\($0.value)".escapedAgainForDisplay) }
            .sorted { $0.key < $1.key }
    }

    private static func quotedIfNeeded(_ value: String) -> String {
        let isPlain = !value.isEmpty && !value.contains { $0 == " " || $0 == "\"" || $0 == "=" }
        return isPlain
            ? value
            : "\""
                + value.split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "\\\"") + "\""
    }

    private static func fieldName(_ key: String) -> String {
        String(
            decoding: key.uppercased().utf8.map { byte in
                (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) ? byte : UInt8(ascii: "_")
            },
            as: UTF8.self
        )
    }
}
