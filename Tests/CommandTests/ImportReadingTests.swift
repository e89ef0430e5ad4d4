import Foundation
import LinuxIO
import Testing
import TestSupport

@Suite("What an import says of its files")
struct ImportReadingTests: ImportTests {
    let desk: ScratchDesk
    private static let text = "Lace school reopens\n\nVOLOGDA, June 10. /TASS/. The school opened.\n"
    private static let embargoed = """
        Ferry sails at noon

        EMBARGOED UNTIL 06:00 JUNE 11, 2026

        VOLOGDA, June 10 (Example) - The ferry sails at noon, the harbour office said.

        """

    init() throws { desk = try ScratchDesk() }

    private func lay() throws {
        for (name, text) in [("a.txt", Self.text), ("b.txt", Self.embargoed)] {
            let file = try desk.scratch.write(text, to: "collection/1998/" + name)
            var times = [timespec(tv_sec: 1_700_000_000, tv_nsec: 0), timespec(tv_sec: 1_700_000_000, tv_nsec: 0)]
            utimensat(AT_FDCWD, file, &times, 0)
        }
    }

    /// The records of the archive, and that they are as their schema says.
    private func lines() throws -> [[String: Any]] {
        let shown = try wiredesk("follow", "--no-wait").output.split(separator: "\n").map(String.init)
        #expect(
            try JSONSchemaValidator.verdicts(shown.map { Array($0.utf8) }, schema: RecordJudge.schema) == [nil, nil]
        )
        return try shown.map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
    }

    private func check() throws {
        var found: [String: [String: Any]] = [:]
        for line in try lines() { found[line["headline"] as? String ?? ""] = line }
        let school = try #require(found["Lace school reopens"])
        #expect(school["published"] as? [String: String] == ["date": "1998-06-10", "basis": "dateline; year as given"])
        #expect(school["assumed"] as? [String: Int] == ["year": 1998])
        let ferry = try #require(found["Ferry sails at noon"])
        #expect(ferry["embargo_until"] as? String == "2026-06-11T06:00:00+04:00")
        #expect((ferry["assumed"] as? [String: Any])?["zone"] as? String == "Asia/Dubai")
    }

    @Test("Year and zone are recorded as assumed, whoever reads the files", arguments: [false, true])
    func recorded(isDaemonRunning: Bool) throws {
        try lay()
        let daemon = isDaemonRunning ? try desk.start() : nil
        try daemon?.waitUntilReady()
        let ran = try wiredesk("import", "--year", "1998", "--zone", "Asia/Dubai", collection)
        #expect(ran.status == 0, "\(ran.errors)")
        try check()
        let page = try wiredesk("show", "collection/1998/a.txt").output
        #expect(page.contains("assumed year 1998"))
        try daemon?.stop()
    }

    @Test("They go with a file through quarantine and back, and count when it is read again")
    func quarantined() throws {
        try lay()
        try desk.scratch.write("max_file_size: 10B\n", to: "small.yaml")
        let refused = try wiredesk(
            "import",
            "--year",
            "1998",
            "--zone",
            "Asia/Dubai",
            collection,
            "--config",
            desk.scratch.path + "/small.yaml"
        )
        #expect(refused.status == 65, "\(refused.errors)")
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        #expect(try wiredesk("quarantine", "retry", "--all").status == 0)
        try daemon.wait(for: "the answers") { try desk.sql("SELECT seq FROM article").count == 2 }
        try daemon.stop()
        try check()
    }

    @Test("parse takes them too, and what is no year or no zone is refused by name")
    func parse() throws {
        try lay()
        let file = collection + "/1998/a.txt"
        let ran = try Program.run(Program.product("wiredesk"), ["parse", "--year", "1998", file])
        #expect(ran.output.contains(#""published":{"date":"1998-06-10","basis":"dateline; year as given"}"#))
        #expect(ran.output.contains(#""assumed":{"year":1998}"#))
        for (option, value, problem) in [
            ("--year", "98", "--year 98 is not a year of four digits"),
            ("--year", "MCM", "the value 'MCM' is invalid for '--year <year>'; see `wiredesk import --help`"),
            (
                "--zone", "Moscow",
                "--zone Moscow is not a time zone of this system; `timedatectl list-timezones` lists them"
            ),
        ] {
            let refused = try wiredesk("import", option, value, collection)
            #expect(refused.status == 64 && refused.errors == "wiredesk: \(problem)\n")
        }
    }

    @Test("Where the inbox's disk keeps no attributes, an import that needs them says so, and others go on")
    func withoutAttributes() throws {
        try lay()
        let ran = try Program.run(
            "strace",
            [
                "-f", "-qq", "-o", "/dev/null", "-e", "inject=fsetxattr,fgetxattr:error=EOPNOTSUPP",
                Program.product("wiredesk"), "import", "--year", "1998", collection, "--state-directory", desk.path,
            ]
        )
        #expect(ran.status == 73)
        #expect(ran.errors.contains("keeps no extended attributes"), "\(ran.errors)")
        #expect(try wiredesk("import", collection).status == 0)
    }
}
