/// Two texts word by word: what both have, what only the first has, and what only the second has.
struct WordDifference: Sendable, Equatable {
    enum Kind: String, Sendable, Encodable {
        case same, removed, added
    }

    struct Piece: Sendable, Equatable, Encodable {
        var kind: Kind
        var text: String
    }

    /// For each paragraph of the second text, and each that only the first has: its pieces.
    private(set) var paragraphs: [[Piece]] = []

    /// Words of the two texts together beyond which whole paragraphs are compared: the time grows with the product.
    private static let limit = 8_000

    init(_ first: [String], _ second: [String]) {
        let before = Self.words(first)
        let after = Self.words(second)
        let isLong = before.count + after.count > Self.limit
        let changes =
            isLong
            ? Self.changes(first.map { [$0, "\n"] }.flatMap(\.self), second.map { [$0, "\n"] }.flatMap(\.self))
            : Self.changes(before, after)
        var paragraph: [Piece] = []
        for change in changes {
            if change.word == "\n" {
                // A boundary that was there before ends a paragraph of the first text only.
                if change.kind != .removed || paragraph.allSatisfy({ $0.kind == .removed }) {
                    if !paragraph.isEmpty { paragraphs.append(paragraph) }
                    paragraph = []
                }
                continue
            }
            if let last = paragraph.last, last.kind == change.kind {
                paragraph[paragraph.count - 1].text += " " + change.word
            } else {
                paragraph.append(Piece(kind: change.kind, text: change.word))
            }
        }
        if !paragraph.isEmpty { paragraphs.append(paragraph) }
    }

    /// Whether nothing differs.
    var isEmpty: Bool { paragraphs.allSatisfy { $0.allSatisfy { $0.kind == .same } } }

    private static func words(_ paragraphs: [String]) -> [String] {
        paragraphs.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) + ["\n"] }
    }

    /// The words of both in one order (Myers, as the standard library has it).
    private static func changes(_ before: [String], _ after: [String]) -> [(kind: Kind, word: String)] {
        var removed = Set<Int>()
        var added = Set<Int>()
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var changes: [(kind: Kind, word: String)] = []
        var old = 0
        var new = 0
        while old < before.count || new < after.count {
            if old < before.count, removed.contains(old) {
                changes.append((.removed, before[old]))
                old += 1
            } else if new < after.count, added.contains(new) {
                changes.append((.added, after[new]))
                new += 1
            } else if new < after.count {
                changes.append((.same, after[new]))
                old += 1
                new += 1
            } else {
                break
            }
        }
        return changes
    }
}
