import Archive
import Article
import Base
import LinuxIO
import Operations

/// An article as one line of CSV (RFC 4180).
///
/// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and may act on it, and a terminal acts on
/// control characters; both come from outside, in texts and in names of files. Unless the line is for a program, such a
/// cell has an apostrophe in front, which spreadsheets take for "text", and such characters are written `\u{1b}`.
struct CSVLine {
    private let record: Record
    private let columns: Columns
    private let isRaw: Bool

    /// - Parameter isRaw: whether cells stand as the article has them.
    init(_ record: Record, _ columns: Columns, isRaw: Bool) {
        self.record = record
        self.columns = columns
        self.isRaw = isRaw
    }

    /// Which columns a line has, in their order.
    struct Columns {
        fileprivate let chosen: [(name: String, value: @Sendable (Record) -> String?)]

        /// All of them.
        init() {
            chosen = CSVLine.allColumns
        }

        /// Those of these names; nil where one is none, or there is none.
        init?(_ names: [String]) {
            let found = names.compactMap { name in CSVLine.allColumns.first { $0.name == name } }
            guard found.count == names.count, !found.isEmpty else { return nil }
            chosen = found
        }

        static var allNames: [String] { CSVLine.allColumns.map(\.name) }

        /// The first line, which names the columns.
        var line: [UInt8] { Array((chosen.map(\.name).joined(separator: ",") + "\r\n").utf8) }
    }

    private static let allColumns: [(name: String, value: @Sendable (Record) -> String?)] = [
        ("seq", { "\($0.sequence)" }),
        ("id", { "\($0.id)" }),
        ("ingested_at", { "\(UTCTime(nanoseconds: $0.ingestedAt))" }),
        ("published", { $0.published?.date }),
        ("published_basis", { $0.published?.basis.rawValue }),
        ("language", { $0.language }),
        ("source", { $0.source }),
        ("place", { $0.dateline?.place }),
        ("section", { $0.section }),
        ("slugline", { $0.slugline }),
        ("byline", { $0.byline }),
        ("headline", { $0.headline }),
        ("deck", { $0.deck }),
        ("dateline", { $0.dateline?.text }),
        ("word_count", { "\($0.wordCount)" }),
        ("body", { $0.body.joined(separator: "\n") }),
        ("path", { $0.delivery.identity.path.encoded.text }),
        ("sha256", { $0.delivery.identity.digest.hexadecimal }),
        ("member", { $0.delivery.member }),
        ("authors", { $0.details.authors.map(\.name).joined(separator: "; ") }),
        ("provider", { $0.details.provider }),
        ("guid", { $0.details.guid }),
        ("version", { $0.details.version }),
        ("published_at", { $0.published?.at?.description }),
        ("embargo_until", { $0.details.embargoUntil?.description }),
        ("status", { $0.details.status?.rawValue }),
        ("keywords", { $0.details.keywords.joined(separator: "; ") }),
        ("subjects", { $0.details.subjects.compactMap { $0.name ?? $0.code }.joined(separator: "; ") }),
        ("story", { $0.link.map { "\($0.story)" } }),
        ("revision_of", { $0.link.map { "\($0.revisionOf)" } }),
        ("relation", { $0.link?.relation.rawValue }),
        ("similarity", { $0.link?.similarity.map { "\(Double($0) / 1_000)" } }),
        ("basis", { $0.link?.basis.rawValue }),
        ("assumed", { $0.details.assumed.values.map { "\($0.name)=\($0.value)" }.joined(separator: "; ") }),
        ("origin_desk", { $0.details.origin?.desk }),
        ("origin_seq", { $0.details.origin.map { "\($0.sequence)" } }),
        ("origin_ingested_at", { $0.details.origin?.ingestedAt.map { "\(UTCTime(nanoseconds: $0))" } }),
        ("origin_path", { $0.details.origin?.delivery.path }),
    ]

    /// The line with its line break.
    var bytes: [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(4_096)
        for (place, column) in columns.chosen.enumerated() {
            if place > 0 { line.append(UInt8(ascii: ",")) }
            guard let value = column.value(record), !value.isEmpty else { continue }
            CSVLine.append(isRaw || CSVLine.isHarmless(value) ? value : CSVLine.harmless(value), to: &line)
        }
        line += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        return line
    }

    /// Whether nothing in a text would be acted on; of nearly all texts, and told sooner than another text is made.
    private static func isHarmless(_ text: String) -> Bool {
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace { continue }
            if beginsFormula(scalar) { return false }
            break
        }
        let isPlain = text.utf8.allSatisfy { ($0 >= 0x20 || $0 == 0x0A) && !openers[Int($0)] }
        return isPlain || text.unicodeScalars.allSatisfy { isKept($0) || !$0.actsOnDisplay }
    }

    /// Which bytes of UTF-8 begin a scalar beyond ASCII's controls that acts on a display.
    private static let openers: [Bool] = {
        var openers = [Bool](repeating: false, count: 256)
        for value in UInt32(0x7F)...0x10_FFFF {
            guard let scalar = Unicode.Scalar(value), scalar.actsOnDisplay else { continue }
            for byte in String(scalar).utf8.prefix(1) { openers[Int(byte)] = true }
        }
        return openers
    }()

    /// Whether a scalar without a shape stays: line breaks between paragraphs, and what joins and parts letters, which is part
    /// of the spelling.
    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\n", "\u{AD}", "\u{200C}", "\u{200D}": true
        default: false
        }
    }

    /// The text without what a terminal or a spreadsheet would act on.
    private static func harmless(_ text: String) -> String {
        var shown = ""
        if text.unicodeScalars.first(where: { !$0.properties.isWhitespace }).map(beginsFormula) ?? false { shown = "'" }
        for scalar in text.unicodeScalars {
            if scalar.actsOnDisplay, !isKept(scalar) {
                shown += String(scalar).escapedForDisplay
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    /// The signs that begin a formula, in their wide forms too, which spreadsheets take for the same.
    private static func beginsFormula(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
        default: false
        }
    }

    /// Appends a field, in quotation marks where it has something in it that would end it.
    private static func append(_ text: String, to line: inout [UInt8]) {
        let (quote, utf8) = (UInt8(ascii: "\""), text.utf8)
        let isQuoted = utf8.contains { $0 == quote || $0 == UInt8(ascii: ",") || $0 == 0x0D || $0 == 0x0A }
        guard isQuoted else {
            line.append(contentsOf: utf8)
            return
        }
        line.append(quote)
        for (place, part) in utf8.split(separator: quote, omittingEmptySubsequences: false).enumerated() {
            if place > 0 { line += [quote, quote] }
            line.append(contentsOf: part)
        }
        line.append(quote)
    }
}
