import Foundation
import LinuxIO
import Operations
import Testing
import TestSupport

@Suite("The status snapshot")
struct StatusSnapshotTests {
    private func snapshot() -> StatusSnapshot {
        var inbox = StatusSnapshot.Inbox(path: "/srv/inbox", watch: "events")
        inbox.waiting = 3
        inbox.oldestWaitingSeconds = 1.5
        inbox.guarded = "lease"
        let start = UTCTime(nanoseconds: 1_795_342_562_113_000_000)
        var snapshot = StatusSnapshot(pid: 4711, startedAt: start, inbox: inbox)
        snapshot.archive.articles = 2
        snapshot.archive.last = .init(seq: 2, id: "sha256:ab", headline: "A “headline”\u{1B}[31m", ingestedAt: start)
        snapshot.problems = [.init(what: "the disk is full", since: start, whatToDo: "free some space")]
        let histogram = StatusFigures.Histogram(bounds: [0.001, 0.5, 3600], counts: [1, 3, 3], count: 4, sum: 3.25)
        snapshot.rates = .init(perSecond1m: 1.5, perSecond5m: 1, perSecond15m: 0.25)
        snapshot.latency = .init(count: 4, p50Seconds: 0.25, p99Seconds: 3, histogram: histogram)
        snapshot.commits = .init(count: 4, p50Seconds: 0.002, p99Seconds: 0.004, histogram: histogram)
        snapshot.history = .init(lastMinute: start, answered: [0, 2], quarantined: [0, 1])
        snapshot.disk = .init(freeBytes: 1_000, totalBytes: 5_000, bytesPerSecond: 2, watched: .seconds(600))
        snapshot.quarantined = [.init(path: "a.txt", reason: "no-body", explanation: "it has none", at: start)]
        snapshot.configuration = .init(file: "/etc/wiredesk/wiredesk.yaml", loadedAt: start)
        snapshot.configuration?.refusedAt = start
        snapshot.configuration?.refusedBecause = ["line 2: there is no key"]
        snapshot.configuration?.pendingRestart = ["inbox"]
        snapshot.log = .init(dropped: 3)
        snapshot.sources = [
            .init(name: "T\"A", articles24h: 1, articles28d: 9, last: start, silenceSeconds: 7_200, usual: 12),
            .init(name: "fax/", articles24h: 0, articles28d: 2, last: start, silenceSeconds: 7_200),
        ]
        snapshot.otherSources = 4
        return snapshot
    }

