import Foundation
import LinuxIO
import Operations
import Testing
import TestSupport

@Suite("wiredesk status")
struct StatusCommandTests {
    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
    }

    private func status(_ arguments: String...) throws -> Program {
        try Program.run(
            Program.product("wiredesk"),
            ["status", "--state-directory", scratch.path] + arguments,
            environment: ["TZ": "UTC"]
        )
    }

    private func publish(
        pid: Int32,
        _ state: StatusSnapshot.State,
        age: Double = 0,
        change: (inout StatusSnapshot) -> Void = { _ in }
    ) throws {
        let now = UTCTime(nanoseconds: Clock.now - Int64(age * 1e9))
        var snapshot = StatusSnapshot(
            pid: pid,
            startedAt: now,
            inbox: .init(path: scratch.path + "/inbox", watch: "events")
        )
        snapshot.enter(state, at: now)
        change(&snapshot)
        try StatusPublisher(runtimeDirectory: scratch.root, fileSystem: LinuxFileSystem()).publish(snapshot)
    }

    @Test("A desk that works is running and well, with its figures, and the status is 0")
    func well() throws {
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        try publish(pid: holder.pid, .watching) { snapshot in
            snapshot.archive.articles = 12_345
            snapshot.archive.bytes = 5 << 20
            snapshot.archive.segments = 1
            snapshot.inbox.waiting = 2
            snapshot.inbox.oldestWaitingSeconds = 3
            snapshot.today.archived = 7
            snapshot.today.duplicates = 1
            snapshot.archive.last = .init(
                seq: 12_345,
                id: "sha256:ab",
                headline: "Red \u{1B}[31malert",
                ingestedAt: snapshot.startedAt
            )
        }
        let ran = try status()
        #expect(ran.status == 0)
        #expect(ran.output.hasPrefix("The desk is running and well: watching since "))
        #expect(ran.output.contains("  process  pid \(holder.pid), version \(wiredeskVersion), started "))
        #expect(ran.output.contains("  inbox    2 waiting, the oldest for 3 seconds, in \(scratch.path)/inbox\n"))
        #expect(ran.output.contains("  archive  12,345 articles, 5.0 MiB in 1 segment\n"))
        #expect(ran.output.contains("ago: Red \\u{1b}[31malert\n"))
        #expect(ran.output.contains("  today    7 archived, 1 duplicate, 0 quarantined\n"))
        #expect(!ran.output.contains("\u{1B}"))
    }

    @Test(
        "A desk that is not at work is degraded, and the status is 1",
        arguments: [
            (StatusSnapshot.State.starting, "it is starting"),
            (.recovering, "it is recovering from an abrupt end"),
            (.rebuilding, "it is rebuilding the catalogue from the archive"),
            (.waitingForSpace, "it waits for room on the disk"),
            (.inboxGone, "the inbox is not there"),
            (.stopping, "it is stopping"),
        ]
    )
    func notAtWork(state: StatusSnapshot.State, explanation: String) throws {
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        try publish(pid: holder.pid, state)
        let ran = try status()
        #expect(ran.status == 1)
        #expect(ran.output.hasPrefix("The desk is running, but \(explanation).\n"))
    }

    @Test("A problem is told with what to do, and the status is 1")
    func problem() throws {
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        try publish(pid: holder.pid, .scanning) { snapshot in
            snapshot.problems = [
                .init(what: "too few watches", since: snapshot.startedAt, whatToDo: "raise the limit")
            ]
        }
        let ran = try status()
        #expect(ran.status == 1)
        #expect(ran.output.hasPrefix("The desk is running, but there is a problem.\n"))
        #expect(ran.output.contains("  problem  too few watches, for 0 seconds: raise the limit\n"))
    }

    @Test("A daemon that has told nothing for long, or nothing yet, is degraded")
    func silent() throws {
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        #expect(try status().output.hasPrefix("The desk is running, but it has not told its status yet.\n"))
        try publish(pid: holder.pid, .watching, age: 60)
        let hung = try status()
        #expect(hung.status == 1)
        #expect(hung.output.contains("it has told nothing for 60 seconds: it hangs or is suspended"))
        try publish(pid: 1, .watching)
        #expect(try status().output.hasPrefix("The desk is running, but it has not told its status yet.\n"))
    }

    @Test("A desk that was stopped, one that was killed and one that never ran are told apart, with status 3")
    func notRunning() throws {
        let never = try status()
        #expect(never.status == 3)
        #expect(never.output.hasPrefix("The desk is not running: it has left no status in \(scratch.path).\n"))
        try publish(pid: 4711, .stopped, age: 7_300)
        let stopped = try status()
        #expect(stopped.status == 3)
        #expect(stopped.output.contains("The desk is not running: it was stopped in order at "))
        #expect(stopped.output.contains(", 2 hours ago."))
        try publish(pid: 4711, .watching, age: 90)
        let killed = try status()
        #expect(killed.status == 3)
        #expect(killed.output.contains("it was killed or crashed; last heard of at "))
        #expect(killed.output.contains("recovers at its next start"))
    }

    @Test("What waits in the inbox of a desk that does not run is counted, temporary names left out")
    func waitingWhileDown() throws {
        for name in ["inbox/a.txt", "inbox/sub/b.txt", "inbox/c.tmp", "inbox/.hidden/d.txt"] {
            try scratch.write("x", to: name)
        }
        #expect(
            try status().output.contains("  inbox    2 waiting until the desk runs again, in \(scratch.path)/inbox\n")
        )
    }

    @Test("A program reads the same from one JSON object")
    func json() throws {
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        try publish(pid: holder.pid, .watching)
        let ran = try status("--json")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [String: Any])
        #expect(ran.status == 0)
        #expect(object["running"] as? Bool == true)
        #expect(object["verdict"] as? String == "well")
        #expect(object["state"] as? String == "watching")
        #expect(object["pid"] as? Int == Int(holder.pid))
        #expect((object["inbox"] as? [String: Any])?["waiting"] as? Int == 0)
        holder.letGo()
        let dead = try status("--json")
        let after = try #require(try JSONSerialization.jsonObject(with: Data(dead.output.utf8)) as? [String: Any])
        #expect(dead.status == 3)
        #expect(after["running"] as? Bool == false)
        #expect(after["verdict"] as? String == "killed")
        #expect((after["today"] as? [String: Any])?["archived"] as? Int == 0)
    }

    @Test("A wrong configuration is told with its line, and the status is 78")
    func configuration() throws {
        let file = try scratch.write("inbx: /tmp\n", to: "wiredesk.yaml")
        let ran = try status("--config", file)
        #expect(ran.status == 78)
        #expect(ran.errors == "wiredesk: \(file):1: there is no key \"inbx\"; did you mean \"inbox\"?\n")
    }
}
