import Foundation
import LinuxIO
import Testing
import TestSupport

/// Tests of imports: a desk, and a collection beside it that is to come in.
protocol ImportTests {
    var desk: ScratchDesk { get }
}

extension ImportTests {
    var collection: String { desk.scratch.path + "/collection" }

    func wiredesk(_ arguments: String...) throws -> Program {
        try Program.run(
            Program.product("wiredesk"),
            arguments + ["--state-directory", desk.path],
            environment: ["TZ": "UTC"]
        )
    }

    /// A collection of so many stories in three folders, modified in June 2026; each tenth has the content of the one
    /// before it, each seventh is no article.
    func collect(_ count: Int) throws {
        for number in 1...count {
            let story = StoryDelivery(
                story: number % 10 == 0 ? number - 1 : number,
                seed: 5,
                spelling: number,
                path: ""
            )
            let name = "collection/\(number % 3)/\(number).txt"
            try desk.scratch.write(number % 7 == 0 ? Array("The ferry sails".utf8) : story.content, to: name)
            var times = [timespec(tv_sec: 1_781_078_400 + number, tv_nsec: number)]
            times.append(times[0])
            utimensat(AT_FDCWD, "\(desk.scratch.path)/\(name)", &times, 0)
        }
    }

    func totals(_ program: Program) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(program.output.utf8)) as? [String: Any])
    }

    /// The deliveries by outcome: archived, duplicates, quarantined.
    func outcomes() throws -> [String] {
        try desk.sql("SELECT outcome, count(*), count(DISTINCT path) FROM delivery GROUP BY outcome ORDER BY outcome")
    }

    static var outcomesOf60: [String] { ["(1, 47, 47)", "(2, 5, 5)", "(3, 8, 8)"] }

    /// An import in a terminal that has delivered all but one file, whose name is taken in the inbox until `free` is
    /// called.
    func heldImport() throws -> (terminal: PseudoTerminal, free: () -> Void) {
        try collect(10)
        let taken = desk.inbox + "/collection/0/9.txt"
        try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: true)
        let terminal = try PseudoTerminal(
            Program.product("wiredesk"),
            ["import", collection, "--state-directory", desk.path],
            columns: 100
        )
        try terminal.wait(for: "the bar") { $0.contains("9 of 10 files") }
        return (terminal, { rmdir(taken) })
    }
}
