import Article
import Foundation
import LinuxIO

/// Stories in several languages from several agencies over some weeks, the same for the same seed.
public struct RandomStories {
    private var random: SeededGenerator
    private var texts: [String] = []
    private var time: Int64 = 1_794_000_000_000_000_000  // 2026-11-06

    private static let words = [
        "river", "council", "market", "bridge", "harvest", "railway", "budget", "storm", "election", "museum", "ferry",
        "harbour", "café", "Málaga", "naïve", "strike", "port", "office", "mayor", "festival",
    ]
    private static let chinese = ["北京", "轮渡", "大桥", "市场", "选举", "铁路", "博物馆", "风暴", "市长", "丰收"]
    private static let places = ["LONDON", "MOSCOW", "ST. PETERSBURG", "Berlin", "NEW YORK", "Málaga"]
    private static let sources = ["TASS", "Reuters", "Northwire", "dpa"]
    private static let sections = ["Sport", "World", "Local news"]
    private static let months = ["October", "November"]

    /// The stories of this seed.
    public init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// Delivers so many files to a desk: new stories for the most part, some of them again, and some that are none.
    public mutating func deliver(_ count: Int, to desk: MadeDesk) throws {
        for number in 1...count {
            time += Int64.random(in: 1...7_200, using: &random) * 1_000_000_000
            let name = Path("desk-\(number % 5)/\(pick(Self.words))-\(texts.count)-\(number).txt")
            switch Int.random(in: 0..<10, using: &random) {
            case 0: try desk.deliver("A line alone, number \(number)", as: name, at: time)
            case 1...2 where !texts.isEmpty: try desk.deliver(pick(texts), as: name, at: time)
            default:
                let text = story()
                texts.append(text)
                try desk.deliver(text, as: name, at: time)
            }
        }
    }

    private mutating func pick<Element>(_ all: [Element]) -> Element {
        all[Int.random(in: 0..<all.count, using: &random)]
    }

    private mutating func story() -> String {
        let number = texts.count
        if Int.random(in: 0..<6, using: &random) == 0 {
            let words = (0..<8).map { _ in pick(Self.chinese) }.joined()
            return
                "第\(number)号新闻\(pick(Self.chinese))标题\n\n新华社北京11月6日电 \(words)在今天发生了变化。\n\n他说，\(pick(Self.chinese))已经恢复。\n"
        }
        var text = Bool.random(using: &random) ? "\(pick(Self.sections))\n\n" : ""
        if number % 9 == 0 { text += "UPDATE \(number % 4 + 1)-" }
        text += "The \(pick(Self.words)) and the \(pick(Self.words)) number \(number) of the year\n\n"
        let dateline = "\(pick(Self.places)), \(pick(Self.months)) \(Int.random(in: 1...28, using: &random))"
        text += dateline + (Bool.random(using: &random) ? " (\(pick(Self.sources))) - " : ". /\(pick(Self.sources))/. ")
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let words = (0..<Int.random(in: 8...30, using: &random)).map { _ in pick(Self.words) }
            text += "The \(words.joined(separator: " ")) was there, the town's \(pick(Self.words)) said.\n\n"
        }
        return text
    }
}
