public import Archive
public import Article

/// One article in a list: what tells it from the others, and where its record stands.
public struct ArticleEntry: Sendable, Equatable {
    public var sequence: Int64
    public var id: ContentID
    /// When it was committed, in nanoseconds since 1970, to the millisecond.
    public var ingestedAt: Int64
    /// The day that it is listed under: of publication, or, where that is not known, of its ingestion, in UTC unless
    /// another ``DayZone`` is asked for.
    public var day: CivilDate
    /// The day of publication.
    public var published: CivilDate?
    public var language: String?
    /// Who it comes from (``Archive/Record/source``).
    public var source: String?
    /// Of the dateline.
    public var place: String?
    public var section: String?
    public var headline: String
    /// Whether its marks say that it follows an earlier version.
    public var isRevision: Bool
    public var position: ArchivePosition
    /// Bytes of the line, its line break included.
    public var length: Int
}

extension ArticleEntry {
    /// The entry of a record that stands at a place of the archive.
    ///
    /// - Parameter zone: by which its day is told where it prints none.
    public init(_ record: RecordSummary, at position: ArchivePosition, length: Int, in zone: DayZone = .utc) {
        let entry = ArticleEntry(
            sequence: record.sequence,
            id: record.id,
            ingestedAt: record.ingestedAt,
            day: Self.day(record.published, record.ingestedAt, position),
            published: record.published?.day,
            language: record.language,
            source: record.source,
            place: record.place,
            section: record.section,
            headline: record.headline,
            isRevision: record.isRevision,
            position: position,
            length: length
        )
        self = entry.told(in: zone)
    }

    /// The entry of a record that stands at a place of the archive.
    public init(_ record: Record, at position: ArchivePosition, length: Int) {
        self.init(
            sequence: record.sequence,
            id: record.id,
            ingestedAt: record.ingestedAt,
            day: Self.day(record.published, record.ingestedAt, position),
            published: record.published?.day,
            language: record.language,
            source: record.source,
            place: record.dateline?.place,
            section: record.section,
            headline: record.headline,
            isRevision: record.marks.isRevision,
            position: position,
            length: length
        )
    }

    private static func day(_ published: Published?, _ ingestedAt: Int64, _ position: ArchivePosition) -> CivilDate {
        published?.day ?? CivilDate(secondsSince1970: ingestedAt / 1_000_000_000) ?? position.segment.day
    }

    /// Whether the entry comes before another one in a list: by day, then by sequence number.
    static func precedes(_ one: ArticleEntry, _ other: ArticleEntry) -> Bool {
        (one.day, one.sequence) < (other.day, other.sequence)
    }
}
