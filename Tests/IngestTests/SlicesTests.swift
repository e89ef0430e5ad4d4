import Archive
import Article
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Ingest
import Operations

@Suite("Deliveries that are committed in slices")
struct SlicesTests {
    private let one: OneDelivery

    init() throws { one = try OneDelivery() }

    /// Slices of a file by these settings, the last of them included; no more than so many where it is given up then.
    func slices(
        of bytes: [UInt8],
        _ change: (inout Settings) -> Void,
        upTo limit: Int = .max
    ) throws -> [PreparedDelivery] {
        // Its time stands in the records.
        let path = try one.scratch.write(bytes, to: "inbox/many.tar")
        var times = [timespec(tv_sec: 1_795_391_000, tv_nsec: 0), timespec(tv_sec: 1_795_391_000, tv_nsec: 0)]
        try #require(utimensat(AT_FDCWD, path, &times, 0) == 0)
        var settings = one.settings
        change(&settings)
        var slices: [PreparedDelivery] = []
        let receiver = SliceReceiver(
            give: { slice in
                slices.append(slice)
                return slices.count < limit
            },
            isCalledOff: { false },
            comesOn: {}
        )
        let claim = InboxWatch.Claim(
            inbox: try InboxFolder(settings.inbox, on: one.fileSystem),
            candidate: Candidate(path: "many.tar", wasMovedIn: true)
        )
        switch one.reader(settings).read(claim, now: Clock.now, monotonic: Clock.monotonic, slicesTo: receiver) {
        case .ready(let last, _): return slices + [last]
        case .givenUp: return slices
        case let other:
            Issue.record("\(other)")
            return []
        }
    }

    func tails(_ slices: [PreparedDelivery]) -> [RecordTail] {
        slices.flatMap { slice in if case .articles(let tails) = slice.content { tails } else { [RecordTail]() } }
    }

    private func lines(_ slices: [PreparedDelivery]) -> [String] {
        tails(slices).map { String(decoding: $0.line(), as: UTF8.self) }
    }

    private func tar(_ stories: ClosedRange<Int>) -> [UInt8] {
        MadeTar.tar(stories.map { ("\($0).txt", Array(Story.text($0).utf8)) })
    }

    @Test("A slice has no more articles than batch_records, and the records are the same wherever the slices part")
    func records() throws {
        let bytes = tar(1...10)
        let whole = try slices(of: bytes) { _ in }
        #expect(whole.count == 1)
        #expect(whole.first?.slice == nil)
        for records in 1...11 {
            let parted = try slices(of: bytes) { $0.batchRecords = records }
            #expect(lines(parted) == lines(whole), "\(records)")
            #expect(parted.map { tails([$0]).count }.max() ?? 0 <= records + 1, "\(records)")
            #expect(parted.map(\.isPartial) == Array(repeating: true, count: parted.count - 1) + [false])
        }
        #expect(tails(whole).map(\.place) == Array(1...10))
    }

    @Test("A slice has no more bytes than batch_bytes and an article")
    func bytes() throws {
        let bytes = tar(1...40)
        let longest = tails(try slices(of: bytes) { _ in }).map { $0.bytes.count }.max() ?? 0
        let parted = try slices(of: bytes) { $0.batchBytes = 4_096 }
        #expect(parted.count > 3)
        for slice in parted { #expect(tails([slice]).reduce(0) { $0 + $1.bytes.count } <= 4_096 + longest) }
    }

    @Test("A container of one article numbers none, whatever stands beside it")
    func single() throws {
        let bytes = MadeTar.tar([
            ("a", Array("OK\n".utf8)), ("b.txt", Array(Story.text(1).utf8)), ("c", Array("OK\n".utf8)),
        ])
        let parted = try slices(of: bytes) { $0.batchRecords = 1 }
        let record = try #require(lines(parted).first)
        #expect(!record.contains(#""part""#))
        #expect(record.contains(#""member":"b.txt""#))
    }

    @Test("Refused members go with the slices, and the last slice tells of all of them")
    func refused() throws {
        let files = (1...12).map { number in
            (name: "\(number)", bytes: Array((number % 3 == 0 ? "Alone \(number)\n" : Story.text(number)).utf8))
        }
        let parted = try slices(of: MadeTar.tar(files)) { $0.batchRecords = 2 }
        let filed = parted.flatMap { $0.remainder.setAside.filter { $0.bytes != nil }.map(\.name) }
        #expect(filed == ["3", "6", "9", "12"])
        #expect(parted.last?.remainder.setAside.map(\.name) == ["3", "6", "9", "12"])
        #expect(parted.last?.remainder.refused == 4)
    }

    @Test("A file that is larger than max_file_size is read member by member where it is a container, and no other")
    func large() throws {
        let bytes = tar(1...30)
        let whole = lines(try slices(of: bytes) { _ in })
        let streamed = try slices(of: bytes) {
            $0.maxFileSize = 8_192
            $0.batchRecords = 4
        }
        #expect(bytes.count > 8_192)
        #expect(lines(streamed) == whole)
        let refused = try #require(try slices(of: bytes) { ($0.maxFileSize, $0.containerSize) = (8_192, 9_000) }.first)
        guard case .refused(let refusal) = refused.content else {
            Issue.record("a container that is too large was read")
            return
        }
        #expect(refusal.code == .desk(.tooLarge) && refusal.explanation.contains("container_size"))
        let text = try #require(
            try slices(of: Array(String(repeating: Story.text(1), count: 400).utf8)) { $0.maxFileSize = 8_192 }.first
        )
        guard case .refused(let other) = text.content else {
            Issue.record("a text that is too large was read")
            return
        }
        #expect(other.code == .desk(.tooLarge) && other.explanation.contains("max_file_size"))
    }

