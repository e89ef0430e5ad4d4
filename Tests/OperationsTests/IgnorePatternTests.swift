import Foundation
import LinuxIO
import Operations
import Testing

@Suite("The names that are left alone")
struct IgnorePatternTests {
    @Test("Each default pattern stands in the documentation with its reason, and no other does")
    func documented() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Ingest/Ingest.docc/Inbox.md").standardized
        let text = try String(contentsOf: page, encoding: .utf8)
        let table = try #require(text.range(of: "| Pattern | What such a file is |")).upperBound
        var rows: [String] = []
        for line in text[table...].split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2) {
            guard line.hasPrefix("|") else { break }
            rows.append(String(line))
        }
        #expect(rows == IgnorePattern.standard.map { "| `\($0.pattern)` | \($0.reason) |" })
        #expect(Settings().ignore.map(\.description) == IgnorePattern.standard.map(\.pattern))
    }
}
