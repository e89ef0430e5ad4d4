import Wire
public import Archive
public import Article

/// What decides which story a record belongs to: its words, the names it goes by, and what its marks say.
///
/// It is made from the article when it is read, and from the record when the window is rebuilt, by one function: both are the
/// same.
public struct StoryFacts: Sendable, Equatable {
    /// The content.
    public var id: ContentID
    /// The words of the body.
    var body: StoryWords
    var headline: StoryWords
    /// The words of the slug, without marks.
    var slug: StoryWords?
    var slugKey: UInt64?
    /// Who reported it.
    var agency: SourceKey?
    /// Who published it.
    var publisher: SourceKey?
    var guidKey: UInt64?
    var version: String?
    /// What the document says that it follows.
    var predecessors: [UInt64]
    var urlKey: UInt64?
    /// When this version was published, in seconds since 1970; for a day alone its noon.
    var time: Int64?
    var isTimeOfDayKnown: Bool
    /// The day of the year that the dateline prints.
    var printedDay: Int?
    /// The place of the dateline.
    var placeKey: UInt64?
    var isKill: Bool
    var isCorrection: Bool
    var isRepeat: Bool
    /// Whether its marks say that it follows an earlier version.
    var isRevision: Bool
    var isWithheld: Bool
    /// Whether it sums up several stories.
    var isWrapup: Bool
    /// Which version its marks say it is: of the update, the lead or the write-through.
    var step: Int?
    /// Which take of a story that is sent in parts; nil for the first.
    var take: Int?
    var isSummary: Bool
    /// The desk that it comes from, and its number there; nil where this desk read it itself.
    var origin: (desk: UInt64, sequence: Int64)? {
        originDesk.map { ($0, originSequence) }
    }
    private var originDesk: UInt64?
    private var originSequence: Int64 = 0
    /// What whoever runs the desk that it comes from has said of a story; nil in anything but such a notice.
    var notice: DeskNotice?

    public init(_ article: Article) { self.init(material: article) }
    public init(_ record: Record) { self.init(material: record) }

    private init(material: some StoryMaterial) {
        let details = material.details
        id = material.storyID
        body = StoryWords(paragraphs: material.body)
        headline = StoryWords(line: material.headline)
        let slugName = material.slugline.flatMap { SlugName.of($0) }
        slug = slugName.map { StoryWords(line: $0) }
        slugKey = slugName.map { KeyHash.of($0) }
        let dateline = material.dateline
        let source = dateline?.source ?? details.assumed.source
        agency = source.flatMap { SourceKey($0) }
        let address = material.url.flatMap { DocumentName.url($0) }
        let host = address.map { String($0.prefix { $0 != "/" && $0 != "?" }) }
        publisher = (details.provider ?? host).flatMap { SourceKey($0) }
        urlKey = address.map { KeyHash.of($0) }
        let guid = details.guid.map { DocumentName.guid($0) }
        version = details.version ?? guid?.version
        let scope = details.provider ?? host ?? source ?? ""
        guidKey = guid.map { StoryFacts.key($0.name, scope: scope) }
        predecessors = details.links.filter {
            $0.rel.map { DocumentName.predecessors.contains($0.lowercased()) } ?? false
        }
        .map { StoryFacts.key(DocumentName.guid($0.url).name, scope: scope) }
        let published = material.published
        if let moment = details.updated ?? published?.at {
            time = moment.secondsSince1970
            isTimeOfDayKnown = true
        } else {
            time = published.map { Int64($0.day.daysSince1970) * 86_400 + 43_200 }
            isTimeOfDayKnown = false
        }
        printedDay = dateline.flatMap { line in line.month.flatMap { month in line.day.map { month * 31 + $0 } } }
        placeKey = dateline?.place.map { KeyHash.of($0.lowercased()) }
        let marks = material.marks
        let standing = Standing(marks: marks, embargo: nil, details: details)
        isKill = standing.isKilled
        isCorrection = marks.correction
        isRepeat = marks.repeated
        isRevision = marks.isRevision
        isWrapup = marks.wrapup != nil
        isWithheld = details.status == .withheld
        step = marks.update ?? marks.lead ?? marks.writethru ?? marks.wrapup
        take = material.printedMarks.lazy.compactMap { StoryFacts.take($0) }.first
        isSummary = details.extent == .summary
        originDesk = details.origin.map { KeyHash.of($0.desk ?? "") }
        originSequence = details.origin?.sequence ?? 0
        notice = details.origin?.link.flatMap { DeskNotice($0) }
    }

    /// Whether it stands before another record in the archive of the desk that both come from: it came later than what replaces
    /// or kills it.
    func isEarlierAtItsDesk(than other: StoryFacts) -> Bool {
        guard let origin, let later = other.origin else { return false }
        return origin.desk == later.desk && origin.sequence < later.sequence
    }

    /// About how many bytes it takes.
    public var weight: Int { 2 * (body.marks.count + headline.marks.count) + MemoryLayout<StoryFacts>.size }

    private static func key(_ guid: String, scope: String) -> UInt64 {
        KeyHash.of(DocumentName.isGlobal(guid) ? guid : scope + "\n" + guid)
    }

    /// `(2)`: the number of a part.
    private static func take(_ mark: String) -> Int? {
        guard mark.hasPrefix("("), mark.hasSuffix(")") else { return nil }
        return Int(mark.dropFirst().dropLast())
    }
}

/// What the facts are taken from.
protocol StoryMaterial {
    var storyID: ContentID { get }
    var headline: String { get }
    var slugline: String? { get }
    var url: String? { get }
    var dateline: Dateline? { get }
    var published: Published? { get }
    var marks: UpdateMarks { get }
    var printedMarks: [String] { get }
    var details: ArticleDetails { get }
    var body: [String] { get }
}

extension Article: StoryMaterial {
    var storyID: ContentID { contentID }
}

extension Record: StoryMaterial {
    var storyID: ContentID { id }
}
