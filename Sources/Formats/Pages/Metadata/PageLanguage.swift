/// The language that a page declares.
enum PageLanguage {
    /// As an ISO 639 code, `zh-Hant` for traditional Chinese; nil where the page declares none.
    static func declared(_ context: borrowing PageContext) -> String? {
        let linked = context.linkedData.articles.first.flatMap { LinkedData.text($0["inLanguage"]) }
        let candidates = [
            linked, FoldedText.attribute(context.bytes, context.page.language).nonEmpty,
            context.declared("og:locale", "content-language", "language", "dc.language", "dcterms.language"),
        ]
        for candidate in candidates { if let code = code(candidate ?? "") { return code } }
        return nil
    }

    /// The code in a language tag (RFC 5646) or a locale's name, `pt` of `pt_BR`.
    static func code(_ tag: String) -> String? {
        let parts = tag.lowercased().split { !$0.isLetter && !$0.isNumber }
        guard let first = parts.first, (2...3).contains(first.utf8.count),
            first.allSatisfy({ $0.isASCII && $0.isLetter }),
            first != "und", first != "mul"
        else { return nil }
        if first == "zh", parts.contains("hant") || parts.contains("tw") || parts.contains("hk") { return "zh-Hant" }
        return String(first)
    }
}