    @Test("A container that is changed while it is read in pieces gives nothing more, and is looked at again")
    func changed() throws {
        let path = try one.scratch.write(tar(1...30), to: "inbox/many.tar")
        var settings = one.settings
        (settings.maxFileSize, settings.batchRecords) = (8_192, 4)
        var count = 0
        let receiver = SliceReceiver(
            give: { _ in
                count += 1
                // What another program does between two slices.
                if count == 2 { _ = try? one.scratch.write(tar(31...60), to: "inbox/many.tar") }
                return true
            },
            isCalledOff: { false },
            comesOn: {}
        )
        let claim = InboxWatch.Claim(
            inbox: try InboxFolder(settings.inbox, on: one.fileSystem),
            candidate: Candidate(path: "many.tar", wasMovedIn: true)
        )
        let reader = one.reader(settings)
        guard case .notWhole = reader.read(claim, now: Clock.now, monotonic: 0, slicesTo: receiver) else {
            Issue.record("it was taken for whole")
            return
        }
        #expect(count == 2)
        withExtendedLifetime(path) {}
    }

    @Test(
        "What stands before the place where a bomb goes off is archived where it was committed, and the rest set aside"
    )
    func bomb() throws {
        let bytes = tar(1...10)
        let whole = try #require(try slices(of: bytes) { $0.containerMembers = 5 }.first)
        guard case .refused(let refusal) = whole.content else {
            Issue.record("a bomb was read")
            return
        }
        #expect(refusal.code == .reader(.tooManyMembers))
        let parted = try slices(of: bytes) { ($0.containerMembers, $0.batchRecords) = (5, 2) }
        #expect(tails(parted).count == 5)
        let rest = try #require(parted.last?.remainder.setAside.first)
        #expect(rest.name == "#6 and what follows it")
        #expect(rest.refusal.code == .reader(.tooManyMembers))
    }

    @Test("Nobody who does not want the next slice gets another")
    func givenUp() throws {
        #expect(try slices(of: tar(1...20), { $0.batchRecords = 2 }, upTo: 3).count == 3)
    }
}

extension SlicesTests {
    /// A limit that is reached, and what becomes of the container: the reason of the whole, or of the member that is set
    /// aside.
    struct Bomb: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var set: @Sendable (inout Settings) -> Void
        var container: @Sendable () -> [UInt8]
        var whole: String?
        var member: String?
    }

    private static func stories(_ range: ClosedRange<Int>) -> [(name: String, bytes: [UInt8])] {
        range.map { (name: "\($0).txt", bytes: Array(Story.text($0).utf8)) }
    }

    static let bombs = [
        Bomb(
            testDescription: "a member that is larger than max_file_size",
            set: { $0.maxFileSize = 2_000 },
            container: { MadeTar.tar(stories(1...2) + [("big.txt", Array(repeating: 0x41, count: 2_001))]) },
            member: "member-too-large"
        ),
        Bomb(
            testDescription: "a container that is larger than container_size",
            set: { ($0.maxFileSize, $0.containerSize) = (2_000, 3_000) },
            container: { MadeTar.tar(stories(1...9)) },
            whole: "too-large"
        ),
        Bomb(
            testDescription: "more members than container_members",
            set: { $0.containerMembers = 3 },
            container: { MadeTar.tar(stories(1...4)) },
            whole: "too-many-members"
        ),
        Bomb(
            testDescription: "containers deeper than container_depth",
            set: { $0.containerDepth = 1 },
            container: { MadeTar.tar(stories(1...1) + [("in.tar", MadeTar.tar(stories(2...2)))]) },
            member: "too-deep"
        ),
        Bomb(
            testDescription: "more than unpack_ratio and unpack_allowance let out, in one container",
            set: { ($0.unpackRatio, $0.unpackAllowance) = (1, 0) },
            container: {
                let inner = MadeTar.tar(stories(2...40))
                return MadeTar.tar(stories(1...1) + [("in.tar", MadeTar.tar([("in.tar", inner)]))])
            },
            member: "unpacks-too-large"
        ),
    ]

    @Test("Each limit of containers is a setting, and holds", arguments: bombs)
    func limits(_ bomb: Bomb) throws {
        let last = try #require(try slices(of: bomb.container(), bomb.set).last)
        if let whole = bomb.whole {
            guard case .refused(let refusal) = last.content else {
                Issue.record("it was not refused")
                return
            }
            #expect("\(refusal.code)" == whole)
        }
        if let member = bomb.member {
            #expect(last.remainder.setAside.map { "\($0.refusal.code)" } == [member])
            #expect(!tails([last]).isEmpty)
        }
        // By the defaults it is a container like any other.
        let plain = try #require(try slices(of: bomb.container()) { _ in }.last)
        #expect(plain.remainder.setAside.count <= (bomb.member == "member-too-large" ? 1 : 0))
        guard case .articles = plain.content else {
            Issue.record("the defaults refuse it")
            return
        }
    }
}
