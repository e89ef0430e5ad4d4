import Archive
import Article
import Catalogue
import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

@testable import Ingest

@Suite("The members of a delivery")
struct MembersTests {
    private let one: OneDelivery

    init() throws { one = try OneDelivery() }

    private func prepared(_ files: [(name: String, bytes: [UInt8])]) throws -> PreparedDelivery {
        try one.scratch.write(MadeTar.tar(files), to: "inbox/three.tar")
        return try one.prepared("three.tar")
    }

    private var story: [UInt8] { Array(Story.text(1).utf8) }
    private let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    @Test("One is archived with where it stood, one refused is set aside with its page, one picture is no news")
    func three() throws {
        let delivery = try prepared([("a/story.txt", story), ("b.txt", Array("OK\n".utf8)), ("c.png", picture)])
        guard case .articles(let tails) = delivery.content else {
            Issue.record("\(delivery.content)")
            return
        }
        #expect(tails.count == 1)
        let first = try #require(tails.first)
        let record = String(decoding: first.line(), as: UTF8.self)
        #expect(record.contains(#""format":"text+tar""#))
        #expect(record.contains(#""member":"a/story.txt","container":["tar"]"#))
        #expect(delivery.remainder.setAside.map(\.name) == ["b.txt"])
        #expect(delivery.remainder.notNews == [.picture: 1])
        let summary = try #require(delivery.remainder.summary(new: 1, known: 0))
        #expect(summary.hasPrefix("archived 1 of 2; 1 set aside: b.txt ("))
        #expect(summary.hasSuffix("1 no news: picture"))
    }

