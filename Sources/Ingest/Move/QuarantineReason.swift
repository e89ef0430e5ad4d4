import Archive
import LinuxIO

/// The page that stands beside a file in quarantine: what it is, why it is there, since when, and what to do.
struct QuarantineReason: Sendable {
    /// The file's path in the inbox.
    var path: Path
    /// The reason in one word, and in sentences for a person.
    var code: String
    var explanation: String
    var advice: String
    /// RFC 3339, UTC.
    var time: String
    var bytes: Int64
    /// The SHA-256 of the bytes, in hexadecimal; nil where they were not read.
    var digest: String?
    var modified: String

    /// The page as JSON, its keys in this order and its texts escaped as in records, with a line break at the end.
    var json: [UInt8] {
        var page = JSONOutput()
        func append(_ name: String, _ text: String) {
            page.append(",\n  \"\(name)\": ")
            page.appendString(text)
        }
        page.append("{\n  \"path\": ")
        page.appendString(path.encoded.text)
        if path.text == nil { append("path_encoding", "percent") }
        append("reason", code)
        append("explanation", explanation)
        append("what_to_do", advice)
        append("quarantined_at", time)
        page.append(",\n  \"bytes\": \(bytes)")
        if let digest { append("sha256", digest) }
        append("modified_at", modified)
        page.append("\n}\n")
        return page.bytes
    }
}
