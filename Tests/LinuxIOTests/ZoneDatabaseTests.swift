import Base
import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("The time zones of the system")
struct ZoneDatabaseTests {
    private static let zones = [
        "Europe/Moscow", "Europe/London", "Europe/Dublin", "America/New_York", "America/Los_Angeles", "Asia/Tokyo",
        "Asia/Kathmandu", "Asia/Gaza", "Asia/Tehran", "Africa/Casablanca", "Australia/Lord_Howe", "Pacific/Apia",
        "America/Nuuk", "America/Asuncion", "Pacific/Chatham", "Antarctica/Troll", "UTC", "Etc/GMT-3", "EST5EDT",
    ]

    @Test("Each has the offsets that Python finds, before its first change and far behind its last")
    func agreement() throws {
        let zones = ZoneDatabase()
        // From 1880 on, every ten days and some hours.
        let times = stride(from: Int64(-2_840_140_800), to: 4_102_444_800, by: 10 * 86_400 + 17_371).map { $0 }
        let program = """
            import datetime, sys, zoneinfo
            times = [int(word) for word in sys.stdin.read().split()]
            utc = datetime.timezone.utc
            epoch = datetime.datetime(1970, 1, 1, tzinfo=utc)
            for name in sys.argv[1:]:
                zone = zoneinfo.ZoneInfo(name)
                for time in times:
                    moment = epoch + datetime.timedelta(seconds=time)
                    at = int(moment.astimezone(zone).utcoffset().total_seconds())
                    local = int(moment.replace(tzinfo=zone).utcoffset().total_seconds())
                    print(at, local)
            """
        let found = try Python.run(
            ["-c", program] + Self.zones,
            input: Array(times.map { "\($0)" }.joined(separator: " ").utf8)
        )
        try #require(found.status == 0, "\(found.errors)")
        var lines = found.output.split(separator: "\n")[...]
        for name in Self.zones {
            let rules = try #require(zones.rules(named: name), "\(name)")
            #expect(rules.name == name)
            var wrong: [String] = []
            for time in times {
                let line = lines.removeFirst()
                if line != "\(rules.offset(at: time)) \(rules.offset(atLocal: time))" {
                    wrong.append("\(time): \(line)")
                }
            }
            #expect(wrong.isEmpty, "\(name): \(wrong.count) wrong, such as \(wrong.first ?? "")")
        }
        #expect(lines.isEmpty)
    }

    @Test("A time that comes twice is the first of the two, and one that is left out goes by what held before")
    func turns() throws {
        let zone = try #require(ZoneDatabase().rules(named: "Europe/Berlin"))
        // 2026-10-25 02:30 and 2026-03-29 02:30.
        #expect(zone.offset(atLocal: 1_792_895_400) == 7_200)
        #expect(zone.offset(atLocal: 1_774_751_400) == 3_600)
    }

    @Test(
        "What is no name of a zone is none, wherever it would lead",
        arguments: [
            "", "Moscow", "europe/moscow ", "Europe", "../../../etc/passwd", "/etc/localtime", "Europe//Moscow",
            "Europe/../Europe/Moscow", "zone.tab", "Europe/Moscow\0", "tzdata.zi", "leapseconds", "MSK",
        ]
    )
    func none(_ name: String) {
        #expect(ZoneDatabase().rules(named: name) == nil)
    }

    @Test("A file that is cut anywhere, or has any byte changed, is read without harm")
    func harmed() throws {
        let file = "/usr/share/zoneinfo/America/New_York"
        let bytes = Array(try Data(contentsOf: URL(filePath: file)))
        #expect(ZoneFile.rules(bytes, name: "x") != nil)
        for length in 0..<bytes.count { _ = ZoneFile.rules(Array(bytes[..<length]), name: "x") }
        for index in bytes.indices {
            for value in [0, 0x7F, 0x80, 0xFF] as [UInt8] {
                var changed = bytes
                changed[index] = value
                _ = ZoneFile.rules(changed, name: "x")
            }
        }
    }
}
