import Article
import Formats
import Foundation
import LinuxIO
import Search
import Testing
import TestSupport

@Suite("log, trace, list, find, show, stats and export: for programs, and when something is missing")
struct LookupCommandTests: LookupTests {
    let desk: MadeDesk

    init() throws {
        desk = try MadeDesk.example()
    }

    private static let commands: [(arguments: [String], schema: String)] = [
        (["log"], "wiredesk-log"), (["log", "--limit", "0"], "wiredesk-log"),
        (["trace", "ferry.txt", "ferry again.txt", "bridge.txt", "note\u{1B}[31m.txt", "new.txt"], "wiredesk-trace"),
        (["list"], "wiredesk-list"), (["find", "ferry"], "wiredesk-find"), (["find", "source:TASS"], "wiredesk-find"),
        (["stats"], "wiredesk-stats"), (["stats", "--source", "nobody"], "wiredesk-stats"),
    ]

    @Test("trace takes a name that is no UTF-8 as it is, and tells of a file that lies too deep why it is not read")
    func traceInTheInbox() throws {
        let deep = (1...17).map { "d\($0)" }.joined(separator: "/") + "/x.txt"
        try desk.scratch.write("never read", to: "inbox/" + deep)
        let ran = try Program.run(
            "sh",
            [
                "-c",
                """
                name=$(printf 'a\\377b\\377.txt')
                echo waits >"$1/inbox/$name"
                shift
                wiredesk=$1 deep=$2
                shift 2
                "$wiredesk" trace "$@" "$name" && "$wiredesk" trace --json "$@" "$name" "$deep"
                """, "sh", desk.scratch.path, Program.product("wiredesk"), deep,
            ] + desk.options,
        )
        #expect(ran.errors == "")
        #expect(ran.status == 0)
        let lines = ran.output.split(separator: "\n")
        try #require(lines.count == 3)
        #expect(lines[0].contains(#"waiting\ta\xffb\xff.txt"#.replacing(#"\t"#, with: "\t")))
        #expect(lines[1].contains(#""path":"a%FFb%FF.txt""#))
        #expect(lines[2].contains(#""reason":"too-deep""#))
        try JSONSchemaValidator.check(lines[1...].joined(separator: "\n") + "\n", against: "wiredesk-trace")
    }

    @Test(
        "Each --json fits its schema, and is the same without an index and without a catalogue",
        arguments: 0..<commands.count
    )
    func schemas(command: Int) throws {
        try desk.scratch.write("not read yet", to: "inbox/new.txt")
        let (arguments, schema) = Self.commands[command]
        func run() throws -> Program {
            try Program.run(
                Program.product("wiredesk"),
                arguments + ["--json"] + desk.options,
                environment: ["TZ": "UTC"]
            )
        }
        let scanned = try run()
        let isEmpty = arguments.contains("nobody")
        #expect(scanned.errors == (isEmpty ? "wiredesk: no article fits\n" : ""))
        #expect(scanned.status == (isEmpty ? 1 : 0))
        #expect(!scanned.output.isEmpty)
        try JSONSchemaValidator.check(scanned.output, against: schema)
        try desk.index()
        let indexed = try run()
        if schema != "wiredesk-find" { #expect(indexed.output == scanned.output) }
        try JSONSchemaValidator.check(indexed.output, against: schema)
        try desk.remove(desk.cataloguePath)
        let without = try run()
        try JSONSchemaValidator.check(without.output, against: schema)
        if schema == "wiredesk-list" { #expect(without.output == scanned.output) }
    }

    @Test(
        "An argument of several words with -, OR or * in it is read as the same words one by one",
        arguments: ["ferry -storm", "ferry OR zeppelin", "harbour off*"]
    )
    func oneArgument(_ query: String) throws {
        try desk.index()
        func found(_ words: [String]) throws -> Program {
            try Program.run(
                Program.product("wiredesk"),
                ["find"] + words + ["--json"] + desk.options,
                environment: ["TZ": "UTC"]
            )
        }
        let apart = try found(query.split(separator: " ").map(String.init))
        let together = try found([query])
        #expect(together.output == apart.output)
        #expect(together.status == apart.status)
    }

    @Test("Without a catalogue or an index, archive and ledger tell the same")
    func withoutCatalogue() throws {
        func answers() throws -> [Program] {
            [try wiredesk("log"), try wiredesk("log", "--json", "--limit", "0"), try wiredesk("stats", "--json")]
        }
        let before = try answers().map(\.output)
        try desk.remove(desk.cataloguePath)
        let without = try answers()
        #expect(without.map(\.output) == before)
        #expect(without.map(\.errors) == ["", "", ""])
        try desk.remove(desk.indexPath)
        #expect(try answers().map(\.output) == before)
    }

    @Test("A damaged index is told once, and the answer is right all the same")
    func damagedIndex() throws {
        let right = try wiredesk("list").output
        try desk.scratch.write("no database, and some more of that to be sure", to: "index.sqlite")
        let ran = try wiredesk("list")
        #expect(ran.output == right)
        #expect(ran.status == 0)
        #expect(ran.errors.split(separator: "\n").count == 1)
        #expect(ran.errors.contains("`wiredesk find --rebuild` rebuilds it"))
        let rebuilt = try wiredesk("find", "--rebuild", "ferry")
        #expect(rebuilt.errors == "wiredesk: the index was rebuilt: 4 articles, 6 deliveries\n")
        #expect(rebuilt.status == 0)
        #expect(try wiredesk("list").errors == "")
    }

    @Test("With search switched off, find says how to switch it on, and list answers all the same")
    func switchedOff() throws {
        let off = ["WIREDESK_SEARCH": "off"]
        let found = try wiredesk("find", "ferry", environment: off)
        #expect(found.status == 69)
        #expect(
            found.errors
                == "wiredesk: the index is switched off (WIREDESK_SEARCH); set `search: on` and restart the daemon, which then "
                + "makes it\n"
        )
        #expect(try wiredesk("list", environment: off).output == wiredesk("list").output)
    }

    @Test(
        "A command line that is wrong is told in one line with what to do, and the status is 64",
        arguments: [
            ["log", "--since", "soon"], ["log", "--outcome", "lost"], ["log", "--limit", "-1"],
            ["list", "--on", "2026-02-30"],
            ["find"], ["find", "-x"], ["list", "--on", ""], ["find", "--limt", "3", "x"], ["find", "f*"],
            ["export", "--format", "xml"],
            ["log", "--follow", "--until", "today"], ["trace"], ["find", "title:ferry"],
            ["find", "-sorce:TASS", "ferry"],
        ]
    )
    func usage(arguments: [String]) throws {
        let ran = try Program.run(Program.product("wiredesk"), arguments + desk.options, environment: [:])
        #expect(ran.status == 64, "\(arguments): \(ran.errors)")
        #expect(ran.errors.hasPrefix("wiredesk: "))
        #expect(ran.errors.filter(\.isNewline).count == 1, "\(ran.errors)")
        #expect(ran.output == "")
    }

    @Test(
        "Where there is no archive, each says so in one line, and the status is 66",
        arguments: [
            ["log"], ["trace", "x"], ["list"], ["find", "x"], ["show", "1"], ["stats"], ["export"],
        ]
    )
    func noArchive(arguments: [String]) throws {
        let empty = try ScratchDirectory()
        let ran = try Program.run(
            Program.product("wiredesk"),
            arguments + ["--state-directory", empty.path],
            environment: [:]
        )
        #expect(ran.status == 66)
        #expect(
            ran.errors
                == "wiredesk: there is no archive in \(empty.path); name the desk's folder with --state-directory\n"
        )
    }

