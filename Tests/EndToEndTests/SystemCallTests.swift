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

        let lines = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").map(String.init)
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
