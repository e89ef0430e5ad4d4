import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

@Suite("A delivery of three members: archived, one refused, one no news")
struct ThreeMembersKillTests {
    private let desk: ScratchDesk
    private static let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    init() throws { desk = try ScratchDesk() }

    private func wiredesk(_ arguments: String...) throws -> Program {
        try Program.run(Program.product("wiredesk"), arguments + ["--state-directory", desk.path])
    }

    @Test("Killed at each call by which it is taken in, each member has its one answer")
    func killed() throws {
        // By hand: WIREDESK_KILLS=20 swift test --filter ThreeMembersKillTests
        let numbers = ProcessInfo.processInfo.environment["WIREDESK_KILLS"].flatMap { Int($0) } ?? 3
        var deliveries: [StoryDelivery] = []
        var kills = 0
        for call in SystemCallKill.calls {
            for number in 1...numbers {
                let round = deliveries.count + 1
                let story = StoryDelivery(story: round, seed: 9, spelling: 0, path: "")
                guard case .article(let id) = story.kind else { continue }
                let (name, context) = ("\(round).tar", "\(call) \(number)")
                let files = [
                    (name: "a.txt", bytes: story.content), ("b.txt", Array("A line alone, number \(round)".utf8)),
                    ("c.png", Self.picture),
                ]
                let delivery = StoryDelivery(path: Path(name), content: MadeTar.tar(files), kind: .container([id]))
                var daemon = try desk.start()
                try daemon.waitUntilReady()
                let tracer = try SystemCallKill.attach(to: daemon, at: call, number)
                try desk.drop(delivery.content, as: name)
                deliveries.append(delivery)
                // The kill may come before or after its answer, or not at all.
                do {
                    try daemon.wait(for: name) { status in
                        try status.total.archived == round && desk.files(in: "inbox").isEmpty
                    }
                } catch is RunningDaemon.WaitFailure { kills += 1 }
                try daemon.kill()
                tracer.wait()
                daemon = try desk.start()
                try daemon.wait(for: "\(name), \(context)") { status in
                    try status.total.archived == round && desk.files(in: "inbox").isEmpty
                }
                #expect(try daemon.stop() == .exited(0), "\(context)")
                #expect(try desk.files(in: "quarantine/" + name) == ["b.txt", "b.txt.reason.json"], "\(context)")
            }
        }
        print("three members: \(deliveries.count) runs, \(kills) killed on the way")
        #expect(kills > deliveries.count / 3)
        let broken = try Promises(stateDirectory: Path(desk.path), fileSystem: LinuxFileSystem()).broken(deliveries)
        #expect(broken.isEmpty, "\(broken.prefix(5))")
        let verified = try wiredesk("verify")
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test("A member that ended the daemon, retried from quarantine, becomes a record with its member")
    func retried() throws {
        let tar = MadeTar.tar([
            ("a.txt", Array(Story.text(1).utf8)), ("in/b.txt", Array((Story.text(2) + "\nPOISON\n").utf8)),
        ])
        try desk.drop(tar, as: "two.tar")
        let crash = ["TEST_WIREDESK_CRASH_ON": "POISON"]
        for _ in 1...3 {
            #expect(try desk.start(environment: crash).waitForEnd() == .signalled(SIGABRT))
        }
        let daemon = try desk.start(environment: crash)
        try daemon.wait(for: "the first member") { $0.total.archived == 1 && $0.inbox.waiting == 0 }
        #expect(desk.quarantineReason(of: "two.tar/in_b.txt") == "poison")
        #expect(try daemon.stop() == .exited(0))
        let again = try desk.start()
        try again.waitUntilReady()
        #expect(try wiredesk("quarantine", "retry", "two.tar/in_b.txt").status == 0)
        try again.wait(for: "the second member") { $0.total.archived == 2 && $0.inbox.waiting == 0 }
        #expect(try again.stop() == .exited(0))
        let shown = try wiredesk("show", "2", "--json").output
        #expect(shown.contains(#""member":"in/b.txt""#), "\(shown)")
        #expect(shown.contains(#""container":["tar"]"#), "\(shown)")
        #expect(shown.contains(#""format":"text+tar""#), "\(shown)")
        #expect(try desk.files(in: "quarantine").isEmpty)
        #expect(try wiredesk("verify").status == 0)
    }

    @Test("Members beside a retried one stay in quarantine when the daemon is killed and starts again")
    func besideRetried() throws {
        var daemon = try desk.start()
        try daemon.waitUntilReady()
        for round in 1...2 {
            let files = [
                (name: "a.txt", bytes: Array(Story.text(round).utf8)), ("b.txt", Array("A line alone, \(round)".utf8)),
            ]
            try desk.drop(MadeTar.tar(files), as: "daily.tar")
            try daemon.wait(for: "delivery \(round)") { $0.total.archived == round && $0.inbox.waiting == 0 }
        }
        #expect(try wiredesk("quarantine", "retry", "daily.tar/b.txt").status == 0)
        let files = ["b.txt", "b.txt.reason.json", "b~2.txt", "b~2.txt.reason.json"]
        try daemon.wait(for: "the member again") { status in
            try status.inbox.waiting == 0 && desk.files(in: "inbox").isEmpty
                && desk.files(in: "quarantine/daily.tar") == files
        }
        try daemon.kill()
        daemon = try desk.start()
        try desk.drop(Story.text(3), as: "next.txt")
        try daemon.wait(for: "the next delivery") { $0.total.archived == 3 && $0.inbox.waiting == 0 }
        #expect(try daemon.stop() == .exited(0))
        #expect(!daemon.log.contains("that is not as it was read"))
        #expect(try desk.files(in: "quarantine") == files.map { "daily.tar/" + $0 })
        #expect(try wiredesk("verify").status == 0)
    }

    @Test("A folder made for a member that is put back goes with it, and is in nobody's way; a sender's stays")
    func foldersOfMembers() throws {
        let tar = MadeTar.tar([("a.txt", Array(Story.text(1).utf8)), ("b.txt", Array("A line alone".utf8))])
        for name in ["one.tar", "wire/one.tar", "day/1/one.tar"] { try desk.drop(tar, as: name) }
        try desk.drop("A line of a file", as: "day/1/line.txt")
        let daemon = try desk.start()
        try daemon.wait(for: "the deliveries") { $0.total.archived == 1 && $0.inbox.waiting == 0 }
        try FileManager.default.removeItem(atPath: desk.inbox + "/day")
        for round in 1...2 {
            #expect(try wiredesk("quarantine", "retry", "--all").status == 0)
            try daemon.wait(for: "the members again, \(round)") { status in
                try status.inbox.waiting == 0 && desk.files(in: "inbox").isEmpty
                    && desk.files(in: "quarantine").count == 8
            }
            #expect(try desk.scratch.names(in: "desk/inbox") == ["wire"], "\(round)")
            #expect(try desk.scratch.names(in: "desk/inbox/wire") == [], "\(round)")
        }
        #expect(try wiredesk("quarantine", "discard", "--all", "--yes").status == 0)
        try desk.drop(MadeTar.tar([("c.txt", Array(Story.text(2).utf8))]), as: "one.tar")
        try daemon.wait(for: "the name again") { $0.total.archived == 2 && $0.inbox.waiting == 0 }
        #expect(try daemon.stop() == .exited(0))
        #expect(try wiredesk("verify").status == 0)
    }

    @Test("A member is not put back where its delivery waits in the inbox again, which is told by name")
    func deliveryInTheWay() throws {
        let tar = MadeTar.tar([("a.txt", Array(Story.text(1).utf8)), ("b.txt", Array("A line alone".utf8))])
        try desk.drop(tar, as: "one.tar")
        let daemon = try desk.start()
        try daemon.wait(for: "the delivery") { $0.total.archived == 1 && $0.inbox.waiting == 0 }
        #expect(try daemon.stop() == .exited(0))
        try desk.drop(tar, as: "one.tar")
        let ran = try wiredesk("quarantine", "retry", "--all")
        #expect(ran.status == 1)
        let reason = "because the inbox has the file one.tar, and one.tar/b.txt needs a folder of that name"
        #expect(ran.errors.contains("one.tar/b.txt: stays, \(reason)"), "\(ran.errors)")
        #expect(try desk.files(in: "inbox") == ["one.tar"])
    }
}
