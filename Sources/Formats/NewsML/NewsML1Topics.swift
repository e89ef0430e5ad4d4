import Wire

/// The names that an item's own sets of topics give to codes.
struct NewsML1Topics {
    /// By code: the names with their languages, in document order.
    private var names: [String: [(language: String?, name: String)]] = [:]

    /// Reads the topics of an item once, as many as a record keeps.
    init(in item: MarkupElement) {
        for topic in item.descendants("Topic") {
            if names.count >= FieldText.listLimit { break }
            guard let code = FieldText.line(topic.child("FormalName")) else { continue }
            for description in topic.children("Description").prefix(NewsML1Topics.mostLanguages)
            where description.attribute("Variant").map({ $0.lowercased() == "name" }) ?? true {
                guard let name = FieldText.line(description) else { continue }
                names[code, default: []].append((FieldText.language(description.attribute("lang")), name))
            }
        }
    }

    /// Languages of one topic that are looked at.
    private static let mostLanguages = 60

    /// The name of a code in a language, else the first.
    func name(of code: String?, in language: String?) -> String? {
        guard let found = names[code ?? ""] else { return nil }
        return (found.first { $0.language == language } ?? found.first)?.name
    }
}