    @Test("What was published is read again as it was")
    func roundTrip() throws {
        let scratch = try ScratchDirectory()
        let fileSystem = LinuxFileSystem()
        let publisher = try StatusPublisher(runtimeDirectory: scratch.root, fileSystem: fileSystem)
        try publisher.publish(snapshot())
        var second = snapshot()
        second.enter(.watching, at: UTCTime(nanoseconds: second.since.nanoseconds + 1_000_000))
        try publisher.publish(second)
        let root = try fileSystem.openRoot(scratch.root)
        #expect(try StatusSnapshot.read(in: root, fileSystem: fileSystem) == second)
        #expect(try scratch.names() == ["status.json", "wiredesk.prom"])
        let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path + "/status.json")
        #expect(attributes[.posixPermissions] as? Int == 0o644)
    }

    @Test("Another program finds the fields that the documentation names")
    func fieldNames() throws {
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(snapshot().json)) as? [String: Any]
        )
        #expect(
            object.keys.sorted() == [
                "archive", "commits", "configuration", "disk", "history", "inbox", "latency", "log", "other_sources",
                "pid", "problems", "quarantined", "rates", "since", "sources", "started_at", "state", "today", "total",
                "updated_at", "version",
            ]
        )
        #expect(object["started_at"] as? String == "2026-11-22T10:16:02.113Z")
        let inbox = try #require(object["inbox"] as? [String: Any])
        #expect(inbox["oldest_waiting_seconds"] as? Double == 1.5)
        #expect(inbox["guard"] as? String == "lease")
        let problem = try #require((object["problems"] as? [[String: Any]])?.first)
        #expect(problem["what_to_do"] as? String == "free some space")
    }

    @Test("Every field has a line in the documentation of the contract")
    func documentedFields() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(
            contentsOf: folder.appending(path: "Sources/Operations/Operations.docc/StatusContract.md"),
            encoding: .utf8
        )
        var snapshot = snapshot()
        snapshot.inbox.reason = "it is scanned"
        snapshot.inbox.ignoredOld = 1
        snapshot.inbox.waitingForPermission = 1
        snapshot.inbox.watches = 1
        snapshot.inbox.overflows = 1
        snapshot.inbox.listings = 1
        let object = try #require(try JSONSerialization.jsonObject(with: Data(snapshot.json)) as? [String: Any])
        for (name, value) in object {
            #expect(page.contains("`\(name)"), "\(name)")
            guard let fields = value as? [String: Any], !["total", "history", "rates"].contains(name) else { continue }
            for field in fields.keys {
                #expect(page.contains("\(field)`") || page.contains("`\(field)"), "\(name).\(field)")
            }
        }
        for line in snapshot.metrics.split(separator: "\n") where line.hasPrefix("# TYPE ") {
            let name = line.split(separator: " ")[2]
            #expect(page.contains("`\(name)"), "\(name)")
        }
    }

    @Test("A status that an older daemon wrote is read, and what it did not tell is absent")
    func olderDaemon() throws {
        var older = snapshot()
        older.rates = nil
        older.latency = nil
        older.commits = nil
        older.history = nil
        older.disk = nil
        older.quarantined = nil
        older.configuration = nil
        older.log = nil
        let text = String(decoding: older.json, as: UTF8.self)
        #expect(!text.contains("rates"))
        #expect(StatusSnapshot(json: older.json) == older)
        #expect(!older.metrics.contains("wiredesk_commit_duration_seconds"))
    }

    @Test("A file that was left behind by a kill does not keep the next daemon from publishing")
    func leftoverTemporary() throws {
        let scratch = try ScratchDirectory()
        try scratch.write("half", to: ".status.json.new")
        let fileSystem = LinuxFileSystem()
        try StatusPublisher(runtimeDirectory: scratch.root, fileSystem: fileSystem).publish(snapshot())
        #expect(try scratch.names() == ["status.json", "wiredesk.prom"])
    }

    @Test(
        "Metrics that are wanted elsewhere are written there alone, and a status is published without that folder too"
    )
    func metricsElsewhere() throws {
        let scratch = try ScratchDirectory()
        let textfiles = try ScratchDirectory()
        let publisher = try StatusPublisher(
            runtimeDirectory: scratch.root,
            metricsFile: textfiles.root.appending("news.prom"),
            fileSystem: LinuxFileSystem()
        )
        try publisher.publish(snapshot())
        #expect(try scratch.names() == ["status.json"])
        #expect(try textfiles.names() == ["news.prom"])
        let gone = try StatusPublisher(
            runtimeDirectory: scratch.root,
            metricsFile: textfiles.root.appending("nowhere/news.prom"),
            fileSystem: LinuxFileSystem()
        )
        var later = snapshot()
        later.enter(.stopped, at: UTCTime(nanoseconds: later.since.nanoseconds + 1_000_000))
        #expect(throws: SystemError.self) { try gone.publish(later) }
        let root = try LinuxFileSystem().openRoot(scratch.root)
        #expect(try StatusSnapshot.read(in: root, fileSystem: LinuxFileSystem()) == later)
    }

    @Test("Without a snapshot, or with one that is none, there is no status")
    func missing() throws {
        let scratch = try ScratchDirectory()
        let fileSystem = LinuxFileSystem()
        let root = try fileSystem.openRoot(scratch.root)
        #expect(try StatusSnapshot.read(in: root, fileSystem: fileSystem) == nil)
        try scratch.write("{\"state\":\"dancing\"", to: "status.json")
        #expect(try StatusSnapshot.read(in: root, fileSystem: fileSystem) == nil)
    }

    @Test("Metrics are told in the form that node_exporter collects")
    func metrics() {
        var snapshot = snapshot()
        snapshot.total.archived = 12
        snapshot.total.revisions = 4
        snapshot.total.ignored = 3
        snapshot.version = "1 \"two\"\\"
        let lines = snapshot.metrics.split(separator: "\n").map(String.init)
        #expect(lines.contains("wiredesk_build_info{version=\"1 \\\"two\\\"\\\\\"} 1"))
        #expect(lines.contains("# TYPE wiredesk_deliveries_total counter"))
        #expect(lines.contains("wiredesk_deliveries_total{outcome=\"archived\"} 12"))
        #expect(lines.contains("wiredesk_deliveries_total{outcome=\"ignored\"} 3"))
        #expect(lines.contains("# TYPE wiredesk_revisions_total counter"))
        #expect(lines.contains("wiredesk_revisions_total 4"))
        #expect(lines.contains("wiredesk_state{state=\"starting\"} 1"))
        #expect(lines.contains("wiredesk_state{state=\"watching\"} 0"))
        #expect(lines.contains("wiredesk_oldest_waiting_seconds 1.5"))
        #expect(lines.contains("wiredesk_start_time_seconds 1795342562.113"))
        #expect(lines.contains("wiredesk_commit_duration_seconds_bucket{le=\"0.5\"} 3"))
        #expect(lines.contains("wiredesk_commit_duration_seconds_bucket{le=\"3600\"} 3"))
        #expect(lines.contains("wiredesk_commit_duration_seconds_bucket{le=\"+Inf\"} 4"))
        #expect(lines.contains("wiredesk_commit_duration_seconds_sum 3.25"))
        #expect(lines.contains("wiredesk_config_last_reload_successful 0"))
        let form = /(# (HELP|TYPE) wiredesk_[a-z_]+ .+)|(wiredesk_[a-z_]+(\{[a-z]+="([^"\\]|\\.)*"\})? [0-9.]+)/
        #expect(lines.allSatisfy { $0.wholeMatch(of: form) != nil })
    }

    @Test("promtool has nothing to say against the metrics")
    func promtool() throws {
        var snapshot = snapshot()
        snapshot.version = "1 \"two\"\\"
        let check = try Program.run("promtool", ["check", "metrics"], input: Array(snapshot.metrics.utf8))
        #expect(check.status == 0, "\(check.output)\(check.errors)")
        #expect(check.errors == "" && check.output == "", "\(check.output)\(check.errors)")
    }

    @Test("A state keeps its beginning while it lasts")
    func sinceIsKept() {
        var snapshot = snapshot()
        let begun = snapshot.since
        snapshot.enter(.starting, at: UTCTime(nanoseconds: begun.nanoseconds + 1))
        #expect(snapshot.since == begun)
        snapshot.enter(.inboxGone, at: UTCTime(nanoseconds: begun.nanoseconds + 2))
        #expect(snapshot.since.nanoseconds == begun.nanoseconds + 2)
    }
}

