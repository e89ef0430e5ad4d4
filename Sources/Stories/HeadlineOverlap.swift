/// How much two headlines have in common.
enum HeadlineOverlap {
    /// The share of the shorter one's words of four letters or more, and figures, that the other has; nil where one of them has
    /// fewer than two.
    static func share(_ one: StoryWords, _ other: StoryWords) -> Double? {
        let left = one.marks.filter(isTelling)
        let right = other.marks.filter(isTelling)
        let count = min(left.count, right.count)
        guard count >= 2 else { return nil }
        let shared = left.count { mark in right.contains { ($0 ^ mark) & StoryWords.compared == 0 } }
        return min(1, Double(shared) / Double(count))
    }

    /// Whether they differ in nothing but figures.
    static func differInFigures(_ one: StoryWords, _ other: StoryWords) -> Bool {
        let places = differences(one, other)
        return !places.isEmpty && places.allSatisfy { one.marks[$0] & other.marks[$0] & StoryWords.figure != 0 }
    }

    /// Whether one is the other with another word or two in their places: the headline of a series.
    static func areOfOneForm(_ one: StoryWords, _ other: StoryWords) -> Bool {
        let places = differences(one, other)
        return !places.isEmpty && places.count <= 2 && places.count * 2 < one.marks.count
    }

    /// Where two headlines of as many words differ; none for others.
    private static func differences(_ one: StoryWords, _ other: StoryWords) -> [Int] {
        guard one.marks.count == other.marks.count else { return [] }
        return one.marks.indices.filter { (one.marks[$0] ^ other.marks[$0]) & StoryWords.compared != 0 }
    }

    private static func isTelling(_ mark: UInt16) -> Bool { mark & (StoryWords.figure | StoryWords.name) != 0 }
}
