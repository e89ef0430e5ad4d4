import Testing
import Wire
import Article

@testable import Formats

@Suite("Messages of several parts that are broken")
struct MimePartTests {
    @Test("A message without a line of its boundary is the text that it looks like")
    func boundaryMissing() throws {
        let read = reading(
            """
            From: Press <press@ministry.example>
            Subject: Bridges open
            Date: Wed, 10 Jun 2026 14:30:00 +0100
            Content-Type: multipart/mixed; boundary=none-of-it

            The two bridges open today, the minister said.

            Traffic returns.
            """
        )
        let article = try #require(read.articles.first)
        #expect(article.headline == "Bridges open" && article.details.authors.map(\.name) == ["Press"])
        #expect(article.body == ["The two bridges open today, the minister said.", "Traffic returns."])
    }
}