    @Test(
        "A reader that goes away early causes no message",
        arguments: ["log", "list", "find ferry", "stats", "export"]
    )
    func brokenPipe(command: String) throws {
        let script = "\"$0\" \(command) --state-directory \"$1\" | head -c 10"
        let ran = try Program.run(
            "/bin/bash",
            ["-c", "set -o pipefail; " + script, Program.product("wiredesk"), desk.path]
        )
        #expect(ran.errors == "")
        #expect(ran.status == 0)
        #expect(ran.output.utf8.count == 10)
    }

    @Test("A delivery is found by a path as it was printed, by its last part, and by its digest in capitals")
    func printedPaths() throws {
        let printed = try wiredesk("log", "--outcome", "quarantined").output.split(separator: "\t")[2]
        #expect(printed == #"note\u{1b}[31m.txt"#)
        for path in [String(printed), "note\u{1B}[31m.txt", "note*"] {
            #expect(try wiredesk("log", "--path", path).output.split(separator: "\n").count == 1, "\(path)")
        }
        #expect(try wiredesk("trace", String(printed)).output.contains("\tquarantined\t"))
        #expect(try wiredesk("log", "--path", "ferry*").output.split(separator: "\n").count == 2)
        #expect(try wiredesk("log", "--path", "轮渡.txt").output.split(separator: "\n").count == 1)
        let digest = try Program.run("sha256sum", [desk.path + "/quarantine/note\u{1B}[31m.txt"]).output
            .split(separator: " ")[0].drop { $0 == "\\" }
        #expect(try wiredesk("trace", digest.uppercased()).output.contains("\tquarantined\t"))
    }

    @Test("Digits are a number where an article has it, and the beginning of an id where none has")
    func digits() throws {
        let ids = try wiredesk("list", "--json", "--limit", "0").output.split(separator: "sha256:").dropFirst()
        #expect(try wiredesk("show", ids[1].prefix(12).uppercased()).status == 0)
        let zero = try wiredesk("show", "0")
        #expect(zero.status == 66)
        #expect(zero.errors == "wiredesk: articles are numbered from 1, and 0 is none of them\n")
        // An id that begins with eight digits turns up among few hundred stories.
        var found: String?
        for number in 1...2_000 where found == nil {
            let text = "Ferry \(number)\n\nBERLIN, June 3 (Example) - It sails.\n"
            let parsed = try #require(Self.id(of: text))
            guard parsed.prefix(6).allSatisfy(\.isNumber), !parsed.hasPrefix("0") else { continue }
            try desk.deliver(text, as: "digits.txt", at: 1_795_400_000_000_000_000)
            found = String(parsed.prefix(6))
        }
        try desk.enterCatalogue()
        let begun = try #require(found)
        #expect(try wiredesk("show", begun).output.contains("It sails."))
        #expect(try wiredesk("show", "sha256:" + begun).output.contains("It sails."))
    }

