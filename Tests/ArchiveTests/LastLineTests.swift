import Archive
import LinuxIO
import Testing
import TestSupport

@Suite("The end of an archive")
struct LastLineTests {
    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
        scratch.expectDamage()
    }

    private func lastLine() throws -> String? {
        let fileSystem = LinuxFileSystem()
        let archive = ArchiveDirectory(try fileSystem.openRoot(scratch.root), fileSystem: fileSystem)
        return try ArchiveReader(archive).lastLine().map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("An archive without a whole line has no last one")
    func none() throws {
        #expect(try lastLine() == nil)
        try scratch.write("", to: "date=2026-11-22/articles-000001.jsonl")
        #expect(try lastLine() == nil)
        try scratch.write("torn", to: "date=2026-11-22/articles-000001.jsonl")
        #expect(try lastLine() == nil)
    }

    @Test("It is the only one, the one before a torn end, or that of the segment before")
    func found() throws {
        try scratch.write("one\n", to: "date=2026-11-22/articles-000001.jsonl")
        #expect(try lastLine() == "one")
        try scratch.write("one\ntwo\ntor", to: "date=2026-11-22/articles-000001.jsonl")
        #expect(try lastLine() == "two")
        try scratch.write("torn", to: "date=2026-11-22/articles-000002.jsonl")
        #expect(try lastLine() == "two")
        try scratch.write("three\n", to: "date=2026-11-23/articles-000001.jsonl")
        #expect(try lastLine() == "three")
    }

    @Test("It may be longer than what is read at once, and so may a torn end", arguments: [65_535, 65_536, 1_000_000])
    func long(length: Int) throws {
        let long = String(repeating: "x", count: length)
        try scratch.write("one\n\(long)\n", to: "date=2026-11-22/articles-000001.jsonl")
        #expect(try lastLine() == long)
        try scratch.write("one\ntwo\n\(long)", to: "date=2026-11-22/articles-000001.jsonl")
        #expect(try lastLine() == "two")
    }
}
