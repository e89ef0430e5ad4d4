/// What an article must have: terms, and what joins them.
indirect enum SearchNode: Sendable, Equatable {
    case term(SearchTerm)
    /// All of them with at most so many words between.
    case near([SearchTerm], Int)
    /// One of them.
    case any([SearchNode])
    /// All of the first and none of the second.
    case all([SearchNode], except: [SearchNode])

    /// The node as FTS5 takes it (https://sqlite.org/fts5.html#full_text_query_syntax).
    var expression: String {
        switch self {
        case .term(let term): return term.expression
        case .near(let terms, let distance):
            let phrases = terms.map(\.phrase).joined(separator: " ")
            return (terms.first?.columns ?? "") + "NEAR(\(phrases), \(distance))"
        case .any(let nodes): return "(" + nodes.map(\.expression).joined(separator: " OR ") + ")"
        case .all(let nodes, let unwanted):
            let wanted = "(" + nodes.map(\.expression).joined(separator: " AND ") + ")"
            if unwanted.isEmpty { return wanted }
            return "(\(wanted) NOT (" + unwanted.map(\.expression).joined(separator: " OR ") + "))"
        }
    }

    /// The same where only the headline counts, without what must not stand there.
    var inHeadline: SearchNode {
        switch self {
        case .term(let term): .term(term.inHeadline)
        case .near(let terms, let distance): .near(terms.map(\.inHeadline), distance)
        case .any(let nodes): .any(nodes.map(\.inHeadline))
        case .all(let nodes, _): .all(nodes.map(\.inHeadline), except: [])
        }
    }

    /// Whether a headline, given in lower-case ASCII, may have it; false where it certainly has not.
    func mayStand(in headline: [UInt8]) -> Bool {
        switch self {
        case .term(let term): term.mayStand(in: headline)
        case .near(let terms, _): terms.allSatisfy { $0.mayStand(in: headline) }
        case .any(let nodes): nodes.contains { $0.mayStand(in: headline) }
        case .all(let nodes, _): nodes.allSatisfy { $0.mayStand(in: headline) }
        }
    }

    /// Every term that must or may stand there.
    var terms: [SearchTerm] {
        switch self {
        case .term(let term): [term]
        case .near(let terms, _): terms
        case .any(let nodes), .all(let nodes, except: _): nodes.flatMap(\.terms)
        }
    }

    /// The words of each phrase, as FTS5 takes them. Words that stand near each other are one: to find them takes as long.
    var phrases: [[String]] {
        switch self {
        case .term(let term): term.words.count > 1 ? [term.words] : []
        case .near(let terms, _): [terms.flatMap(\.words)]
        case .any(let nodes), .all(let nodes, except: _): nodes.flatMap(\.phrases)
        }
    }

    /// The same with every single word as the beginning of one, as far as that has letters enough.
    var widened: SearchNode {
        switch self {
        case .term(let term):
            .term(
                SearchTerm(
                    text: term.text,
                    isPrefix: term.isPrefix || term.words.count == 1 && SearchTerm.canBegin(term.text),
                    isInHeadline: term.isInHeadline,
                    hasForms: term.hasForms
                )
            )
        case .near: self
        case .any(let nodes): .any(nodes.map(\.widened))
        case .all(let nodes, let unwanted): .all(nodes.map(\.widened), except: unwanted)
        }
    }
}

extension SearchTerm {
    /// Whether a text has letters enough to be the beginning of a word.
    static func canBegin(_ text: String) -> Bool { text.unicodeScalars.count >= 2 || text.utf8.count >= 3 }
}