    /// The content id of a story, in digits.
    private static func id(of text: String) -> String? {
        let context = ReadingContext(modified: 1_795_400_000)
        return ArticleReader().read(Array(text.utf8).span, context: context).articles.first
            .map { String("\($0.contentID)".dropFirst("sha256:".count)) }
    }

    @Test("An article's day is the printed one everywhere, and the local one of archiving where none is printed")
    func days() throws {
        // 23:30 and 03:00 in UTC: the next day in Tokyo, and the day before in Los Angeles, for one of them each.
        let late: Int64 = 1_795_390_200_000_000_000
        try desk.deliver("A story without a day\n\nThe ferry sails again, they said.\n", as: "late.txt", at: late)
        let early = late + 3_600_000_000_000 * 7 / 2
        try desk.deliver("Another without one\n\nThe tram runs again, they said.\n", as: "early.txt", at: early)
        try desk.enterCatalogue()
        let (first, second) = ("A story without a day", "Another without one")
        let days = [
            "UTC": ("2026-11-22", "2026-11-23"), "Asia/Tokyo": ("2026-11-23", "2026-11-23"),
            "America/Los_Angeles": ("2026-11-22", "2026-11-22"),
        ]
        for isIndexed in [false, true] {
            if isIndexed { try desk.index() }
            for (zone, days) in days {
                let told = try wiredesk("list", "--limit", "0", environment: ["TZ": zone]).output
                #expect(told.contains("\t[\(days.0)]\t") && told.contains("\t[\(days.1)]\t"), "\(zone): \(told)")
                for day in ["2026-11-22", "2026-11-23"] {
                    let on = try wiredesk("list", "--on", day, environment: ["TZ": zone]).output
                    #expect(on.contains(first) == (days.0 == day), "\(zone), \(day): \(on)")
                    #expect(on.contains(second) == (days.1 == day), "\(zone), \(day): \(on)")
                    let since = try wiredesk("list", "--since", day, environment: ["TZ": zone]).output
                    #expect(since.contains(first) == (days.0 >= day), "\(zone), \(day): \(since)")
                    #expect(since.contains(second) == (days.1 >= day), "\(zone), \(day): \(since)")
                    let found = try wiredesk("find", "again", "--on", day, environment: ["TZ": zone]).output
                    #expect(found.contains(second) == (days.1 == day), "\(zone), \(day): \(found)")
                    let all = try wiredesk(
                        "list",
                        "--on",
                        day,
                        "--limit",
                        "0",
                        "--all-versions",
                        environment: ["TZ": zone]
                    ).output
                    let stats = try wiredesk("stats", environment: ["TZ": zone]).output
                    let count = all.split(separator: "\n").count
                    #expect(stats.contains("day\t\(day)\t\(count)\n") == (count > 0), "\(zone), \(day): \(stats)")
                }
                #expect(
                    try wiredesk("list", "--on", "2026-06-10", environment: ["TZ": zone]).output.contains("old ferry")
                )
            }
        }
    }

    @Test("An article is shown by the first digits of its id and by a file's name; what means several is refused")
    func selections() throws {
        let id = try #require(try wiredesk("list", "--json", "--limit", "0").output.split(separator: "\n").first).split(
            separator: "sha256:"
        )[1].prefix(8)
        #expect(try wiredesk("show", String(id)).output.contains("content") == false)
        #expect(try wiredesk("show", "sha256:" + id).status == 0)
        #expect(try wiredesk("show", "ferry again.txt").output.contains("old ferry returns"))
        #expect(try wiredesk("show", "ferry again.txt").output.contains("2 deliveries\n"))
        try desk.deliver(
            "Another ferry\n\nBERLIN, June 3 (Example) - It sails.\n",
            as: "b/ferry.txt",
            at: 1_795_400_000_000_000_000
        )
        try desk.enterCatalogue()
        let several = try wiredesk("show", "ferry.txt")
        #expect(several.status == 65)
        #expect(
            several.errors
                == "wiredesk: ferry.txt is not one article: files of this name brought several (1, 5); give one of the numbers\n"
        )
    }

    @Test("Times for people are local, times for programs are in UTC")
    func times() throws {
        let vienna = ["TZ": "Europe/Vienna"]
        #expect(try wiredesk("log", "--limit", "1", environment: vienna).output.hasPrefix("2026-11-22 08:45:00\t"))
        #expect(try wiredesk("log", "--limit", "1", "--json", environment: vienna).output.contains("T07:45:00.000Z"))
        // A day begins at local midnight: 07:45 in UTC is the day before in Honolulu.
        let honolulu = ["TZ": "Pacific/Honolulu"]
        #expect(try wiredesk("log", "--since", "2026-11-22", environment: honolulu).output == "")
        #expect(try wiredesk("log", "--since", "2026-11-22", environment: vienna).output != "")
    }
}
