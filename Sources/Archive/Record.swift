public import Article
import LinuxIO

/// One record of the archive, read in full.
public struct Record: SegmentLine, Equatable {
    public static let kind = SegmentKind.articles

    /// Its number in the archive, counted from 1 without a gap.
    public var sequence: Int64
    public var id: ContentID
    /// When it was committed, in nanoseconds since 1970, to the millisecond.
    public var ingestedAt: Int64
    /// Which story it belongs to; nil where it follows no other record.
    public var link: StoryLink?
    public var headline: String
    public var deck: String?
    public var section: String?
    public var slugline: String?
    public var byline: String?
    public var timestamp: String?
    public var url: String?
    public var embargo: String?
    public var editorsNotes: [String]
    public var printedMarks: [String]
    public var marks: UpdateMarks
    public var dateline: Dateline?
    public var published: Published?
    public var language: String?
    public var wordCount: Int
    public var credits: [String]
    public var signOff: String?
    /// What the document states beside the copy.
    public var details: ArticleDetails
    /// Which paragraphs of the body are subheads, counted from 0.
    public var headings: [Int]
    public var body: [String]
    public var delivery: Delivery
    /// How many keys were passed over because this version of the program does not know them.
    public var unknownKeys: Int

    /// Reads a line, without its newline, and holds it to all the rules of <doc:RecordFormat> but the content id.
    public init(line: Span<UInt8>) throws(RecordFault) {
        let layout = try RecordLayout(line)
        func text(_ range: Range<Int>?) -> String? {
            guard let range else { return nil }
            return JSONText.string(line, range)
        }
        func texts(_ list: TextList?) -> [String] {
            guard let list else { return [] }
            return JSONText.strings(line, list)
        }
        sequence = layout.sequence
        id = layout.id
        ingestedAt = layout.ingestedAt
        link = layout.link
        headline = JSONText.string(line, layout.headline)
        deck = text(layout.deck)
        section = text(layout.section)
        slugline = text(layout.slugline)
        byline = text(layout.byline)
        timestamp = text(layout.timestamp)
        url = text(layout.url)
        embargo = text(layout.embargo)
        editorsNotes = texts(layout.editorsNotes)
        printedMarks = texts(layout.marks.printed)
        marks = layout.marks.marks
        if let parts = layout.dateline {
            dateline = Dateline(
                text: JSONText.string(line, parts.text),
                place: text(parts.place),
                month: parts.month,
                day: parts.day,
                year: parts.year,
                source: text(parts.source),
                correspondent: text(parts.correspondent)
            )
        }
        published = layout.published
        language = text(layout.language)
        wordCount = layout.wordCount
        credits = texts(layout.credits)
        signOff = text(layout.signOff)
        (details, headings) = layout.takenDetails()
        body = texts(layout.body)
        delivery = Delivery(layout.delivery, in: line)
        unknownKeys = layout.passedOver
    }

    public var committedAt: Int64 { ingestedAt }

    /// By what its article is found to be known (``Article/ContentID/key(_:)``).
    public var key: ContentID { id.key(standing) }

    /// Who it comes from: the source of the dateline, else as ``Article/ArticleDetails/statedSource`` has it.
    public var source: String? { dateline?.source ?? details.statedSource }

    /// What it says that a reader may do with the story.
    public var standing: Standing { Standing(marks: marks, embargo: embargo, details: details) }

    /// The content id of the headline and body as they stand here.
    public var computedID: ContentID {
        ContentID.of(headline: headline, paragraphs: body)
    }
}

/// What the catalogue takes from a record.
public struct RecordSummary: SegmentLine, Equatable {
    public static let kind = SegmentKind.articles

    public var sequence: Int64
    public var id: ContentID
    /// When it was committed, in nanoseconds since 1970, to the millisecond.
    public var ingestedAt: Int64
    /// Which story it belongs to; nil where it follows no other record.
    public var link: StoryLink?
    public var headline: String
    public var section: String?
    /// Of the dateline.
    public var place: String?
    /// Of the dateline, else as ``Article/ArticleDetails/statedSource`` has it.
    public var source: String?
    public var published: Published?
    public var language: String?
    /// Whether its marks say that it follows an earlier version (``Article/UpdateMarks/isRevision``).
    public var isRevision: Bool
    /// What it says that a reader may do with the story.
    public var standing: Standing
    /// By what its article is found to be known (``Article/ContentID/key(_:)``).
    public var key: ContentID
    public var delivery: Delivery
    public var committedAt: Int64 { ingestedAt }

    /// Reads a line, without its newline, and holds it to all the rules of <doc:RecordFormat> but the content id.
    public init(line: Span<UInt8>) throws(RecordFault) {
        let layout = try RecordLayout(line)
        func text(_ range: Range<Int>?) -> String? {
            guard let range else { return nil }
            return JSONText.string(line, range)
        }
        sequence = layout.sequence
        id = layout.id
        ingestedAt = layout.ingestedAt
        link = layout.link
        headline = JSONText.string(line, layout.headline)
        section = text(layout.section)
        place = text(layout.dateline?.place)
        let details = layout.takenDetails().details
        source = text(layout.dateline?.source) ?? details.statedSource
        published = layout.published
        language = text(layout.language)
        isRevision = layout.marks.marks.isRevision
        standing = layout.standing(in: line, details)
        key = layout.id.key(standing)
        delivery = Delivery(layout.delivery, in: line)
    }
}

extension Delivery {
    init(_ layout: RecordLayout.DeliveryLayout, in line: Span<UInt8>) {
        let name = JSONText.decode(line, layout.path)
        let path = layout.isPercentEncoded ? Path(recorded: name) ?? Path(name) : Path(name)
        self.init(
            identity: DeliveryIdentity(
                path: path,
                bytes: layout.bytes,
                modified: layout.modified,
                digest: layout.digest
            ),
            format: JSONText.string(line, layout.format),
            encoding: layout.encoding.map { JSONText.string(line, $0) },
            damaged: layout.damaged,
            part: layout.part,
            member: layout.member.map { JSONText.string(line, $0) },
            container: layout.container.map { JSONText.strings(line, $0) } ?? [],
            number: layout.number
        )
    }
}
