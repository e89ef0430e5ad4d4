import Foundation
import TestSupport
import Testing

@Suite("What a file takes of memory is bounded by a multiple of its size")
struct ParseMemoryTests {
    /// A file that is made of as many copies of one piece as it takes.
    struct Shape: Sendable, CustomTestStringConvertible {
        let name: String
        var head =
            "Ferry returns to service\n\nRIVERTON, June 10 (Example) - The ferry sails again, the company said.\n\n"
        let unit: String
        var tail = ""
        var encoding = String.Encoding.utf8

        var testDescription: String { name }

        func bytes(_ size: Int) -> Data {
            let count = (size - head.utf8.count - tail.utf8.count) / unit.utf8.count
            return (head + String(repeating: unit, count: count) + tail).data(using: encoding) ?? Data()
        }

        static func page(_ name: String, _ unit: String) -> Shape {
            let opening =
                "<!DOCTYPE html><html><head><title>Ferry returns</title></head><body><article><h1>Ferry returns</h1>"
            let first = "<p>The ferry sails again from Monday, the company said on Tuesday.</p>"
            return Shape(name: name, head: opening + first, unit: unit, tail: "</article></body></html>")
        }

        static func json(_ name: String, _ unit: String, _ tail: String) -> Shape {
            let opening = "{\"title\":\"Ferry returns\",\"text\":\"The ferry sails again, the company said.\",\"x\":["
            return Shape(name: name, head: opening, unit: unit, tail: tail)
        }

        static func mail(_ name: String, _ headers: String = "", unit: String, tail: String = "") -> Shape {
            let opening = "From: a@example.org\nSubject: Ferry returns\nDate: Tue, 10 Jun 2025 10:00:00 +0000\n"
            return Shape(name: name, head: opening + headers, unit: unit, tail: tail)
        }
    }

    static let shapes: [Shape] = [
        Shape(name: "sentences", unit: "The ferry sails again, the company said on Tuesday. "),
        Shape(name: "paragraphs", unit: "The ferry sails again, the company said on Tuesday.\n\n"),
        Shape(name: "words of one letter", unit: "a "), Shape(name: "lines of one letter", unit: "a\n"),
        Shape(name: "short lines", unit: "a b c\n"), Shape(name: "brackets", unit: "(a) "),
        Shape(name: "combining marks", unit: "a\u{301}\u{316}"), Shape(name: "Han", unit: "新聞記者の電。"),
        Shape(name: "a ligature of eighteen letters", unit: "\u{FDFA} "),
        Shape(name: "Latin letters of an old encoding", unit: "é à ", encoding: .isoLatin1),
        Shape(name: "UTF-16", unit: "The ferry sails again. ", encoding: .utf16),
        Shape(name: "references", unit: "&amp;&nbsp; "),
        Shape(
            name: "stories",
            head: "",
            unit: "ZCZC\nFerry returns\n\nRIVERTON, Nov 20 (Example) - It sails again.\nNNNN\n"
        ),
        .page("paragraphs of a page", "<p>The ferry sails.</p>"), .page("cells", "<table><tr><td>1<td>2"),
        .page("open paragraphs", "<p a=b c=d>x"), .page("list items", "<li>The ferry sails"),
        .page("inline elements", "<b>a</b>"), .page("links", "<a href=x>a</a> "), .page("breaks", "a<br>"),
        Shape(
            name: "items of a feed",
            head: "<rss version=\"2.0\"><channel><title>x</title>",
            unit: "<item><title>Ferry returns</title><description>The ferry sails again, it said.</description></item>",
            tail: "</channel></rss>"
        ),
        Shape(
            name: "paragraphs of NITF",
            head: "<nitf><body><body.head><hedline><hl1>Ferry returns</hl1></hedline></body.head><body.content>",
            unit: "<p>The ferry sails.</p>",
            tail: "</body.content></body></nitf>"
        ),
        Shape(
            name: "lines of JSON",
            head: "",
            unit: "{\"title\":\"Ferry returns\",\"text\":\"The ferry sails again, the company said.\"}\n"
        ),
        .json("numbers", "1,", "1]}"), .json("objects", "{\"a\":1},", "1]}"), .json("strings", "\"a\",", "1]}"),
        .mail("headers", unit: "X-A: b\n", tail: "\nThe ferry sails again, the company said.\n"),
        .mail("parts", "Content-Type: multipart/mixed; boundary=b\n\n", unit: "--b\n\na\n", tail: "--b--\n"),
        Shape(
            name: "mails of a mailbox",
            head: "",
            unit: "From a@example.org Tue Jun 10 10:00:00 2025\nSubject: Ferry returns\n\nIt sails again, it said.\n\n"
        ),
        Shape(name: "requests", head: "", unit: "WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 1\r\n\r\na\r\n\r\n"),
    ]

    /// What the process has of its own: the lexicon, the weights of pages, the tables of the languages.
    private static let own = 64 << 20
    private static let multiple = 40
    private static let size = 1 << 20

    @Test("At no time is it more than forty times, beside the 64 MiB of a process", arguments: shapes)
    func bounded(_ shape: Shape) throws {
        let scratch = try ScratchDirectory()
        let bytes = shape.bytes(ParseMemoryTests.size)
        try scratch.write(Array(bytes), to: "shape")
        let peak = try Program.peakMemory(
            Program.product("wiredesk"),
            ["parse", scratch.path + "/shape"]
        )
        let most = ParseMemoryTests.own + ParseMemoryTests.multiple * bytes.count
        #expect(peak < most, "\(peak >> 20) MiB for \(bytes.count >> 10) KiB")
    }
}
