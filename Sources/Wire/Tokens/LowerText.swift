import Text

/// A text in small letters as the lexicon looks its openings up, and where each place in it stood before: some letters have
/// fewer or more bytes in small.
struct LowerText {
    let bytes: [UInt8]
    /// From where on the two differ: the place in small letters, and by how much the text's own is ahead of it.
    private var shifts: [(lower: Int, ahead: Int)] = []

    init(_ text: Span<UInt8>) {
        var lower: [UInt8] = []
        lower.reserveCapacity(text.count + 8)
        var index = 0
        while index < text.count {
            let point = text.codePoint(at: index)
            lower.append(codePoint: Word.small(point.value))
            index += point.length
            let ahead = index - lower.count
            if ahead != shifts.last?.ahead ?? 0 { shifts.append((lower.count, ahead)) }
        }
        bytes = lower
    }

    /// The text's own place of one in small letters.
    func source(_ lower: Int) -> Int { lower + (shifts.last { $0.lower <= lower }?.ahead ?? 0) }

    /// The place in small letters of one of the text's own.
    func lower(_ source: Int) -> Int { source - (shifts.last { $0.lower + $0.ahead <= source }?.ahead ?? 0) }

    /// Where an entry of a class ends, in the text's own bytes, that the text opens with from one of them on.
    func opening(_ lexicalClass: LexicalClass, from start: Int = 0) -> Int? {
        Lexicon.shared.opening(bytes, from: lower(start), lexicalClass).map(source)
    }
}
