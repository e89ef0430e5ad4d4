import Text
import Wire
import Article
import Testing

@Suite("What a delivery says that a reader may do with a story")
struct StandingTests {
    private let id = ContentID.of(headline: "Roof", paragraphs: ["It leaks."])

    private func standing(
        kill: Bool = false,
        correction: Bool = false,
        embargo: String? = nil,
        until: String? = nil,
        status: ArticleDetails.Status? = nil,
        other: (inout UpdateMarks) -> Void = { _ in }
    ) -> Standing {
        var marks = UpdateMarks()
        marks.kill = kill
        marks.correction = correction
        other(&marks)
        var details = ArticleDetails()
        details.embargoUntil = until.flatMap { OffsetTime(rfc3339: $0) }
        details.status = status
        return Standing(marks: marks, embargo: embargo, details: details)
    }

    @Test("Marks that change nothing of it leave the key the id")
    func plain() {
        #expect(id.key(standing()) == id)
        #expect(id.key(standing { $0.urgent = true }) == id)
        #expect(id.key(standing { $0.repeated = true }) == id)
        #expect(id.key(standing { $0.urgency = 1 }) == id)
        #expect(id.key(standing { $0.update = 2 }) == id)
    }

    @Test("A kill, a correction, an embargo and a status are each another key, and each the same when it comes again")
    func news() {
        let others = [
            standing(), standing(kill: true), standing(correction: true), standing(embargo: "Embargo: 10:00"),
            standing(embargo: "Embargo: 11:00"), standing(until: "2026-06-10T10:00:00Z"),
            standing(until: "2026-06-10T11:00:00Z"), standing(status: .withheld),
            standing(kill: true, correction: true),
        ]
        let keys = others.map { id.key($0) }
        #expect(Set(keys).count == keys.count)
        #expect(keys == others.map { id.key($0) })
        #expect(keys.allSatisfy { $0.leadingWord == id.leadingWord })
    }

    @Test("One embargo has one key, however it is set and at whatever offset it is given")
    func oneEmbargo() {
        #expect(id.key(standing(embargo: "EMBARGO: 10:00")) == id.key(standing(embargo: "Embargo - 10:00")))
        #expect(
            id.key(standing(until: "2026-06-10T10:00:00Z")) == id.key(standing(until: "2026-06-10T12:00:00+02:00"))
        )
        #expect(id.key(standing(kill: true)) == id.key(standing(status: .canceled)))
    }
}
