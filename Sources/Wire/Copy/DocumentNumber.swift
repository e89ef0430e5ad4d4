import Text
import Article

/// The lines by which a press database numbers the stories of one file: `1 of 12 DOCUMENTS`, `Document 1 of 2`.
struct DocumentNumber: Equatable {
    let number: Int
    let count: Int

    private static let longest = 48

    /// Where each story begins, the first line's with what stands above it; one start where the first line is no such number, or
    /// they do not count up.
    static func starts(_ text: Span<UInt8>, from first: Int) -> [Int] {
        var starts: [Int] = []
        var start = first
        var isFirst = true
        while start < text.count {
            let end = min(TextLibraries.find(.lineFeed, text, start), text.count)
            if let found = DocumentNumber(text, start, end) {
                guard found.count > 1, found.number == starts.count + 1 else { return [first] }
                starts.append(starts.isEmpty ? first : start)
                isFirst = false
            } else if isFirst, (start..<end).contains(where: { text[$0] > .space }) {
                return [first]
            }
            start = end + 1
        }
        return starts.isEmpty ? [first] : starts
    }

    /// Nil for a line that holds anything else.
    init?(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
        var start = start
        var end = end
        while start < end, text[start] <= .space { start += 1 }
        while end > start, text[end - 1] <= .space { end -= 1 }
        guard end - start <= DocumentNumber.longest, end > start + 4,
            (start..<end).contains(where: { text[$0].isFigure })
        else { return nil }
        let tokens = Tokens(text, TextRange(start, end), limit: 6)
        guard tokens.isWhole, tokens.count == 4 else { return nil }
        let numbers = tokens.list.filter { $0.kind == .number }.map(\.value)
        let words = tokens.list.filter { $0.kind == .word }
        guard numbers.count == 2, words.count == 2, words.allSatisfy({ $0.isA(.furniture) || $0.isA(.pageJoint) }),
            words.contains(where: { $0.isA(.furniture) && !$0.isA(.pageJoint) }),
            tokens.list.indices.dropFirst().contains(where: { index in
                tokens.list[index].isA(.pageJoint) && tokens.list[index - 1].kind == .number
                    && tokens[index + 1]?.kind == .number
            }), numbers[0] > 0, numbers[0] <= numbers[1]
        else { return nil }
        number = numbers[0]
        count = numbers[1]
    }
}
