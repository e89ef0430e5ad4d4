import Foundation
import LinuxIO
import Testing
import TestSupport

/// The clock of the example desk stands at noon of Sunday, 2026-11-22; its articles are of 10 June, 20, 21 and 22 November.
@Suite("Days and times as people type them")
struct TimeWordTests {
    private func list(_ command: [String], zone: String = "UTC") throws -> (status: Int32, numbers: [Int64]) {
        let desk = try MadeDesk.example()
        let ran = try Program.run(
            Program.product("wiredesk"),
            command + ["--json"] + desk.options,
            environment: ["TZ": zone]
        )
        struct Line: Decodable { var seq: Int64? }
        let lines = try ran.output.split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
        return (ran.status, lines.compactMap(\.seq))
    }

    @Test(
        "A day, a month, a year, and how long ago",
        arguments: [
            (["--on", "2026-11"], [2, 3, 4]), (["--on", "2026"], [1, 2, 3, 4]), (["--on", "yesterday"], [3]),
            (["--on", "today"], [4]), (["--on", "Today"], [4]), (["--on", "1 day ago"], [3]),
            (["--on", "a day ago"], [3]),
            (["--since", "2 days ago"], [2, 3, 4]), (["--since", "2w"], [2, 3, 4]), (["--since", "1d"], [3, 4]),
            (["--on", "this week"], [2, 3, 4]), (["--on", "last week"], []), (["--until", "last week"], [1]),
            (["--since", "last month"], [2, 3, 4]), (["--on", "2026-06"], [1]), (["--until", "5 months ago"], [1]),
            (["--since", "6 months ago"], [1, 2, 3, 4]), (["--since", "last year", "--until", "2026-10"], [1]),
            (["--on", "2025"], []),
        ] as [([String], [Int64])]
    )
    func days(options: [String], expected: [Int64]) throws {
        let listed = try list(["list"] + options)
        #expect(listed.numbers == expected)
        #expect(listed.status == (expected.isEmpty ? 1 : 0))
        // As words of a search too.
        let words = stride(from: 0, to: options.count, by: 2).map {
            "\(options[$0].dropFirst(2)):\"\(options[$0 + 1])\""
        }
        #expect(try list(["find"] + words).numbers.sorted() == expected)
    }

    @Test(
        "Today is the day where the command runs",
        arguments: [("Asia/Tokyo", [4]), ("America/Los_Angeles", [4]), ("Pacific/Kiritimati", [])]
            as [(String, [Int64])]
    )
    func zones(zone: String, expected: [Int64]) throws {
        #expect(try list(["list", "--on", "today"], zone: zone).numbers == expected)
    }

    @Test(
        "Times go back by hours and minutes too",
        arguments: [
            ("5h", 1), ("4 hours ago", 0), ("5 hours ago", 1), ("300 minutes ago", 1), ("2 days ago", 5), ("2w", 6),
        ]
    )
    func times(since: String, count: Int) throws {
        let desk = try MadeDesk.example()
        let ran = try Program.run(
            Program.product("wiredesk"),
            ["log", "--since", since, "-j"] + desk.options,
            environment: ["TZ": "UTC"]
        )
        #expect(ran.output.split(separator: "\n").count == count)
        #expect(ran.status == (count == 0 ? 1 : 0))
    }

    @Test(
        "What is no day is refused",
        arguments: ["soon", "2026-13", "2026-11-31", "26-11", "3 moons ago", "last", "-1d"]
    )
    func refused(text: String) throws {
        let desk = try MadeDesk.example()
        let ran = try Program.run(Program.product("wiredesk"), ["list", "--on=\(text)"] + desk.options)
        #expect(ran.status == 64)
        #expect(ran.errors.contains("--on \(text) is not a day"), "\(ran.errors)")
    }
}
