import Foundation
import TestSupport

/// Seeded text that looks like a wire's copy, with its spread of sizes (median 2 KB, some of 30 KB), and with a share of
/// stories that were there before.
struct WireCopy {
    private var random: SeededGenerator
    private var story = SeededGenerator(seed: 0)
    private let seed: UInt64
    private var stories: UInt64 = 0

    /// Of a hundred files, how many bring a story that was there before.
    static let duplicates = 5

    init(seed: UInt64) {
        self.seed = seed
        random = SeededGenerator(seed: seed)
    }

    /// The next file.
    mutating func next() -> [UInt8] {
        if stories > 0 && Int.random(in: 0..<100, using: &random) < WireCopy.duplicates {
            return text(of: UInt64.random(in: 0..<stories, using: &random)) + [0x0A]
        }
        stories += 1
        return text(of: stories - 1)
    }

    private mutating func text(of number: UInt64) -> [UInt8] {
        story = SeededGenerator(seed: seed &* 0x1_0000_0001 &+ number)
        let size = length()
        let isCurly = pick(3) == 0
        var text = [UInt8]()
        text.reserveCapacity(size + 1024)
        add(words: 6 + pick(5), to: &text, capitalized: true)
        text += " - \(seed)/\(number)\n\n".utf8
        text += "\(WireCopy.places[pick(WireCopy.places.count)]), June \(1 + pick(28)) (Northwire) - ".utf8
        repeat {
            addParagraph(to: &text, isCurly: isCurly)
        } while text.count < size
        text += "(Reporting by A. Writer; Editing by B. Desk)\n".utf8
        return text
    }

    /// A size from a log-normal distribution: half of the files below 2,000 bytes, one in a thousand above 30,000.
    private mutating func length() -> Int {
        let one = Double.random(in: 0x1p-53..<1, using: &story)
        let other = Double.random(in: 0..<1, using: &story)
        let normal = (-2 * log(one)).squareRoot() * cos(2 * .pi * other)
        return Int(min(60_000, max(300, 2_000 * exp(0.88 * normal))))
    }

    private mutating func addParagraph(to text: inout [UInt8], isCurly: Bool) {
        let isQuote = pick(4) == 0
        if isQuote { text += isCurly ? "“".utf8 : "\"".utf8 }
        for _ in 0...pick(3) {
            add(words: 8 + pick(16), to: &text, capitalized: false)
            text += ". ".utf8
        }
        text.removeLast()
        if isQuote { text += isCurly ? "” the minister’s office said.".utf8 : "\" the minister's office said.".utf8 }
        text += "\n\n".utf8
    }

    private mutating func add(words count: Int, to text: inout [UInt8], capitalized: Bool) {
        for index in 0..<count {
            let start = text.count
            if index > 0 { text.append(0x20) }
            text += WireCopy.words[pick(WireCopy.words.count)]
            if index == 0 || capitalized {
                let first = index > 0 ? start + 1 : start
                if text[first] >= 0x61, text[first] <= 0x7A { text[first] -= 0x20 }
            }
        }
    }

    private mutating func pick(_ count: Int) -> Int {
        Int(truncatingIfNeeded: story.next() >> 33) % count
    }

    private static let places = ["LONDON", "NEW YORK", "DULUTH, Minn.", "PORTO NOVO", "KUALA LUMPUR", "GENEVA", "LIMA"]
    private static let words: [[UInt8]] = """
        the of and a in to said it was for on that its by at with from he will had not be would which has an government \
        company market bank shares price trade agreement minister report quarter year officials spokesman production \
        exports increase talks dollar rates north harbor committee election railway budget school bridge river council \
        meeting strike prime opposition parliament court police investigation according statement expected economic \
        growth inflation percent million Tuesday Wednesday analysts Møller Peña Sørensen customers investors regulator
        """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
}
