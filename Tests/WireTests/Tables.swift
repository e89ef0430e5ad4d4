import Foundation
import Testing

/// The tables of cases beside this file; each explains its own form at the top.
enum Tables {
    static func text(_ name: String) -> String {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Tables/\(name)")
        return (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    }

    static func lines(_ name: String) -> [String] {
        text(name).split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }
}

/// A line of `datelines.txt`.
struct DatelineCase: Sendable, CustomTestStringConvertible {
    let line: String
    let printed: String
    let body: String
    let place: String
    let date: String
    let source: String

    static let all: [DatelineCase] = Tables.lines("datelines.txt").map(DatelineCase.init)

    init(_ line: String) {
        self.line = line
        let halves = line.components(separatedBy: " => ")
        let opening = halves[0].components(separatedBy: "¦")
        let fields = halves[1].components(separatedBy: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        (printed, body) = (opening[0], opening[1])
        (place, date, source) = (fields[0], fields[1], fields[2])
    }

    var testDescription: String { printed }
}

/// A case of one of the tables of stories.
struct StoryCase: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let expected: [(field: String, value: String)]

    private static let tables = [
        "stories.txt", "stories-head-and-tail.txt", "stories-sections.txt", "stories-shapes.txt",
        "stories-envelope.txt",
    ]

    /// Copy as an agency prints it.
    static let printed: [StoryCase] = tables.flatMap(cases)
    /// Copy with marks of the way it came: labels, a mail's head, Markdown, a page's source. Read, it is printed without them.
    static let asTheyCome: [StoryCase] = [
        "stories-as-they-come.txt", "stories-languages.txt", "stories-databases.txt", "stories-pages.txt",
        "stories-notices.txt", "stories-wire-heads.txt", "stories-of-desks.txt", "stories-terminals.txt",
        "stories-scripts.txt", "stories-releases.txt", "stories-sites.txt", "stories-agencies.txt",
    ].flatMap(cases)
    static let all: [StoryCase] = printed + asTheyCome

    private static func cases(_ table: String) -> [StoryCase] {
        Tables.text(table).components(separatedBy: "\n=== ").dropFirst().map { StoryCase($0) }
    }

    init(_ entry: String) {
        let newline = entry.firstIndex(of: "\n") ?? entry.endIndex
        name = String(entry[..<newline])
        let halves = entry[newline...].dropFirst().components(separatedBy: "\n---\n")
        text = StoryCase.unescaped(halves[0]) + "\n"
        expected = halves[1].split(separator: "\n").compactMap { line in
            guard let colon = line.range(of: ": ") else { return nil }
            return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
        }
    }

    func values(of field: String) -> [String] {
        expected.filter { $0.field == field }.map(\.value)
    }

    var testDescription: String { name }

    private static func unescaped(_ text: String) -> String {
        var result = text.replacingOccurrences(of: "\\s", with: " ")
        while let escape = result.range(of: #"\\x[0-9a-fA-F]{2}"#, options: .regularExpression) {
            let code = UInt8(result[escape].dropFirst(2), radix: 16) ?? 0
            result.replaceSubrange(escape, with: String(UnicodeScalar(code)))
        }
        return result
    }
}
