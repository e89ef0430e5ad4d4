import Archive
import Article
import Catalogue
import LinuxIO
import Search
import Testing
import TestSupport

/// Whatever is indexed and whatever is not yet, the answers are the same.
@Suite("The same answers with an index, with half of one, and without")
struct SameAnswersTests {
    /// What of a desk stands where when it is asked.
    enum Stage: CaseIterable {
        case nothingIndexed, halfIndexed, allIndexed, catalogueBehind, noCatalogue
    }

    /// A desk of 300 deliveries, made in two halves, and as much of it indexed as the stage says.
    private func desk(_ stage: Stage, seed: UInt64) throws -> MadeDesk {
        let desk = try MadeDesk(isInMemory: true)
        var stories = RandomStories(seed: seed)
        try stories.deliver(150, to: desk)
        try desk.enterCatalogue()
        if stage == .halfIndexed || stage == .catalogueBehind { try desk.index() }
        try stories.deliver(150, to: desk)
        if stage != .catalogueBehind { try desk.enterCatalogue() }
        if stage == .allIndexed || stage == .noCatalogue { try desk.index() }
        if stage == .noCatalogue { try desk.remove(desk.cataloguePath) }
        return desk
    }

    private let moments = (
        since: Int64(1_794_300_000_000), until: Int64(1_794_700_000_000)
    )

    @Test(
        "Articles are listed alike by day, source, place, section and language, with every limit",
        arguments: Stage.allCases
    )
    func lists(stage: Stage) throws {
        let desk = try desk(stage, seed: 11)
        let (indexed, plain) = (try desk.lookup(), try desk.lookup(usesIndex: false))
        #expect(indexed.hasIndex == (stage != .nothingIndexed))
        let november = CivilDate(year: 2026, month: 11, day: 10)
        let values = [
            nil, "tass", "TASS", "Reuters", "r*", "nobody", "moscow", "ST. *", "málaga", "Local News", "s?ort", "en",
            "zh",
            "[", "*",
        ]
        for value in values {
            for keyPath in [\ArticleFilter.source, \.place, \.section, \.language] {
                for day in value == nil || value == "TASS" ? [nil, november] : [nil] {
                    var filter = ArticleFilter()
                    filter[keyPath: keyPath] = value
                    filter.since = day
                    let expected = try plain.articles(filter, limit: nil)
                    for limit in [nil, 1, 7] {
                        let answers = try indexed.articles(filter, limit: limit)
                        #expect(answers == expected.suffix(limit ?? .max), "\(value ?? "-") \(filter)")
                        #expect(answers.allSatisfy { filter.matches($0) })
                    }
                }
            }
        }
        #expect(try plain.articles(ArticleFilter(), limit: 7) == plain.articles(ArticleFilter(), limit: nil).suffix(7))
        #expect(try indexed.articles(ArticleFilter(), limit: nil).count > 150)
        #expect(try indexed.statistics(ArticleFilter()) == plain.statistics(ArticleFilter()))
        #expect(try plain.statistics(ArticleFilter()).revisions > 5)
    }

