import Text
import Wire
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
        // Properties of Unicode that a library treats in a way of its own.
        Hostile(name: "marks of two combining classes on one letter", unit: "\u{301}\u{316}"),
        Hostile(
            name: "marks of many combining classes, the highest first",
            unit: "\u{345}\u{301}\u{59A}\u{316}\u{327}\u{334}"
        ),
        Hostile(name: "marks that a decomposition makes", unit: "\u{FF9E}\u{1D165}\u{F73}"),
        Hostile(name: "letters that decompose to several marks", unit: "\u{1F82}\u{316}"),
        Hostile(name: "Hangul syllables", unit: "각"), Hostile(name: "Hangul jamo", unit: "\u{1100}\u{1161}\u{11A8}"),
        Hostile(name: "Hangul vowels without a consonant", unit: "\u{1161}"),
        Hostile(name: "Hangul finals after one syllable", unit: "\u{11A8}"),
        Hostile(name: "marks that compose by spacing", unit: "\u{9C7}\u{9BE}"),
        Hostile(name: "starters that join what is before", unit: "\u{9BE}"),
        Hostile(name: "ligatures of capitals that grow by case", unit: "ßŉǰΐ"),
        Hostile(name: "capitals that grow by case", unit: "İ"), Hostile(name: "final sigmas", unit: "Σ"),
        Hostile(name: "final sigmas behind marks", unit: "Σ\u{301}"),
        Hostile(name: "right-to-left letters", unit: "א1ع"),
        Hostile(name: "bidirectional embeddings that never close", unit: "\u{202A}"),
        Hostile(name: "isolates that never close", unit: "\u{2067}a"),
        Hostile(name: "joiners", unit: "\u{200D}"), Hostile(name: "families", unit: "👨\u{200D}👩\u{200D}"),
        Hostile(name: "flags", unit: "🇬🇧"), Hostile(name: "skin tones", unit: "👍🏽"),
        Hostile(name: "viramas", unit: "\u{915}\u{94D}"), Hostile(name: "variation selectors", unit: "\u{FE0F}"),
        Hostile(name: "tags", unit: "\u{E0061}"), Hostile(name: "surrogate-like letters", unit: "𐐀"),
        Hostile(name: "unassigned code points", unit: "\u{378}"), Hostile(name: "private use", unit: "\u{E000}"),
        Hostile(name: "Thai without spaces", unit: "ก็"), Hostile(name: "digits of many scripts", unit: "٣३๓"),
        Hostile(name: "ideographs of compatibility", unit: "\u{F900}\u{2F800}"),
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
        let reading = read(hostile.bytes(1_048_576))
        #expect(reading.parts.count == 1)
        #expect(reading.rejection?.advice.isEmpty != true)
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
