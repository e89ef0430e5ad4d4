import Article
import Foundation
import Testing

@testable import Formats

@Suite("Records of other desks among other JSON")
struct RecordOfDeskTests {
    private struct Reader: ArticleFormat {
        let name = "wiredesk-record"

        func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
            Reading(format: name, encoding: "utf-8", parts: [Part(.notNews(.metadata))])
        }
    }

    static let record =
        #"{"v":1,"seq":7,"id":"sha256:00","ingested_at":"2026-06-10T15:00:00.000Z","headline":"Ferry","word_count":2,"#
        + #""body":["It sails."],"delivery":{"path":"a"},"crc32":"00000000"}"#

    @Test(
        "A record is told by the keys it opens with, alone, among others, with its desk and where it is damaged",
        arguments: [
            record, record + "\n" + record + "\n", #"{"desk":"london","record":\#(record)}"#,
            String(record.prefix(120)), record.replacingOccurrences(of: ",", with: ", "),
            record.replacingOccurrences(of: "It sails.", with: String(repeating: "It sails. ", count: 20_000)),
        ]
    )
    func kind(text: String) {
        #expect(Sniffer.kind(of: Array(text.utf8).span) == .wiredeskRecord)
    }

    @Test(
        "What merely looks like one is another kind",
        arguments: [
            (#"{"id":"7","headline":"Ferry","body":"It sails."}"#, FileKind.articleJSON),
            (#"{"v":1,"line":7,"outcome":"duplicate"}"#, .unknownJSON),
            (#"{"desk":"london","articles":[]}"#, .unknownJSON),
        ]
    )
    func others(text: String, kind: FileKind) {
        #expect(Sniffer.kind(of: Array(text.utf8).span) == kind)
    }

    @Test("It goes to the reader that was given, also out of a container, and is refused without one")
    func reader() throws {
        let bytes = Array(Self.record.utf8)
        #expect(ArticleReader(records: Reader()).read(bytes.span).parts.first?.rejection == nil)
        let refused = ArticleReader().read(bytes.span)
        #expect(refused.rejection?.code == .unreadFormat)
        #expect(refused.rejection?.explanation.contains("a record of a wiredesk archive") == true)
    }
}
