import Article

/// Reads a query: words that must all be there, `AND`, `OR`, `NOT`, `NEAR` and brackets between them, and filters.
///
/// `OR` binds more closely than words side by side, which are all wanted; beside a written `AND` brackets must say which
/// belongs to which.
struct SearchQueryParser {
    private typealias Problem = SearchQuery.Problem
    private typealias Joint = SearchQueryPieces.Joint

    /// What was read so far.
    private(set) var filter: ArticleFilter
    private let days: (String) -> ClosedRange<CivilDate>?
    private var pieces: ArraySlice<SearchQueryPieces.Piece>
    private var depth = 0

    /// Brackets within brackets, which nobody types so deep.
    private static let deepest = 20

    init(_ text: String, filter: ArticleFilter, days: @escaping (String) -> ClosedRange<CivilDate>?) throws(SearchQuery
        .Problem)
    {
        self.filter = filter
        self.days = days
        pieces = try SearchQueryPieces.pieces(of: text)[...]
    }

    /// All that was typed: what is wanted, and what is not.
    mutating func read() throws(SearchQuery.Problem) -> (wanted: [SearchNode], unwanted: [SearchNode]) {
        let group = try readGroup()
        if !pieces.isEmpty { throw Problem("a ) has no ( before it; words with brackets stand in quotation marks") }
        return group
    }

    private mutating func readGroup() throws(SearchQuery.Problem) -> (wanted: [SearchNode], unwanted: [SearchNode]) {
        var wanted: [SearchNode] = []
        var unwanted: [SearchNode] = []
        /// What stands before the next operand, and what has joined the last one.
        var joint: Joint?
        var isUnwanted = false
        var last: Joint?
        while let piece = pieces.first, piece != .close {
            pieces = pieces.dropFirst()
            if case .word(let word) = piece, let found = word.joint {
                if case .near = found, joint == nil, !isUnwanted, pieces.first == .open(isAttached: true) {
                    wanted.append(try readNear(found))
                    last = nil
                    continue
                }
                if found == .not {
                    if joint == .or || isUnwanted { throw Self.misplaced(found) }
                    joint = nil
                    isUnwanted = true
                } else {
                    if wanted.isEmpty || joint != nil || isUnwanted { throw Self.misplaced(found) }
                    joint = found
                }
                continue
            }
            var node: SearchNode?
            switch piece {
            case .minus:
                isUnwanted = true
                continue
            case .open: node = try readBrackets()
            case .word(let word):
                if try addFilter(word, isJoined: joint != nil && joint != .and || isUnwanted) {
                    joint = nil
                    continue
                }
                node = try Self.term(of: word).map { .term($0) }
                if word.isNegated, node != nil { isUnwanted = true }
            case .close: break
            }
            guard let node else { continue }
            if isUnwanted {
                if let joint, joint != .and { throw Self.misplaced(joint) }
                unwanted.append(node)
            } else {
                try Self.join(node, to: &wanted, joint, last)
                last = joint
            }
            (joint, isUnwanted) = (nil, false)
        }
        if let joint { throw Problem("\(joint.name) has nothing behind it; \(Self.asWord(joint))") }
        if isUnwanted { throw Problem("NOT has nothing behind it; \(Self.asWord(.not))") }
        return (wanted, unwanted)
    }

    private static func join(
        _ node: SearchNode,
        to wanted: inout [SearchNode],
        _ joint: Joint?,
        _ last: Joint?
    ) throws(SearchQuery.Problem) {
        guard let joint, let before = wanted.last else { return wanted.append(node) }
        if [.and, .or].contains(joint), let last, [.and, .or].contains(last), last != joint {
            throw Problem("AND and OR stand side by side; put ( ) around what belongs together")
        }
        switch joint {
        case .and, .not: wanted.append(node)
        case .or:
            if case .any(let nodes) = before, last == .or {
                wanted[wanted.count - 1] = .any(nodes + [node])
            } else {
                wanted[wanted.count - 1] = .any([before, node])
            }
        case .near(let distance):
            guard case .term(let term) = node else {
                throw Problem("NEAR stands between words and phrases, not beside ( )")
            }
            switch before {
            case .term(let first): wanted[wanted.count - 1] = try near([first, term], distance)
            case .near(let terms, distance): wanted[wanted.count - 1] = try near(terms + [term], distance)
            case .near, .any, .all:
                throw Problem("NEAR stands between words and phrases, and with one number in a row")
            }
        }
    }

    private static func near(_ terms: [SearchTerm], _ distance: Int) throws(SearchQuery.Problem) -> SearchNode {
        if terms.contains(where: { $0.isInHeadline != terms[0].isInHeadline }) {
            throw Problem("NEAR joins words of one place; write headline: before each of them, or before none")
        }
        return .near(terms, distance)
    }

