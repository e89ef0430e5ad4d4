import Archive
import Catalogue
import LinuxIO
import Testing
import TestSupport

@testable import Search

@Suite("Deliveries found by their path in the blocks of the index")
struct PathSearchTests {
    private let desk: MadeDesk

    /// A desk of 9,000 deliveries, of which two blocks and some beyond them are indexed; times are nearly in order.
    init() throws {
        desk = try MadeDesk(isInMemory: true)
        var random = SeededGenerator(seed: 31)
        let outcomes: [Outcome] = [.duplicate, .duplicate, .duplicate, .duplicate, .quarantined, .archived]
        for number in 1...9_000 {
            let time = 1_794_000_000_000 + Int64(number) * 1_000 + Int64.random(in: 0..<5_000, using: &random)
            let outcome: Outcome =
                number % 1_500 == 7 ? .ignored : outcomes[Int.random(in: 0..<outcomes.count, using: &random)]
            try desk.add(
                DeliveryEntry(
                    time: time * 1_000_000,
                    path: Path("wire-\(number % 7)/story-\(number % 1_000).\(number % 3 == 0 ? "txt" : "xml")"),
                    bytes: 100,
                    modified: time,
                    digest: nil,
                    outcome: outcome,
                    reason: outcome == .quarantined ? "no-body" : nil
                )
            )
        }
        try desk.enterCatalogue()
        try desk.index()
    }

    private static let patterns = [
        "*", "wire-1/*", "*story-77?.txt", "*7.xml", "nothing*", "w*-3/*-1*5.txt", "wire-5/story-12.xml", "?ire-*",
    ]

    @Test("They are those that the catalogue has, for each pattern, outcome, time and limit")
    func sameAsCatalogue() throws {
        let script = "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall())"
        let sql = "SELECT max(last), sum(length(ignored) > 0), (SELECT count(*) FROM path) FROM block"
        let blocks = try Python.run(["-c", script, desk.indexPath.display, sql])
        #expect(blocks.output == "(8192, 2, 808)\n", "\(blocks.errors)")
        let (indexed, plain) = (try desk.lookup(), try desk.lookup(usesIndex: false))
        #expect(indexed.isIndexComplete)
        for outcomes in [[], [.quarantined], [.ignored], [.archived, .ignored]] as [Set<Outcome>] {
            for (since, until) in [
                (nil, nil), (1_794_004_500_000, nil), (nil, 1_794_000_900_000), (1_794_003_900_000, 1_794_004_300_000),
                (1_794_008_500_000, 1_794_008_600_000), (1_794_900_000_000, nil),
            ] as [(Int64?, Int64?)] {
                var filter = CatalogueReader.DeliveryFilter()
                (filter.outcomes, filter.since, filter.until) = (outcomes, since, until)
                for pattern in [nil] + Self.patterns.map({ NamePattern($0) }) {
                    let expected = try plain.deliveries(filter, pattern: pattern, limit: nil).map(\.row)
                    for limit in [nil, 3] {
                        let answers = try indexed.deliveries(filter, pattern: pattern, limit: limit).map(\.row)
                        #expect(answers == expected.suffix(limit ?? .max), "\(filter) \(limit ?? 0)")
                    }
                }
            }
        }
        #expect(indexed.hasIndex, "the index was asked and did not fail")
    }
}
