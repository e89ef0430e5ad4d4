import Article
import Wire
import Formats
import Testing

@Suite("Mailboxes")
struct MboxTests {
    private let separator = "From press@ministry.example Tue Jun  9 14:05:00 2026\n"
    private let first = "Subject: One\n\nFirst.\n"
    private let second = "Subject: Two\n\nSecond.\n"

    private func contents(_ text: String) -> [String] { Taken(MboxFormat(), Array(text.utf8)).contents }

    @Test("Messages are members, with and without blank lines between, named by their number")
    func messages() {
        let taken = Taken(MboxFormat(), Array((separator + first + "\n" + separator + second).utf8))
        #expect(taken.contents == [first + "\n", second])
        #expect(taken.names == ["#1", "#2"])
        #expect(contents(separator + first + separator + second) == [first, second])
        #expect(
            contents("From - Tue Jun 09 14:05:00 2026\n" + first + "\nFrom -\n" + second) == [first + "\n", second]
        )
    }

    @Test("Lines that begin with From and are none of the mailbox's stay, and lose one mark")
    func quoting() {
        let body = "Subject: One\n\nFrom the ministry comes word.\n>From Riverton too.\n>>From here.\n> From there.\n"
        let read = "Subject: One\n\nFrom the ministry comes word.\nFrom Riverton too.\n>From here.\n> From there.\n"
        #expect(contents(separator + body + separator + second) == [read, second])
    }

    @Test("A length that leads to the next message is believed, and another is not")
    func lengths() {
        let body = "First.\n\n\(separator)Subject: None\n\nStill the first.\n"
        let counted = "Subject: One\nContent-Length: \(body.utf8.count)\n\n\(body)"
        #expect(contents(separator + counted + "\n" + separator + second) == [counted + "\n", second])
        let wrong = "Subject: One\nContent-Length: 3\n\nFirst.\n"
        #expect(contents(separator + wrong + separator + second) == [wrong, second])
    }

    @Test("A message with few fields is a message all the same")
    func fewFields() {
        let story = "The ferry returned on Friday.\n\nIt sails again on Monday.\n"
        let text = separator + "Subject: One\n\n\(story)\n" + separator + "From: b@x.example\nSubject: Two\n\n\(story)"
        let reading = ArticleReader().read(Array(text.utf8).span)
        #expect(reading.articles.map(\.headline) == ["One", "Two"])
        #expect(reading.articles.last?.details.authors.map(\.name) == ["b@x.example"])
    }

    @Test("A message larger than a member is refused, and the next is read")
    func large() {
        let large = "Subject: One\n\n" + String(repeating: "A line.\n", count: 1_000)
        let taken = Taken(
            MboxFormat(),
            Array((separator + large + separator + second).utf8),
            limits: ContainerLimits(memberBytes: 2_000)
        )
        #expect(taken.contents == ["refused: member-too-large", second])
    }
}
