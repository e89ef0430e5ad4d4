import Foundation
import Operations
import TestSupport
import Testing

@Suite("Where events do not come")
struct WatchLimitTests {
    /// Runs the daemon in a user namespace of its own, whose limits of inotify can be set without touching anyone's.
    private func limited(_ name: String, to count: Int) -> [String] {
        [
            "unshare", "--user", "--map-root-user", "sh", "-c",
            "echo \(count) > /proc/sys/user/\(name) && exec \"$@\"", "sh",
        ]
    }

    @Test("Case 6: where no inotify instance is left, the inbox is scanned, and the sysctl is named")
    func instances() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(
            settings: ["scan_interval": "200ms"],
            prefix: limited("max_inotify_instances", to: 0)
        )
        try daemon.waitUntilReady()
        let status = try daemon.wait(for: "scans") { $0.state == .scanning }
        #expect(
            status.problems.map(\.what) == [
                "the inbox is scanned at an interval: inotify_init1: Too many open files; "
                    + "raise the sysctl fs.inotify.max_user_instances"
            ]
        )
        try desk.drop(Story.text(1), as: "a/1.txt")
        #expect(try daemon.wait(untilAnswered: 1).total.archived == 1)
        #expect(daemon.logLines(containing: "fs.inotify.max_user_instances").count == 1)
    }

    @Test("Case 6: where no watch is left for a folder, the inbox is scanned, and the sysctl is named")
    func watches() throws {
        let desk = try ScratchDesk()
        for number in 1...5 {
            try FileManager.default.createDirectory(
                atPath: desk.inbox + "/\(number)",
                withIntermediateDirectories: true
            )
        }
        let daemon = try desk.start(
            settings: ["scan_interval": "200ms"],
            prefix: limited("max_inotify_watches", to: 3)
        )
        try daemon.waitUntilReady()
        let status = try daemon.wait(for: "scans") { $0.state == .scanning }
        #expect(status.inbox.watch == "scan")
        #expect(status.problems.first?.what.hasSuffix("raise the sysctl fs.inotify.max_user_watches") == true)
        for number in 1...5 { try desk.drop(Story.text(number), as: "\(number)/\(number).txt") }
        #expect(try daemon.wait(untilAnswered: 5).total.archived == 5)
        #expect(daemon.logLines(containing: "fs.inotify.max_user_watches").count == 1)
    }

    @Test("Case 7: with `watch: scan` the inbox is listed at an interval, and files settle all the same")
    func scan() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["watch": "scan", "scan_interval": "200ms"])
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "1.txt")
        try desk.drop(Story.text(2), as: "a/b/2.txt")
        try desk.write(Story.text(3), as: "3.txt")
        let status = try daemon.wait(untilAnswered: 3)
        #expect(status.state == .scanning)
        #expect(status.inbox.watch == "scan")
        #expect(status.inbox.reason == "the configuration says `watch: scan`")
        #expect(status.problems.isEmpty)
        #expect(status.total.archived == 3)
    }

    @Test("Case 7: a FUSE file system is found by its type, and scanned")
    func fuse() throws {
        guard Privilege.isRoot(orLeaveOut: "an inbox on a FUSE file system") else { return }
        guard try Program.run("sh", ["-c", "command -v bindfs"]).status == 0 else {
            print("LEFT OUT, because bindfs is not installed: an inbox on a FUSE file system")
            return
        }
        let desk = try ScratchDesk()
        let behind = desk.scratch.path + "/behind"
        try FileManager.default.createDirectory(atPath: behind, withIntermediateDirectories: true)
        // The program that serves the mount ends when the name space of mounts does.
        let daemon = try desk.start(
            settings: ["scan_interval": "200ms", "log_level": "debug"],
            prefix: desk.withOwnMounts("bindfs '\(behind)' \"$0/inbox\"")
        )
        try daemon.waitUntilReady()
        try Data(Story.text(1).utf8).write(to: URL(filePath: behind + "/1.txt"))
        let status = try daemon.wait(untilAnswered: 1)
        #expect(status.state == .scanning)
        #expect(status.inbox.reason == "the file system of the inbox gives no events")
        #expect(status.inbox.guarded == "settled")
        #expect(try desk.records().map(\.delivery.path) == ["1.txt"])
    }
}
