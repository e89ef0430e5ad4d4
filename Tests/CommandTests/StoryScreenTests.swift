import Foundation
import TestSupport
import Testing

@Suite("The screens of stories and their versions")
struct StoryScreenTests {
    private let desk: MadeDesk

    init() throws {
        desk = try MadeDesk.stories()
    }

    private func screens() throws -> ScreenTable {
        var table = ScreenTable(replacements: [(desk.path, "DESK")])
        let commands = [
            ["story", "1"], ["story", "polar/ferry.txt"], ["story", "7"], ["story", "2", "--json"], ["story", "99"],
            ["show", "2"], ["list"], ["list", "--all-versions"], ["list", "--json", "--limit", "3"],
            ["find", "viaduct"], ["find", "viaduct", "--all-versions"], ["find", "ferry"],
            ["export", "--format", "ninjs", "--killed", "yes", "--limit", "2"],
            ["export", "--format", "csv", "--embargoed", "no", "--limit", "2"], ["stats"],
        ]
        for command in commands {
            let isPlain = command.contains("--json") || command[0] == "export"
            try table.add(command, desk.options, media: isPlain ? [.pipe] : ScreenTable.Medium.allCases)
        }
        return table
    }

    @Test("wiredesk story, and what list, find, show, export and stats say of versions")
    func indexed() throws {
        try desk.index()
        try screens().check("story")
    }

    @Test("Without an index, and with one that is behind, they say the same", arguments: [0, 1])
    func same(steps: Int) throws {
        let indexed = try MadeDesk.stories()
        try indexed.index()
        if steps > 0 { try desk.index(steps: steps) }
        for command in [["story", "3"], ["list"], ["list", "--all-versions", "--json"], ["show", "4"], ["stats"]] {
            let one = try Program.run(Program.product("wiredesk"), command + desk.options)
            let other = try Program.run(Program.product("wiredesk"), command + indexed.options)
            #expect(
                one.output.replacing(desk.path, with: "") == other.output.replacing(indexed.path, with: ""),
                "\(command)"
            )
        }
    }

    @Test("What story and list print for programs is what their schemas say")
    func schemas() throws {
        try desk.index()
        let commands = [
            (["story", "1", "--json"], "wiredesk-story"), (["list", "--all-versions", "--json"], "wiredesk-list"),
            (["find", "viaduct", "--all-versions", "--json"], "wiredesk-find"),
            (["stats", "--json"], "wiredesk-stats"),
            (["export", "--format", "ninjs", "--killed", "yes"], "ninjs-3.1-of-export"),
        ]
        for (command, schema) in commands {
            try JSONSchemaValidator.check(
                try Program.run(Program.product("wiredesk"), command + desk.options).output,
                against: schema
            )
        }
    }
}
