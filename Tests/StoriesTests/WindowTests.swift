import Archive
import Article
import Base
import LinuxIO
import Stories
import Testing

@Suite("The window of stories")
struct WindowTests {
    private static let start: Int64 = 1_793_534_400 * 1_000_000_000

    private static func stream() throws -> [Article] {
        let pairs = LabelledPairs.all(seed: 5, each: 2)
        return try pairs.map { try $0.first.article() } + pairs.map { try $0.second.article() }
    }

    private static func record(_ article: Article, _ sequence: Int64, _ link: StoryLink?, at time: Int64) throws
        -> Record
    {
        let identity = DeliveryIdentity(
            path: Path("a"),
            bytes: 1,
            modified: 0,
            digest: .init(of: [])
        )
        var tail = RecordTail(article, Delivery(identity: identity, format: "text", encoding: nil))
        tail.link = link
        let line = tail.line(sequence: sequence, ingestedAt: time)
        return try Record(line: line.span.extracting(0..<line.count - 1))
    }

    @Test(
        "Whatever the batches, and after a start from any record on that reaches back over the window, the links are the same"
    )
    func batches() throws {
        let articles = try Self.stream()
        let settings = StoryLinker.Settings(window: 70, limit: 50)
        func time(_ place: Int) -> Int64 { Self.start + Int64(place) * 1_000_000_000 }
        var one = StoryLinker(settings: settings)
        var links: [StoryLink?] = []
        for (place, article) in articles.enumerated() {
            links.append(one.link(StoryFacts(article), sequence: Int64(place + 1), at: time(place)))
            one.settle()
        }
        #expect(links.contains { $0 != nil })
        for size in [2, 7, 48] {
            var other = StoryLinker(settings: settings)
            var again: [StoryLink?] = []
            for (place, article) in articles.enumerated() {
                again.append(other.link(StoryFacts(article), sequence: Int64(place + 1), at: time(place)))
                if place % size == size - 1 { other.settle() }
            }
            #expect(again == links, "batches of \(size)")
        }
        for start in [10, 55, 80] {
            var other = StoryLinker(settings: settings)
            for place in max(0, start - 51)..<start {
                other.restore(try Self.record(articles[place], Int64(place + 1), links[place], at: time(place)))
            }
            for place in start..<articles.count {
                let link = other.link(StoryFacts(articles[place]), sequence: Int64(place + 1), at: time(place))
                #expect(link == links[place], "record \(place + 1) after a start at \(start + 1)")
            }
        }
    }

    @Test("Records that were not written are forgotten without a trace")
    func takenBack() throws {
        let articles = try Self.stream()
        var one = StoryLinker()
        var other = StoryLinker()
        for (place, article) in articles.enumerated() {
            let sequence = Int64(place + 1)
            for ahead in 0..<min(3, articles.count - place) {
                _ = other.link(StoryFacts(articles[place + ahead]), sequence: sequence + Int64(ahead), at: Self.start)
            }
            other.takeBack(from: sequence)
            let expected = one.link(StoryFacts(article), sequence: sequence, at: Self.start)
            #expect(other.link(StoryFacts(article), sequence: sequence, at: Self.start) == expected)
        }
        #expect(other.count == one.count)
    }

    @Test("It holds no more records than its limit, whatever comes in")
    func bounded() throws {
        let articles = try Self.stream()
        var linker = StoryLinker(settings: .init(limit: 20))
        for sequence in 1...3_000 {
            let article = articles[sequence % articles.count]
            _ = linker.link(StoryFacts(article), sequence: Int64(sequence), at: Self.start)
            linker.settle()
        }
        #expect(linker.count == 20)
        #expect(linker.memory < 1 << 20, "\(linker.memory) bytes")
    }

    @Test("An article and the record of it have the same facts")
    func facts() throws {
        for article in try Self.stream() {
            #expect(try StoryFacts(Self.record(article, 1, nil, at: Self.start)) == StoryFacts(article))
        }
    }
}
