public import Article

/// What is looked for: words and phrases that an article must have or must not have, and a filter.
///
/// Whatever is typed is a query or a ``Problem``; none of it reaches SQLite but as quoted words.
public struct SearchQuery: Sendable, Equatable {
    /// Why something typed cannot be looked for, and what to do.
    public struct Problem: Error, Sendable, Equatable {
        public let message: String

        /// A problem in these words.
        public init(_ message: String) {
            self.message = message
        }
    }

    /// What is to be held against articles one by one beside the words.
    public var filter: ArticleFilter
    /// All that an article must have, and what it must not have.
    private let wanted: [SearchNode]
    private let unwanted: [SearchNode]

    /// Reads what was typed, in one text.
    ///
    /// - Parameters:
    ///   - text: words, phrases in quotation marks, `word*` for words that begin so, `-word` for what must not stand in
    ///     it, `AND`, `OR`, `NOT`, `NEAR` and brackets, and `source:`, `place:`, `section:`, `language:`, `headline:`,
    ///     `since:`, `until:`, `on:`.
    ///   - filter: what the articles must fit beside.
    ///   - days: reads a day, or a month, as a person writes it; nil where it is none.
    public init(
        _ text: String,
        filter: ArticleFilter = ArticleFilter(),
        days: @escaping (String) -> ClosedRange<CivilDate>?
    ) throws(Problem) {
        var parser = try SearchQueryParser(text, filter: filter, days: days)
        (wanted, unwanted) = try parser.read()
        self.filter = parser.filter
        if wanted.isEmpty && unwanted.isEmpty && self.filter.isEmpty {
            throw Problem("there is no word in it to look for; give one, or a filter such as source:TASS")
        }
        if wanted.isEmpty && !unwanted.isEmpty && facets.isEmpty {
            throw Problem("it only says what must not be there; give a word that must, too")
        }
    }

    private init(_ wanted: [SearchNode], except unwanted: [SearchNode], _ filter: ArticleFilter) {
        (self.wanted, self.unwanted, self.filter) = (wanted, unwanted, filter)
    }

    /// The names of what can stand before a colon.
    public static var fields: Set<String> { SearchQueryPieces.fields }

    /// Whether words are looked for, and not only a filter given.
    public var hasWords: Bool { !wanted.isEmpty || !unwanted.isEmpty }

    /// The query as FTS5 takes it (https://sqlite.org/fts5.html#full_text_query_syntax).
    var expression: String {
        let positive = (wanted.map(\.expression) + facets).joined(separator: " AND ")
        if unwanted.isEmpty { return positive }
        return "(\(positive)) NOT (" + unwanted.map(\.expression).joined(separator: " OR ") + ")"
    }

    /// What an article has whose headline has all that is looked for.
    var headlineExpression: String { wanted.map(\.inHeadline.expression).joined(separator: " AND ") }

    /// Whether a headline may have all that is looked for; false where it certainly has not. Quicker than to cut it into
    /// words as the index does.
    func mayBeHeadline(_ text: String) -> Bool {
        let headline = text.utf8.map(SearchTerm.lowercased)
        return headline.contains { $0 >= 0x80 } || wanted.allSatisfy { $0.mayStand(in: headline) }
    }

    /// The same as the index takes it, with what of the filter the words can tell.
    var expressionInHeadline: String {
        ([headlineExpression].filter { !$0.isEmpty } + facets).joined(separator: " AND ")
    }

    /// Every term that an article must or may have.
    var terms: [SearchTerm] { wanted.flatMap(\.terms) }

    /// Whether beginnings of words are looked for.
    var hasPrefix: Bool { terms.contains { $0.isPrefix } }

    /// The words of each phrase that is looked for, as FTS5 takes them.
    var phrases: [[String]] { wanted.flatMap(\.phrases) }

    /// What would be asked with less, where nothing was found: in words, and as a query.
    public var relaxed: [(description: String, query: SearchQuery)] {
        var relaxed: [(String, SearchQuery)] = []
        let widened = wanted.map(\.widened)
        if widened != wanted {
            let words = widened.flatMap(\.terms).map {
                $0.isPrefix ? $0.text + "*" : $0.text.contains(" ") ? "\"\($0.text)\"" : $0.text
            }
            relaxed.append((words.joined(separator: " "), SearchQuery(widened, except: unwanted, filter)))
        }
        // What has become of a story is no filter that anyone has set.
        var unfiltered = ArticleFilter()
        (unfiltered.standingOnly, unfiltered.usableOnly) = (filter.standingOnly, filter.usableOnly)
        unfiltered.withdrawn = filter.withdrawn
        if hasWords, !wanted.isEmpty, filter != unfiltered {
            relaxed.append(("the words without the filters", SearchQuery(wanted, except: unwanted, unfiltered)))
        }
        if filter.asksForStory {
            var all = filter
            (all.standingOnly, all.usableOnly, all.withdrawn) = (false, false, .included)
            relaxed.append(("--all-versions", SearchQuery(wanted, except: unwanted, all)))
        }
        if wanted.count > 1 {
            for (index, node) in wanted.enumerated() {
                var rest = wanted
                rest.remove(at: index)
                let words = node.terms.map(\.text).joined(separator: " ")
                relaxed.append(("the rest without “\(words)”", SearchQuery(rest, except: unwanted, filter)))
            }
        }
        return relaxed
    }

    /// What of the filter the words of the index can tell: exact values.
    private var facets: [String] {
        let values: [(SearchText.Facet, String?)] = [
            (.source, filter.source), (.place, filter.place), (.section, filter.section), (.language, filter.language),
        ]
        return values.compactMap { facet, value in
            guard let value, !Self.isPattern(value) else { return nil }
            return "facets : \"\(facet.word(value))\""
        }
    }

    /// What of the filter remains when ``expression`` has been held against an article.
    var remainingFilter: ArticleFilter {
        var rest = ArticleFilter()
        rest.standingOnly = filter.standingOnly
        rest.usableOnly = filter.usableOnly
        rest.withdrawn = filter.withdrawn
        (rest.newlyWanted, rest.newlyUnwanted) = (filter.newlyWanted, filter.newlyUnwanted)
        rest.since = filter.since
        rest.until = filter.until
        rest.source = filter.source.flatMap { Self.isPattern($0) ? $0 : nil }
        rest.place = filter.place.flatMap { Self.isPattern($0) ? $0 : nil }
        rest.section = filter.section.flatMap { Self.isPattern($0) ? $0 : nil }
        rest.language = filter.language.flatMap { Self.isPattern($0) ? $0 : nil }
        return rest
    }

    private static func isPattern(_ text: String) -> Bool {
        text.contains { $0 == "*" || $0 == "?" }
    }
}
