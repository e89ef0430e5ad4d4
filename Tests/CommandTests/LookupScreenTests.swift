import Testing
import TestSupport

/// What a person sees of each command that looks things up, in a pipe and on terminals.
@Suite("The screens of log, trace, list, find, show and stats")
struct LookupScreenTests {
    private let desk: MadeDesk
    private var table: ScreenTable

    init() throws {
        desk = try MadeDesk.example()
        try desk.index()
        table = ScreenTable(replacements: [(desk.path, "DESK")])
    }

    private func expect(_ name: String, _ commands: [[String]]) throws {
        var table = table
        for command in commands {
            // What is for programs, and what is an error, is the same everywhere.
            let isPlain = command.contains("--json") || command[0] == "export" || command.contains("since:soon")
            try table.add(command, desk.options, media: isPlain ? [.pipe] : ScreenTable.Medium.allCases)
        }
        try table.check(name)
    }

    @Test("wiredesk log")
    func log() throws {
        try expect(
            "log",
            [
                ["log"], ["log", "--limit", "2"], ["log", "--outcome", "quarantined", "--outcome", "duplicate"],
                ["log", "--path", "tass/*"], ["log", "--since", "2d", "--until", "2026-11-21"],
                ["log", "--json", "--limit", "1"],
                ["log", "--path", "nothing"],
            ]
        )
    }

    @Test("wiredesk trace")
    func trace() throws {
        try desk.scratch.write("not read yet", to: "inbox/tass/new.txt")
        try desk.scratch.write("half a file", to: "inbox/half.tmp")
        try expect(
            "trace",
            [
                ["trace", "ferry.txt"], ["trace", "tass/bridge.txt"], ["trace", "note\u{1B}[31m.txt"],
                ["trace", "tass/new.txt"],
                ["trace", "half.tmp"], ["trace", "ferry again.txt", "--json"], ["trace", "nobody.txt"],
            ]
        )
    }

    @Test("wiredesk list")
    func list() throws {
        try expect(
            "list",
            [
                ["list"], ["list", "--limit", "2"], ["list", "--source", "tass"],
                ["list", "--place", "b*", "--language", "en"],
                ["list", "--since", "2d"], ["list", "--on", "2026-06-10", "--json"], ["list", "--source", "nobody"],
            ]
        )
    }

    @Test("wiredesk find")
    func find() throws {
        try expect(
            "find",
            [
                ["find", "ferry"], ["find", "harbour office"], ["find", "轮渡"], ["find", "malaga", "source:example"],
                ["find", "ferry", "-storm"], ["find", "ferry", "--json", "--limit", "1"], ["find", "zeppelin"],
                ["find", "harb"], ["find", "ferry", "--source", "tass"], ["find", "ferry", "zeppelin"],
                ["find", "--limit", "1", "--language", "en"], ["find", "ferry", "NOT", "storm"],
                ["find", "since:soon", "ferry"],
            ]
        )
    }

    @Test("wiredesk show")
    func show() throws {
        try expect(
            "show",
            [
                ["show", "1"], ["show", "last"], ["show", "轮渡.txt"], ["show", "2", "--json"], ["show", "ffffffff"],
                ["show", "note\u{1B}[31m.txt"],
            ]
        )
    }

    @Test("wiredesk stats")
    func stats() throws {
        try expect(
            "stats",
            [["stats"], ["stats", "--source", "TASS"], ["stats", "--json"], ["stats", "--source", "nobody"]]
        )
    }

    @Test("wiredesk export")
    func export() throws {
        try expect(
            "export",
            [
                ["export", "--source", "tass"], ["export", "--format", "csv", "--place", "berlin"],
                ["export", "--format", "ninjs", "--since", "2026-11-20"], ["export", "--source", "nobody"],
                ["export", "--find", "ferry NOT storm"], ["export", "-f", "csv", "--columns", "seq,source,headline"],
                ["export", "-f", "csv", "--columns", "seq,hedline"],
            ]
        )
    }
}
