import Foundation
import LinuxIO
import Operations
import Testing
import TestSupport

/// Tests of `wiredesk status`: a folder in which a status is published as a daemon does it.
protocol StatusTests {
    var scratch: ScratchDirectory { get }
}

extension StatusTests {
    func status(_ arguments: String...) throws -> Program {
        try Program.run(
            Program.product("wiredesk"),
            ["status", "--state-directory", scratch.path] + arguments,
            environment: ["TZ": "UTC"]
        )
    }

    func publish(
        pid: Int32,
        _ state: StatusSnapshot.State,
        age: Double = 0,
        at time: UTCTime? = nil,
        change: (inout StatusSnapshot) -> Void = { _ in }
    ) throws {
        let now = time ?? UTCTime(nanoseconds: Clock.now - Int64(age * 1e9))
        var snapshot = StatusSnapshot(
            pid: pid,
            startedAt: now,
            inbox: .init(path: Path(scratch.path + "/inbox"), watch: "events")
        )
        snapshot.enter(state, at: now)
        change(&snapshot)
        try StatusPublisher(runtimeDirectory: scratch.root, fileSystem: LinuxFileSystem()).publish(snapshot)
    }

    /// A snapshot with every figure, as of 18:15:44 on a Sunday.
    func publishAll(pid: Int32, _ state: StatusSnapshot.State) throws {
        let time = try #require(UTCTime("2026-11-22T18:15:44.000Z"))
        func ago(_ seconds: Int64) -> UTCTime { UTCTime(nanoseconds: time.nanoseconds - seconds * 1_000_000_000) }
        let histogram = StatusFigures.Histogram(bounds: [0.1, 1], counts: [90, 99], count: 100, sum: 12)
        try publish(pid: pid, state, at: time) { snapshot in
            snapshot.since = ago(7_380)
            snapshot.startedAt = ago(93_600)
            snapshot.inbox.path = "/srv/desk/inbox"
            snapshot.inbox.waiting = state == .watching ? 3 : 1_204
            snapshot.inbox.oldestWaitingSeconds = state == .watching ? 1.2 : 7_380
            snapshot.inbox.guarded = "lease"
            snapshot.inbox.watches = 12
            snapshot.inbox.ignored = 2
            snapshot.archive.articles = 1_234_567
            snapshot.archive.bytes = 5_400_000_000
            snapshot.archive.segments = 31
            snapshot.archive.last = .init(
                seq: 1_234_567,
                id: "sha256:ab",
                headline: "Riverton’s old ferry returns to service after eleven years on dry land, and 里弗顿的渡轮 too",
                ingestedAt: ago(3)
            )
            if state == .rebuilding {
                snapshot.rebuilt = 345_678
                snapshot.rebuiltShare = 0.28
            }
            snapshot.today.archived = 1_204
            snapshot.today.duplicates = 87
            snapshot.today.revisions = 12
            snapshot.today.quarantined = 3
            snapshot.today.ignored = 2
            snapshot.total.archived = 1_234_567
            snapshot.total.duplicates = 56_789
            snapshot.total.revisions = 98_765
            snapshot.total.quarantined = 321
            snapshot.total.ignored = 2
            snapshot.rates = .init(perSecond1m: 12.4, perSecond5m: 8.25, perSecond15m: 0.04)
            snapshot.latency = .init(count: 1_204, p50Seconds: 0.0123, p99Seconds: 0.251, histogram: histogram)
            snapshot.commits = .init(count: 40, p50Seconds: 0.004, p99Seconds: 0.01, histogram: histogram)
            snapshot.history = .init(
                lastMinute: ago(44),
                answered: (0..<60).map { $0 % 10 },
                quarantined: [Int](repeating: 0, count: 60)
            )
            snapshot.disk = .init(
                freeBytes: 12 << 30,
                totalBytes: 40 << 30,
                bytesPerSecond: 5_000,
                watched: .seconds(3_600)
            )
            snapshot.quarantined = [
                .init(path: "agency/b.txt", reason: "no-headline", explanation: "It has none.", at: ago(40)),
                .init(path: "agency/a\u{202E}.txt", reason: "too-large", explanation: "It is.", at: ago(400)),
            ]
            snapshot.configuration = .init(file: "/etc/wiredesk/wiredesk.yaml", loadedAt: ago(93_600))
            snapshot.log = .init(dropped: 0)
            if state == .waitingForSpace {
                snapshot.problems = [
                    .init(
                        what: "there is no room for the archive; intake waits",
                        since: ago(7_380),
                        whatToDo:
                            "free some space, or lift the service's limit on the size of a file (LimitFSIZE); intake goes on by itself, and every file is still in the inbox"
                    )
                ]
            }
        }
        for name in ["agency/b.txt", "agency/a\u{202E}.txt"] {
            try scratch.write("x", to: "quarantine/\(name)")
            try scratch.write("{}", to: "quarantine/\(name).reason.json")
        }
        try scratch.write([UInt8](repeating: 0, count: 81_920), to: "catalogue.sqlite")
    }
}
