import Archive
import Catalogue
import LinuxIO
import TestSupport
import Testing

@testable import Search

@Suite("The index comes to its end")
struct IndexerTests {
    @Test("A number that no delivery has keeps it from nothing, wherever a step ends", arguments: [4_096, 4_097])
    func gap(number: Int) throws {
        let desk = try MadeDesk(isInMemory: true)
        for place in 1...4_200 {
            if place == number {
                desk.skipNumber()
                continue
            }
            try desk.add(
                DeliveryEntry(
                    time: 1_794_000_000_000_000_000 + Int64(place) * 1_000_000,
                    path: Path("story-\(place).txt"),
                    bytes: 1,
                    modified: 1,
                    digest: nil,
                    outcome: .ignored
                )
            )
        }
        try desk.enterCatalogue()
        for _ in 1...2 {
            try desk.index(steps: 4)
            #expect(try desk.lookup().isIndexComplete)
            #expect(try desk.lookup().deliveries(.init(), limit: nil).count == 4_199)
        }
    }
}
