import Article

/// What a page's JSON-LD says of the article on it (schema.org).
///
/// Sites wrap it in CDATA sections and comments, end it with a semicolon and break lines inside strings: all of that is
/// read.
struct LinkedData {
    /// The objects that are articles, the most telling first.
    private(set) var articles: [JSONValue] = []
    /// All objects that have a type or an id.
    private(set) var nodes: [JSONValue] = []
    /// The types of all objects, in small letters.
    private(set) var types: Set<String> = []

    private static let nodeLimit = 5_000

    init(_ bytes: Span<UInt8>, _ scripts: [ByteRange], _ limits: DocumentLimits) {
        for script in scripts { read(bytes, script, limits) }
        articles = nodes.filter { LinkedData.isArticle($0) }
        // A node with a headline says more than one that is only referred to.
        articles = articles.filter { $0["headline"] != nil } + articles.filter { $0["headline"] == nil }
    }

    private mutating func read(_ bytes: Span<UInt8>, _ range: ByteRange, _ limits: DocumentLimits) {
        var start = range.start
        while start < range.end, bytes[start] != 0x7B, bytes[start] != 0x5B || isCDATA(bytes, start, range.end) {
            start += 1
        }
        guard start < range.end else { return }
        var reader = JSONReader(bytes.extracting(start..<range.end), limits: limits)
        guard let value = reader.value() else { return }
        collect(value)
    }

    /// Whether `[CDATA[` stands at an opening bracket.
    private func isCDATA(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        start + 6 < end && HTMLName(bytes, start + 1, start + 7) == .cdata
            || start > 5 && HTMLName(bytes, start - 5, start + 1) == .cdata
    }

    private mutating func collect(_ root: JSONValue) {
        var waiting = [root]
        while let value = waiting.popLast() {
            guard nodes.count < LinkedData.nodeLimit else { return }
            switch value {
            case .array(let elements): waiting.append(contentsOf: elements.reversed())
            case .object(let object):
                let kinds = LinkedData.types(of: value)
                if !kinds.isEmpty || value["@id"] != nil {
                    nodes.append(value)
                    types.formUnion(kinds)
                }
                for member in object.members.reversed() {
                    switch member.value {
                    case .array, .object: waiting.append(member.value)
                    default: break
                    }
                }
            default: break
            }
        }
    }

    /// The types of an object in small letters, without the address of the vocabulary.
    static func types(of value: JSONValue) -> [String] {
        (value["@type"]?.elements ?? []).compactMap { type in
            type.string.map { name in
                String(
                    name[
                        (name.lastIndex { $0 == "/" || $0 == ":" || $0 == "#" }.map(name.index(after:))
                            ?? name.startIndex)...
                    ]
                )
                .lowercased()
            }
        }
    }

    static func isArticle(_ value: JSONValue) -> Bool {
        types(of: value).contains {
            $0.hasSuffix("article") || $0.hasSuffix("posting") || $0.hasSuffix("newsstory") || articleTypes.contains($0)
        }
    }

    private static let articleTypes: Set<String> = ["report", "review", "advertisercontentarticle", "recipe", "howto"]

    /// The node that an object refers to by its id, or the object itself.
    func resolved(_ value: JSONValue) -> JSONValue {
        guard case .object(let object) = value, object.members.count <= 2, let id = value["@id"]?.string else {
            return value
        }
        return nodes.first { $0["@id"]?.string == id && ($0.object?.members.count ?? 0) > object.members.count }
            ?? value
    }

    /// The longest text that is given as an article's own.
    var body: String? {
        nodes.compactMap { $0["articleBody"]?.string }.max { $0.utf8.count < $1.utf8.count }
    }
}

extension HTMLName {
    static let cdata = HTMLName("CDATA[")
}

extension LinkedData {
    /// The text of a value: a string, the first of several, or the name of an object.
    static func text(_ value: JSONValue?) -> String? {
        guard let first = value?.elements.first else { return nil }
        let text = first.string ?? first["name"]?.string ?? first["@value"]?.string
        return text.flatMap { FoldedText.cleaned(FieldBound.cut($0)).nonEmpty }
    }
}
