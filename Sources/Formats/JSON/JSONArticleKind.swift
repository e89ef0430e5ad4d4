import Text
import Wire
import Article

/// The vocabularies of articles in JSON, by the names that records give their format.
enum JSONArticleKind: String {
    case ninjs
    case jsonFeed = "json-feed"
    case schema = "json-ld"
    case digitalwires
    case ans
    case plain = "json"

    /// What an object's keys say that it is; nil for what is no article in a vocabulary that is known.
    init?(_ value: JSONValue) {
        guard let object = value.object else { return nil }
        let keys = Set(object.members.map(\.key))
        func has(_ names: String...) -> Bool { names.contains { keys.contains($0) } }
        if value["format"]?.string?.hasPrefix("digitalwires") == true || has("article_html") && has("urn", "headline") {
            self = .digitalwires
        } else if has("content_elements") || has("headlines") && value["headlines"]?.isObject == true
            || value["type"]?.string == "story" && has("taxonomy", "credits", "canonical_url")
        {
            self = .ans
        } else if has("@type", "@graph") || value["@context"]?.printed?.contains("schema.org") == true {
            guard !SchemaArticle.articles(in: value).isEmpty || has("@type") else { return nil }
            self = .schema
        } else if JSONArticleKind.isNinjs(value, keys) {
            self = .ninjs
        } else if has("content_html", "content_text"), has("id", "url", "title") {
            self = .jsonFeed
        } else if PlainJSONArticle.isArticle(value) {
            self = .plain
        } else {
            return nil
        }
    }

    private static func isNinjs(_ value: JSONValue, _ keys: Set<String>) -> Bool {
        if value.at("standard", "name")?.string?.lowercased() == "ninjs" { return true }
        if value["$standard"] != nil { return true }
        guard keys.contains("uri") || keys.contains("guid") else { return false }
        if case .array = value["headlines"] { return true }
        if case .array = value["bodies"] { return true }
        if keys.contains(where: { $0.hasPrefix("body_") || $0.hasPrefix("description_") }) { return true }
        return ["versioncreated", "firstcreated", "pubstatus", "renditions", "associations", "representationtype"]
            .contains { keys.contains($0) }
    }

    /// The articles of a document that holds several in one graph; nil for one that is itself an article.
    static func graph(of value: JSONValue) -> [JSONValue]? {
        guard JSONArticleKind(value) == .schema else { return nil }
        return SchemaArticle.articles(in: value)
    }

    /// The parts that an item makes.
    func parts(_ item: JSONValue, in list: JSONItems, _ context: ReadingContext) -> [Part] {
        switch self {
        case .ninjs: return NinjsItem(item).parts(context)
        case .schema: return [SchemaArticle(item).part(context)]
        case .digitalwires: return [DigitalwiresEntry(item).part(context)]
        case .ans: return [ANSStory(item).part(context)]
        case .jsonFeed: return [JSONFeedItem(item, feed: list.wrapper).part(context)]
        case .plain:
            // Items of a feed may lack what a plain article has.
            if list.wrapper?["version"]?.string?.contains("jsonfeed") == true {
                return [JSONFeedItem(item, feed: list.wrapper).part(context)]
            }
            return [PlainJSONArticle(item).part(context)]
        }
    }
}
