import Foundation
import Operations
import TestSupport
import Testing

@Suite("An inbox that was given to the daemon alone")
struct DaemonInboxTests {
    @Test("Commands that need the inbox take it from the status of the daemon, and say so where none runs")
    func found() throws {
        let desk = try ScratchDesk()
        let inbox = desk.scratch.path + "/drop"
        try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
        func run(_ arguments: [String]) throws -> Program {
            try Program.run(Program.product("wiredesk"), arguments + ["--state-directory", desk.path])
        }
        let daemon = try desk.start(["--inbox", inbox])
        try daemon.waitUntilReady()
        try desk.scratch.write("\n", to: "drop/blank.txt")
        try daemon.wait(for: "the answer") { desk.quarantineReason(of: "blank.txt") != nil }
        try daemon.wait(for: "its status", status: { $0.total.quarantined == 1 })
        // The daemon answers it again only where it has come back into the inbox that it watches.
        let retried = try run(["quarantine", "retry", "blank.txt"])
        #expect(retried.status == 0 && retried.errors.isEmpty, "\(retried.errors)")
        try daemon.wait(for: "the second answer", status: { $0.total.quarantined == 2 })
        #expect(try desk.files(in: "inbox").isEmpty)

        let story = """
            Ferry sails again

            HARTSEA, Nov 22 (Polar Wire) - The ferry sails again from Monday, the company said.
            """
        try desk.scratch.write(story, to: "collection/ferry.txt")
        let imported = try run(["import", desk.scratch.path + "/collection"])
        #expect(imported.status == 0, "\(imported.errors)")
        #expect(try desk.records().count == 1)

        let checked = try run(["doctor"])
        #expect(checked.output.contains("inbox          \(inbox), mode "), "\(checked.output)")
        let named = inbox + "/collection/ferry.txt"
        #expect(try run(["show", named]).output.contains("Ferry sails again"))

        #expect(try daemon.stop() == .exited(0))
        let shown = try run(["show", named])
        #expect(shown.status == 0 && shown.errors.isEmpty, "\(shown.errors)")
        let stopped = try run(["quarantine", "retry", "--all"])
        #expect(stopped.errors.contains("the daemon last watched \(inbox)"))
        #expect(try desk.files(in: "inbox") == ["blank.txt"])
    }
}
