import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

/// Floods are as large as `FLOOD_FILES` and `FLOOD_STOPPED` say; without them, as large as fits into a minute.
@Suite("Floods", .serialized)
struct FloodTests {
    private func count(_ variable: String, _ standard: Int) -> Int {
        ProcessInfo.processInfo.environment[variable].flatMap { Int($0) } ?? standard
    }

    /// Writes stories straight into a folder; with calls of the kernel, because there are many.
    private func fill(_ folder: String, with numbers: ClosedRange<Int>) throws {
        for number in numbers {
            let file = open("\(folder)/story-\(number).txt", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            try #require(file >= 0)
            var text = Story.text(number)
            let written = text.withUTF8 { write(file, $0.baseAddress, $0.count) }
            close(file)
            try #require(written == text.utf8.count)
        }
    }

    /// The memory of the process that is its own, in bytes (proc(5), `VmHWM`).
    private func peakMemory(of daemon: RunningDaemon) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(daemon.pid)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(line.split(separator: " ").dropLast().last.flatMap { Int($0) }) * 1024
    }

    @Test(
        "Case 1, promise 6: files that are dropped while the daemon is stopped overflow the queue once, and all are ingested"
    )
    func stopped() throws {
        let files = count("FLOOD_STOPPED", 20_000)
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        daemon.send(SIGSTOP)
        try fill(desk.inbox, with: 1...files)
        daemon.send(SIGCONT)
        let status = try daemon.wait(untilAnswered: files, atMost: 60 + Double(files) / 200)
        #expect(status.total.archived == files)
        #expect(try desk.records().count == files)
        // One overflow for the events that were lost; the rescan makes none of its own.
        try daemon.wait(for: "end of the rescan") { ($0.inbox.listings ?? 0) >= 2 }
        #expect(daemon.status?.inbox.overflows == 1)
        #expect(daemon.logLines(containing: "queue of events was full").count == 1)
        #expect(try desk.files(in: "inbox").isEmpty)
    }

    /// Processor time that the process has used, in milliseconds (proc(5), `stat`: fields 14 and 15, in hundredths).
    private func processorTime(of daemon: RunningDaemon) throws -> Double {
        let line = try String(contentsOfFile: "/proc/\(daemon.pid)/stat", encoding: .utf8)
        let fields = try #require(line.split(separator: ")").last).split(separator: " ")
        return (try #require(Double(fields[11])) + (try #require(Double(fields[12])))) * 10
    }

    @Test("Case 9: rescans of an inbox with 10,000 files that are left alone enter each once; their cost is told")
    func idleRescan() throws {
        let files = 10_000
        let desk = try ScratchDesk()
        try fill(desk.inbox, with: 1...files)
        let daemon = try desk.start(settings: ["ignore": "*.txt", "ignored_age": "5s", "rescan_interval": "1s"])
        let entered = try daemon.wait(for: "entries") { $0.total.ignored == files && $0.inbox.ignored == files }
        let first = try #require(entered.inbox.listings)
        let before = try processorTime(of: daemon)
        let status = try daemon.wait(for: "rescans") { ($0.inbox.listings ?? 0) >= first + 10 }
        let count = (status.inbox.listings ?? 0) - first
        let cost = (try processorTime(of: daemon) - before) / Double(count)
        print("idle rescan: \(files) files left alone, \(cost) ms of processor time a rescan, in a debug build")
        #expect(status.total.ignored == files && status.total.archived == 0)
        #expect(status.inbox.ignoredOld == files)
    }

    @Test("Case 21: a flood in one folder is worked off in bounded memory, and the status stays truthful and quick")
    func flood() throws {
        let files = count("FLOOD_FILES", 20_000)
        let desk = try ScratchDesk()
        try fill(desk.inbox, with: 1...files)
        let daemon = try desk.start()
        var largestGap = 0.0
        var largestError = 0
        var looks = 0
        var hasCounted = false
        try daemon.wait(for: "answer to all", atMost: 60 + Double(files) / 200) {
            guard let status = daemon.status else { return false }
            let now = Double(Clock.now) / 1e9
            largestGap = max(largestGap, now - Double(status.updatedAt.nanoseconds) / 1e9)
            // Once the listing has brought more than a handful, the rest has been counted.
            hasCounted = hasCounted || status.inbox.waiting > files / 2
            if hasCounted && status.total.archived < files {
                looks += 1
                largestError = max(largestError, abs(files - status.total.archived - status.inbox.waiting))
            }
            return status.total.archived == files && status.inbox.waiting == 0
        }
        let memory = try peakMemory(of: daemon)
        print("flood: \(files) files, \(looks) looks, status at most \(largestGap) s old,")
        print("  waiting wrong by at most \(largestError), peak memory \(memory / 1024 / 1024) MiB")
        #expect(looks > 0)
        #expect(largestGap < 10)
        // What is being moved while it is counted is counted or not.
        #expect(largestError < 10_000)
        #expect(memory < 256 * 1024 * 1024)
        #expect(try desk.records().count == files)
    }
}
