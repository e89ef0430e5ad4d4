import Foundation
import LinuxIO
import Operations
import Testing
import TestSupport

@Suite("wiredesk status beside a daemon")
struct StatusOfDaemonTests {
    @Test("A daemon that runs, whose inbox goes, that is suspended, stopped and killed: each is said")
    func realDaemon() throws {
        let desk = try ScratchDesk()
        func said() throws -> Program {
            try Program.run(Program.product("wiredesk"), ["status", "--state-directory", desk.path])
        }
        func isRebuilt() throws -> Bool { try said().output.hasPrefix("The desk is running and well: watching since ") }
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try daemon.wait(for: "well") { try isRebuilt() }
        #expect(try said().status == 0)
        try FileManager.default.removeItem(atPath: desk.inbox)
        try daemon.wait(for: "gone") {
            try said().output.hasPrefix("The desk is running, but the inbox is not there.\n")
        }
        #expect(try said().output.contains("make it or mount it again; intake goes on by itself"))
        #expect(try said().status == 1)
        try FileManager.default.createDirectory(atPath: desk.inbox, withIntermediateDirectories: true)
        try daemon.wait(for: "back") { try said().status == 0 }
        daemon.send(SIGSTOP)
        var stopped = try said()
        try daemon.wait(for: "stopped") {
            stopped = try said()
            return stopped.status == 1
        }
        #expect(
            stopped.output.hasPrefix(
                "The desk is running, but it is stopped by a signal (SIGSTOP); kill -CONT \(daemon.pid) lets it go on.\n"
            )
        )
        let told = UTCTime(nanoseconds: Clock.now).nanoseconds - (daemon.status?.updatedAt.nanoseconds ?? 0)
        #expect(told < StatusSnapshot.staleAfter.nanoseconds, "\(told)")
        daemon.send(SIGCONT)
        try daemon.wait(for: "going on") { try said().status == 0 }
        try daemon.stop()
        #expect(try said().output.hasPrefix("The desk is not running: it was stopped in order at "))
        #expect(try said().output.contains("\nStart it with systemctl start wiredesk, or wiredeskd.\n"))
        let next = try desk.start()
        try next.waitUntilReady()
        try next.kill()
        #expect(try said().output.hasPrefix("The desk is not running: it was killed or crashed; last heard of at "))
        #expect(try said().status == 3)
    }

    @Test(
        "How long the disk lasts is not told from the first seconds of a desk, and the whole size of its catalogue is"
    )
    func forecast() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.dropStories(1...3, prefix: "story")
        try daemon.wait(untilAnswered: 3)
        try daemon.wait(for: "a rate") { ($0.disk?.bytesPerSecond ?? 0) > 0 }
        let said = try Program.run(Program.product("wiredesk"), ["status", "--state-directory", desk.path])
        #expect(said.output.contains("iB; too early to say for how long\n"), "\(said.output)")
        #expect(daemon.status?.disk?.secondsToFull == nil)

        struct Report: Decodable {
            struct Catalogue: Decodable { var bytes: Int }
            var catalogue: Catalogue
        }
        let json = try Program.run(Program.product("wiredesk"), ["status", "--json", "--state-directory", desk.path])
        let files = try ["", "-wal"].map { suffix in
            try Data(contentsOf: URL(filePath: desk.path + "/catalogue.sqlite" + suffix)).count
        }
        let report = try JSONDecoder().decode(Report.self, from: Data(json.output.utf8))
        #expect(report.catalogue.bytes == files.reduce(0, +), "\(files)")
    }

    @Test("On a full disk, where no status can be written, the command finds out for itself, and says when it is over")
    func fullDisk() throws {
        let scratch = try ScratchDirectory()
        let disk = try SmallDisk(at: scratch.path + "/desk", mebibytes: 8)
        let desk = try ScratchDesk(in: scratch)
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        func said() throws -> Program {
            try Program.run(Program.product("wiredesk"), ["status", "--state-directory", desk.path])
        }
        try daemon.wait(for: "well") { try said().status == 0 }
        try disk.fill()
        let full = try said()
        #expect(full.status == 1)
        #expect(
            full.output.hasPrefix(
                "The desk is running, but the disk is full: make room on the state directory's file system, "
                    + "and it goes on by itself.\n"
            ),
            "\(full.output)"
        )
        #expect(full.output.contains("\n  disk        0 B free of 8.0 MiB\n"), "\(full.output)")
        let json = try Program.run(Program.product("wiredesk"), ["status", "--json", "--state-directory", desk.path])
        try JSONSchemaValidator.check(json.output, against: "wiredesk-status")
        #expect(json.output.contains("\"verdict\":\"degraded\""))
        try disk.free()
        try daemon.wait(for: "well again") { try said().status == 0 }
        #expect(try daemon.stop() == .exited(0))
    }

    @Test("In a runtime directory without room a daemon that lives, one that hangs, a stop and a crash are told apart")
    func fullRuntimeDirectory() throws {
        let desk = try ScratchDesk()
        let folder = desk.scratch.path + "/run"
        let disk = try SmallDisk(at: folder)
        let settings = ["runtime_directory": folder]
        func said(_ arguments: String...) throws -> Program {
            try Program.run(
                Program.product("wiredesk"),
                ["status", "--state-directory", desk.path] + arguments,
                environment: ["WIREDESK_RUNTIME_DIRECTORY": folder]
            )
        }
        let daemon = try desk.start(settings: settings)
        try daemon.waitUntilReady()
        try daemon.wait(for: "well") { try said().status == 0 }
        try disk.fill()
        let full =
            "The desk is running, but it can no longer publish its status: the file system of \(folder) is full: "
            + "make room there, and it publishes it again by itself."
        try daemon.wait(for: "the truth") { try said().output.hasPrefix(full) }
        #expect(try said().status == 1)
        try JSONSchemaValidator.check(try said("--json").output, against: "wiredesk-status")
        try disk.free()
        try daemon.wait(for: "well again") { try said().status == 0 }

        try disk.fill()
        try daemon.wait(for: "the truth again") { try said().output.hasPrefix(full) }
        #expect(try daemon.stop() == .exited(0))
        let stopped = try said()
        #expect(stopped.output.hasPrefix("The desk is not running: it was stopped in order at "), "\(stopped.output)")
        #expect(stopped.status == 3)

        // A start that finds no room has told nothing, and lives.
        try FileManager.default.removeItem(atPath: folder + "/status.json")
        try disk.free()
        try disk.fill()
        let next = try desk.start(settings: settings)
        try next.waitUntilReady()
        let untold =
            "The desk is running, but it cannot tell its status, because the file system of \(folder) is full: "
        try next.wait(for: "a sign of life") { try said().output.hasPrefix(untold) }
        try disk.free()
        try next.wait(for: "well at last") { try said().status == 0 }
        try disk.fill()
        try next.kill()
        #expect(try said().output.hasPrefix("The desk is not running: it was killed or crashed; last heard of at "))
    }
}
