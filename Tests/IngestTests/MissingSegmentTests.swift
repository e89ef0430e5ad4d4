import Archive
import Catalogue
import Foundation
import LinuxIO
import Testing
import TestSupport

@testable import Ingest

@Suite("Promise 2: segments that were taken away are missed at the start, and nothing is archived again")
struct MissingSegmentTests {
    private let scratch: ScratchDirectory
    private let desk: SimulatedDesk
    private static let stories = 1...24

    init() throws {
        scratch = try ScratchDirectory()
        var desk = SimulatedDesk(scratch: scratch, fileSystem: LinuxFileSystem(), segmentSize: 3_000)
        desk.batch = 2
        self.desk = desk
        for story in Self.stories {
            let name = String(format: "%02d", story)
            try scratch.write(Story.text(story), to: "inbox/\(name)-a.txt")
            try scratch.write(Story.text(story) + "\n", to: "inbox/\(name)-b.txt")
        }
        try desk.work()
        #expect(try segments("archive").count >= 4)
        #expect(try segments("deliveries").count >= 4)
    }

    /// Which segment is taken away.
    enum Place: String, CaseIterable { case first, middle, last }

    /// What is done to it.
    enum Harm: String, CaseIterable { case movedAway, packed, linked, dayLinked, dayPacked }

    private func segments(_ folder: String) throws -> [String] {
        let files =
            FileManager.default.enumerator(atPath: scratch.path + "/" + folder)?.compactMap { $0 as? String } ?? []
        return files.filter { $0.hasSuffix(".jsonl") }.sorted()
    }

    private func path(_ place: Place, of folder: String) throws -> String {
        let segments = try segments(folder)
        let index = [Place.first: 0, .middle: segments.count / 2, .last: segments.count - 1][place] ?? 0
        return scratch.path + "/" + folder + "/" + segments[index]
    }

    /// Does it, and returns what undoes it.
    private func apply(_ harm: Harm, to path: String) throws -> () throws -> Void {
        let files = FileManager.default
        let day = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        let away = scratch.path + "/away"
        func move(_ from: String, _ to: String) throws { try files.moveItem(atPath: from, toPath: to) }
        switch harm {
        case .movedAway:
            try move(path, away)
            return { try move(away, path) }
        case .packed:
            try move(path, path + ".gz")
            return { try move(path + ".gz", path) }
        case .linked, .dayLinked:
            let place = harm == .linked ? path : day
            try move(place, away)
            try files.createSymbolicLink(atPath: place, withDestinationPath: away)
            return {
                try files.removeItem(atPath: place)
                try move(away, place)
            }
        case .dayPacked:
            try move(day, day + ".tar.gz")
            return { try move(day + ".tar.gz", day) }
        }
    }

    private func deleteCatalogue() throws {
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: scratch.path + "/catalogue.sqlite" + suffix)
        }
    }

    /// The desk is not begun; what it says.
    private func refusal() throws -> String {
        do {
            try desk.work()
            return ""
        } catch let error as DeskError {
            return error.description
        }
    }

    @Test(
        "Without a catalogue the start is refused and says what is missing, until it is put back",
        arguments: ["archive", "deliveries"],
        [
            (Harm.movedAway, Place.first), (.movedAway, .middle), (.packed, .first), (.packed, .middle),
            (.packed, .last),
            (.linked, .first), (.linked, .middle), (.linked, .last), (.dayLinked, .first), (.dayPacked, .first),
            (.dayLinked, .last),
        ]
    )
    func refused(folder: String, harm: (Harm, Place)) throws {
        let rows = try desk.rows()
        let segment = try path(harm.1, of: folder)
        let restore = try apply(harm.0, to: segment)
        try deleteCatalogue()
        try scratch.write(Story.text(1) + "\n\n", to: "inbox/again.txt")
        for _ in 1...2 {
            let told = try refusal()
            #expect(told.contains("\(folder)/"), "\(told)")
            #expect(told.contains("wiredesk verify --repair"))
            if harm.0 == .movedAway { #expect(told.contains("\(folder == "archive" ? "record" : "line")")) }
        }
        #expect(try scratch.names(in: "inbox") == ["again.txt"])
        try restore()
        try desk.work()
        #expect(Array(try desk.rows().prefix(rows.count)) == rows)
        #expect(try desk.rows().count == rows.count + 1)
        #expect(try desk.rows().last?.outcome == .duplicate)
    }

    @Test("The newest segment of the archive is missed by what the ledger names")
    func newestOfAll() throws {
        let restore = try apply(.movedAway, to: path(.last, of: "archive"))
        try deleteCatalogue()
        let told = try refusal()
        #expect(told.contains("in archive/, record"), "\(told)")
        #expect(told.contains(", behind date="), "\(told)")
        try restore()
        #expect(try refusal() == "")
    }

    @Test("The numbers and the segments about the gap are named")
    func words() throws {
        let names = try segments("archive")
        _ = try apply(.movedAway, to: path(.first, of: "archive"))
        try deleteCatalogue()
        let told = try refusal()
        #expect(told.contains("numbers are missing: in archive/, record"), "\(told)")
        #expect(told.contains(", before \(names[1])"), "\(told)")
    }

    @Test("Once it was accepted it stays so, for a catalogue that is made again too; a further gap does not")
    func accepted() throws {
        _ = try apply(.movedAway, to: path(.middle, of: "archive"))
        try deleteCatalogue()
        #expect(try refusal() != "")
        let repair = StoreRepair(
            stateDirectory: scratch.root,
            inbox: scratch.root.appending("inbox"),
            fileSystem: LinuxFileSystem()
        )
        _ = try repair.run { _ in }
        #expect(try refusal() == "")
        try deleteCatalogue()
        #expect(try refusal() == "")
        try FileManager.default.removeItem(atPath: path(.first, of: "archive"))
        try deleteCatalogue()
        #expect(try refusal() != "")
    }

    @Test("With its catalogue the desk goes on, and what the segment held is known")
    func known() throws {
        _ = try apply(.packed, to: path(.first, of: "archive"))
        try scratch.write(Story.text(1) + "\n\n", to: "inbox/again.txt")
        try desk.work()
        #expect(try desk.rows().last?.outcome == .duplicate)
    }

    @Test(
        "Lines that are damaged are no gap, nor is what stands beside a segment that is there",
        arguments: [true, false]
    )
    func lookAlikes(isDamaged: Bool) throws {
        let segment = try path(.middle, of: "archive")
        if isDamaged {
            scratch.expectDamage()
            var bytes = try #require(FileManager.default.contents(atPath: segment))
            // The break between two lines goes, and with it both.
            let newline = try #require(bytes.firstIndex(of: 0x0A))
            bytes[newline] = 0x20
            chmod(segment, 0o640)
            try bytes.write(to: URL(filePath: segment))
        } else {
            for suffix in [".gz", ".sha256", ".torn-10"] { try Data([1]).write(to: URL(filePath: segment + suffix)) }
            let day = String(segment[..<(segment.lastIndex(of: "/") ?? segment.endIndex)])
            try Data([1]).write(to: URL(filePath: day + ".tar"))
        }
        try deleteCatalogue()
        #expect(try refusal() == "")
    }
}
