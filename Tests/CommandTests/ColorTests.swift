import Foundation
import Testing
import TestSupport

@Suite("--color")
struct ColorTests {
    private let desk: MadeDesk

    private static let commands = [
        ["log"], ["list"], ["find", "the"], ["show", "1"], ["story", "1"], ["stats"], ["trace", "tass/ferry.txt"],
        ["status"], ["doctor"], ["config", "show"], ["quarantine", "list"],
        ["quarantine", "show", "note\u{1B}[31m.txt"],
    ]

    init() throws { desk = try MadeDesk.example() }

    private func isColoured(_ text: String) -> Bool { text.contains(/\u{1B}\[[0-9;]+m/) }

    @Test(
        "always colours in a pipe, also against NO_COLOR; never does not on a terminal; auto goes by both",
        arguments: commands
    )
    func choices(_ command: [String]) throws {
        func pipe(_ options: [String], _ environment: [String: String] = [:]) throws -> String {
            try Program.run(Program.product("wiredesk"), command + options + desk.options, environment: environment)
                .output
        }
        func terminal(_ options: [String], _ environment: [String: String] = [:]) throws -> String {
            try PseudoTerminal.run(
                Program.product("wiredesk"),
                command + options + desk.options,
                columns: 80,
                environment: environment
            ).screen
        }
        #expect(try isColoured(pipe(["--color=always"])))
        #expect(try isColoured(pipe(["--color", "always"], ["NO_COLOR": "1", "TERM": "dumb"])))
        #expect(try !isColoured(pipe([])))
        #expect(try !isColoured(pipe(["--color=never"])))
        #expect(try isColoured(terminal([])))
        #expect(try isColoured(terminal(["--color=auto"], ["NO_COLOR": ""])))
        #expect(try !isColoured(terminal(["--color=auto"], ["NO_COLOR": "1"])))
        #expect(try !isColoured(terminal(["--color=never"])))
        #expect(try isColoured(terminal(["--color=always"], ["NO_COLOR": "1"])))
    }

    @Test("In a pipe, always keeps the form of the tables of a terminal, with whole lines; JSON is never coloured")
    func tables() throws {
        func pipe(_ arguments: [String]) throws -> String {
            try Program.run(Program.product("wiredesk"), arguments + desk.options, environment: ["TZ": "UTC"]).output
        }
        let list = try pipe(["list", "--color=always"])
        #expect(!list.contains("\t"))
        let columns = list.replacing(/\u{1B}\[[0-9;]*m/, with: "").split(separator: "\n").map { line in
            line.firstRange(of: /20\d\d-/).map { line.distance(from: line.startIndex, to: $0.lowerBound) }
        }
        #expect(columns.count == 4 && Set(columns).count == 1)
        #expect(try pipe(["log", "--color=always"]).contains("There is a headline and no paragraph of text under it."))
        for command in [["list"], ["log"], ["find", "the"], ["show", "1"], ["stats"], ["status"], ["doctor"]] {
            #expect(try !pipe(command + ["--json", "--color=always"]).contains("\u{1B}"), "\(command)")
        }
    }

    @Test("A choice that is none, and a command that never colours, are refused by name")
    func refused() throws {
        let wrong = try Program.run(Program.product("wiredesk"), ["list", "--color=blue"] + desk.options)
        #expect(wrong.status == 64)
        #expect(
            wrong.errors
                == "wiredesk: the value 'blue' is invalid for '--color <when>'. Please provide one of 'auto', 'always' or 'never'; see `wiredesk list --help`\n"
        )
        #expect(try Program.run(Program.product("wiredesk"), ["export", "--color=always"] + desk.options).status == 64)
    }
}
