import Archive
import Article
import Operations

/// An article as a document of ninjs 3.1, the JSON for news of the IPTC (https://iptc.org/standards/ninjs/).
///
/// ninjs has times and no days, and a printed embargo is no time: what is not known to the second stands in words, the
/// day of publication among the descriptions and the embargo among the terms of usage.
struct NinjsDocument: Encodable {
    private struct Text: Encodable {
        var role: String
        var contentType: String?
        var charCount: Int?
        var wordCount: Int?
        var value: String
    }

    private struct Named: Encodable {
        var name: String
        var role: String?
    }

    private struct Identifier: Encodable {
        var role: String
        var value: String
    }

    private struct Standard: Encodable {
        var name = "ninjs"
        var version = "3.1"
        var schema = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
    }

    private let uri: String
    private let type = "text"
    private let representationType = "full"
    private let versionCreated: UTCTime
    private let pubStatus: String
    private let language: String?
    private let urgency: Int?
    private let headlines: [Text]
    private let bodies: [Text]
    private let descriptions: [Text]?
    private let by: String?
    private let slugline: String?
    private let located: String?
    private let edNote: String?
    private let usageTerms: String?
    private let subjects: [Named]?
    private let infoSources: [Named]?
    private let altIds: [Identifier]
    private let standard = Standard()

    init(_ record: Record) {
        // A scheme and what identifies the content under it: the id as it stands in the record.
        uri = "\(record.id)"
        versionCreated = UTCTime(nanoseconds: record.ingestedAt)
        pubStatus = record.marks.kill ? "canceled" : "usable"
        language = record.language
        urgency = record.marks.urgency.flatMap { (1...9).contains($0) ? $0 : nil }
        headlines =
            [Text(role: "main", value: record.headline)]
            + [record.deck].compactMap { deck in
                deck.map { Text(role: "deck", value: $0) }
            }
        let body = record.body.joined(separator: "\n\n")
        bodies = [
            Text(
                role: "main",
                contentType: "text/plain",
                charCount: body.unicodeScalars.count,
                wordCount: record.wordCount,
                value: body
            )
        ]
        let facts: [(String, String?)] = [
            ("published", record.published?.date), ("published-basis", record.published?.basis.rawValue),
            ("dateline", record.dateline?.text), ("timestamp", record.timestamp), ("sign-off", record.signOff),
        ]
        descriptions = Self.some(
            facts.compactMap { role, value in value.map { Text(role: role, value: $0) } }
                + record.printedMarks.map { Text(role: "update-mark", value: $0) }
                + record.credits.map { Text(role: "credit", value: $0) }
        )
        by = record.byline ?? record.dateline?.correspondent
        slugline = record.slugline
        located = record.dateline?.place
        edNote = record.editorsNotes.isEmpty ? nil : record.editorsNotes.joined(separator: "\n")
        usageTerms = record.embargo
        subjects = record.section.map { [Named(name: $0)] }
        infoSources = record.dateline?.source.map { [Named(name: $0, role: "source")] }
        altIds =
            [Identifier(role: "wiredesk-seq", value: "\(record.sequence)")]
            + [record.url].compactMap { url in url.map { Identifier(role: "url", value: $0) } }
    }

    private static func some<Element>(_ elements: [Element]) -> [Element]? {
        elements.isEmpty ? nil : elements
    }
}
