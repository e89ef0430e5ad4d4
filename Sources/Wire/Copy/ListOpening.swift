import Text
import Article

/// Where a body that is a list opens: the questions of an advisory, the clocks of a story that is told as it happens, the days of
/// a diary or of fixtures.
struct ListOpening {
    private let lines: [Line]
    private let copies: [CopyLine?]
    private let labels: [LabelLine?]
    /// The lines that are told to be something else.
    private let isTold: (Int) -> Bool

    /// How many questions make an advisory: `WHO: Anna Holm`, `WHEN: Friday`.
    private static let fewestQuestions = 3

    init(_ lines: [Line], _ copies: [CopyLine?], _ labels: [LabelLine?], isTold: @escaping (Int) -> Bool) {
        self.lines = lines
        self.copies = copies
        self.labels = labels
        self.isTold = isTold
    }

    /// The line that the list opens with; nil for none.
    func line(_ text: Span<UInt8>) -> Int? { day ?? clock(text) ?? question(text) }

    /// The first of two lines or more that are days and nothing else.
    private var day: Int? {
        var first: Int?
        for index in copies.indices where index > 0 && !isTold(index) && copies[index]?.isDay == true {
            // A wrapped line that happens to hold nothing else heads no day.
            guard lines[index].afterBlank || first != nil && copies[index]?.namesWeekday == true else { continue }
            if let first { return first + 1 < index ? first : nil }
            first = index
        }
        return nil
    }

    /// The first of two blocks or more that open with a clock alone.
    private func clock(_ text: Span<UInt8>) -> Int? {
        let clocks = copies.indices.filter {
            $0 > 0 && !isTold($0) && lines[$0].afterBlank && copies[$0]?.isClock == true
        }
        guard clocks.count > 1, clocks[0] + 1 < clocks[1], !Sentence.standsIn(lines[..<clocks[0]], text) else {
            return nil
        }
        return clocks[0]
    }

    private func question(_ text: Span<UInt8>) -> Int? {
        let questions = labels.indices.filter { labels[$0]?.classes.contains(.labelAdvisory) == true }
        guard questions.count >= ListOpening.fewestQuestions, let first = questions.first, first > 0,
            !Sentence.standsIn(lines[..<first], text)
        else { return nil }
        return first
    }
}
