import Text
import Wire
public import Article

/// Articles in feeds: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, and WordPress exports. Each entry is a part.
public struct Feeds: ArticleFormat {
    public let name = "feed"

    public init() {}

    public func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
        let document = MarkupDocument(bytes, context)
        guard let root = document.tree.root else {
            return Reading(format: name, encoding: document.encoding, refused: .brokenMarkup(document.tree.fault))
        }
        let kind = FeedKind(root.name) ?? .rss
        let channel = FeedChannel(root)
        let entries = channel.entries.filter(\.isFinished)
        if entries.isEmpty {
            if let fault = document.tree.fault {
                return Reading(format: kind.rawValue, encoding: document.encoding, refused: .brokenMarkup(fault))
            }
            return document.reading(kind.rawValue, [Part(.notNews(.emptyFeed))])
        }
        let parts = entries.map { entry -> Part in
            if WordPressItem.isItem(entry) { return WordPressItem(entry, channel).part(document.context) }
            return FeedItem(entry, channel).part(document.context)
        }
        return document.reading(
            entries.contains { WordPressItem.isItem($0) } ? FeedKind.wordPress.rawValue : kind.rawValue,
            parts.named()
        )
    }
}

/// The kinds of feeds, by the names that records give their format.
enum FeedKind: String {
    case rss
    case atom
    case rdf
    case wordPress = "wxr"

    init?(_ root: MarkupName) {
        self.init(root.local, root.namespace)
    }

    init?(_ local: String, _ namespace: Namespace) {
        switch local.lowercased() {
        case "rss", "channel": self = .rss
        case "rdf": self = .rdf
        case "feed", "entry":
            guard namespace == .atom || namespace == .none || namespace == .unknown else { return nil }
            self = .atom
        default: return nil
        }
    }
}

/// What a feed says of all its entries.
struct FeedChannel {
    let root: MarkupElement
    /// The element that the feed's own title and language stand in.
    let element: MarkupElement
    /// The logins of authors in a WordPress export, and their names.
    let authorNames: [String: String]
    let title: String?
    let language: String?
    let rights: String?
    /// The authors of an Atom feed are those of its entries without one.
    let authors: [MarkupElement]

    init(_ root: MarkupElement) {
        self.root = root
        element = root.children.first { $0.name.lowercased == "channel" } ?? root
        var names: [String: String] = [:]
        for author in element.children where author.local == "author" && author.name.namespace == .wordPress {
            guard let login = FieldText.line(author.child("author_login")),
                let name = FieldText.line(author.child("author_display_name"))
            else { continue }
            names[login] = name
        }
        authorNames = names
        var fields: [String: MarkupElement] = [:]
        var authors: [MarkupElement] = []
        for child in element.children where !FeedChannel.isEntry(child) {
            let key = FeedName.key(child.name)
            if fields[key] == nil { fields[key] = child }
            if key == "author", child.name.namespace == .atom { authors.append(child) }
        }
        self.authors = authors
        title = fields["title"].flatMap { FeedText.title($0) }
        language =
            FieldText.language(FieldText.line(fields["language"]))
            ?? FieldText.language(element.attribute("lang", .xml) ?? root.attribute("lang", .xml))
            ?? FieldText.language(FieldText.line(fields["dc:language"]))
        rights = FieldText.plain((fields["copyright"] ?? fields["rights"] ?? fields["dc:rights"])?.text)
    }

    /// The entries, wherever the feed has them.
    var entries: [MarkupElement] {
        if FeedChannel.isEntry(root) { return [root] }
        return root.outermost { FeedChannel.isEntry($0) }
    }

    private static func isEntry(_ element: MarkupElement) -> Bool {
        switch element.name.lowercased {
        case "item": FeedName.isCore(element.name)
        case "entry": FeedName.isCore(element.name)
        case "deleted-entry": element.name.namespace == .tombstone
        default: false
        }
    }

}

/// Names in feeds: those of the feed's own vocabulary bare, those of modules with the prefix that everybody knows.
enum FeedName {
    /// Whether a name is of the vocabulary of feeds, under whatever address a writer has put it.
    static func isCore(_ name: MarkupName) -> Bool {
        switch name.namespace {
        case .none, .rss, .atom: true
        case .unknown: name.prefix.isEmpty
        default: false
        }
    }

    /// `title`, `dc:creator`, `content:encoded`, in small letters.
    static func key(_ name: MarkupName) -> String {
        if isCore(name) { return name.lowercased }
        let prefix =
            switch name.namespace {
            case .dublinCore: "dc"
            case .dublinCoreTerms: "dcterms"
            case .contentModule: "content"
            case .media: "media"
            case .itunes: "itunes"
            case .wordPress: "wp"
            case .wordPressExcerpt: "excerpt"
            case .xhtml: "xhtml"
            case .rdf: "rdf"
            case .feedburner: "feedburner"
            case .thread: "thr"
            case .prism: "prism"
            default: name.prefix.isEmpty ? "?" : name.prefix.lowercased()
            }
        return prefix + ":" + name.lowercased
    }
}
