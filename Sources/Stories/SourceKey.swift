/// An agency or publisher by its name: `Reuters`, `REUTER` and `www.reuters.com` are one, and so are `AP` and `The
/// Associated Press`.
struct SourceKey: Sendable, Equatable {
    private var name: UInt64
    /// Of the first letters of its words; 0 for a name of one word.
    private var initials: UInt64

    /// Nil for a name without a letter.
    init?(_ name: String) {
        var text = name.lowercased()
        if let host = SourceKey.label(text) { text = host }
        var words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        if words.count > 1, words[0] == "the" { words.removeFirst() }
        guard words.contains(where: { $0.contains(where: \.isLetter) }) else { return nil }
        let whole = words.map { $0.count > 4 && $0.hasSuffix("s") ? String($0.dropLast()) : $0 }.joined()
        self.name = KeyHash.of(whole)
        initials = words.count > 1 ? KeyHash.of(String(words.compactMap(\.first))) : 0
    }

    /// Whether two names can be of one source.
    func isSame(as other: SourceKey) -> Bool {
        name == other.name || name == other.initials || other.name == initials
    }

    /// The label of a domain that names whose it is: `www.reuters.com` gives `reuters`.
    private static func label(_ text: String) -> String? {
        guard text.contains("."), !text.contains(where: \.isWhitespace) else { return nil }
        var labels = text.split(separator: ".")
        guard labels.count > 1, labels.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } }) else {
            return nil
        }
        labels.removeLast()
        // `bbc.co.uk`: a short label under a country is no name.
        if labels.count > 1, let last = labels.last, last.count <= 3 { labels.removeLast() }
        return labels.last.map(String.init)
    }
}
