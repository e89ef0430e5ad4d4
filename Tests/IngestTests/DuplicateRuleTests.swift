import Archive
import Article
import Catalogue
import LinuxIO
import TestSupport
import Testing

@testable import Ingest

@Suite("What makes a delivery of known words new")
struct DuplicateRuleTests {
    private let one: OneDelivery

    init() throws { one = try OneDelivery() }

    private static let story = "RIVERTON, June 10, 2026 (Example) - The ferry sails again.\n\nIt is eighty years old.\n"

    /// The outcomes of deliveries that come one after the other.
    private func outcomes(_ heads: [String]) throws -> [Outcome] {
        var batch: [PreparedDelivery] = []
        for (number, head) in heads.enumerated() {
            try one.scratch.write("\(head)\n\n\(Self.story)", to: "inbox/s\(number).txt")
            batch.append(try one.prepared(Path("s\(number).txt")))
        }
        let plan = CommitPlan(batch, known: [:], unmoved: { _ in nil }, isUnmoved: { _ in false })
        return plan.steps.map(\.outcome)
    }

    @Test(
        "A correction of known words is archived, and once; a repeat, an urgent mark and the story again are duplicates",
        arguments: [
            (["Old ferry returns", "CORRECTED-Old ferry returns"], [Outcome.archived, .archived]),
            (["CORRECTED-Old ferry returns", "Old ferry returns"], [.archived, .archived]),
            (["Old ferry returns", "RPT-Old ferry returns"], [.archived, .duplicate]),
            (["Old ferry returns", "URGENT-Old ferry returns"], [.archived, .duplicate]),
            (
                [
                    "Old ferry returns", "CORRECTED-Old ferry returns", "CORRECTED-Old ferry returns",
                    "Old ferry returns",
                ],
                [.archived, .archived, .duplicate, .duplicate]
            ),
        ]
    )
    func pairs(_ heads: [String], _ wanted: [Outcome]) throws {
        #expect(try outcomes(heads) == wanted)
    }
}