    @Test("A member that is set aside twice, as after a crash, stands there once, whatever its name says")
    func setAside() throws {
        let disposer = one.disposer()
        let reason = QuarantineReason(
            path: Path("three.tar").appending(MemberFile.name(of: "../../b.txt")),
            code: "no-body",
            explanation: "There is no paragraph.",
            advice: "Deliver it whole.",
            time: "2026-06-10T14:05:00Z",
            bytes: 3,
            digest: nil,
            modified: "2026-06-10T14:05:00Z"
        )
        for _ in 0..<2 {
            let note = ReadingNote().of(member: "../../b.txt", in: ["tar"])
            try disposer.setAside(Array("OK\n".utf8), because: reason, noting: note, modified: 7_000_000_001)
        }
        let folder = one.scratch.path + "/quarantine/three.tar"
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
                == ["_._.._b.txt", "_._.._b.txt.reason.json"]
        )
        // A member of another delivery with the same name, and other bytes, is another one.
        try disposer.setAside(Array("KO\n".utf8), because: reason, noting: ReadingNote(), modified: 7_000_000_001)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
                == ["_._.._b.txt", "_._.._b.txt.reason.json", "_._.._b~2.txt", "_._.._b~2.txt.reason.json"]
        )
        let opened = try one.fileSystem.openRoot(Path(folder))
        let file = try one.fileSystem.open("_._.._b.txt", in: opened, .read)
        #expect(try one.fileSystem.status(of: file).modified == 7_000_000_001)
        let note = ReadingNote(try #require(try one.fileSystem.note(of: file)))
        #expect((note.member, note.container) == ("../../b.txt", ["tar"]))
    }

    /// A web archive of a story and a page in Russian, whose encoding only the server has named.
    private func webArchive(_ address: String) -> [UInt8] {
        func record(_ address: String, _ type: String, _ body: [UInt8]) -> [UInt8] {
            let content = Array("HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\n\r\n".utf8) + body
            let head =
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-06-09T12:05:00Z\r\nWARC-Target-URI: \(address)\r\n"
                + "Content-Type: application/http; msgtype=response\r\nContent-Length: \(content.count)\r\n\r\n"
            return Array(head.utf8) + content + Array("\r\n\r\n".utf8)
        }
        let headline = "Паром снова ходит через реку"
        let sentence =
            "Паром, который два года стоял на ремонте, снова перевозит пассажиров через реку, сообщила пристань."
        let paragraphs = (1...8).map { "<p>\(sentence) Это рейс номер \($0) за неделю.</p>" }.joined()
        let page =
            "<html><head><title>\(headline)</title></head><body><article><h1>\(headline)</h1>\(paragraphs)</article></body>"
            + "</html>"
        // windows-1251 has the Russian alphabet in its order.
        let bytes = page.unicodeScalars.map { scalar in
            (0x410...0x44F).contains(scalar.value) ? UInt8(0xC0 + scalar.value - 0x410) : UInt8(scalar.value)
        }
        return record("http://ferry.example/story", "text/plain", story)
            + record(address, "text/html; charset=windows-1251", bytes)
    }

    @Test(
        "What a web archive says of a page (address, encoding, time) goes with the page that is set aside, and counts then"
    )
    func envelope() throws {
        let address = "http://ferry.example/news/1"
        try one.scratch.write(webArchive(address), to: "inbox/pages.warc")
        var settings = one.settings
        settings.documentLimits.htmlBlocks = 3
        guard case .ready(let delivery, _) = try one.read("pages.warc", by: one.reader(settings)) else {
            Issue.record("not read")
            return
        }
        let member = try #require(delivery.remainder.setAside.first)
        #expect(member.note.envelope?.url == address)
        #expect(member.note.envelope?.charset == "windows-1251")
        #expect(ReadingNote(member.note.bytes) == member.note)
        // As it comes back from the quarantine.
        let whole = try one.prepared("pages.warc")
        try one.scratch.write(try #require(member.bytes), to: "inbox/page.html")
        let inbox = try one.fileSystem.openRoot(one.scratch.root.appending("inbox"))
        try one.fileSystem.setNote(member.note.bytes, of: try one.fileSystem.open("page.html", in: inbox, .append))
        guard case .articles(let wanted) = whole.content,
            case .articles(let found) = try one.prepared("page.html").content
        else {
            Issue.record("\(whole.content)")
            return
        }
        func told(_ tail: RecordTail) throws -> [String?] {
            let record = String(decoding: tail.line(), as: UTF8.self)
            return [#/"headline":"[^"]*"/#, #/"url":"[^"]*"/#, #/"published":\{[^}]*\}/#, #/"encoding":"[^"]*"/#].map {
                record.firstMatch(of: $0).map { String($0.output) }
            }
        }
        #expect(found.count == 1 && wanted.count == 2)
        #expect(try told(found[0]) == told(try #require(wanted.last)))
        #expect(try told(found[0])[1] == #""url":"\#(address)""#)
        #expect(try told(found[0])[3] == #""encoding":"windows-1251""#)
    }

    @Test("A note that has no room for all that is said keeps what it needs")
    func longNote() {
        var envelope = MemberEnvelope()
        envelope.url = "http://ferry.example/" + String(repeating: "x", count: 4_000)
        envelope.charset = "koi8-r"
        let note = ReadingNote().of(member: "a.html", in: ["warc"], envelope: envelope)
        let read = ReadingNote(note.bytes)
        #expect(note.bytes.count < LinuxFileSystem.longestNote)
        #expect((read.member, read.container, read.envelope?.charset) == ("a.html", ["warc"], "koi8-r"))
        #expect(read.envelope?.url == nil)
    }

    @Test("A delivery of nothing but pictures is ignored by that rule, and not quarantined")
    func noNews() throws {
        let delivery = try prepared([("c.png", picture), ("d.png", picture)])
        let plan = CommitPlan([delivery], known: [:], unmoved: { _ in nil }, isUnmoved: { _ in false })
        #expect(plan.steps.map(\.outcome) == [.ignored])
        #expect(!delivery.isIgnored)
    }

    @Test("Containers in containers are read to the fourth, and no deeper")
    func depth() throws {
        var bytes = story
        for level in 1...4 { bytes = MadeTar.tar([("\(level)", bytes)]) }
        try one.scratch.write(bytes, to: "inbox/deep.tar")
        guard case .articles(let tails) = try one.prepared("deep.tar").content else {
            Issue.record("the fourth was not read")
            return
        }
        let deepest = try #require(tails.first)
        #expect(String(decoding: deepest.line(), as: UTF8.self).contains(#""member":"4/3/2/1""#))
        try one.scratch.write(MadeTar.tar([("5", bytes)]), to: "inbox/deeper.tar")
        guard case .refused = try one.prepared("deeper.tar").content else {
            Issue.record("the fifth was read")
            return
        }
    }
}
