import Article
import Testing

@testable import Wire

@Suite("A story has a bounded number of lines")
struct LineLimitTests {
    private func read(_ text: String) -> Reading {
        PlainText().read(Array(text.utf8).span, context: ReadingContext(modified: 0, received: 0))
    }

    private func story(lines: Int, _ line: String, break: String = "\n") -> String {
        "Harbour reopens" + `break` + `break` + String(repeating: line + `break`, count: lines - 1)
    }

    @Test(
        "One line too many is refused, whatever ends the lines, and what is in them",
        arguments: ["\n", "\r\n", "\r", "\u{2028}", "\u{0B}", "\u{85}"],
        ["x", "The harbour is open again.", "港"]
    )
    func refused(end: String, line: String) {
        let reading = read(story(lines: LineTable.mostLines + 1, line, break: end))
        // What ends no line for most programs makes one line that is too long.
        #expect(reading.articles.isEmpty)
        #expect(reading.refusal?.code == .tooManyLines || reading.refusal?.code == .lineTooLong)
    }

    @Test("As many lines as there may be are read, and blank lines do not count")
    func allowed() throws {
        let reading = read(story(lines: LineTable.mostLines, "The harbour is open again."))
        #expect(reading.articles.map(\.headline) == ["Harbour reopens"])
        let blank =
            "Harbour reopens\n\nRIVERTON, Nov 20 (Example) - The harbour is open.\n"
            + String(repeating: "\n", count: 2 * LineTable.mostLines)
        #expect(read(blank).articles.count == 1)
    }

    @Test("It is the story that counts: many stories in one text are read")
    func stories() throws {
        let story = "ZCZC\nHarbour reopens\n\nRIVERTON, Nov 20 (Example) - The harbour is open.\n"
        let lines = String(repeating: "It is open.\n", count: 60_000) + "NNNN\n"
        #expect(read(String(repeating: story + lines, count: 4)).articles.count == 4)
    }
}
