import Text
import Wire
import Article
import Testing

@Suite("Whole stories")
struct StoryTests {
    @Test("a story of the table gives the parts that the table says", arguments: StoryCase.all)
    func reads(_ story: StoryCase) throws {
        let reading = read(story.text)
        if let code = story.values(of: "rejected").first {
            let rejection = try #require(reading.rejection)
            #expect(rejection.code.rawValue == code)
            #expect(!rejection.explanation.isEmpty && !rejection.advice.isEmpty)
            return
        }
        let article = try #require(reading.article)
        for field in Set(story.expected.map(\.field)) {
            let wanted = story.values(of: field).filter { $0 != "-" }
            #expect(Self.values(field, of: article, wanted: wanted) == wanted, "\(field)")
        }
    }

    private static func values(_ field: String, of article: Article, wanted: [String]) -> [String] {
        switch field {
        case "headline": [article.headline]
        case "deck": [article.deck].compactMap { $0 }
        case "section": [article.section].compactMap { $0 }
        case "byline": [article.byline].compactMap { $0 }
        case "timestamp": [article.timestamp].compactMap { $0 }
        case "url": [article.url].compactMap { $0 }
        case "slugline": [article.slugline].compactMap { $0 }
        case "embargo": [article.embargo].compactMap { $0 }
        case "embargo_until": [article.details.embargoUntil].compactMap { $0?.description }
        case "sign_off": [article.signOff].compactMap { $0?.replacing("\n", with: " ⏎ ") }
        case "language": [article.language].compactMap { $0 }
        case "place": [article.dateline?.place].compactMap { $0 }
        case "dateline": [article.dateline?.text].compactMap { $0 }
        case "published": [article.published?.date].compactMap { $0 }
        case "basis": [article.published?.basis.rawValue].compactMap { $0 }
        case "words": ["\(article.wordCount)"]
        case "note": article.editorsNotes.map { $0.replacing("\n", with: " ⏎ ") }
        case "credit": article.credits.map { $0.replacing("\n", with: " ⏎ ") }
        case "body": article.body.map { $0.replacing("\n", with: " ⏎ ") }
        case "marks": [marks(article.marks)]
        default: ["no such field"]
        }
    }

    /// Marks in the order that the table writes them.
    private static func marks(_ marks: UpdateMarks) -> String {
        var names: [String] = []
        if marks.correction { names.append("correction") }
        if marks.urgent { names.append("urgent") }
        if marks.repeated { names.append("repeat") }
        if marks.kill { names.append("kill") }
        if let number = marks.update { names.append("update=\(number)") }
        if let number = marks.wrapup { names.append("wrapup=\(number)") }
        if let number = marks.lead { names.append("lead=\(number)") }
        if let number = marks.writethru { names.append("writethru=\(number)") }
        if let number = marks.urgency { names.append("urgency=\(number)") }
        return names.isEmpty ? "none" : names.joined(separator: " ")
    }

    @Test("a line that is an aligned table is no wrapped paragraph even between wrapped ones")
    func tableWithinProse() throws {
        let story = try article(
            """
            What the school spent

                VOLOGDA, June 10 - The school spent more on its roof
            than on its pupils.
                Item          2015     2016
                Roof           120      410
                Its director asked for help.
            """
        )
        #expect(
            story.body == [
                "The school spent more on its roof than on its pupils.",
                "Item          2015     2016\nRoof           120      410", "Its director asked for help.",
            ]
        )
    }

    @Test(
        "the reason for a rejection names what to do",
        arguments: [
            ("", "empty"), ("\n \n", "empty"), ("Headline only", "no-body"),
            ("ROME, May 1 (AP) - Text.\n\nMore text.", "no-headline"), ("URGENT", "no-headline"),
            ("\u{89}PNG", "no-body"),
        ]
    )
    func rejections(_ text: String, _ code: String) throws {
        let rejection = try #require(read(text).rejection)
        #expect(rejection.code.rawValue == code)
        #expect(rejection.advice.hasSuffix("."))
    }
}