    @Test("Deliveries are told alike by outcome, time and path", arguments: Stage.allCases)
    func deliveries(stage: Stage) throws {
        let desk = try desk(stage, seed: 12)
        let (indexed, plain) = (try desk.lookup(), try desk.lookup(usesIndex: false))
        let patterns = [
            nil, "*", "desk-1/*", "*ferry*", "*.txt", "?esk-[23]/*", "*-1??.txt", "nothing", "*9.txt", "d*k*4*",
        ]
        for pattern in patterns.map({ $0.map { NamePattern($0) } }) {
            for outcomes in [[], [Outcome.quarantined], [.duplicate, .quarantined], [.ignored]] as [Set<Outcome>] {
                for (since, until) in [(nil, nil), (moments.since, nil), (moments.since, moments.until)]
                    as [(Int64?, Int64?)]
                {
                    var filter = CatalogueReader.DeliveryFilter()
                    (filter.outcomes, filter.since, filter.until) = (outcomes, since, until)
                    let expected = try plain.deliveries(filter, pattern: pattern, limit: nil)
                    for limit in [nil, 1, 9] {
                        let answers = try indexed.deliveries(filter, pattern: pattern, limit: limit)
                        #expect(
                            answers == expected.suffix(limit ?? .max),
                            "\(pattern?.description ?? "-") \(filter) \(limit ?? 0)"
                        )
                        #expect(
                            answers.allSatisfy { entry in
                                filter.matches(entry) && pattern.map { $0.matches(entry.file.path) } ?? true
                            }
                        )
                    }
                }
            }
        }
        #expect(try plain.deliveries(.init(), limit: 9) == plain.deliveries(.init(), limit: nil).suffix(9))
        if stage != .noCatalogue {
            #expect(
                try indexed.deliveries(.init(), limit: nil).count == (stage == .catalogueBehind ? 150 : 300)
                    + behind(stage, indexed)
            )
        }
    }

    @Test(
        "Articles that print no day are listed, counted and chosen by the day of their archiving in a zone",
        arguments: Stage.allCases,
        [9, -8]
    )
    func zones(stage: Stage, hours: Int) throws {
        let desk = try desk(stage, seed: 17)
        let (indexed, plain) = (try desk.lookup(), try desk.lookup(usesIndex: false))
        for lookup in [indexed, plain] { lookup.zone = DayZone { _ in hours * 3_600 } }
        let all = try plain.articles(ArticleFilter(), limit: nil)
        let undated = all.filter { $0.published == nil }
        let utc = Dictionary(
            uniqueKeysWithValues: try desk.lookup(usesIndex: false).articles(ArticleFilter(), limit: nil).map {
                ($0.sequence, $0.day)
            }
        )
        #expect(undated.contains { utc[$0.sequence] != $0.day }, "no article is of another day there")
        for limit in [nil, 1, 7, 40] {
            #expect(try indexed.articles(ArticleFilter(), limit: limit) == all.suffix(limit ?? .max), "\(limit ?? 0)")
        }
        #expect(try indexed.statistics(ArticleFilter()) == plain.statistics(ArticleFilter()))
        for entry in undated.prefix(20) {
            var filter = ArticleFilter()
            (filter.since, filter.until) = (entry.day, entry.day)
            let expected = all.filter { $0.day == entry.day }
            for limit in [nil, 2] {
                #expect(try indexed.articles(filter, limit: limit) == expected.suffix(limit ?? .max))
                #expect(try plain.articles(filter, limit: limit) == expected.suffix(limit ?? .max))
            }
            let query = try SearchQuery("since:\(entry.day) until:\(entry.day) the", days: Self.days)
            let hits = try [indexed, plain].map {
                try $0.find(query, limit: .max).hits.map(\.entry).sorted { $0.sequence < $1.sequence }
            }
            #expect(hits[0] == hits[1])
            #expect(hits[0].allSatisfy { $0.day == entry.day })
        }
    }

    /// Deliveries that the archive has and the catalogue has not.
    private func behind(_ stage: Stage, _ lookup: Lookup) throws -> Int {
        stage == .catalogueBehind ? try lookup.unenteredDeliveries(.init()).count : 0
    }

    @Test("What became of one file is told alike by name, by digest and by article", arguments: Stage.allCases)
    func traces(stage: Stage) throws {
        let desk = try desk(stage, seed: 13)
        let (indexed, plain) = (try desk.lookup(), try desk.lookup(usesIndex: false))
        let all = try plain.deliveries(.init(), limit: nil)
        for entry in all where entry.row % 7 == 0 {
            let byName = try indexed.deliveries(named: entry.file.path.name)
            #expect(byName == (try plain.deliveries(named: entry.file.path.name)))
            #expect(byName.contains(entry))
            if let digest = entry.file.digest {
                let byDigest = try indexed.deliveries(of: digest)
                #expect(byDigest == (try plain.deliveries(of: digest)))
                #expect(byDigest == all.filter { $0.file.digest == digest })
            }
            if let sequence = entry.sequence {
                let ofArticle = try indexed.deliveries(ofArticle: sequence)
                #expect(ofArticle == (try plain.deliveries(ofArticle: sequence)))
                #expect(ofArticle == all.filter { $0.sequence == sequence })
                #expect(try indexed.article(sequence) == plain.article(sequence))
            }
        }
        #expect(try indexed.lastArticle() == plain.lastArticle())
        #expect(try indexed.deliveries(named: "ferry").isEmpty)
    }

    @Test(
        "Words are found alike: single ones, phrases, beginnings, exclusions, filters, other scripts",
        arguments: Stage.allCases
    )
    func words(stage: Stage) throws {
        let desk = try desk(stage, seed: 14)
        let (indexed, plain) = (try desk.lookup(), try desk.lookup(usesIndex: false))
        let queries = [
            "ferry", "FERRY", "cafe", "malaga", "\"the ferry\"", "fer*", "ferry -storm", "ferry OR storm",
            "headline:ferry",
            "source:tass ferry", "place:moscow since:2026-11-01", "轮渡", "北京", "已经恢复", "源", "language:zh 市长",
            "on:2026-11-10",
            "ferry until:2026-10-20", "source:r* storm", "-ferry source:TASS", "section:\"Local news\" market",
            "number 12",
            "nothinglikeit",
        ]
        for text in queries {
            let query = try SearchQuery(text) { Self.days($0) }
            let found = try indexed.find(query, limit: 1_000)
            let expected = try plain.find(query, limit: 1_000)
            #expect(
                Set(found.hits.map(\.entry.sequence)) == Set(expected.hits.map(\.entry.sequence)),
                "\(text) at \(stage)"
            )
            #expect(found.hits.allSatisfy { query.filter.matches($0.entry) })
        }
        let ferries = try indexed.find(try SearchQuery("ferry") { _ in nil }, limit: 1_000).hits
        #expect(ferries.count > 30)
        for hit in ferries {
            let texts = [hit.headline] + [hit.line].compactMap { $0 }
            #expect(texts.contains { !$0.hits.isEmpty })
            for text in texts {
                let scalars = Array(text.text.unicodeScalars)
                for range in text.hits { #expect(scalars[range].map { String($0) }.joined().lowercased() == "ferry") }
            }
        }
    }

    static func days(_ text: String) -> ClosedRange<CivilDate>? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return parts.count == 3 ? CivilDate(year: parts[0], month: parts[1], day: parts[2]).map { $0...$0 } : nil
    }
}
