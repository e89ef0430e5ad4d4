import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

@Suite("Promises 1 and 9: what the kernel sees of a commit")
struct SystemCallTests {
    /// Runs the daemon under strace(1), which stays out of the way as a process of its own.
    private func start(_ desk: ScratchDesk, _ options: [String]) throws -> RunningDaemon {
        try desk.start(prefix: ["strace", "-D", "-f", "-qq"] + options)
    }

    @Test(
        "A first commit makes the day's folder durable, then the segment, then the record, then the catalogue, then moves"
    )
    func orderOfACommit() throws {
        let desk = try ScratchDesk()
        let trace = desk.scratch.path + "/trace"
        let calls = "trace=mkdirat,openat2,write,pwrite64,fsync,fdatasync,renameat2"
        let daemon = try start(desk, ["-y", "-s", "16", "-e", calls, "-o", trace])
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "one.txt")
        try daemon.wait(untilAnswered: 1)
        #expect(try daemon.stop() == .exited(0))

        let lines = SystemCallTrace.calls(in: try String(contentsOfFile: trace, encoding: .utf8))
        let day = "archive/date="
        let expected: [(what: String, isIt: (String) -> Bool)] = [
            ("the day's folder is made", { $0.contains("mkdirat(") && $0.contains("/archive>, \"date=") }),
            ("its name is synced", { $0.contains("fsync(") && $0.contains("/archive>)") }),
            (
                "the segment is made",
                { $0.contains("openat2(") && $0.contains("articles-000001.jsonl") && $0.contains("O_EXCL") }
            ),
            ("its name is synced", { $0.contains(" fsync(") && $0.contains(day) && !$0.contains(".jsonl") }),
            ("the records are written", { $0.contains("write(") && $0.contains("articles-000001.jsonl>") }),
            ("the records are synced", { $0.contains("fdatasync(") && $0.contains("articles-000001.jsonl>") }),
            ("the catalogue is written", { $0.contains("pwrite64(") && $0.contains("catalogue.sqlite-wal>") }),
            ("the file is moved", { $0.contains("renameat2(") && $0.contains("\"one.txt\"") }),
        ]
        var next = 0
        for line in lines where next < expected.count && expected[next].isIt(line) { next += 1 }
        let missing = next < expected.count ? expected[next].what : ""
        #expect(next == expected.count, "not in this order: \(missing)\n\(lines.suffix(60).joined(separator: "\n"))")
        let writes = lines.filter { $0.contains("write(") && $0.contains("articles-000001.jsonl>") }
        #expect(writes.count == 1, "\(writes)")
    }

    @Test("A duplicate pays for the ledger alone, and its line is synced before its file leaves the inbox")
    func orderOfTheLedger() throws {
        let desk = try ScratchDesk()
        let trace = desk.scratch.path + "/trace"
        let calls = "trace=mkdirat,openat2,write,pwrite64,fsync,fdatasync,renameat2"
        let daemon = try start(desk, ["-y", "-s", "16", "-e", calls, "-o", trace])
        try daemon.waitUntilReady()
        for (count, name) in ["one.txt", "again.txt", "more.txt"].enumerated() {
            try desk.drop(Story.text(1) + String(repeating: "\n", count: count), as: name)
            try daemon.wait(untilAnswered: count + 1)
        }
        #expect(try daemon.stop() == .exited(0))

        let lines = SystemCallTrace.calls(in: try String(contentsOfFile: trace, encoding: .utf8))
        func move(of name: String) throws -> Int {
            try #require(lines.firstIndex { $0.contains("renameat2(") && $0.contains("\"\(name)\"") })
        }
        let moves = try ["one.txt", "again.txt", "more.txt"].map { try move(of: $0) }
        let segment = "deliveries-000001.jsonl"
        #expect(!lines[..<moves[0]].contains { $0.contains("deliveries-0") })
        let first = lines[moves[0]..<moves[1]]
        let expected: [(what: String, isIt: (String) -> Bool)] = [
            ("the day's folder is made", { $0.contains("mkdirat(") && $0.contains("/deliveries>, \"date=") }),
            ("its name is synced", { $0.contains("fsync(") && $0.contains("/deliveries>)") }),
            ("the segment is made", { $0.contains("openat2(") && $0.contains(segment) && $0.contains("O_EXCL") }),
            (
                "its name is synced",
                { $0.contains(" fsync(") && $0.contains("deliveries/date=") && !$0.contains(segment) }
            ),
            ("the line is written", { $0.contains("write(") && $0.contains(segment + ">") }),
            ("the line is synced", { $0.contains("fdatasync(") && $0.contains(segment + ">") }),
            ("the catalogue is written", { $0.contains("pwrite64(") && $0.contains("catalogue.sqlite-wal>") }),
        ]
        var next = 0
        for line in first where next < expected.count && expected[next].isIt(line) { next += 1 }
        #expect(next == expected.count, "not in this order: \(next)\n\(first.joined(separator: "\n"))")
        // The index, which has a thread of its own, syncs when it likes.
        let syncs = lines[moves[1]..<moves[2]].filter { line in
            line.contains("sync(") && ["/archive", "/deliveries", "catalogue.sqlite"].contains { line.contains($0) }
        }
        #expect(syncs.count == 1 && syncs.first?.contains(segment) == true, "\(syncs)")
    }

    @Test("A call that others overtake in the trace counts once, where it returned")
    func overtakenCall() {
        let trace = """
            7 mkdirat(3</d>, "a", 0750) = 0
            7 fsync(3</d> <unfinished ...>
            8 write(4</e>, "b", 1) = 1
            7 <... fsync resumed>)              = 0
            8 exit_group(0 <unfinished ...>
            """
        #expect(
            SystemCallTrace.calls(in: trace) == [
                "7 mkdirat(3</d>, \"a\", 0750) = 0", "8 write(4</e>, \"b\", 1) = 1", "7 fsync(3</d>)              = 0",
            ]
        )
    }

    @Test("A sync of the archive that fails ends the daemon with status 74, and the next start archives the file once")
    func failedSync() throws {
        let desk = try ScratchDesk()
        var daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "one.txt")
        try daemon.wait(untilAnswered: 1)
        let segment = try #require(try desk.files(in: "archive").first)
        try daemon.stop()

        daemon = try start(
            desk,
            ["-P", desk.path + "/archive/" + segment, "-e", "inject=fdatasync:error=EIO:when=1", "-o", "/dev/null"]
        )
        try daemon.waitUntilReady()
        try desk.drop(Story.text(2), as: "two.txt")
        #expect(try daemon.waitForEnd() == .exited(74))
        #expect(daemon.log.contains("fdatasync"), "\(daemon.log)")
        #expect(try desk.files(in: "inbox") == ["two.txt"])
        let status = try Program.run(Program.product("wiredesk"), ["status", "--state-directory", desk.path])
        #expect(status.status == 3)
        #expect(status.output.contains("because something failed"), "\(status.output)")
        #expect(status.output.contains("fdatasync"), "\(status.output)")

        daemon = try desk.start()
        try daemon.wait(for: "an empty inbox") { try desk.files(in: "inbox").isEmpty }
        try daemon.stop()
        #expect(try desk.records().map(\.headline) == [Story.headline(1), Story.headline(2)])
    }
}
