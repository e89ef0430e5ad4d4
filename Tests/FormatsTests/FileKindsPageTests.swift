import Wire
import Article
import Formats
import Foundation
import Testing

@Suite("The page of file kinds")
struct FileKindsPageTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/Formats/Formats.docc/FileKinds.md").standardized

    private func rows(after heading: String) throws -> [String: String] {
        let text = try String(contentsOf: FileKindsPageTests.page, encoding: .utf8)
        let part = try #require(text.range(of: heading)).upperBound
        var rows: [String: String] = [:]
        for line in text[part...].split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("## ") { break }
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 2, cells[0].hasPrefix("`") else { continue }
            rows[cells[0].replacingOccurrences(of: "`", with: "")] = cells[1].replacingOccurrences(of: "`", with: "")
        }
        return rows
    }

    @Test("Each kind has a row with its sign")
    func kinds() throws {
        #expect(Set(try rows(after: "| kind | sign |").keys) == Set(FileKind.allCases.map(\.rawValue)))
    }

    @Test("Each code has a row with the kinds that are refused under it")
    func codes() throws {
        var expected: [String: String] = [:]
        for kind in FileKind.allCases where kind != .text {
            let code = kind.refusal.code.rawValue
            expected[code] = expected[code].map { "\($0), \(kind.rawValue)" } ?? kind.rawValue
        }
        let written = try rows(after: "| code | kinds |")
        #expect(Set(written.keys) == Set(expected.keys))
        for (code, kinds) in expected {
            #expect(Set((written[code] ?? "").split(separator: ", ")) == Set(kinds.split(separator: ", ")), "\(code)")
        }
    }

    @Test("A kind without a reader is refused by its name, with advice", arguments: FileKind.allCases)
    func refusals(kind: FileKind) {
        #expect(kind.refusal.explanation.hasPrefix("The file is "))
        #expect(!kind.refusal.advice.isEmpty)
    }
}
