/// What a document states about its story beside the copy. Each is absent where the format has no place for it or the
/// document does not fill it.
public struct ArticleDetails: Sendable, Equatable {
    /// Who wrote it, name by name; the byline stays as printed.
    public var authors: [Author] = []
    /// The agency or publisher.
    public var provider: String?
    /// The sender's own id of the story, as printed.
    public var guid: String?
    /// The sender's own version of the story, as printed.
    public var version: String?
    /// When this version was made.
    public var updated: OffsetTime?
    /// What a reader may do with it; nil where it may be used.
    public var status: Status?
    /// Until when it must not be published, where that is sure.
    public var embargoUntil: OffsetTime?
    public var keywords: [String] = []
    public var subjects: [Subject] = []
    public var rights: Rights?
    /// At most ``imageLimit``.
    public var images: [Image] = []
    /// Fact boxes, which are not part of the running text.
    public var boxes: [Box] = []
    /// Related items, at most ``linkLimit``.
    public var links: [Link] = []
    /// How much of the story the document has; nil for all of it.
    public var extent: Extent?
    /// Which desk archived it first; nil where this is the desk that read it.
    public var origin: RecordOrigin?
    /// What the document does not say, and was taken from what is known of it (``ReadingDefaults``).
    public var assumed = Assumed()

    /// How many images a record keeps.
    public static let imageLimit = 100
    /// How many related items a record keeps.
    public static let linkLimit = 50

    public init() {}

    /// One author.
    public struct Author: Sendable, Hashable {
        public var name: String
        public var uri: String?

        public init(name: String, uri: String? = nil) {
            self.name = name
            self.uri = uri
        }
    }

    /// What was taken from elsewhere than the document.
    public struct Assumed: Sendable, Equatable {
        /// The year of the dateline.
        public var year: Int?
        /// The name of the zone of its times.
        public var zone: String?
        /// The agency or publisher.
        public var source: String?
        /// An ISO 639 code.
        public var language: String?
        /// The name of the encoding of its text.
        public var encoding: String?

        public init(
            year: Int? = nil,
            zone: String? = nil,
            source: String? = nil,
            language: String? = nil,
            encoding: String? = nil
        ) {
            self.year = year
            self.zone = zone
            self.source = source
            self.language = language
            self.encoding = encoding
        }

        /// What there is, under the names that records have for it.
        public var values: [(name: String, value: String)] {
            let all: [(String, String?)] = [
                ("year", year.map { "\($0)" }), ("zone", zone), ("source", source), ("language", language),
                ("encoding", encoding),
            ]
            return all.compactMap { name, value in value.map { (name, $0) } }
        }
    }

    /// Who it comes from, where the dateline does not say it: the agency or publisher that the document names, else the one
    /// that was assumed.
    public var statedSource: String? { provider ?? assumed.source }

    /// A restriction on the use of a story.
    public enum Status: String, Sendable, CaseIterable {
        case withheld
        case canceled
    }

    /// What a story is about, as a code of a scheme, a name or both.
    public struct Subject: Sendable, Hashable {
        /// The scheme or its alias, as printed: `medtop`.
        public var scheme: String?
        public var code: String?
        public var name: String?
        public var kind: Kind?

        /// What the subject names.
        public enum Kind: String, Sendable, CaseIterable {
            case subject
            case genre
            case place
            case person
            case organisation
            case category
            case service
        }

        public init(scheme: String? = nil, code: String? = nil, name: String? = nil, kind: Kind? = nil) {
            self.scheme = scheme
            self.code = code
            self.name = name
            self.kind = kind
        }
    }

    /// Who holds the rights, and on what terms the story may be used.
    public struct Rights: Sendable, Hashable {
        public var holder: String?
        public var notice: String?
        public var terms: String?

        public init(holder: String? = nil, notice: String? = nil, terms: String? = nil) {
            self.holder = holder
            self.notice = notice
            self.terms = terms
        }
    }

    /// A picture that belongs to the story.
    public struct Image: Sendable, Hashable {
        public var url: String?
        public var caption: String?
        public var credit: String?
        /// The text that stands for the picture where it cannot be seen.
        public var alt: String?

        public init(url: String? = nil, caption: String? = nil, credit: String? = nil, alt: String? = nil) {
            self.url = url
            self.caption = caption
            self.credit = credit
            self.alt = alt
        }
    }

    /// A fact box.
    public struct Box: Sendable, Hashable {
        public var title: String?
        public var body: [String]

        public init(title: String? = nil, body: [String]) {
            self.title = title
            self.body = body
        }
    }

    /// A related item.
    public struct Link: Sendable, Hashable {
        public var url: String
        public var title: String?
        /// How it is related, as printed.
        public var rel: String?

        public init(url: String, title: String? = nil, rel: String? = nil) {
            self.url = url
            self.title = title
            self.rel = rel
        }
    }

    /// How much of a story a document has.
    public enum Extent: String, Sendable, CaseIterable {
        /// No more than a teaser.
        case summary
    }
}
