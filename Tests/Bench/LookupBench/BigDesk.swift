import Archive
import Article
import Base
import Catalogue
import Foundation
import LinuxIO
import Search
import TestSupport

/// A desk of many deliveries, made by a seed: a tenth of them brought an article, most others were duplicates, some went
/// to quarantine.
struct BigDesk {
    let desk: MadeDesk
    let articles: Int
    let deliveries: Int
    private var random = SeededGenerator(seed: 8)
    private let vocabulary: [String]
    private let weights: [Double]

    private static let sources = ["TASS", "Reuters", "Northwire", "dpa", "Xinhua", "AFP", "EFE", "ANSA"]
    private static let places = [
        "MOSCOW", "LONDON", "BERLIN", "MADRID", "ROME", "PARIS", "VIENNA", "RIVERTON", "TOKYO",
    ]
    private static let months = ["June", "July", "August", "September", "October", "November"]

    /// Makes the words: the more common a word, the shorter, and its rank tells how common it is (Zipf).
    init(articles: Int, deliveries: Int) throws {
        desk = try MadeDesk()
        self.articles = articles
        self.deliveries = deliveries
        let syllables = ["ba", "ne", "ri", "to", "lu", "ska", "den", "mor", "vi", "pel", "gra", "hon"]
        vocabulary = (0..<40_000).map { rank in
            var word = ""
            var rest = rank + 1
            while rest > 0 {
                word += syllables[rest % 12]
                rest /= 12
            }
            return word
        }
        var sum = 0.0
        weights = (0..<40_000).map { rank in
            sum += 1 / Double(rank + 1)
            return sum
        }
    }

    /// The word of this rank, 0 for the most common.
    func word(_ rank: Int) -> String { vocabulary[rank] }

    /// Writes archive, catalogue and index; tells how long each took.
    mutating func make() throws {
        let began = Clock.monotonic
        let perArticle = max(1, deliveries / articles)
        var time: Int64 = 1_780_000_000_000_000_000
        for number in 1...articles {
            time += 150_000_000_000
            let name = "\(pick(Self.sources).lowercased())/2026/\(number % 100)/story-\(number)"
            try desk.deliver(story(number), as: Path(name + ".txt"), at: time)
            for copy in 1..<perArticle {
                time += 1_000_000
                let isNone = copy == 1 && number % 3 == 0
                try desk.add(
                    DeliveryEntry(
                        time: time,
                        path: Path("\(name)-copy-\(copy).txt"),
                        bytes: 2_400,
                        modified: time - 1_000_000_000,
                        digest: SHA256Digest(of: Array("\(number) \(copy)".utf8)),
                        outcome: isNone ? .quarantined : .duplicate,
                        reason: isNone ? "no-body" : nil,
                        explanation: isNone ? "There is a headline and no paragraph of text under it." : nil,
                        sequence: isNone ? nil : Int64(Int.random(in: max(1, number - 50)...number, using: &random)),
                        articles: isNone ? 0 : 1
                    )
                )
            }
            if number % 1_000 == 0 { try desk.enterCatalogue() }
        }
        try desk.enterCatalogue()
        let indexing = Clock.monotonic
        print("made the archive and the catalogue in \(seconds(indexing - began))")
        try desk.index()
        print("made the index in \(seconds(Clock.monotonic - indexing))")
        for name in ["catalogue.sqlite", "index.sqlite"] {
            let size = try FileManager.default.attributesOfItem(atPath: desk.path + "/" + name)[.size] as? Int ?? 0
            print("\(name): \(size / 1_000_000) MB")
        }
    }

    private mutating func pick<Element>(_ all: [Element]) -> Element {
        all[Int.random(in: 0..<all.count, using: &random)]
    }

    private mutating func words(_ count: Int) -> String {
        (0..<count).map { _ in
            let point = Double.random(in: 0..<(weights.last ?? 1), using: &random)
            var (low, high) = (0, weights.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if weights[middle] < point { low = middle + 1 } else { high = middle }
            }
            return vocabulary[low]
        }.joined(separator: " ")
    }

    private mutating func story(_ number: Int) -> String {
        let day = "\(pick(Self.months)) \(Int.random(in: 1...28, using: &random))"
        let dateline = "\(pick(Self.places)), \(day). /\(pick(Self.sources))/. "
        let paragraphs = (0..<6).map { _ in "The \(words(58))." }
        return "Desk\n\nStory \(number): \(words(7))\n\n\(dateline)\(paragraphs.joined(separator: "\n\n"))\n"
    }
}

/// A length of time in nanoseconds, for people.
func seconds(_ nanoseconds: Int64) -> String {
    String(format: "%.1f s", Double(nanoseconds) / 1e9)
}
