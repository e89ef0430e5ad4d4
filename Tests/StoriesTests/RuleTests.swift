import Archive
import Article
import Stories
import TestSupport
import Testing

@Suite("The rules by which a record finds its story")
struct RuleTests {
    private static let start: Int64 = 1_793_534_400 * 1_000_000_000
    private static let hour: Int64 = 3_600 * 1_000_000_000

    /// Links copy in order, an hour apart, and returns what was decided of each.
    private static func links(_ copy: [StatedCopy], _ linker: inout StoryLinker, every: Int64 = hour) throws
        -> [StoryLink?]
    {
        var links: [StoryLink?] = []
        for (place, one) in copy.enumerated() {
            links.append(
                linker.link(StoryFacts(try one.article()), sequence: Int64(place + 1), at: start + Int64(place) * every)
            )
            linker.settle()
        }
        return links
    }

    private static let other = [
        "Nothing in this text is as it was before.",
        "The council met on Monday and chose another place for the market.",
    ]

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var first = StatedCopy()
        var second: StatedCopy
        var relation: StoryLink.Relation?
        var basis: StoryLink.Basis = .guid

        var testDescription: String { name }
    }

    private static func copy(_ change: (inout StatedCopy) -> Void) -> StatedCopy {
        var copy = StatedCopy(headline: "Council moves the market", body: other)
        change(&copy)
        return copy
    }

    private static func first(_ change: (inout StatedCopy) -> Void) -> StatedCopy {
        var copy = StatedCopy()
        change(&copy)
        return copy
    }

    static let cases: [Case] = [
        // The sender's id.
        Case(
            name: "one id, a higher version",
            first: first { ($0.guid, $0.version) = ("urn:polar:1", "1") },
            second: copy { ($0.guid, $0.version) = ("urn:polar:1", "2") },
            relation: .update
        ),
        Case(
            name: "one id, a lower version that comes later",
            first: first { ($0.guid, $0.version) = ("urn:polar:1", "3") },
            second: copy { ($0.guid, $0.version) = ("urn:polar:1", "2") },
            relation: .repeat
        ),
        Case(
            name: "another id",
            first: first { $0.guid = "urn:polar:1" },
            second: copy { $0.guid = "urn:polar:2" },
            relation: nil
        ),
        Case(
            name: "a NewsML URN with another revision",
            first: first { $0.guid = "urn:newsml:polar.example:20261110:harbour:1" },
            second: copy { $0.guid = "urn:newsml:polar.example:20261110:harbour:2U" },
            relation: .update
        ),
        Case(
            name: "a short id of one provider",
            first: first { ($0.guid, $0.provider) = ("4711", "Polar Wire") },
            second: copy { ($0.guid, $0.provider) = ("4711", "Polar Wire") },
            relation: .update
        ),
        Case(
            name: "a short id that two providers have",
            first: first { ($0.guid, $0.provider) = ("4711", "Polar Wire") },
            second: copy { ($0.guid, $0.provider) = ("4711", "Norda") },
            relation: nil
        ),
        Case(
            name: "one id, canceled",
            first: first { $0.guid = "urn:polar:1" },
            second: copy { ($0.guid, $0.status) = ("urn:polar:1", .canceled) },
            relation: .kill
        ),
        Case(
            name: "one id, withheld",
            first: first { $0.guid = "urn:polar:1" },
            second: copy { ($0.guid, $0.status) = ("urn:polar:1", .withheld) },
            relation: .withdrawal
        ),
        Case(
            name: "the whole of what was a summary",
            first: first { ($0.guid, $0.isSummary) = ("urn:polar:1", true) },
            second: copy { $0.guid = "urn:polar:1" },
            relation: .completes
        ),
        // The version that a document names.
        Case(
            name: "a mail in reply to the first",
            first: first { $0.guid = "a1@polar.example" },
            second: copy { ($0.guid, $0.follows) = ("b2@polar.example", ("in-reply-to", "mid:a1@polar.example")) },
            relation: .update,
            basis: .reference
        ),
        Case(
            name: "a related item is no earlier version",
            first: first { $0.guid = "a1@polar.example" },
            second: copy { ($0.guid, $0.follows) = ("b2@polar.example", ("related", "a1@polar.example")) },
            relation: nil
        ),
        // The address.
        Case(
            name: "one address, another scheme and a campaign",
            first: first { $0.url = "http://www.polar.example/harbour/ferry?id=4" },
            second: first {
                $0.url = "https://polar.example/harbour/ferry/?utm_source=x&id=4#top"
                $0.body[1] = "It was built in 1931, and its engine has failed for good."
            },
            relation: .update,
            basis: .url
        ),
        Case(
            name: "a home page",
            first: first { $0.url = "https://polar.example/" },
            second: copy { $0.url = "https://polar.example/" },
            relation: nil
        ),
        Case(
            name: "a page that holds something else each day",
            first: first { ($0.url, $0.body) = ("https://polar.example/today", longBody(1)) },
            second: copy { ($0.url, $0.body, $0.day) = ("https://polar.example/today", longBody(2), 11) },
            relation: nil
        ),
        // The same words.
        Case(
            name: "the same words, killed",
            second: first { $0.marks = [\.kill] },
            relation: .kill,
            basis: .content
        ),
        Case(
            name: "the same words, corrected",
            second: first { $0.marks = [\.correction] },
            relation: .correction,
            basis: .content
        ),
        // The slug.
        Case(
            name: "a slug with its write-through",
            first: first { $0.slug = "BC-Harbour-Ferry, 0455" },
            second: first {
                ($0.slug, $0.update) = ("BC-Harbour-Ferry, 1st Ld-Writethru, 0512", 1)
                ($0.headline, $0.body) = ("Ferry owner gives up on winter service", other)
            },
            relation: .update,
            basis: .slugline
        ),
        Case(
            name: "a further take",
            first: first { $0.slug = "Harbour-Ferry" },
            second: copy { ($0.slug, $0.printed) = ("Harbour-Ferry", ["(2)"]) },
            relation: .completes,
            basis: .slugline
        ),
        Case(
            name: "the slug on another day",
            first: first { $0.slug = "Harbour-Ferry" },
            second: copy { ($0.slug, $0.update, $0.day) = ("Harbour-Ferry", 1, 12) },
            relation: nil
        ),
        Case(
            name: "the slug of another agency",
            first: first { $0.slug = "Harbour-Ferry" },
            second: copy { ($0.slug, $0.update, $0.agency) = ("Harbour-Ferry", 1, "Norda") },
            relation: nil
        ),
        Case(
            name: "one slug, two stories",
            first: first { $0.slug = "Harbour-Ferry" },
            second: copy { $0.slug = "Harbour-Ferry" },
            relation: nil
        ),
        // Notices.
        Case(
            name: "a kill that names the headline",
            second: copy {
                $0.headline = "Bulletin kill"
                $0.body = ["Editors: please kill the story Harbour ferry will not sail this winter. It is wrong."]
                $0.marks = [\.kill]
            },
            relation: .kill,
            basis: .notice
        ),
        Case(
            name: "a kill that names the slug",
            first: first { $0.slug = "BC-Harbour-Ferry" },
            second: copy {
                $0.headline = "Bulletin kill"
                $0.body = ["Kill BC-Harbour-Ferry of HARTSEA. The owner has not said what it quotes."]
                $0.marks = [\.kill]
            },
            relation: .kill,
            basis: .notice
        ),
        Case(
            name: "a kill with the headline and other words",
            second: copy {
                $0.headline = "Harbour ferry will not sail this winter"
                $0.body = ["This story is withdrawn. No substitute will be sent."]
                $0.marks = [\.kill]
            },
            relation: .kill,
            basis: .notice
        ),
        Case(
            name: "a correction that names the headline",
            second: copy {
                $0.headline = "Correction"
                $0.body = ["In \"Harbour ferry will not sail this winter\" the year was wrong. It should be 1932."]
                $0.marks = [\.correction]
            },
            relation: .correction,
            basis: .notice
        ),
        Case(
            name: "a kill of another story",
            second: copy {
                $0.headline = "Bulletin kill"
                $0.body = ["Please kill the story Harbour crane will be sold this winter."]
                $0.marks = [\.kill]
            },
            relation: nil
        ),
        Case(
            name: "a story that quotes a headline is no notice",
            second: copy { $0.body.append("Read more: Harbour ferry will not sail this winter") },
            relation: nil
        ),
    ]

    private static func longBody(_ seed: UInt64) -> [String] {
        var copy = InventedCopy(seed: seed)
        return copy.paragraphs(4)
    }

    @Test("Each rule finds its story and passes over what looks like it", arguments: cases)
    func rules(_ one: Case) throws {
        var linker = StoryLinker()
        let link = try Self.links([one.first, one.second], &linker)[1]
        #expect(link?.relation == one.relation)
        if one.relation != nil {
            #expect(link?.basis == one.basis)
            #expect(link?.revisionOf == 1)
            #expect(try link?.story == one.first.article().contentID)
        }
    }

    private static let kill = copy {
        $0.headline = "Bulletin kill"
        $0.body = ["Please kill the story Harbour ferry will not sail this winter."]
        $0.marks = [\.kill]
    }

    @Test("A kill that comes before its story is found by it, and the story does not undo it")
    func killFirst() throws {
        var linker = StoryLinker()
        let links = try Self.links([Self.kill, StatedCopy()], &linker)
        #expect(links[0] == nil)
        #expect(links[1]?.relation == .repeat)
        #expect(links[1]?.basis == .notice)
        #expect(links[1]?.revisionOf == 1)
    }

    @Test("A second kill follows the first one, in the same story")
    func killTwice() throws {
        var linker = StoryLinker()
        var again = Self.kill
        again.body.append("This is the second time that we say so.")
        let links = try Self.links([StatedCopy(), Self.kill, again], &linker)
        #expect(links[1]?.revisionOf == 1)
        #expect(links[2]?.revisionOf == 2)
        #expect(links[2]?.relation == .kill)
        #expect(try links[2]?.story == StatedCopy().article().contentID)
    }

    @Test("A kill for a story outside the window is a record by itself")
    func killTooLate() throws {
        var linker = StoryLinker(settings: .init(window: 3_600, limit: 10))
        #expect(try Self.links([StatedCopy(), Self.kill], &linker, every: 11 * Self.hour)[1] == nil)
        var full = StoryLinker(settings: .init(limit: 1))
        #expect(try Self.links([StatedCopy(), Self.copy { _ in }, Self.kill], &full)[2] == nil)
    }

    @Test("Ids of other services are what they seem: a URN's revision, a mail's address")
    func reordered() throws {
        var linker = StoryLinker()
        let versions = ["1", "3", "2"].enumerated().map { place, version in
            Self.copy {
                ($0.guid, $0.version) = ("urn:polar:9", version)
                $0.body.append("This is version \(version) of it.")
            }
        }
        let links = try Self.links(versions, &linker)
        #expect(links[1]?.relation == .update)
        #expect(links[2]?.relation == .repeat)
        #expect(links[2]?.revisionOf == 1)
    }

    /// What a hub reads of the notice of a desk about a story.
    private static func notice(of story: Article, _ relation: String, _ basis: String = "operator") throws -> StoryFacts
    {
        let copy = StatedCopy(headline: "Notice \(relation)", body: ["The desk has done this.", "By court order."])
        var article = try copy.article()
        article = Article(
            text: article.text,
            parts: article.parts,
            marks: article.marks,
            published: nil,
            language: "en",
            wordCount: 8,
            contentID: article.contentID,
            details: details(RecordOrigin.Link(story: story.contentID, revisionOf: 3, relation: relation, basis: basis))
        )
        return StoryFacts(article)
    }

    private static func details(_ link: RecordOrigin.Link) -> ArticleDetails {
        var details = ArticleDetails()
        details.origin = RecordOrigin(
            desk: "london",
            sequence: 9,
            ingestedAt: nil,
            link: link,
            delivery: .init(path: "notice.json", digest: "", format: "notice")
        )
        return details
    }

    @Test("A notice of another desk withdraws and restores the story with the same first version, and nothing else")
    func noticeOfOtherDesk() throws {
        let first = try StatedCopy(guid: "urn:polar:1", version: "1").article()
        let update = Self.copy { ($0.guid, $0.version) = ("urn:polar:1", "2") }
        var linker = StoryLinker()
        #expect(linker.link(StoryFacts(first), sequence: 1, at: Self.start) == nil)
        let follow = linker.link(StoryFacts(try update.article()), sequence: 2, at: Self.start)
        #expect(follow?.revisionOf == 1)
        let count = linker.count
        for (sequence, relation) in [(3, .withdrawal), (4, .restoration)] as [(Int64, StoryLink.Relation)] {
            let link = linker.link(try Self.notice(of: first, relation.rawValue), sequence: sequence, at: Self.start)
            #expect(link?.story == first.contentID && link?.relation == relation && link?.basis == .operator)
        }
        #expect(linker.count == count, "no version follows a notice")
        let other = try StatedCopy(headline: "Elsewhere", body: Self.other).article()
        #expect(linker.link(try Self.notice(of: other, "withdrawal"), sequence: 5, at: Self.start) == nil)
        // What the desk's own rules had found is found again.
        let found = linker.link(try Self.notice(of: first, "withdrawal", "guid"), sequence: 6, at: Self.start)
        #expect(found?.basis != .operator)
    }

    @Test(
        "A story that comes from its desk after what has killed it there stays killed; one that was sent again does not"
    )
    func lateFromDesk() throws {
        func facts(_ sequence: Int64, isKill: Bool) throws -> StoryFacts {
            let article = try StatedCopy(marks: isKill ? [\.kill] : []).article()
            var details = article.details
            details.origin = RecordOrigin(
                desk: "london",
                sequence: sequence,
                ingestedAt: nil,
                link: nil,
                delivery: .init(path: "a", digest: "", format: "text")
            )
            return StoryFacts(
                Article(
                    text: article.text,
                    parts: article.parts,
                    marks: article.marks,
                    published: article.published,
                    language: article.language,
                    wordCount: article.wordCount,
                    contentID: article.contentID,
                    details: details
                )
            )
        }
        for (sequence, relation, use) in [
            (7, .repeat, StoryStanding.Use.killed), (11, .update, .usable),
        ] as [(Int64, StoryLink.Relation, StoryStanding.Use)] {
            var linker = StoryLinker()
            #expect(linker.link(try facts(9, isKill: true), sequence: 1, at: Self.start) == nil)
            let link = try #require(linker.link(try facts(sequence, isKill: false), sequence: 2, at: Self.start))
            #expect(link.relation == relation && link.revisionOf == 1)
            var standing = StoryStanding(first: .killed)
            standing.add(link, sequence: 2)
            #expect(standing.use == use)
        }
    }
}
