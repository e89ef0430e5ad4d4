import Article
import LinuxIO
import Testing
import TestSupport

@testable import Search

@Suite("Searches that fit too much to be ranked")
struct BroadSearchTests {
    /// A desk of sixty stories that all have the ferry in their text, and each tenth in its headline.
    private func lookup(ranked: Int = 4_000) throws -> (desk: MadeDesk, lookup: Lookup, plain: Lookup) {
        let desk = try MadeDesk(isInMemory: true)
        for number in 1...60 {
            let headline = number % 10 == 0 ? "Old ferry number \(number)" : "Story number \(number)"
            let text = "\(headline)\n\nRIVERTON, Nov 20 (Example) - The old ferry of \(number) sails on the river.\n"
            try desk.deliver(
                text,
                as: Path("\(number).txt"),
                at: 1_795_000_000_000_000_000 + Int64(number) * 1_000_000_000
            )
        }
        try desk.enterCatalogue()
        try desk.index()
        let lookup = try desk.lookup()
        lookup.bounds = SearchBounds(ranked: ranked, commonWord: 20, headlines: 35)
        return (desk, lookup, try desk.lookup(usesIndex: false))
    }

    private func find(_ text: String, _ lookup: Lookup, limit: Int) throws -> SearchResult {
        try lookup.find(SearchQuery(text) { _ in nil }, limit: limit)
    }

    @Test("Of a phrase of common words the newest come first, those with it in the headline before them")
    func phrase() throws {
        let (desk, lookup, plain) = try lookup()
        defer { withExtendedLifetime(desk) {} }
        let result = try find("\"old ferry\"", lookup, limit: 8)
        #expect(result.isByHeadline)
        #expect(!result.isCut)
        #expect(result.hits.map(\.entry.sequence) == [60, 50, 40, 30, 59, 58, 57, 56])
        #expect(result.hits.allSatisfy { $0.line != nil && !$0.headline.text.isEmpty })
        // All of them are those that are found without an index.
        let all = try find("\"old ferry\"", lookup, limit: 100)
        let expected = try find("\"old ferry\"", plain, limit: 100)
        #expect(Set(all.hits.map(\.entry.sequence)) == Set(expected.hits.map(\.entry.sequence)))
        #expect(all.hits.count == 60)
        #expect(result.total == 35 && !result.isTotalExact)
        #expect(all.total == 60 && all.isTotalExact && expected.total == 60)
    }

    @Test("Of a beginning that more articles have than are ranked, likewise")
    func prefix() throws {
        let (desk, lookup, _) = try lookup(ranked: 50)
        defer { withExtendedLifetime(desk) {} }
        let result = try find("ferr*", lookup, limit: 6)
        #expect(result.isByHeadline)
        #expect(result.isCut)
        #expect(result.hits.map(\.entry.sequence) == [60, 50, 40, 30, 59, 58])
    }

    @Test("A headline is passed over only where it cannot have what is looked for")
    func headlines() throws {
        let texts = [
            "Old ferry returns", "OLD-FERRY", "The old tram", "Ferry’s café", "ferrying the old", "o l d ferry",
            "Oldferry",
            "渡轮 old ferry",
        ]
        for words in [
            "ferr*", "\"old ferr\"", "old ferr*", "tram OR ferr*", "CAF*", "café*", "\"old-ferry\"", "f*rry", "渡*",
            "returning ferr*", "trams",
        ] {
            guard let query = try? SearchQuery(words, days: { _ in nil }) else { continue }
            let table = try WordTable(query)
            let numbered = texts.enumerated().map {
                Headline(sequence: Int64($0.offset), text: $0.element, language: "en")
            }
            for sequence in try table.haveInHeadline(numbered) {
                #expect(query.mayBeHeadline(texts[Int(sequence)]), "\(words) in \(texts[Int(sequence)])")
            }
        }
        let query = try SearchQuery("old ferr*") { _ in nil }
        #expect(texts.filter { !query.mayBeHeadline($0) } == ["The old tram"])
        let exact = try SearchQuery("\"old\" ferr*") { _ in nil }
        #expect(texts.filter { !exact.mayBeHeadline($0) } == ["The old tram", "o l d ferry"])
    }

    @Test("A phrase with a rarer word, and a beginning that few have, are ranked as every word is")
    func others() throws {
        let (desk, lookup, _) = try lookup()
        defer { withExtendedLifetime(desk) {} }
        for query in ["\"story number\" 7", "\"number 40\"", "ferr*", "ferry", "old ferry"] {
            let result = try find(query, lookup, limit: 5)
            #expect(!result.hits.isEmpty, "\(query)")
            #expect(result.isByHeadline == query.hasPrefix("\"story"), "\(query)")
        }
    }
}
