import Text
import Wire
public import Article

/// Articles in JSON: one document, an array of them, a list under a key of an object, or a document a line.
///
/// Each object is told apart by its keys: ninjs of all versions, JSON Feed, schema.org, dpa's digitalwires, Arc's ANS, and the
/// plain objects with a title and a text that researchers and crawlers save.
public struct JSONArticles: ArticleFormat {
    public let name = "json"

    public init() {}

    public func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
        let text = DocumentText(bytes, assumed: context.defaults.encoding)
        let context = context.reading(text)
        let limits = context.limits.documents
        let values =
            text.converted.map { JSONValues($0.span, limits) }
            ?? JSONValues(bytes.extracting(text.skip..<bytes.count), limits)
        guard !values.values.isEmpty || !values.broken.isEmpty else {
            return Reading(format: name, encoding: text.encoding, refused: .brokenJSON(values.fault))
        }
        var format: String?
        var parts: [Part] = []
        var isEmptyList = false
        var broken = values.broken[...]
        func refuse(before position: Int) {
            while let line = broken.first, line.position <= position {
                broken.removeFirst()
                parts.append(
                    Part(
                        member: "line \(line.number)",
                        .refused(.brokenJSON(line.fault)),
                        source: Part.Source(
                            format: name,
                            encoding: text.encoding,
                            damaged: 0,
                            container: [],
                            bytes: line.bytes
                        )
                    )
                )
            }
        }
        for (position, value) in values.values.enumerated() {
            refuse(before: position)
            let list = JSONItems(value)
            if list.items.isEmpty, list.wrapper != nil { isEmptyList = true }
            for item in list.items {
                let kind = JSONArticleKind(item) ?? .plain
                format = format ?? kind.rawValue
                parts.append(contentsOf: kind.parts(item, in: list, context))
            }
        }
        refuse(before: values.values.count)
        if parts.isEmpty {
            if let fault = values.fault {
                return Reading(format: name, encoding: text.encoding, refused: .brokenJSON(fault))
            }
            guard isEmptyList else {
                return Reading(
                    format: FileKind.unknownJSON.rawValue,
                    encoding: text.encoding,
                    refused: FileKind.unknownJSON.refusal
                )
            }
            parts = [Part(.notNews(.emptyFeed))]
        }
        var reading = Reading(
            format: values.isLines ? "json-lines" : format ?? name,
            encoding: text.encoding,
            damaged: text.damaged + values.damaged,
            parts: parts.named()
        )
        if let fault = values.fault { reading.noteEnd(fault.explanation, fault.setting) }
        return reading
    }
}

/// The items of a value: itself, its elements, or those of the list that it wraps.
struct JSONItems {
    private(set) var items: [JSONValue] = []
    /// What wraps the items, such as a feed.
    private(set) var wrapper: JSONValue?

    init(_ value: JSONValue) {
        if case .array(let elements) = value {
            items = elements.flatMap { element -> [JSONValue] in
                guard element.isObject else { return [] }
                return JSONArticleKind(element) == nil ? JSONItems(element).items : [element]
            }
            return
        }
        guard value.isObject else { return }
        if JSONArticleKind(value) != nil {
            items = JSONArticleKind.graph(of: value) ?? [value]
            return
        }
        for key in JSONItems.wrappers {
            guard let list = value[key] else { continue }
            // A wrapper may be wrapped once more: `{"data": {"articles": […]}}`.
            let inner =
                list.isObject && JSONArticleKind(list) == nil ? JSONItems(list).items : list.elements.filter(\.isObject)
            guard !inner.isEmpty || list == .array([]) else { continue }
            items = inner.flatMap { element in
                if let graph = JSONArticleKind.graph(of: element) { return graph }
                // Each item may be wrapped too, beside what an interface says of it: `{"meta": {…}, "item": {…}}`.
                let wrapped = JSONArticleKind(element) == nil ? JSONItems(element).items : []
                return wrapped.isEmpty ? [element] : wrapped
            }
            wrapper = value
            return
        }
    }

    /// Keys under which interfaces and dumps put their lists.
    private static let wrappers = [
        "items", "articles", "entries", "posts", "stories", "results", "documents", "docs", "news", "data", "response",
        "hits", "content", "_source", "article", "item", "story", "_items", "result", "payload", "feed",
    ]
}
