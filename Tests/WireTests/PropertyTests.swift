import Text
import Wire
import Article
import TestSupport
import Testing

@Suite("Properties of parsing")
struct PropertyTests {
    /// Texts to start from: the tables' stories and datelines.
    private static let seeds: [[UInt8]] =
        StoryCase.printed.map { Array($0.text.utf8) }
        + DatelineCase.all.map {
            Array("\(DatelineTests.headline)\n\n\($0.printed)\($0.body)\n\nNo more was said.\n".utf8)
        }

    @Test("any bytes give an article or a reason", arguments: [UInt64(1), 2, 3, 4])
    func total(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<400 {
            let bytes = round % 2 == 0 ? Self.noise(&generator) : Self.mutated(&generator)
            let reading = read(bytes)
            #expect(!reading.parts.isEmpty)
            #expect(reading.articles.allSatisfy { !$0.headline.isEmpty && !$0.body.isEmpty })
            #expect(reading.rejection?.explanation.isEmpty != true)
        }
    }

    @Test("a story that breaks off after any of its lines gives an article or a reason")
    func brokenOff() {
        for story in StoryCase.all {
            let lines = story.text.split(separator: "\n", omittingEmptySubsequences: false)
            for count in 1..<max(2, min(lines.count, 12)) {
                let reading = read(lines.prefix(count).joined(separator: "\n"))
                #expect(!reading.parts.isEmpty, "\(story.name), \(count) lines")
            }
        }
    }

    @Test("a database's line of source and day with nothing below the next line is read to its end")
    func sourceLineAtTheEnd() {
        for text in [
            "SUVERA, June'10 (Northwired: 2016-06-10T14ors.\nbody: Its ",
            "Norland Post, 10 June 2026, page 4\nFull text: The bridge is open.",
            "Norland Post, 10 June 2026, page 4\nFull text:",
        ] {
            #expect(!read(text).parts.isEmpty)
        }
    }

    @Test("read, printed as text and read again, a story is the same story")
    func stable() throws {
        for bytes in Self.seeds {
            guard let first = read(bytes).article else { continue }
            let printed = first.plainText
            let second = try #require(read(printed).article, "\(String(decoding: printed, as: UTF8.self))")
            #expect(second == first, "\(String(decoding: printed, as: UTF8.self))")
        }
    }

    @Test(
        "a story put together from every part that agencies print is read, printed as text and read as the same story",
        arguments: [UInt64(21), 22, 23, 24]
    )
    func stableWhenGenerated(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            let story = GeneratedStory(&generator)
            let first = try #require(read(story.text).article, "seed \(seed): \(story.text)")
            #expect(first.headline == story.headline, "seed \(seed): \(story.text)")
            #expect(first.body == story.paragraphs, "seed \(seed): \(story.text)")
            let second = try #require(read(first.plainText).article)
            #expect(second == first, "seed \(seed): \(String(decoding: first.plainText, as: UTF8.self))")
        }
    }

    @Test(
        "a damaged story that is read, printed and read again has the same headline and body",
        arguments: [UInt64(5), 6, 7, 8]
    )
    func stableUnderDamage(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let bytes = Self.mutated(&generator)
            guard let first = read(bytes).article, let second = read(first.plainText).article,
                let third = read(second.plainText).article
            else { continue }
            #expect(
                third.contentID == second.contentID,
                "seed \(seed): \(String(decoding: second.plainText, as: UTF8.self))"
            )
        }
    }

    @Test(
        "every character of headline, deck and body comes from the input, in order",
        arguments: [UInt64(9), 10, 11, 12]
    )
    func inventsNothing(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<300 {
            let bytes = round < Self.seeds.count && seed == 9 ? Self.seeds[round] : Self.mutated(&generator)
            let reading = read(bytes)
            guard let story = reading.article, reading.encoding == "utf-8", reading.damaged == 0 else { continue }
            let source = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { !$0.properties.isWhitespace }
            for text in [[story.headline], story.deck.map { [$0] } ?? [], story.body] {
                var rest = source[...]
                for scalar in text.joined().unicodeScalars where !scalar.properties.isWhitespace {
                    guard let at = rest.firstIndex(of: scalar) else {
                        Issue.record("seed \(seed): \(scalar) is not in the input after what stands before it")
                        return
                    }
                    rest = rest[rest.index(after: at)...]
                }
            }
        }
    }

    @Test("the same bytes give the same reading")
    func pure() {
        for bytes in Self.seeds.prefix(40) {
            #expect(read(bytes).article == read(bytes).article)
        }
    }

    private static func noise(_ generator: inout SeededGenerator) -> [UInt8] {
        let pieces = [
            "\n", "\n\n", " ", "    ", "LONDON", ", June 10", " (AP)", " - ", "/", "(", ")", "By Ann Lee", "\t", "\r",
            "é", "北京", "\u{2028}", "10", ".", "-30-", "2016",
        ]
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...80, using: &generator) {
            if Bool.random(using: &generator) {
                bytes.append(UInt8.random(in: 0...255, using: &generator))
            } else {
                bytes.append(contentsOf: Array((pieces.randomElement(using: &generator) ?? "").utf8))
            }
        }
        return bytes
    }

    /// A story with some bytes removed, doubled, swapped or replaced.
    private static func mutated(_ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = seeds.randomElement(using: &generator) ?? []
        for _ in 0..<Int.random(in: 1...6, using: &generator) where bytes.count > 8 {
            let at = Int.random(in: 0..<bytes.count - 4, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.remove(at: at)
            case 1: bytes.insert(contentsOf: bytes[at..<at + 4], at: at)
            case 2: bytes.swapAt(at, at + 3)
            case 3:
                bytes[at] =
                    [0x0A, 0x20, 0x2D, 0x28, 0x2F, 0x2E, 0x41, 0x61, 0x31].randomElement(using: &generator) ?? 0x20
            default: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &generator)))
            }
        }
        return bytes
    }
}
