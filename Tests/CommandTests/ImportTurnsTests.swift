import Foundation
import LinuxIO
import Testing
import TestSupport

@Suite("wiredesk import is ended, or meets others")
struct ImportTurnsTests: ImportTests {
    let desk: ScratchDesk

    init() throws {
        desk = try ScratchDesk()
    }

    private init(on desk: ScratchDesk) {
        self.desk = desk
    }

    @Test("Wherever it is killed, nothing is lost or comes twice, and the next run goes on")
    func killed() throws {
        try collect(60)
        for (kind, calls) in [
            ("syncfs", [1]), ("renameat2", [3, 30, 55]), ("fdatasync", [1, 2]), ("futimens,utimensat", [30]),
        ] {
            for call in calls {
                let desk = try ScratchDesk()
                let command = ["import", collection, "--json", "--state-directory", desk.path]
                let killed = try Program.run(
                    "strace",
                    [
                        "-f", "-o", "/dev/null", "-e", "trace=\(kind)", "-e", "inject=\(kind):signal=KILL:when=\(call)",
                        Program.product("wiredesk"),
                    ] + command
                )
                #expect(killed.output == "", "\(kind) \(call) did not come")
                for name in try desk.files(in: "inbox") {
                    let source =
                        desk.scratch.path + "/../"
                        + URL(filePath: collection).deletingLastPathComponent().lastPathComponent
                    #expect(
                        FileManager.default.contentsEqual(atPath: desk.inbox + "/" + name, andPath: source + "/" + name)
                    )
                }
                let next = try Program.run(Program.product("wiredesk"), command)
                #expect([0, 65].contains(next.status), "\(next.errors)")
                let rows = try desk.sql(
                    "SELECT outcome, count(*), count(DISTINCT path) FROM delivery GROUP BY outcome ORDER BY outcome"
                )
                #expect(rows == Self.outcomesOf60, "\(kind) \(call)")
                #expect(try desk.files(in: "inbox") == [])
                #expect(try desk.files(in: "import") == ["lock", "lock.owner"])
            }
        }
    }

    @Test("With --move, a kill leaves each file in its place or on the desk")
    func killedMove() throws {
        for (kind, call) in [("unlinkat", 20), ("syncfs", 2)] {
            let desk = try ScratchDesk()
            let source = ImportTurnsTests(on: desk)
            try source.collect(60)
            let command = ["import", "--move", source.collection, "--json", "--state-directory", desk.path]
            let killed = try Program.run(
                "strace",
                [
                    "-f", "-o", "/dev/null", "-e", "trace=\(kind)", "-e", "inject=\(kind):signal=KILL:when=\(call)",
                    Program.product("wiredesk"),
                ] + command
            )
            #expect(killed.output == "")
            _ = try Program.run(Program.product("wiredesk"), command)
            #expect(try source.outcomes() == Self.outcomesOf60)
        }
    }

    @Test("ctrl-C ends it with what is to be done next, and the next run goes on")
    func interrupted() throws {
        let (terminal, free) = try heldImport()
        #expect(terminal.output.contains("importing [####"))
        terminal.type("\u{3}")
        #expect(try terminal.waitForEnd() == 75)
        #expect(terminal.output.contains("It was ended before the end: run the same command again, and it goes on."))
        #expect(try desk.files(in: "import") == ["lock", "lock.owner"])
        free()
        #expect(try totals(try wiredesk("import", collection, "--json"))["done_before"] as? Int == 9)
        #expect(try outcomes() == ["(1, 8, 8)", "(2, 1, 1)", "(3, 1, 1)"])
    }

    @Test("What is in the way of a file in the inbox is told by its name, whether it is a folder or a file")
    func inTheWay() throws {
        let (terminal, free) = try heldImport()
        try terminal.wait(for: "the reason") {
            $0.contains("collection/0/9.txt: waits, because the inbox has a folder collection/0/9.txt")
        }
        free()
        #expect(try terminal.waitForEnd() == 65)
    }

    @Test("While an import has the desk, status says that it does, with its pid, and tells what the desk has")
    func statusMeanwhile() throws {
        let (terminal, free) = try heldImport()
        let moved = "\n  inbox       nothing waiting, in \(desk.inbox)\n"
        // What is archived is moved a moment later, and told a moment after that.
        var ran = try wiredesk("status")
        let deadline = Clock.monotonic + 30_000_000_000
        while !ran.output.contains(moved), Clock.monotonic < deadline { ran = try wiredesk("status") }
        #expect(ran.status == 1)
        #expect(
            ran.output.hasPrefix(
                "The desk is running, but only for an import (pid \(terminal.pid)), until that ends; the daemon is not "
                    + "running.\n"
            ),
            "\(ran.output)"
        )
        #expect(ran.output.contains(moved), "\(ran.output)")
        #expect(
            ran.output.contains("\n  total       8 archived, 0 duplicates, 0 revisions, 1 quarantined, 0 ignored\n")
        )
        let json = try wiredesk("status", "--json")
        try JSONSchemaValidator.check(json.output, against: "wiredesk-status")
        let object = try totals(json)
        #expect(object["verdict"] as? String == "degraded")
        #expect(object["pid"] as? Int == Int(terminal.pid))
        free()
        #expect(try terminal.waitForEnd() == 65)
        #expect(try wiredesk("status").status == 3)
    }

    @Test("A daemon that is started meanwhile, and a second import, refuse with 69")
    func turns() throws {
        let (terminal, free) = try heldImport()
        let daemon = try desk.start()
        #expect(try daemon.waitForEnd() == .exited(69))
        #expect(daemon.log.contains("already in use by the process with pid \(terminal.pid)"))
        let second = try wiredesk("import", collection)
        #expect(second.status == 69)
        #expect(second.errors.hasPrefix("wiredesk: another import is under way: "))
        free()
        #expect(try terminal.waitForEnd() == 65)
        let next = try desk.start()
        try next.waitUntilReady()
        #expect(try next.stop() == .exited(0))
    }

    @Test("When the daemon is killed meanwhile, the import takes the desk and ends its work")
    func daemonKilled() throws {
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        let (terminal, free) = try heldImport()
        try daemon.kill()
        free()
        #expect(try terminal.waitForEnd() == 65)
        #expect(try outcomes() == ["(1, 8, 8)", "(2, 1, 1)", "(3, 1, 1)"])
    }
}
