import Text
import Wire
import Article
import TestSupport
import Testing

@Suite("NULs")
struct MissingTextTests {
    private static let head = "Lace school reopens\n\n"
    private static let paragraph = "The school opened its doors on Friday."

    private static func nuls(_ count: Int) -> String { String(repeating: "\0", count: count) }

    /// A story with NULs somewhere, and what is read of it.
    private struct Padded: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
    }

    private static let padded = [
        Padded(testDescription: "at the end", text: head + paragraph + "\n" + nuls(64)),
        Padded(testDescription: "at the end of the last line", text: head + paragraph + nuls(30)),
        Padded(testDescription: "at the start", text: nuls(3) + head + paragraph + "\n"),
        Padded(testDescription: "at a line's end", text: "Lace school reopens\0\0\r\n\r\n" + paragraph + "\n"),
        Padded(testDescription: "at a line's start", text: head + "\0\0\0" + paragraph + "\n"),
        Padded(testDescription: "on a line of their own", text: head + nuls(12) + "\n" + paragraph + "\n"),
        Padded(testDescription: "beside a space", text: head + "The school\0\0 opened its \0doors on Friday.\n"),
        Padded(
            testDescription: "beside the wire's frame",
            text: "\u{1}\0\0\u{2}" + head + paragraph + "\n\u{3}\0\0\u{4}\0"
        ),
        Padded(
            testDescription: "in a header of the wire's frame that has nothing else but spaces",
            text: "\u{1}\0\0\u{A0}\u{A0}\u{2}" + head + paragraph + "\n\u{3}"
        ),
    ]

    @Test("as padding of the wire they are no part of the text", arguments: padded)
    private func padding(_ story: Padded) throws {
        let read = try article(story.text)
        #expect(read.headline == "Lace school reopens")
        #expect(read.slugline == nil)
        #expect(read.body == [Self.paragraph])
    }

    /// A file with NULs where text has to be, and what is said of it.
    private struct Missing: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let explanation: String
    }

    private static let missing = [
        Missing(
            testDescription: "one between two letters",
            text: head + "The sch\0ol opened its doors on Friday.\n",
            explanation: "Text is missing: a NUL byte where it should be, from byte 28 of the file."
        ),
        Missing(
            testDescription: "several within a word",
            text: head + "The s\0\0\0l opened its doors on Friday.\n",
            explanation: "Text is missing: 3 NUL bytes where it should be, from byte 26 of the file."
        ),
        Missing(
            testDescription: "two runs",
            text: head + "The s\0\0\0l opened its d\0\0rs on Friday.\n",
            explanation: "Text is missing: 3 NUL bytes where it should be, from byte 26 of the file, and 5 in all."
        ),
        Missing(
            testDescription: "more at the end than any padding",
            text: head + paragraph + "\n" + nuls(65),
            explanation: "Text is missing: 65 NUL bytes where it should be, from byte 60 of the file."
        ),
        Missing(
            testDescription: "a block between two lines",
            text: head + paragraph + "\n" + nuls(4_096) + "\n" + paragraph + "\n",
            explanation: "Text is missing: 4096 NUL bytes where it should be, from byte 60 of the file."
        ),
        Missing(
            testDescription: "a block in a story of other letters",
            text: "Школа кружева\n\nШкола " + nuls(512) + "открылась.\n",
            explanation: "Text is missing: 512 NUL bytes where it should be, from byte 38 of the file."
        ),
        Missing(
            testDescription: "after a byte-order mark",
            text: "\u{FEFF}" + head + paragraph + nuls(512),
            explanation: "Text is missing: 512 NUL bytes where it should be, from byte 62 of the file."
        ),
        Missing(
            testDescription: "nothing else",
            text: nuls(5_000),
            explanation: "All of the file's 5000 bytes are NULs: nothing was written into it."
        ),
    ]

    @Test("where text has to be they reject the file, with where they stand and what to do", arguments: missing)
    private func holes(_ file: Missing) throws {
        let rejection = try #require(read(file.text).rejection)
        #expect(rejection.code == .nuls)
        #expect(rejection.explanation == file.explanation)
        #expect(rejection.advice.hasPrefix("Ask the sender for it again"))
    }

    @Test("among a binary file's other control characters they make no text of it")
    func binary() throws {
        let bytes = (0..<4_000).map { UInt8(truncatingIfNeeded: $0 * 7 % 32) } + [UInt8](repeating: 0, count: 600)
        #expect(try #require(read(bytes).rejection).code == .binary)
    }

    @Test("of UTF-16 they are a half", arguments: ["utf-16le", "utf-16be"])
    func wide(_ encoding: String) throws {
        let reading = read(encoded(Self.head + Self.paragraph + "\n", as: encoding))
        #expect(reading.encoding == encoding)
        #expect(reading.article?.body == [Self.paragraph])
    }

    @Test(
        "of UTF-16 they are missing text where they stand between two letters, or are too many",
        arguments: ["utf-16le", "utf-16be"],
        [1, 65]
    )
    func wideHoles(_ encoding: String, _ count: Int) throws {
        let hole = "The s" + Self.nuls(count) + (count > 1 ? "\n" : "ool") + " opened its doors on Friday.\n"
        let marked = encoded("\u{FEFF}" + Self.head + hole, as: encoding)
        let rejection = try #require(read(marked).rejection)
        #expect(rejection.code == .nuls)
        let run = count == 1 ? "a NUL" : "\(count) NULs"
        #expect(rejection.explanation == "Text is missing: \(run) in \(encoding) where it should be, \(count) in all.")
        #expect(read(Array(marked.dropFirst(2))).rejection != nil)
    }
}
