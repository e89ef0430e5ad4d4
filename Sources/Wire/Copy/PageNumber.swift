import Text
import Article

/// Lines that number the pages of a print-out, wherever they stand: `Page 1 of 2`, `Seite 1 von 1`, `1/2 ページ`.
struct PageNumber: Equatable {
    var page: Int
    /// How many pages there are; nil where the line does not say.
    var count: Int?

    private static let longest = 40
    private static let mostPages = 999

    /// Drops such lines, and the title that a print-out repeats beside them. A paragraph that a page's end cuts goes on.
    static func remove(_ lines: inout [Line], in text: Span<UInt8>) {
        var kept: [Line] = []
        var dropped: [(line: Int, number: PageNumber)] = []
        for index in lines.indices {
            guard let number = PageNumber(text, lines[index]) else { continue }
            let isAlone = lines[index].afterBlank && (index + 1 == lines.count || lines[index + 1].afterBlank)
            guard number.count != nil || isAlone else { continue }
            dropped.append((index, number))
        }
        guard !dropped.isEmpty else { return }
        let all = dropped
        let isRun = countsUp(all.filter { $0.number.count == nil }, lines.count)
        dropped = all.filter { line, number in
            guard number.count != nil else { return isRun }
            return lines[line].afterBlank || Sentence.ends(text, lines[line - 1].start, lines[line - 1].end)
                || all.contains { $0.number.count == number.count && $0.number.page != number.page }
        }
        guard !dropped.isEmpty, dropped.count < lines.count else { return }
        kept.reserveCapacity(lines.count)
        var next = 0
        var index = 0
        while index < lines.count {
            guard next < dropped.count, dropped[next].line == index else {
                kept.append(lines[index])
                index += 1
                continue
            }
            var afterBlank = lines[index].afterBlank
            index += 1
            if dropped[next].number.page > 1, index < lines.count, !lines[index].afterBlank,
                repeats(lines[index], kept.prefix(mostTitles), text)
            {
                index += 1
            }
            next += 1
            guard index < lines.count else { break }
            afterBlank = afterBlank || lines[index].afterBlank
            let isCut = kept.last.map { goesOn($0, lines[index], text) } == true
            lines[index].afterBlank = afterBlank && !isCut
        }
        lines = kept
    }

    /// Whether numbers without a total count up, from the first line or to the last: those between are of a story's parts.
    private static func countsUp(_ found: [(line: Int, number: PageNumber)], _ count: Int) -> Bool {
        guard found.count > 1, found.first?.line == 0 || found.last?.line == count - 1 else { return false }
        return zip(found, found.dropFirst()).allSatisfy { $1.number.page == $0.number.page + 1 }
    }

    /// The lines above that a print-out's title may be.
    private static let mostTitles = 8

    /// Whether a line is one of those above.
    private static func repeats(_ line: Line, _ above: ArraySlice<Line>, _ text: Span<UInt8>) -> Bool {
        above.contains { other in
            other.count == line.count
                && (0..<line.count).allSatisfy { text[other.start + $0] == text[line.start + $0] }
        }
    }

    /// Whether a line goes on with a sentence that the one above leaves open.
    private static func goesOn(_ above: Line, _ line: Line, _ text: Span<UInt8>) -> Bool {
        !Sentence.ends(text, above.start, above.end)
            && CharacterClass.isLower(text.codePoint(at: line.start).value)
    }

    /// - Parameter line: a line that may hold more than a page's number; nil then.
    init?(_ text: Span<UInt8>, _ line: Line) {
        guard line.count <= PageNumber.longest, !Sentence.ends(text, line.start, line.end),
            (line.start..<line.end).contains(where: { text[$0].isFigure })
        else { return nil }
        let tokens = Tokens(text, TextRange(line.start, line.end), limit: 10)
        guard tokens.isWhole else { return nil }
        var numbers: [Int] = []
        var hasWord = false
        var isSpan = false
        for (index, token) in tokens.list.enumerated() {
            switch token.kind {
            case .number: numbers.append(token.value)
            case .word:
                if token.isA(.pageWord), token.count > 1 || tokens[index + 1]?.isMark(".") == true {
                    hasWord = true
                } else if !token.isA(.pageJoint) || numbers.isEmpty {
                    return nil
                }
            case .mark:
                guard token.isMark(of: "./-|") else { return nil }
                // `3-4`
                if token.isMark("-"), !numbers.isEmpty, tokens[index + 1]?.kind == .number { isSpan = true }
            }
        }
        guard hasWord, !isSpan, (1...2).contains(numbers.count), numbers[0] > 0, numbers[0] <= PageNumber.mostPages
        else {
            return nil
        }
        page = numbers[0]
        if numbers.count == 2 {
            guard numbers[1] >= page else { return nil }
            count = numbers[1]
        }
    }
}
