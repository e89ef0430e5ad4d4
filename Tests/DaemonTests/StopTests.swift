import Foundation
import LinuxIO
import Operations
import Testing
import TestSupport

@Suite("The end of the daemon, and a log that nobody reads")
struct StopTests {
    @Test("SIGTERM under load ends the intake at once, and what has been read is committed")
    func stopUnderLoad() throws {
        let desk = try ScratchDesk()
        let deliveries = StoryDelivery.series(count: 3_000, seed: 7)
        for delivery in deliveries { try desk.drop(delivery.content, as: delivery.path.display) }
        // Small batches, so that the signal comes long before the last of them.
        let daemon = try desk.start(settings: ["batch_records": "5"])
        try daemon.wait(for: "the first outcome") { try !desk.files(in: "processed").isEmpty }
        daemon.send(SIGTERM)
        // The two seconds that are promised are measured in Deploy/test-booted, where nothing else runs.
        #expect(try daemon.waitForEnd(atMost: 30) == .exited(0))
        #expect(try !desk.files(in: "inbox").isEmpty, "the daemon went on until nothing was left")
        #expect(daemon.status?.state == .stopped)

        let next = try desk.start()
        try next.waitUntilReady()
        try next.wait(for: "every file's outcome") { $0.inbox.waiting == 0 && $0.inbox.listings ?? 0 > 0 }
        try next.stop()
        let broken = try Promises(stateDirectory: Path(desk.path), fileSystem: LinuxFileSystem()).broken(deliveries)
        #expect(broken.isEmpty, "\(broken)")
    }

    @Test("SIGTERM while the catalogue is rebuilt is heeded at once, and the next start goes on where it was")
    func stopWhileRebuilding() throws {
        let desk = try ScratchDesk()
        let count = 60_000
        try desk.layArchive(records: count)
        let daemon = try desk.start(settings: ["search": "off"])
        try daemon.wait(for: "a catalogue that is being made") { $0.state == .rebuilding && $0.rebuilt ?? 0 > 0 }
        let began = Clock.monotonic
        #expect(try daemon.stop() == .exited(0))
        let stopped = Double(Clock.monotonic - began) / 1e9
        #expect(daemon.logLines(containing: "the next start goes on from there").count == 1)
        #expect(daemon.status?.state == .stopped)
        let entered = try desk.sql("SELECT count(*) FROM article").first.flatMap { Int($0.filter(\.isNumber)) } ?? 0
        #expect(entered > 0 && entered < count, "\(entered) records in \(stopped) s")
        func status(_ arguments: String...) throws -> String {
            let all = ["status", "--state-directory", desk.path] + arguments
            return try Program.run(Program.product("wiredesk"), all).output
        }
        let screen = try status()
        #expect(screen.contains("  total       60,000 archived, "), "\(screen)")
        #expect(screen.contains("articles; the next start enters them\n"), "\(screen)")
        let json = try status("--json")
        #expect(json.contains("\"missing\":\(count - entered)"), "\(json)")
        try JSONSchemaValidator.check(json, against: "wiredesk-status")

        let next = try desk.start(settings: ["search": "off"])
        try next.waitUntilReady()
        try next.wait(for: "all of the records") { $0.total.archived == count && Int($0.archive.articles) == count }
        #expect(try next.stop() == .exited(0))
        let all = "SELECT count(*), max(article.seq), max(row) FROM article JOIN delivery ON row = delivery"
        #expect(try desk.sql(all) == ["(\(count), \(count), \(count))"])
    }

    @Test("SIGTERM while a catalogue that was lost at work is rebuilt leaves what waits to the next start")
    func stopWhileReviving() throws {
        let desk = try ScratchDesk()
        let count = 60_000
        try desk.layArchive(records: count)
        let daemon = try desk.start(settings: ["search": "off"])
        try daemon.waitUntilReady()
        // The start has made one already, and the status may still say so.
        try daemon.wait(for: "the end of the start") { $0.state == .watching }
        try desk.removeCatalogue()
        try desk.drop(Story.text(2), as: "new.txt")
        try daemon.wait(for: "a catalogue that is being made") { $0.state == .rebuilding }
        #expect(try daemon.stop() == .exited(0))
        #expect(daemon.logLines(containing: "the next start goes on from there").count == 1)
        #expect(try desk.files(in: "inbox") == ["new.txt"])

        let next = try desk.start(settings: ["search": "off"])
        try next.waitUntilReady()
        try next.wait(for: "the file's outcome") { $0.total.archived == count + 1 }
        #expect(try desk.files(in: "inbox").isEmpty)
        #expect(try next.stop() == .exited(0))
    }

    @Test("A log that nobody reads holds no file up, and the daemon ends all the same")
    func unreadLog() throws {
        let desk = try ScratchDesk()
        // A pipe holds 64 KiB, which is some hundred lines.
        let pipe = desk.scratch.path + "/pipe"
        let daemon = try desk.start(
            settings: ["log_level": "debug"],
            prefix: ["sh", "-c", "mkfifo \"$0\"; exec 3<>\"$0\"; exec \"$@\" 2>&3", pipe]
        )
        for number in 1...1_000 { try desk.drop(Story.text(number), as: "\(number).txt") }
        try daemon.wait(untilAnswered: 1_000)
        #expect(daemon.log == "")
        #expect(try daemon.stop(atMost: 30) == .exited(0))
    }

    @Test("A start that finds nothing to do sums nothing up, and tells no count before it knows it")
    func nothingToDo() throws {
        let desk = try ScratchDesk()
        let first = try desk.start()
        try first.waitUntilReady()
        try desk.drop(Story.text(1), as: "1.txt")
        try first.wait(untilAnswered: 1)
        try first.stop()
        #expect(first.logLines(containing: "1 archived, 0 duplicates").count == 1)
        let next = try desk.start()
        try next.waitUntilReady()
        try next.wait(for: "the counts") { $0.total.archived == 1 }
        try next.stop()
        #expect(next.logLines(containing: " archived, ").isEmpty)

        var early = StatusSnapshot(
            pid: 1,
            startedAt: UTCTime(nanoseconds: 0),
            inbox: StatusSnapshot.Inbox(path: "/inbox", watch: "events")
        )
        early.hasCounts = false
        #expect(!early.metrics.contains("wiredesk_deliveries_total"))
        early.hasCounts = true
        #expect(early.metrics.contains("wiredesk_deliveries_total{outcome=\"archived\"} 0"))
    }
}
