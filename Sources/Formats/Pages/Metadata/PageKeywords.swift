/// The keywords that a page declares.
enum PageKeywords {
    static let limit = 50

    static func find(_ context: borrowing PageContext) -> [String] {
        var found: [String] = []
        var seen: Set<String> = []
        func add(_ text: String, splitting: Bool) {
            for part in splitting ? text.split(separator: ",").map(String.init) : [text] {
                let word = FoldedText.cleaned(part)
                guard !word.isEmpty, word.count <= 100, found.count < limit, seen.insert(word.lowercased()).inserted
                else { continue }
                found.append(word)
            }
        }
        for article in context.linkedData.articles {
            let values = article["keywords"]?.elements ?? []
            for value in values {
                if let text = value.string ?? value["name"]?.string { add(text, splitting: values.count == 1) }
            }
            if !found.isEmpty { return found }
        }
        for name in ["article:tag", "news_keywords", "keywords", "parsely-tags"] {
            let values = context.declarations.all(context.bytes, name)
            for value in values { add(value, splitting: values.count == 1) }
            if !found.isEmpty { return found }
        }
        return found
    }
}
