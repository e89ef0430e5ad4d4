import Foundation
import Testing
import TestSupport

/// What a person sees of the commands that read the archive itself, or a file.
@Suite("The screens of verify and parse")
struct ReadingScreenTests {
    private let desk: MadeDesk

    init() throws {
        desk = try MadeDesk.example()
    }

    private var table: ScreenTable {
        ScreenTable(
            replacements: [(desk.path, "DESK")],
            patterns: [
                (#""(ingested|modified)_at":"[^"]*""#, #""$1_at":"TIME""#), (#""crc32":"[^"]*""#, #""crc32":"CRC""#),
            ]
        )
    }

    private static let media = ScreenTable.Medium.allCases + [.slim]

    @Test("wiredesk verify")
    func verify() throws {
        var table = table
        let options = ["--state-directory", desk.path]
        try table.add(["verify"], options, media: Self.media)
        try table.add(["verify", "--json"], options, media: [.pipe])
        desk.scratch.expectDamage()
        let segment = desk.path + "/archive/date=2026-11-20/articles-000001.jsonl"
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: segment)))
        bytes[200] ^= 0x04
        try Data(bytes).write(to: URL(filePath: segment))
        try FileManager.default.removeItem(atPath: desk.path + "/catalogue.sqlite")
        try table.add(["verify"], options, media: Self.media)
        try table.add(["verify", "--json"], options, media: [.pipe])
        try table.add(["verify", "--state-directory", desk.path + "/none"], media: [.pipe])
        try table.check("verify")
    }

    @Test("wiredesk parse")
    func parse() throws {
        var table = table
        let story = try desk.scratch.write(FerryStory.text, to: "files/ferry.txt")
        let note = try desk.scratch.write("A line and nothing else.\n", to: "files/note\u{1B}[31m.txt")
        let time = timespec(tv_sec: 1_795_000_000, tv_nsec: 0)
        for file in [story, note] { utimensat(AT_FDCWD, file, [time, time], 0) }
        try table.add(["parse", story], media: Self.media)
        try table.add(["parse", note], media: Self.media)
        try table.add(["parse", note, story, desk.path + "/files/none.txt"], media: [.pipe])
        try table.check("parse")
    }
}
