import Article
import Testing

@testable import Wire

@Suite("What is read of a text takes memory by its size")
struct StoryMemoryTests {
    @Test("Each of many stories in one text holds its own bytes, and none of those before it", arguments: [10, 1_000])
    func stories(count: Int) {
        let story = "ZCZC\nHarbour reopens\n\nRIVERTON, Nov 20 (Example) - The harbour is open again.\nNNNN\n"
        let bytes = Array(String(repeating: story, count: count).utf8)
        let reading = PlainText().read(bytes.span, context: ReadingContext(modified: 0, received: 0))
        #expect(reading.articles.map(\.headline) == Array(repeating: "Harbour reopens", count: count))
        let held = reading.articles.reduce(0) { $0 + $1.text.capacity }
        #expect(held < 8 * bytes.count, "\(held) bytes are held for \(bytes.count)")
    }

    @Test("A text of more stories than are sent in days is refused, before any of them is read")
    func tooManyStories() {
        let bytes = Array(String(repeating: "ZCZC\nNNNN\n", count: StorySplitter.mostStories + 1).utf8)
        let reading = PlainText().read(bytes.span, context: ReadingContext(modified: 0, received: 0))
        #expect(reading.refusal?.code == .tooManyMembers)
        #expect(reading.parts.count == 1)
    }
}
