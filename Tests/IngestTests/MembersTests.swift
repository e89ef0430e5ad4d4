import Archive
import Article
import Catalogue
import Foundation
import LinuxIO
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
