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
        addHeadline(to: &text)
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
            addSentence(to: &text)
            text += ". ".utf8
        }
        text.removeLast()
        if isQuote { text += isCurly ? "” the minister’s office said.".utf8 : "\" the minister's office said.".utf8 }
        text += "\n\n".utf8
    }

    /// A clause or two of who did what, where and when.
    private mutating func addSentence(to text: inout [UInt8]) {
        let start = text.count
        if pick(3) == 0 {
            add(WireCopy.openings, to: &text)
            text += ", ".utf8
        }
        addClause(to: &text)
        switch pick(4) {
        case 0:
            text += ", while ".utf8
            addClause(to: &text)
        case 1:
            text += " because ".utf8
            addClause(to: &text)
        default: break
        }
        if pick(2) == 0 {
            text.append(0x20)
            add(WireCopy.endings, to: &text)
        }
        if text[start] >= 0x61, text[start] <= 0x7A { text[start] -= 0x20 }
    }

    private mutating func addClause(to text: inout [UInt8]) {
        for (index, list) in [WireCopy.subjects, WireCopy.verbs, WireCopy.objects].enumerated() {
            if index > 0 { text.append(0x20) }
            add(list, to: &text)
        }
    }

    private mutating func addHeadline(to text: inout [UInt8]) {
        let start = text.count
        addClause(to: &text)
        if text[start] >= 0x61, text[start] <= 0x7A { text[start] -= 0x20 }
    }

    private mutating func add(_ list: [[UInt8]], to text: inout [UInt8]) {
        text += list[pick(list.count)]
    }

    private mutating func pick(_ count: Int) -> Int {
        Int(truncatingIfNeeded: story.next() >> 33) % count
    }

    private static let places = ["LONDON", "NEW YORK", "DULUTH, Minn.", "PORTO NOVO", "KUALA LUMPUR", "GENEVA", "LIMA"]
    private static func phrases(_ text: String) -> [[UInt8]] {
        text.split(separator: "\n").map { Array($0.utf8) }
    }
    private static let subjects = phrases(
        """
        the central bank
        the prime minister
        opposition lawmakers
        rescue workers
        a spokesman for the harbor authority
        the country's largest steelmaker
        investigators
        farmers in the northern provinces
        the appeals court
        two former ministers
        the trade union
        analysts at Møller & Peña
        the railway operator
        the foreign ministry
        officials in the capital
        the museum's new director
        a panel of independent experts
        shareholders
        the coach of the national team
        doctors at the university hospital
        the European regulator
        local residents
        the airline
        three witnesses
        """
    )
    private static let verbs = phrases(
        """
        rejected
        welcomed
        had already approved
        is expected to review
        will not support
        confirmed
        has been negotiating
        called for changes to
        warned against
        may postpone
        said it could not comment on
        agreed to pay for
        was forced to abandon
        criticized
        hopes to complete
        announced
        began an inquiry into
        denied any knowledge of
        raised its forecast for
        blamed the weather for
        """
    )
    private static let objects = phrases(
        """
        the budget for next year
        plans to build a second bridge over the river
        a proposal to raise interest rates by a quarter point
        the closure of eleven rural schools
        the terms of the ceasefire
        an agreement on fishing quotas
        the sale of its stake in the refinery
        a strike that has halted ferries since Thursday
        allegations of fraud in the regional election
        the restoration of the opera house
        tougher limits on emissions from lorries
        the evacuation of some four thousand people
        a takeover bid worth 2.4 billion euros
        the results of the drug trial
        the appointment of Judge Sørensen
        exports of grain through the eastern port
        a treaty signed thirty years ago
        the release of the detained journalists
        repairs to the dam
        this season's harvest
        the use of artificial pitches
        the delay in publishing the accounts
        """
    )
    private static let openings = phrases(
        """
        in a statement issued late on Wednesday
        after two days of talks in Geneva
        according to people familiar with the matter
        despite heavy rain
        for the first time since 2009
        at a news conference on Friday
        under a law passed last month
        as markets opened
        before the vote
        on the eve of the summit
        """
    )
    private static let endings = phrases(
        """
        until at least the end of March
        at a cost of about $340 million
        without giving a reason
        in front of several hundred supporters
        for the third consecutive quarter
        as part of a wider reform
        on condition of anonymity
        near the border with the neighboring republic
        under pressure from its creditors
        in the early hours of Sunday
        """
    )
}