@Suite("Times")
struct UTCTimeTests {
    @Test(
        "A time is written and read as another program does it",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (-1_000_000, "1969-12-31T23:59:59.999Z"),
            (951_782_399_000_000_000, "2000-02-28T23:59:59.000Z"),
            (951_782_400_000_000_000, "2000-02-29T00:00:00.000Z"),
            (4_107_542_400_000_000_000, "2100-03-01T00:00:00.000Z"),
            (1_795_342_562_113_000_000, "2026-11-22T10:16:02.113Z"),
        ]
    )
    func written(nanoseconds: Int64, text: String) {
        #expect(UTCTime(nanoseconds: nanoseconds).description == text)
        #expect(UTCTime(text)?.nanoseconds == nanoseconds)
    }

    @Test("A day of every month between 1697 and 2243 is what Foundation has for it")
    func agreesWithFoundation() {
        let formatter = ISO8601DateFormatter()
        for day in stride(from: Int64(-100_000), to: 100_000, by: 29) {
            let text = formatter.string(from: Date(timeIntervalSince1970: Double(day * 86_400)))
            #expect(UTCTime(text)?.nanoseconds == day * 86_400_000_000_000)
            #expect(text.hasPrefix(UTCTime(nanoseconds: day * 86_400_000_000_000).day))
        }
    }

    @Test(
        "What is no time is refused",
        arguments: [
            "", "2026-11-22", "2026-13-01T00:00:00Z", "2026-11-22T25:00:00Z", "2026-11-22T10:00:00.Z",
            "9999-01-01T00:00:00Z", "x", "2026-02-31T00:00:00Z", "2026-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
        ]
    )
    func refused(text: String) {
        #expect(UTCTime(text) == nil)
    }

    @Test("A person sees local time")
    func local() {
        #expect(UTCTime(nanoseconds: 0).local(offset: 3_600) == "1970-01-01 01:00:00")
        #expect(UTCTime(nanoseconds: 0).local(offset: -3_600) == "1969-12-31 23:00:00")
    }
}
