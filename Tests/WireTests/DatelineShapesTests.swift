import Text
import Article
import Foundation
import Testing

@testable import Wire

/// Holds the table of shapes to its samples, and the page of shapes to the table.
@Suite("The shapes of datelines")
struct DatelineShapesTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/Wire/Wire.docc/DatelineShapes.md").standardizedFileURL

    private static func match(_ text: String) -> DatelineMatch? { DatelineGrammar.match(Array(text.utf8).span) }

    @Test("each row of the table decides on its own sample", arguments: DatelineShape.all.indices)
    func samples(_ row: Int) {
        let shape = DatelineShape.all[row]
        #expect(Self.match(shape.sample)?.shape == (shape.isDateline ? row : nil), "\(shape.sample)")
    }

    @Test("the page says what the table says; WIREDESK_WRITE_PAGES=1 rewrites it")
    func pageIsTable() throws {
        let wanted = Self.printed()
        if ProcessInfo.processInfo.environment["WIREDESK_WRITE_PAGES"] != nil {
            try wanted.write(to: Self.page, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: Self.page, encoding: .utf8) == wanted)
    }

    private static func printed() -> String {
        var page = """
            # Shapes of datelines

            The rows of the table that says which openings are datelines, each with an opening that it decides on.

            ## Overview

            What an opening has of place, date and source, the marks that close it, and a few facts about the names and the text
            behind it decide; the first row that fits does. The table stands in `DatelineShape.swift`, from which this page is
            printed; a test holds each row to its sample, and this page to the table.

            | Opening | | Place | Date | Source |
            |---|---|---|---|---|

            """
        for shape in DatelineShape.all {
            let text = Array(shape.sample.utf8)
            let parts = shape.isDateline ? match(shape.sample)?.parts : nil
            func cell(_ range: TextRange?) -> String {
                range.map { String(decoding: text[$0.start..<$0.end], as: UTF8.self) } ?? "-"
            }
            let date = [parts?.year, parts?.month, parts?.day].compactMap(\.self).map { $0 < 10 ? "0\($0)" : "\($0)" }
                .joined(separator: "-")
            let cells = [
                "`\(shape.sample)`", shape.isDateline ? "dateline" : "none", cell(parts?.place),
                date.isEmpty ? "-" : date, cell(parts?.source),
            ].map { $0.replacing("|", with: "\\|") }
            page += "| " + cells.joined(separator: " | ") + " |\n"
        }
        return page
    }
}
