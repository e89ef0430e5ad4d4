/// One part of a reading: an article, or what stands in an article's place.
///
/// Parts stand in document order, and both their order and their members follow from the bytes alone, so that reading a
/// delivery a second time finds the same parts again.
public struct Part: Sendable {
    /// Where it stood in the delivery: a file name in a container, `#17`, the document's own id of the item. Nil where the
    /// delivery is this one part.
    public var member: String?
    public var content: Content
    /// What the part was read as, where that is another format than the delivery's: a mail in a tar.
    public var source: Source?

    /// What a member of a container was read as.
    public struct Source: Sendable, Equatable {
        /// The name of its format, such as `text`.
        public var format: String
        /// The name of its encoding in lower case, as IANA registers it; empty when it has none.
        public var encoding: String
        /// How many invalid byte sequences stand as U+FFFD in its text.
        public var damaged: Int
        /// The kinds of containers around it, the outermost first: `["gzip", "warc"]`.
        public var container: [String]
        /// Its own bytes, kept of a member that was refused, so that it can be set aside; nil where there are none.
        public var bytes: [UInt8]?
        /// What the container says of a member that was refused; it counts when the member is read by itself, too.
        public var envelope: MemberEnvelope?

        /// A member of a container, read as this.
        public init(
            format: String,
            encoding: String = "",
            damaged: Int = 0,
            container: [String],
            bytes: [UInt8]? = nil
        ) {
            self.format = format
            self.encoding = encoding
            self.damaged = damaged
            self.container = container
            self.bytes = bytes
        }

        /// The format with the containers around it as suffixes, the innermost first, in the manner of media types
        /// (RFC 6839): `text+tar+gzip`.
        public var structuredFormat: String {
            ([format] + container.reversed()).joined(separator: "+")
        }
    }

    /// What a part is.
    public enum Content: Sendable {
        /// On the heap, so that a list of many parts grows without moving their articles.
        indirect case article(Article)
        /// It should have been an article and is not.
        case refused(Rejection)
        /// It is a whole and sound item that is not an article.
        case notNews(NotNews)
    }

    /// A part that stood at `member`.
    public init(member: String? = nil, _ content: Content, source: Source? = nil) {
        self.member = member
        self.content = content
        self.source = source
    }

    /// The article, where it is one.
    public var article: Article? {
        if case .article(let article) = content { article } else { nil }
    }

    /// Whether it is an article.
    public var isArticle: Bool {
        if case .article = content { true } else { false }
    }

    /// The reason for refusing it, where it was refused.
    public var rejection: Rejection? {
        if case .refused(let rejection) = content { rejection } else { nil }
    }
}

/// Items that documents and containers hold beside articles: they are counted by kind, and are neither archived nor refused.
public enum NotNews: String, Sendable, CaseIterable {
    case picture
    case video
    case audio
    case graphic
    /// An event or a planning item.
    case event
    /// A concept, a knowledge item or a catalogue.
    case concept
    /// A feed, message or list without items.
    case emptyFeed = "empty-feed"
    /// A package of references to items, or a collection of them, without a text of its own.
    case package
    /// An entry of a feed that has a title and no text.
    case titleOnly = "title-only"
    /// A notice in a feed that an entry was deleted.
    case deletion
    /// A link or a device in an archive of files.
    case link
    /// What a container or a system keeps beside its files: records about a crawl, the forks of macOS.
    case metadata
    /// What a crawler asked for.
    case request
    /// A page that a crawler found unchanged, and did not keep again.
    case revisit
    /// An address that gave a crawler no page.
    case failedFetch = "failed-fetch"
    /// A file that goes with a message and holds no article.
    case attachment
    /// The text of a message that is no more than a note on the story attached to it.
    case coverNote = "cover-note"
    /// A mail server's report on what became of a message.
    case deliveryReport = "delivery-report"
    /// An answer that no person wrote: out of office, on holiday (RFC 3834).
    case automaticReply = "automatic-reply"
    /// A style sheet, a script, a font.
    case webAsset = "web-asset"
}
