import Archive
import Article
import Stories
import Testing

@Suite("What belongs together, by the text")
struct LabelledPairTests {
    private static let seed: UInt64 = 22
    private static let noon: Int64 = 1_793_534_400 * 1_000_000_000

    struct Score {
        var right = 0
        var missed: [String] = []
        var wrong: [String] = []

        var precision: Double { Double(right) / Double(max(1, right + wrong.count)) }
        var recall: Double { Double(right) / Double(max(1, right + missed.count)) }
        var f1: Double { 2 * precision * recall / max(0.001, precision + recall) }
        var summary: String {
            "precision \(precision), recall \(recall), F1 \(f1); missed \(missed); wrong \(wrong)"
        }
    }

    @Test("Two hundred pairs and more, each by itself: versions are linked and look-alikes are not, F1 .95 or better")
    func pairs() throws {
        var score = Score()
        var relations: [String] = []
        let pairs = LabelledPairs.all(seed: Self.seed, each: 9)
        #expect(pairs.count >= 200)
        for pair in pairs {
            var linker = StoryLinker()
            _ = linker.link(StoryFacts(try pair.first.article()), sequence: 1, at: Self.noon)
            let link = linker.link(StoryFacts(try pair.second.article()), sequence: 2, at: Self.noon + 1)
            switch (pair.relation, link) {
            case (nil, nil): break
            case (nil, _): score.wrong.append(pair.description)
            case (_, nil): score.missed.append(pair.description)
            case (let relation?, let link?):
                score.right += 1
                if link.relation != relation { relations.append("\(pair): \(link.relation)") }
            }
        }
        print("labelled pairs, seed \(Self.seed), each by itself: \(score.summary)")
        print("other relations: \(relations)")
        #expect(score.f1 >= 0.95, "\(score.summary)")
        #expect(relations.count * 20 <= score.right, "\(relations)")
    }

    @Test("The same pairs in one stream, in which every story is a candidate for every other: F1 .95 or better")
    func stream() throws {
        var score = Score()
        var linker = StoryLinker()
        let pairs = LabelledPairs.all(seed: Self.seed &+ 1, each: 9)
        var sequence: Int64 = 0
        var first: [Int64] = []
        for pair in pairs {
            sequence += 1
            first.append(sequence)
            let link = linker.link(StoryFacts(try pair.first.article()), sequence: sequence, at: Self.noon + sequence)
            if let link { score.wrong.append("\(pair), the first, to \(link.revisionOf): \(link.basis)") }
        }
        for (pair, first) in zip(pairs, first) {
            sequence += 1
            let link = linker.link(StoryFacts(try pair.second.article()), sequence: sequence, at: Self.noon + sequence)
            switch (pair.relation, link) {
            case (nil, nil): break
            case (nil, let link?): score.wrong.append("\(pair) to \(link.revisionOf)")
            case (_, nil): score.missed.append(pair.description)
            case (_, let link?):
                if link.revisionOf == first { score.right += 1 } else { score.wrong.append("\(pair) to another") }
            }
        }
        print("labelled pairs, seed \(Self.seed &+ 1), in one stream: \(score.summary)")
        #expect(score.f1 >= 0.95, "\(score.summary)")
    }
}
