import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("Commands that come upon a damaged record say so, and tell the others")
struct DamagedRecordTests: LookupTests {
    let desk: MadeDesk

    init() throws { desk = try MadeDesk.example() }

    /// Has one letter of the second record's headline changed, so that all but its checksum holds.
    private func damage() throws {
        let file = try #require(
            try FileManager.default.subpathsOfDirectory(atPath: desk.path + "/archive").sorted().first {
                desk.scratch.read("archive/" + $0)?.contains("\"seq\":2,") ?? false
            }
        )
        var text = try #require(desk.scratch.read("archive/" + file))
        let record = try #require(text.range(of: "\"seq\":2,"))
        let headline = try #require(text.range(of: "\"headline\":\"", range: record.upperBound..<text.endIndex))
        text.replaceSubrange(headline.upperBound..<text.index(after: headline.upperBound), with: "J")
        desk.scratch.expectDamage()
        try desk.scratch.write(text, to: "archive/" + file)
    }

    private static let told = "a damaged record was left out at date=2026-11-20/articles-000001.jsonl:0: the checksum "

    @Test(
        "export leaves it out in every format, writes the others, and ends with 65, with an index and without",
        arguments: ["jsonl", "csv", "ninjs"],
        [true, false]
    )
    func export(format: String, isIndexed: Bool) throws {
        if isIndexed { try desk.index() }
        let whole = try wiredesk("export", "--format", format)
        #expect(whole.status == 0)
        try damage()
        let found = try wiredesk("export", "--format", format)
        #expect(found.status == 65)
        #expect(found.errors.contains(Self.told), "\(found.errors)")
        // A record of CSV ends with both, and has line breaks in it.
        let end: Character = format == "csv" ? "\r\n" : "\n"
        let records = whole.output.split(separator: end)
        let expected = records.filter { !$0.contains("Harbour reopens") }
        #expect(expected.count == records.count - 1)
        #expect(found.output.split(separator: end) == expected)
        let file = desk.path + "/../export-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let written = try wiredesk("export", "--format", format, "--output", file)
        #expect(written.status == 65)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == found.output)
        // One that does not fit is no matter.
        let other = try wiredesk("export", "--format", format, "--since", "2026-11-21")
        #expect(other.status == (isIndexed ? 0 : 65), "\(other.errors)")
    }

    @Test("Without an index, list, find and stats leave it out and end with 65; with one, what they need is in that")
    func listings() throws {
        let commands = [
            ["list"], ["list", "--json"], ["stats"], ["find", "ferry"], ["find", "nothing-of-this-kind"],
        ]
        try damage()
        for command in commands {
            let ran = try Program.run(
                Program.product("wiredesk"),
                command + desk.options,
                environment: ["TZ": "UTC"]
            )
            #expect(ran.status == 65, "\(command)")
            #expect(ran.errors.contains(Self.told), "\(command): \(ran.errors)")
        }
        #expect(try wiredesk("list", "--json").output.split(separator: "\n").count == 3)
    }

    @Test("An index made after the damage tells of it in every listing, until the record is sound again")
    func indexedAfterwards() throws {
        let segment = "archive/date=2026-11-20/articles-000001.jsonl"
        let sound = try #require(desk.scratch.read(segment))
        try damage()
        let rebuilt = try wiredesk("find", "--rebuild")
        #expect(rebuilt.status == 65)
        #expect(rebuilt.errors.contains("the index was rebuilt: "), "\(rebuilt.errors)")
        #expect(rebuilt.errors.contains(Self.told), "\(rebuilt.errors)")
        let onTheDay = ["list", "--on", "2026-11-20"]
        for command in [["list"], ["stats"], ["find", "ferry"], ["export"], ["show", "2"], onTheDay] {
            let ran = try Program.run(Program.product("wiredesk"), command + desk.options, environment: ["TZ": "UTC"])
            #expect(ran.status == 65, "\(command)")
            #expect(ran.errors.contains(Self.told) || command[0] == "show", "\(command): \(ran.errors)")
        }
        #expect(try wiredesk("show", "1").status == 0)
        // What the record cannot be is answered as if it were sound.
        for command in [["show", "99"], ["story", "99"]] {
            let ran = try Program.run(Program.product("wiredesk"), command + desk.options)
            #expect(ran.status == 66 && ran.errors.contains("there is no article 99"), "\(command): \(ran.errors)")
            #expect(!ran.errors.contains("damaged"), "\(command): \(ran.errors)")
        }
        for command in [["list"], ["stats"], ["find", "ferry"], ["export"]] {
            let later = command + ["--since", "2026-12-20"] + desk.options
            let ran = try Program.run(Program.product("wiredesk"), later, environment: ["TZ": "UTC"])
            #expect(ran.status == 1 && !ran.errors.contains("damaged"), "\(command): \(ran.status) \(ran.errors)")
        }
        // An article may be archived long after the day that it prints.
        #expect(try wiredesk("list", "--on", "2020-01-01").status == 65)
        try desk.scratch.write(sound, to: segment)
        let listed = try wiredesk("list", "--json")
        #expect(listed.status == 0)
        #expect(listed.output.split(separator: "\n").count == 4)
        #expect(listed.errors.contains("`wiredesk find --rebuild` rebuilds it"), "\(listed.errors)")
        #expect(try wiredesk("find", "--rebuild").status == 0)
        #expect(try wiredesk("list").errors.isEmpty)
    }

    @Test("trace of its file says so and ends with 65, and that of another with 0")
    func traced() throws {
        let name = "example/2026/harbour-reopens-after-a-storm-of-two-days-and-three-nights.txt"
        #expect(try wiredesk("trace", name).status == 0)
        try damage()
        for options in [[], ["--json"]] {
            let ran = try Program.run(Program.product("wiredesk"), ["trace", name] + options + desk.options)
            #expect(ran.status == 65)
            #expect(ran.output.contains("harbour-reopens"))
            #expect(ran.errors.contains(Self.told), "\(ran.errors)")
        }
        #expect(try wiredesk("trace", "tass/ferry.txt").status == 0)
        #expect(try wiredesk("trace", "tass/ferry.txt", "nobody.txt").status == 66)
    }

    @Test("verify says which record is missing, and what to do")
    func verified() throws {
        try damage()
        let ran = try wiredesk("verify")
        #expect(ran.status == 1)
        #expect(ran.output.contains("of the line); what is missing is record 2\n"), "\(ran.output)")
        #expect(ran.output.contains("put its segment back from a backup.\n"), "\(ran.output)")
    }

    @Test("show and story of it end with 65, and those of another one with 0")
    func named() throws {
        try damage()
        for arguments in [["show", "2"], ["show", "2", "--json"], ["story", "2"]] {
            let ran = try Program.run(Program.product("wiredesk"), arguments + desk.options)
            #expect(ran.status == 65, "\(arguments) \(ran.errors)")
            #expect(ran.output.isEmpty, "\(arguments)")
        }
        try desk.index()
        for arguments in [["show", "1"], ["show", "1", "--json"], ["story", "1"], ["show", "last"]] {
            let ran = try Program.run(Program.product("wiredesk"), arguments + desk.options)
            #expect(ran.status == 0, "\(arguments) \(ran.errors)")
        }
        #expect(try wiredesk("show", "2").status == 65)
    }

    @Test("A find whose hits are in the index, and the record of one is damaged, shows the others and ends with 65")
    func indexedFind() throws {
        try desk.index()
        #expect(try wiredesk("find", "ferry").status == 0)
        try damage()
        let ran = try wiredesk("find", "ferry")
        #expect(ran.status == 65)
        #expect(ran.errors.contains(Self.told), "\(ran.errors)")
        #expect(!ran.output.isEmpty && !ran.output.contains("arbour reopens"))
    }
}
