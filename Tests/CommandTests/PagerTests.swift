import Foundation
import Testing
import TestSupport

@Suite("The pager of a long answer")
struct PagerTests {
    private let desk: MadeDesk
    private static let mark = "sed 's/^/> /'"

    init() throws { desk = try MadeDesk.example() }

    /// Runs `wiredesk` on a terminal of so many lines.
    private func run(
        _ arguments: [String],
        rows: Int,
        _ environment: [String: String]
    ) throws -> (status: Int32, screen: String) {
        try PseudoTerminal.run(
            Program.product("wiredesk"),
            arguments + desk.options,
            columns: 100,
            rows: rows,
            environment: environment.merging(["TZ": "UTC", "NO_COLOR": "1"]) { $1 }
        )
    }

    @Test("An answer that leaves no line of the terminal free goes through $PAGER, a shorter one never")
    func length() throws {
        let plain = try run(["log"], rows: 7, ["PAGER": "cat"])
        let lines = plain.screen.split(separator: "\n")
        #expect(plain.status == 0 && lines.count == 6)
        for rows in [2, 4, 6] {
            let paged = try run(["log"], rows: rows, ["PAGER": Self.mark])
            #expect(paged.status == 0)
            #expect(paged.screen == lines.map { "> \($0)\n" }.joined(), "\(rows) lines")
        }
        #expect(try run(["log"], rows: 7, ["PAGER": Self.mark]) == plain)
        // A line that is wider than the terminal takes several of it.
        #expect(try run(["show", "1", "--json"], rows: 8, ["PAGER": Self.mark]).screen.hasPrefix("> {"))
    }

    @Test(
        "Every command with an answer that has an end has a pager",
        arguments: [
            ["log"], ["list"], ["find", "the"], ["show", "1"], ["story", "1"], ["stats"], ["trace", "tass/ferry.txt"],
            ["status"], ["doctor"], ["config", "show"], ["quarantine", "list"],
            ["quarantine", "show", "note\u{1B}[31m.txt"], ["list", "--json"], ["status", "--json"],
            ["config", "show", "--json"],
        ]
    )
    func commands(_ arguments: [String]) throws {
        let paged = try run(arguments, rows: 2, ["PAGER": Self.mark])
        #expect(paged.screen.contains(/(?m)^> ./), "\(paged.screen)")
        let plain = try run(arguments + ["--no-pager"], rows: 2, ["PAGER": Self.mark])
        #expect(!plain.screen.contains(/(?m)^> ./))
        #expect(plain.status == paged.status)
    }

    @Test("Without a terminal, on a dumb one, and with a pager that is none, the answer is written as it is")
    func none() throws {
        for environment in [
            ["PAGER": Self.mark, "TERM": "dumb"], ["PAGER": Self.mark, "TERM": ""], ["PAGER": ""], ["PAGER": "cat"],
        ] {
            let shown = try run(["log"], rows: 3, environment)
            #expect(shown.status == 0 && shown.screen.hasPrefix("2026-11-19"), "\(environment)")
        }
        let piped = try Program.run(
            Program.product("wiredesk"),
            ["log"] + desk.options,
            environment: ["PAGER": Self.mark]
        )
        #expect(piped.output.hasPrefix("2026-11-19"))
    }

    @Test("A pager that is missing, cannot be run, fails or reads nothing changes no exit status")
    func failing() throws {
        let plain = try run(["log"], rows: 3, ["PAGER": "cat"])
        for missing in ["no-such-pager", "/etc/passwd", "no-such-pager --with options"] {
            let shown = try run(["log"], rows: 3, ["PAGER": missing])
            #expect(shown.status == 0 && shown.screen.hasSuffix(plain.screen), "\(shown.screen)")
        }
        for pager in ["true", "exit 3", "head -n 1", "kill -9 $$", "exec 0<&-; sleep 0.1"] {
            #expect(try run(["log"], rows: 3, ["PAGER": pager]).status == 0, "\(pager)")
            // Nothing was found wrong or right by a pager.
            let found = try run(["doctor"], rows: 3, ["PAGER": "cat"]).status
            #expect(try run(["doctor"], rows: 3, ["PAGER": pager]).status == found, "\(pager)")
            #expect(try run(["status"], rows: 3, ["PAGER": pager]).status == 3, "\(pager)")
        }
    }

