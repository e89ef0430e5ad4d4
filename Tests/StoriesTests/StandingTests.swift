import Archive
import Article
import Stories
import Testing

@Suite("What the versions of a story come to")
struct StandingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var relations: [StoryLink.Relation]
        /// Of the records that follow the first one, which is number 1: those decided by whoever runs the desk.
        var byDesk: Set<Int> = []
        var newest: Int64?
        var use: StoryStanding.Use = .usable

        var testDescription: String { relations.map(\.rawValue).joined(separator: ", ") }
    }

    private static let story = ContentID.of(headline: "h", paragraphs: ["b"])

    @Test(
        "A later version replaces, a copy does not, a kill holds until the sender sends again, a withdrawal until it is undone",
        arguments: [
            Case(relations: []), Case(relations: [.update], newest: 2),
            Case(relations: [.update, .correction], newest: 3),
            Case(relations: [.copy, .repeat]), Case(relations: [.update, .copy], newest: 2),
            Case(relations: [.kill], newest: 2, use: .killed),
            Case(relations: [.kill, .repeat], newest: 2, use: .killed),
            Case(relations: [.kill, .update], newest: 3), Case(relations: [.kill, .copy], newest: 2, use: .killed),
            Case(relations: [.withdrawal], newest: 2, use: .withheld),
            Case(relations: [.withdrawal], byDesk: [0], use: .withdrawn),
            Case(relations: [.withdrawal, .update], byDesk: [0], newest: 3, use: .withdrawn),
            Case(relations: [.withdrawal, .kill], byDesk: [0], newest: 3, use: .withdrawn),
            Case(relations: [.withdrawal, .restoration], byDesk: [0, 1]),
            Case(relations: [.withdrawal, .kill, .restoration], byDesk: [0, 2], newest: 3, use: .killed),
            Case(relations: [.kill, .withdrawal, .restoration], byDesk: [1, 2], newest: 2, use: .killed),
            Case(relations: [.kill, .withdrawal, .update, .restoration], byDesk: [1, 3], newest: 4),
        ]
    )
    func standing(_ one: Case) {
        var standing = StoryStanding()
        for (place, relation) in one.relations.enumerated() {
            let basis: StoryLink.Basis = one.byDesk.contains(place) ? .operator : .guid
            let link = StoryLink(story: Self.story, revisionOf: 1, relation: relation, basis: basis)
            standing.add(link, sequence: Int64(place + 2))
        }
        #expect(standing.newest == one.newest)
        #expect(standing.use == one.use)
        #expect(standing.count == one.relations.count + 1)
        #expect(standing.stands(1, nil) == (one.newest == nil))
    }
}
