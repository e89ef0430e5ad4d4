import Base
import CText
import LinuxIO
public import Article

/// Reads files of records that another desk has archived, one a line (``SentRecord``).
///
/// Each line is held to all the rules of the archive, its checksum and its content id included. The article has every field of
/// the record, and its `origin` says where it comes from; one that the record has already stays, so that a story keeps the desk
/// that read it through any number of hubs.
public struct SentRecords: ArticleFormat {
    public let name = "wiredesk-record"

    public init() {}

    public func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
        var parts: [Part] = []
        var (start, number) = (0, 0)
        while start < bytes.count {
            let end = ctext_find(bytes, start, 0x0A)
            number += 1
            if end > start { parts.append(part(bytes.extracting(start..<end), number)) }
            start = end + 1
        }
        // A file of one line is refused as a whole.
        if parts.count == 1, parts[0].rejection != nil { parts[0].member = nil }
        return Reading(format: name, encoding: "utf-8", parts: parts)
    }

    private func part(_ bytes: Span<UInt8>, _ number: Int) -> Part {
        do throws(RecordFault) {
            let sent = try SentRecord(bytes)
            let record = try Record(line: sent.line)
            guard record.computedID == record.id else { throw RecordFault(reason: .contentID) }
            let member = (sent.desk.map { "\($0)/" } ?? "") + "\(record.sequence)"
            return Part(member: member, .article(Article(record, from: sent.desk)))
        } catch {
            let source = Part.Source(format: name, encoding: "utf-8", container: [], bytes: Self.copy(bytes))
            return Part(member: "line \(number)", .refused(.damagedRecord(error)), source: source)
        }
    }

    private static func copy(_ bytes: Span<UInt8>) -> [UInt8] {
        bytes.indices.map { bytes[$0] }
    }
}

extension Rejection {
    fileprivate static func damagedRecord(_ fault: RecordFault) -> Rejection {
        Rejection(
            code: .damagedRecord,
            explanation: "It looks like a record of a wiredesk archive, but is not a sound one: \(fault).",
            advice:
                "Send the line again exactly as it stands in the archive; `wiredesk verify` on the desk that it comes from "
                + "checks it there."
        )
    }
}

extension Article {
    /// The article of a record of another desk.
    fileprivate init(_ record: Record, from desk: DeskName?) {
        var text = RecordText()
        let headline = text.add(record.headline)
        var parts = Parts(headline: headline)
        parts.deck = text.add(record.deck)
        parts.section = text.add(record.section)
        parts.slugline = text.add(record.slugline)
        parts.byline = text.add(record.byline)
        parts.timestamp = text.add(record.timestamp)
        parts.url = text.add(record.url)
        parts.embargo = text.add(record.embargo)
        parts.signOff = text.add(record.signOff)
        parts.editorsNotes = record.editorsNotes.map { text.add($0) }
        parts.credits = record.credits.map { text.add($0) }
        parts.marks = record.printedMarks.map { text.add($0) }
        parts.body = record.body.map { text.add($0) }
        if let dateline = record.dateline {
            var places = DatelineParts(text: text.add(dateline.text), place: text.add(dateline.place))
            places.month = dateline.month
            places.day = dateline.day
            places.year = dateline.year
            places.source = text.add(dateline.source)
            places.correspondent = text.add(dateline.correspondent)
            parts.dateline = places
        }
        var details = record.details
        details.origin = details.origin ?? RecordOrigin(record, from: desk)
        self.init(
            text: text.bytes,
            parts: parts,
            marks: record.marks,
            published: record.published,
            language: record.language,
            wordCount: record.wordCount,
            contentID: record.id,
            headings: record.headings,
            details: details
        )
    }
}

extension RecordOrigin {
    fileprivate init(_ record: Record, from desk: DeskName?) {
        let (delivery, path) = (record.delivery, record.delivery.identity.path)
        self.init(
            desk: desk?.description,
            sequence: record.sequence,
            ingestedAt: record.ingestedAt,
            link: record.link.map {
                Link(
                    story: $0.story,
                    revisionOf: $0.revisionOf,
                    relation: $0.relation.rawValue,
                    basis: $0.basis.rawValue
                )
            },
            delivery: Delivery(
                path: path.text ?? path.percentEncoded,
                digest: delivery.identity.digest.hexadecimal,
                format: delivery.format,
                member: delivery.member,
                number: delivery.number
            )
        )
    }
}

/// The text of an article that is put together from the texts of a record.
private struct RecordText {
    var bytes: [UInt8] = []

    mutating func add(_ text: String) -> TextRange {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        bytes.append(0x0A)
        return TextRange(start, bytes.count - 1)
    }

    mutating func add(_ text: String?) -> TextRange? {
        guard let text else { return nil }
        return add(text) as TextRange
    }
}
