public import Archive
public import Article
public import Stories

/// One record as a version of its story.
public struct StoryVersion: Sendable, Equatable {
    public var sequence: Int64
    /// What it follows; nil for the first.
    public var link: StoryLink?
    /// What it says itself that a reader may do with it.
    public var standing = Standing(marks: UpdateMarks(), embargo: nil, details: ArticleDetails())

    init(sequence: Int64, link: StoryLink?) {
        self.sequence = sequence
        self.link = link
    }

    init(_ record: Record) {
        self.init(sequence: record.sequence, link: record.link)
        standing = record.standing
    }

    init(_ record: RecordSummary) {
        self.init(sequence: record.sequence, link: record.link)
        standing = record.standing
    }

    /// Whether it says anything that a list has to tell.
    var isPlain: Bool { link == nil && standing.isPlain }

    /// Whether it must not be published yet at a time in seconds since 1970, or nobody can say from when it may.
    public func isEmbargoed(at now: Int64) -> Bool {
        switch standing.embargo {
        case .until(let end): end > now
        case .printed: true
        case nil: false
        }
    }
}

/// The versions of one story, in the order of the archive, and what they come to.
public struct StoryVersions: Sendable, Equatable {
    /// The content id of its first version.
    public let id: ContentID
    public let versions: [StoryVersion]
    public let standing: StoryStanding

    /// - Parameter versions: its records in their order; the first one may be left out where others follow it.
    init(_ versions: [StoryVersion], of id: ContentID) {
        self.id = id
        var all = versions
        // Only the first version stands before the first that follows one.
        if let link = all.first?.link { all.insert(StoryVersion(sequence: link.revisionOf, link: nil), at: 0) }
        self.versions = all
        var standing = StoryStanding(first: all.first.map { StoryStanding.Use($0.standing) } ?? .usable)
        for version in all {
            if let link = version.link { standing.add(link, sequence: version.sequence) }
        }
        self.standing = standing
    }

    /// The version with a number.
    public func version(_ sequence: Int64) -> StoryVersion? { versions.first { $0.sequence == sequence } }

    /// The record that completes one, which was a part of an upload; nil for a whole one.
    public func whole(of sequence: Int64) -> Int64? {
        versions.last { $0.link?.revisionOf == sequence && $0.link?.basis == .bytes }?.sequence
    }

    /// Whether a record of it stands: no later version replaces it, and it is no copy or repeat.
    public func stands(_ sequence: Int64) -> Bool {
        version(sequence).map { standing.stands($0.sequence, $0.link) } ?? true
    }
}
