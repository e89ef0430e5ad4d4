import Archive
import Article
import Operations
import Search
import Stories

/// An article as a document of ninjs 3.1, the JSON for news of the IPTC (https://iptc.org/standards/ninjs/).
///
/// ninjs has times and no days, and a printed embargo is no time: what is not known to the second stands in words, the
/// day of publication among the descriptions and the embargo among the terms of usage.
struct NinjsDocument {
    private struct Text {
        var role: String
        var contentType: String?
        var charCount: Int?
        var wordCount: Int?
        var value: String

        func write(to object: inout JSONWriter) {
            object.member("charCount", charCount)
            object.member("contentType", contentType)
            object.member("role", role)
            object.member("value", value)
            object.member("wordCount", wordCount)
        }
    }

    private struct Named {
        var name: String
        var role: String?

        func write(to object: inout JSONWriter) {
            object.member("name", name)
            object.member("role", role)
        }
    }

    private struct Association {
        var name: String
        var uri: String

        func write(to object: inout JSONWriter) {
            object.member("name", name)
            object.member("type", "text")
            object.member("uri", uri)
        }
    }

    private struct Identifier {
        var role: String
        var value: String

        func write(to object: inout JSONWriter) {
            object.member("role", role)
            object.member("value", value)
        }
    }

    private let uri: String
    private let representationType: String
    private let versionCreated: UTCTime
    private let pubStatus: String
    private let language: String?
    private let urgency: Int?
    private let headlines: [Text]
    private let bodies: [Text]
    private let descriptions: [Text]
    private let by: String?
    private let slugline: String?
    private let located: String?
    private let edNote: String?
    private let usageTerms: String?
    private let subjects: [Named]
    private let infoSources: [Named]
    private let altIds: [Identifier]
    private let version: String?
    private let associations: [Association]

    /// - Parameters:
    ///   - story: the versions of its story; nil where it is the only one.
    ///   - earlier: the content id of the version that it follows.
    ///   - now: whether an embargo has passed is told from it.
    init(_ record: Record, story: StoryVersions? = nil, after earlier: ContentID? = nil, at now: UTCTime) {
        // A scheme and what identifies the content under it: the id as it stands in the record.
        uri = "\(record.id)"
        versionCreated = UTCTime(nanoseconds: record.ingestedAt)
        representationType = record.details.extent == .summary ? "partial" : "full"
        pubStatus =
            switch story?.standing.use {
            case .killed, .withdrawn: "canceled"
            case .withheld: "withheld"
            case .usable, nil: Self.status(of: record, at: now)
            }
        version = story.flatMap { story in
            story.versions.count == 1
                ? nil : story.versions.firstIndex { $0.sequence == record.sequence }.map { "\($0 + 1)" }
        }
        associations = [("evolvedFrom", earlier), ("story", record.link?.story)].compactMap { name, id in
            id.map { Association(name: name, uri: "\($0)") }
        }
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
            ("published-at", record.published?.at?.description), ("updated", record.details.updated?.description),
        ]
        descriptions =
            facts.compactMap { role, value in value.map { Text(role: role, value: $0) } }
            + record.printedMarks.map { Text(role: "update-mark", value: $0) }
            + record.credits.map { Text(role: "credit", value: $0) }
            + record.details.assumed.values.map { Text(role: "assumed-\($0.name)", value: $0.value) }
        let authors = record.details.authors.map(\.name).joined(separator: ", ")
        by = record.byline ?? (authors.isEmpty ? record.dateline?.correspondent : authors)
        slugline = record.slugline
        located = record.dateline?.place
        edNote = record.editorsNotes.isEmpty ? nil : record.editorsNotes.joined(separator: "\n")
        let terms = [
            record.embargo ?? record.details.embargoUntil.map { "Embargoed until \($0)" }, record.details.rights?.terms,
            record.details.rights?.notice,
        ]
        usageTerms = terms.contains { $0 != nil } ? terms.compactMap { $0 }.joined(separator: "\n") : nil
        subjects = ([record.section] + record.details.subjects.map { $0.name ?? $0.code } + record.details.keywords)
            .compactMap { $0 }.map { Named(name: $0) }
        infoSources =
            [(record.dateline?.source ?? record.details.assumed.source).map { Named(name: $0, role: "source") }]
            .compactMap { $0 }
            + [record.details.provider.map { Named(name: $0, role: "provider") }].compactMap { $0 }
            + [record.details.origin?.desk.map { Named(name: $0, role: "desk") }].compactMap { $0 }
        altIds =
            [Identifier(role: "wiredesk-seq", value: "\(record.sequence)")]
            + [
                ("url", record.url), ("guid", record.details.guid), ("version", record.details.version),
                ("origin-seq", record.details.origin.map { "\($0.sequence)" }),
            ]
            .compactMap { role, value in value.map { Identifier(role: role, value: $0) } }
    }

    /// Whether it may be used. An embargo that is printed and names no time that is sure has not passed.
    private static func status(of record: Record, at now: UTCTime) -> String {
        if record.marks.kill { return "canceled" }
        if let status = record.details.status { return status.rawValue }
        if let until = record.details.embargoUntil {
            return until.secondsSince1970 > now.nanoseconds / 1_000_000_000 ? "withheld" : "usable"
        }
        return record.embargo == nil ? "usable" : "withheld"
    }

    /// The document on a line, its keys in alphabetical order.
    var line: [UInt8] {
        JSONWriter.line { object in
            object.member("altIds", of: altIds) { $0.write(to: &$1) }
            object.member("associations", of: associations) { $0.write(to: &$1) }
            object.member("bodies", of: bodies) { $0.write(to: &$1) }
            object.member("by", by)
            object.member("descriptions", of: descriptions) { $0.write(to: &$1) }
            object.member("edNote", edNote)
            object.member("headlines", of: headlines) { $0.write(to: &$1) }
            object.member("infoSources", of: infoSources) { $0.write(to: &$1) }
            object.member("language", language)
            object.member("located", located)
            object.member("pubStatus", pubStatus)
            object.member("representationType", representationType)
            object.member("slugline", slugline)
            object.member("standard") { standard in
                standard.member("name", "ninjs")
                standard.member("schema", "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#")
                standard.member("version", "3.1")
            }
            object.member("subjects", of: subjects) { $0.write(to: &$1) }
            object.member("type", "text")
            object.member("uri", uri)
            object.member("urgency", urgency)
            object.member("usageTerms", usageTerms)
            object.member("version", version)
            object.member("versionCreated", "\(versionCreated)")
        }
    }
}
