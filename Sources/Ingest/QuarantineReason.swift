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

    /// The page as JSON, its keys in this order, with a line break at the end.
    var json: [UInt8] {
        var fields: [(String, String)] = []
        if let text = path.text {
            fields.append(("path", quoted(text)))
        } else {
            fields.append(("path", quoted(path.percentEncoded)))
            fields.append(("path_encoding", quoted("percent")))
        }
        fields.append(("reason", quoted(code)))
        fields.append(("explanation", quoted(explanation)))
        fields.append(("what_to_do", quoted(advice)))
        fields.append(("quarantined_at", quoted(time)))
        fields.append(("bytes", "\(bytes)"))
        if let digest { fields.append(("sha256", quoted(digest))) }
        fields.append(("modified_at", quoted(modified)))
        let lines = fields.map { "  \(quoted($0.0)): \($0.1)" }
        return Array(("{\n" + lines.joined(separator: ",\n") + "\n}\n").utf8)
    }

    private func quoted(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }
}
