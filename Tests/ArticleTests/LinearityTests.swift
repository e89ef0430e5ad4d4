import Article
import Glibc
import Testing

@Suite("Hostile input")
struct LinearityTests {
    /// What one unit of a hostile text is, and what stands before the units.
    struct Hostile: Sendable, CustomTestStringConvertible {
        let name: String
        var head = "A headline\n\n"
        let unit: String

        var testDescription: String { name }

        func bytes(_ count: Int) -> [UInt8] {
            var bytes = Array(head.utf8)
            bytes.reserveCapacity(count + 64)
            let unit = Array(unit.utf8)
            while bytes.count < count { bytes.append(contentsOf: unit) }
            return bytes
        }
    }

    static let all: [Hostile] = [
        Hostile(name: "spaces", unit: " "), Hostile(name: "tabs", unit: "\t"), Hostile(name: "line ends", unit: "\n"),
        Hostile(name: "opening brackets", unit: "("), Hostile(name: "brackets", unit: "()"),
        Hostile(name: "closing brackets", unit: ")"),
        Hostile(name: "opening brackets on lines", unit: "(\n"),
        Hostile(name: "a note that never closes", head: "(Adds\n", unit: "more\n"),
        Hostile(name: "months", unit: "June "), Hostile(name: "months on lines", unit: "June\n"),
        Hostile(name: "dates", unit: "June 10, 2016 "),
        Hostile(name: "years", unit: "2016 "), Hostile(name: "digits", unit: "7"),
        Hostile(name: "one-letter lines", unit: "a\n"),
        Hostile(name: "one-letter lines in capitals", unit: "A\n"),
        Hostile(name: "one-letter paragraphs", unit: "a\n\n"),
        Hostile(name: "slashes", unit: "/"), Hostile(name: "dashes", unit: "-"),
        Hostile(name: "dashes with spaces", unit: "- "),
        Hostile(name: "full stops", unit: "."), Hostile(name: "quotation marks", unit: "\""),
        Hostile(name: "commas", unit: "A, "),
        Hostile(name: "capitals", unit: "LONDON "),
        Hostile(name: "datelines on lines", unit: "LONDON, June 10 (AP) - x\n"),
        Hostile(name: "sign-offs", unit: "-30-\n"), Hostile(name: "sign-offs in blocks", unit: "ENDS\n\n"),
        Hostile(name: "credits", unit: "(Reporting by A)\n\n"), Hostile(name: "columns", unit: "a   b   c\n"),
        Hostile(name: "list items", unit: "- a\n"), Hostile(name: "indents", unit: "    a\n"),
        Hostile(name: "deepening indents", unit: " a\n  b\n   c\n"),
        Hostile(name: "marks", head: "", unit: "UPDATE 1-"),
        Hostile(name: "updates on lines", head: "", unit: "UPDATE 1\n"),
        Hostile(name: "combining marks", unit: "e\u{301}"), Hostile(name: "one letter and its marks", unit: "\u{301}"),
        Hostile(name: "soft hyphens", unit: "\u{AD}\n"), Hostile(name: "zero-width spaces", unit: "\u{200B}"),
        Hostile(name: "Chinese", unit: "北京6月10日电"),
        Hostile(name: "Japanese brackets", unit: "【"), Hostile(name: "carriage returns", unit: "\r"),
        Hostile(name: "a word without end", unit: "x"),
        Hostile(name: "agencies in brackets", unit: "(AP) "),
        Hostile(name: "marks in brackets", head: "", unit: "(2nd LD) "),
        Hostile(name: "bullets after full lines", unit: "on August the\n31. of it\n"),
        Hostile(name: "names on lines", unit: "REUTER\n"), Hostile(name: "set-off names", unit: "    a.\n REUTER\n"),
        Hostile(name: "credits on lines", unit: "    a.\n (Reporting by A)\n"),
        Hostile(name: "time stamps", head: "", unit: "10 June 2016, 14:32\n"),
        Hostile(name: "joints", unit: "a.b:c,1;2'"), Hostile(name: "underscores", unit: "a_"),
        Hostile(name: "columns without end", unit: "a  b\t"), Hostile(name: "hyphens at line ends", unit: "a-\n"),
        Hostile(name: "wide letters", unit: "Ａ"), Hostile(name: "ligatures that grow", unit: "\u{FDFA}"),
    ]

    @Test("four times the input takes at most eight times as long", arguments: all)
    func linear(_ hostile: Hostile) {
        let small = hostile.bytes(48 * 1_024)
        let large = hostile.bytes(192 * 1_024)
        // A quadratic step would take sixteen times.
        let ratio = (0..<3).map { _ in Self.seconds(large) / max(Self.seconds(small), 0.001) }.min() ?? 0
        #expect(ratio < 8, "\(ratio) times as long")
    }

    @Test("a megabyte of each is read", arguments: all)
    func megabyte(_ hostile: Hostile) {
        switch read(hostile.bytes(1_048_576)).outcome {
        case .articles(let articles): #expect(articles.count == 1)
        case .rejected(let rejection): #expect(!rejection.advice.isEmpty)
        }
    }

    /// The processor time that this thread takes to read the bytes; what else the machine does is not in it.
    private static func seconds(_ bytes: [UInt8]) -> Double {
        let start = processorTime()
        _ = read(bytes)
        return processorTime() - start
    }

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
