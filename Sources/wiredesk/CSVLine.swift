import Archive
import Article
import LinuxIO
import Operations

/// An article as one line of CSV (RFC 4180).
struct CSVLine {
    private let record: Record

    init(_ record: Record) {
        self.record = record
    }

    private static let columns: [(name: String, value: @Sendable (Record) -> String?)] = [
        ("seq", { "\($0.sequence)" }),
        ("id", { "\($0.id)" }),
        ("ingested_at", { "\(UTCTime(nanoseconds: $0.ingestedAt))" }),
        ("published", { $0.published?.date }),
        ("published_basis", { $0.published?.basis.rawValue }),
        ("language", { $0.language }),
        ("source", { $0.dateline?.source }),
        ("place", { $0.dateline?.place }),
        ("section", { $0.section }),
        ("slugline", { $0.slugline }),
        ("byline", { $0.byline }),
        ("headline", { $0.headline }),
        ("deck", { $0.deck }),
        ("dateline", { $0.dateline?.text }),
        ("word_count", { "\($0.wordCount)" }),
        ("body", { $0.body.joined(separator: "\n") }),
        ("path", { $0.delivery.identity.path.text ?? $0.delivery.identity.path.percentEncoded }),
        ("sha256", { $0.delivery.identity.digest.hexadecimal }),
    ]

    /// The first line, which names the columns.
    static var names: [UInt8] { Array((columns.map(\.name).joined(separator: ",") + "\r\n").utf8) }

    /// The line with its line break.
    var bytes: [UInt8] {
        let fields = CSVLine.columns.map { column in CSVLine.field(column.value(record) ?? "") }
        return Array((fields.joined(separator: ",") + "\r\n").utf8)
    }

    /// A field, in quotation marks where it has something in it that would end it.
    private static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