    /// `NEAR(one two, 5)`, as FTS5 has it; the bracket is next.
    private mutating func readNear(_ joint: Joint) throws(SearchQuery.Problem) -> SearchNode {
        pieces = pieces.dropFirst()
        guard case .near(var distance) = joint else { return .any([]) }
        var terms: [SearchTerm] = []
        var hasComma = false
        while let piece = pieces.popFirst() {
            if piece == .close {
                if terms.count < 2 { break }
                return try Self.near(terms, distance)
            }
            guard case .word(var word) = piece, !word.isNegated, word.field ?? "headline" == "headline" else { break }
            if hasComma, let number = Int(word.text), (0...1_000).contains(number), pieces.first == .close {
                distance = number
                continue
            }
            hasComma = !word.isQuoted && word.text.hasSuffix(",")
            if hasComma { word.text.removeLast() }
            if let term = try Self.term(of: word) { terms.append(term) }
        }
        throw Problem("NEAR takes two words or phrases at least, as in NEAR(ferry harbour, 5) or ferry NEAR/5 harbour")
    }

    private mutating func readBrackets() throws(SearchQuery.Problem) -> SearchNode {
        depth += 1
        if depth > Self.deepest { throw Problem("there are more than \(Self.deepest) brackets within each other") }
        let group = try readGroup()
        depth -= 1
        guard pieces.popFirst() == .close else {
            throw Problem("a ( is not closed; words with brackets stand in quotation marks")
        }
        if group.wanted.isEmpty {
            throw Problem(
                group.unwanted.isEmpty
                    ? "there is no word within ( ) to look for"
                    : "within ( ) it only says what must not be there; give a word that must, too"
            )
        }
        if group.wanted.count == 1, group.unwanted.isEmpty { return group.wanted[0] }
        return .all(group.wanted, except: group.unwanted)
    }

    private static func misplaced(_ joint: Joint) -> SearchQuery.Problem {
        Problem("\(joint.name) has nothing before it that it could join; \(asWord(joint))")
    }

    private static func asWord(_ joint: Joint) -> String {
        "to look for the word, write '\"\(joint.name.lowercased())\"'"
    }

    /// Takes in a filter; false where the word is none.
    private mutating func addFilter(
        _ word: SearchQueryPieces.Word,
        isJoined: Bool
    ) throws(SearchQuery.Problem) -> Bool {
        guard let field = word.field, field != "headline" else { return false }
        if word.isNegated { throw Problem("-\(field): cannot be left out; only words and phrases can") }
        if isJoined || depth > 0 {
            throw Problem(
                "\(field): holds for all that is looked for; it cannot stand in ( ), nor behind OR, NOT or NEAR"
            )
        }
        guard !word.text.isEmpty else {
            throw Problem("\(field): has no value; write it without a space, as \(field):TASS")
        }
        switch field {
        case "source": try set(\.source, word.text, field)
        case "place": try set(\.place, word.text, field)
        case "section": try set(\.section, word.text, field)
        case "language", "lang": try set(\.language, word.text, field)
        default:
            guard let value = days(word.text) else {
                throw Problem("\(field):\(word.text) is not a day; write it as \(field):2026-11-01 or \(field):2026-11")
            }
            if field != "until" { filter.since = filter.since.map { max($0, value.lowerBound) } ?? value.lowerBound }
            if field != "since" { filter.until = filter.until.map { min($0, value.upperBound) } ?? value.upperBound }
        }
        return true
    }

    private mutating func set(
        _ member: WritableKeyPath<ArticleFilter, String?>,
        _ value: String,
        _ field: String
    ) throws(SearchQuery.Problem) {
        if let before = filter[keyPath: member], SearchText.key(before) != SearchText.key(value) {
            throw Problem("\(field) is given twice, as \(before) and as \(value); an article has one")
        }
        filter[keyPath: member] = value
    }

    /// The term of a word; nil where there is nothing in it. A star outside of quotation marks stands for the rest of a word.
    private static func term(of word: SearchQueryPieces.Word) throws(SearchQuery.Problem) -> SearchTerm? {
        let isPrefix = !word.isQuoted && word.text.hasSuffix("*")
        let text = isPrefix ? String(word.text.dropLast()) : word.text
        guard SearchText.hasWord(text) else { return nil }
        if word.isQuoted, let last = text.split(separator: " ").last, last.hasSuffix("*"),
            SearchText.hasWord(String(last))
        {
            throw Problem("\(last) is no beginning of a word within quotation marks; write the words without them")
        }
        if isPrefix, !SearchTerm.canBegin(text) {
            throw Problem("\(text)* would find nearly everything; give at least two letters before the *")
        }
        return SearchTerm(
            text: text,
            isPrefix: isPrefix,
            isInHeadline: word.field == "headline",
            hasForms: !word.isQuoted
        )
    }
}
