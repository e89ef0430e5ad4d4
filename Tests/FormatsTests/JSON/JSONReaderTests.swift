import Wire
import Testing

@testable import Formats

@Suite("JSON is read as documents have it")
struct JSONReaderTests {
    static func read(_ text: String) -> (value: JSONValue?, fault: JSONFault.Reason?, damaged: Int) {
        let bytes = Array(text.utf8)
        var reader = JSONReader(bytes.span)
        let value = reader.value()
        return (value, reader.fault?.reason, reader.damaged)
    }

    @Test("Values of every kind are read")
    func readsValues() {
        let value = Self.read(#" {"a": [1, -2.5e3, true, false, null, "x"], "b": {"c": "d"}} "#).value
        #expect(value?["a"]?.elements.map(\.printed) == ["1", "-2.5e3", "true", "false", nil, "x"])
        #expect(value?.at("b", "c")?.string == "d")
        #expect(value?["none"] == nil)
    }

    @Test(
        "Escapes are resolved",
        arguments: [
            (#""\"\\\/\n\t""#, "\"\\/\n\t"), (#""\u00e9\uD83D\uDE00""#, "é😀"), (#""a\u0000b""#, "ab"),
        ]
    )
    func resolvesEscapes(_ text: String, _ expected: String) {
        let read = Self.read(text)
        #expect(read.value == .string(expected))
        #expect(read.damaged == 0)
    }

    @Test(
        "What leaves no doubt is tolerated",
        arguments: [
            ("\"a\nb\u{1}c\"", "a\nbc"), (#""\uD83Dx""#, "\u{FFFD}x"), (#""it\'s""#, "it's"), (#""\uZZ""#, "uZZ"),
        ]
    )
    func toleratesSlips(_ text: String, _ expected: String) {
        let read = Self.read(text)
        #expect(read.value == .string(expected))
        #expect(read.fault == nil)
        #expect(read.damaged > 0)
    }

    @Test("A comma too many, a byte-order mark and Python's numbers do no harm")
    func toleratesWriters() {
        #expect(Self.read("\u{FEFF}[1, 2, ]").value?.elements.count == 2)
        #expect(Self.read(#"{"a": NaN, "b": 1,}"#).value?["b"]?.printed == "1")
    }

    @Test("Of a key that stands twice the last counts")
    func takesTheLast() {
        #expect(Self.read(#"{"a": 1, "a": 2}"#).value?["a"]?.printed == "2")
    }

    @Test("What was whole before a fault stands")
    func keepsWhatWasWhole() {
        let read = Self.read(#"{"items": [{"t": "one"}, {"t": "two"}, {"t": "thr"#)
        #expect(read.fault == .endsEarly)
        #expect(read.value?["items"]?.elements.compactMap { $0["t"]?.string } == ["one", "two"])
    }

    @Test(
        "What is no JSON is a fault",
        arguments: [
            ("", JSONFault.Reason.endsEarly), ("{\"a\" 1}", .malformed), ("[1 2]", .malformed), ("hello", .malformed),
            ("{a: 1}", .malformed),
        ]
    )
    func faults(_ text: String, _ reason: JSONFault.Reason) {
        #expect(Self.read(text).fault == reason)
    }

    @Test("Values nest 128 deep and no deeper")
    func boundsDepth() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(Self.read(nested(128)).fault == nil)
        #expect(Self.read(nested(129)).fault == .tooDeep(128))
    }
}
