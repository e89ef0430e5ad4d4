import Archive
import Catalogue
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Ingest

@Suite("Promise 1: recovery cuts no whole line of a file that has left the inbox")
struct WholeLinesTests {
    private let scratch: ScratchDirectory
    private let desk: SimulatedDesk

    init() throws {
        scratch = try ScratchDirectory()
        var desk = SimulatedDesk(scratch: scratch, fileSystem: LinuxFileSystem(), segmentSize: 1 << 20)
        desk.batch = 6
        self.desk = desk
        scratch.expectDamage()
        for story in 1...6 { try scratch.write(Story.text(story), to: "inbox/\(story).txt") }
        try desk.work()
        for story in 1...6 { try scratch.write(Story.text(story) + "\n", to: "inbox/again-\(story).txt") }
        try desk.work()
    }

    private func segment(_ folder: String) throws -> String {
        let files =
            FileManager.default.enumerator(atPath: scratch.path + "/" + folder)?.compactMap { $0 as? String } ?? []
        return try scratch.path + "/" + folder + "/" + #require(files.first { $0.hasSuffix(".jsonl") })
    }

    private func lines(_ folder: String) throws -> [Data] {
        try #require(FileManager.default.contents(atPath: segment(folder))).split(separator: 0x0A)
    }

    /// Flips a bit of one line, counted from 0.
    private func damage(_ folder: String, line: Int) throws {
        let path = try segment(folder)
        var bytes = try #require(FileManager.default.contents(atPath: path))
        let start = try lines(folder).prefix(line).reduce(0) { $0 + $1.count + 1 }
        bytes[start + 30] ^= 1
        try bytes.write(to: URL(filePath: path))
    }

    private func deleteCatalogue() {
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: scratch.path + "/catalogue.sqlite" + suffix)
        }
    }

    private func torn(_ folder: String) throws -> Bool {
        let files = FileManager.default.enumerator(atPath: scratch.path + "/torn")?.compactMap { $0 as? String } ?? []
        return files.contains { $0.contains(folder == "archive" ? "-articles-" : "-deliveries-") }
    }

    /// Where the files of a batch are by the time of the start.
    enum Files: String, CaseIterable { case atRest, withOtherTimes, gone }

    private func put(_ files: Files, of folder: String) throws {
        let folder = scratch.path + (folder == "archive" ? "/processed" : "/duplicates")
        switch files {
        case .atRest: break
        case .withOtherTimes:
            for name in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
                try FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: folder + "/" + name)
            }
        case .gone: try FileManager.default.removeItem(atPath: folder)
        }
    }

    @Test(
        "One flipped bit in the last batch leaves all its other lines, wherever their files are",
        arguments: ["archive", "deliveries"],
        Files.allCases
    )
    func flipped(folder: String, files: Files) throws {
        try put(files, of: folder)
        for line in [0, 3] {
            try damage(folder, line: line)
            let before = try lines(folder)
            #expect(before.count == 6)
            deleteCatalogue()
            try desk.work()
            #expect(try lines(folder) == before)
            #expect(try !torn(folder))
        }
        let rows = try desk.rows()
        #expect(rows.count == (folder == "archive" ? 10 : 10))
    }

    @Test(
        "Where the files of the batch are in the inbox, as a crash leaves them, all from the damage on is cut and read again",
        arguments: ["archive", "deliveries"]
    )
    func cut(folder: String) throws {
        let rest = scratch.path + (folder == "archive" ? "/processed" : "/duplicates")
        let names = FileManager.default.enumerator(atPath: rest)?.compactMap { $0 as? String } ?? []
        for name in names where name.hasSuffix(".txt") {
            let file = try #require(name.split(separator: "/").last)
            try FileManager.default.moveItem(atPath: rest + "/" + name, toPath: scratch.path + "/inbox/" + file)
        }
        try damage(folder, line: 3)
        deleteCatalogue()
        try desk.work()
        #expect(try torn(folder))
        #expect(try lines(folder).count == 6)
        #expect(try scratch.names(in: "inbox").isEmpty)
        #expect(try desk.rows().count == 12)
    }
}