    @Test(
        "More than a pipe holds is no more than a pager that was left early has to read, and none that is missing loses"
    )
    func large() throws {
        let story = (1...3_000).map {
            "Line \($0) of the story, which is long enough to fill a pipe, said the council."
        }
        let file = try desk.scratch.write(
            "Bridge opens\n\nRIVERTON, Nov 22 /TASS/. " + story.joined(separator: "\n\n") + "\n",
            to: "long.txt"
        )
        let plain = try run(["parse", file], rows: 3, ["PAGER": "cat"])
        #expect(plain.screen.utf8.count > 200_000)
        // The time of each run is another.
        let time = /"ingested_at":"[^"]*"|"crc32":"[^"]*"/
        let whole = try run(["parse", file], rows: 3, ["PAGER": "no-such-pager"]).screen
        #expect(whole.replacing(time, with: "").hasSuffix(plain.screen.replacing(time, with: "")))
        #expect(try run(["parse", file], rows: 3, ["PAGER": "head -c 70000"]).status == 0)
        // The file that is no article is told of, and decides the status.
        let note = try desk.scratch.write("A note\n", to: "note.txt")
        let both = try run(["parse", note, file], rows: 3, ["PAGER": "head -c 10"])
        #expect(both.status == 65)
    }

    @Test("parse judges the files behind the place at which a pager was left", arguments: ["true", "head -n 1"])
    func parseGoesOn(_ pager: String) throws {
        let scratch = try ScratchDirectory()
        let story =
            "Ferry sails\n\nHARTSEA, Nov 22 (Polar Wire) - " + String(repeating: "It sails. ", count: 20_000) + "\n"
        let whole = try (1...4).map { try scratch.write(story, to: "\($0).txt") }
        let none = try scratch.write("\n", to: "none.txt")
        let ran = try run(["parse"] + whole + [none], rows: 3, ["PAGER": pager])
        #expect(ran.status == 65)
        #expect(ran.screen.contains("none.txt is no article (empty)"), "\(ran.screen.suffix(400))")
    }

    @Test("What is told on standard error comes when the pager was left, and ctrl-C is the pager's")
    func left() throws {
        let terminal = try PseudoTerminal(
            Program.product("wiredesk"),
            ["find", "the", "--limit", "1"] + desk.options,
            columns: 60,
            rows: 2,
            environment: [
                "PAGER": "trap 'echo interrupted' INT; cat; echo reading; "
                    // An interrupt ends a read, and not the pager.
                    + "until read key < /dev/tty; do :; done; echo $key"
            ]
        )
        try terminal.wait(for: "the pager") { $0.contains("reading") }
        terminal.type("\u{3}")
        try terminal.wait(for: "the pager's answer") { $0.contains("interrupted") }
        #expect(!terminal.output.contains("found"))
        terminal.type("left\n")
        #expect(try terminal.waitForEnd() == 0)
        let shown = terminal.output
        let told = try #require(shown.firstRange(of: "found"))
        #expect(shown.firstRange(of: "\nleft").map { $0.lowerBound < told.lowerBound } ?? true, "\(shown)")
    }

    @Test("less, where nothing else is named, shows colours, and leaves the terminal as it was")
    func less() throws {
        guard try Program.run("sh", ["-c", "command -v less"]).status == 0 else { return }
        let terminal = try PseudoTerminal(
            Program.product("wiredesk"),
            ["log"] + desk.options,
            columns: 100,
            rows: 4,
            environment: ["PAGER": "less"]
        )
        try terminal.wait(for: "the prompt") { $0.contains(":") && $0.contains("\u{1B}[32marchived") }
        #expect(!terminal.output.contains("bridge.txt"))
        terminal.type("G")
        try terminal.wait(for: "the end") { $0.contains("bridge.txt") }
        terminal.type("q")
        #expect(try terminal.waitForEnd() == 0)
        #expect(terminal.settings == (echo: true, lines: true))
    }
}
