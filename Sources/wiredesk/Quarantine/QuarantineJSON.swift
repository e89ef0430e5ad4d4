import Ingest
import LinuxIO
import Operations

/// A file in quarantine as programs read it.
struct QuarantineJSON: Encodable {
    private var name: String
    private var nameEncoding: String?
    private var inboxPath: String
    private var reason: String?
    private var explanation: String?
    private var whatToDo: String?
    private var quarantinedAt: UTCTime
    private var modifiedAt: UTCTime
    private var bytes: Int64
    private var kind: String
    private var sha256: String?
    /// Where it stands.
    private var file: String?
    private var head: String?
    /// What became of it.
    private var result: String?

    init(_ file: Quarantine.File) {
        let isText = file.name.text != nil && file.inboxPath.text != nil
        name = isText ? file.name.text ?? "" : file.name.percentEncoded
        inboxPath = isText ? file.inboxPath.text ?? "" : file.inboxPath.percentEncoded
        nameEncoding = isText ? nil : "percent"
        reason = file.page?.reason
        explanation = file.page?.explanation
        whatToDo = file.page?.advice
        quarantinedAt = file.time
        modifiedAt = UTCTime(nanoseconds: file.status.modified)
        bytes = file.status.size
        kind = file.status.kind.rawValue
        sha256 = file.page?.digest
    }

    /// With where it stands, and with its first bytes in which nothing can act on a terminal.
    init(_ file: Quarantine.File, at place: Path, head: String?) {
        self.init(file)
        self.file = nameEncoding == nil ? place.text : place.percentEncoded
        self.head = head
    }

    /// With what became of it.
    init(_ file: Quarantine.File, result: String) {
        self.init(file)
        self.result = result
    }

    enum CodingKeys: String, CodingKey {
        case name, reason, explanation, bytes, kind, sha256, file, head, result
        case nameEncoding = "name_encoding"
        case inboxPath = "inbox_path"
        case whatToDo = "what_to_do"
        case quarantinedAt = "quarantined_at"
        case modifiedAt = "modified_at"
    }
}
