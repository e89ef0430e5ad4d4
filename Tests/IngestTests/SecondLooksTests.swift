import Base
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Ingest

@Suite("The second look at what was moved")
struct SecondLooksTests {
    private let scratch: ScratchDirectory
    private let looks: SecondLooks
    private let inbox: InboxFolder
    private let fileSystem = LinuxFileSystem()

    init() throws {
        scratch = try ScratchDirectory()
        for folder in ["inbox", "processed/day", "quarantine"] {
            try FileManager.default.createDirectory(
                atPath: scratch.path + "/" + folder,
                withIntermediateDirectories: true
            )
        }
        looks = SecondLooks(stateDirectory: Path(scratch.path), fileSystem: fileSystem)
        inbox = try InboxFolder(Path(scratch.path + "/inbox"), on: fileSystem)
    }

    /// A file that was read as these bytes, and moved from a path in the inbox to a place.
    private func moved(_ bytes: String, from path: Path, to place: String) throws -> SecondLooks.Moved {
        try scratch.write(bytes, to: place)
        let opened = try fileSystem.openRoot(Path(scratch.path))
        let status = try fileSystem.status(of: Path(place), in: opened)
        return SecondLooks.Moved(
            file: ClaimedFile(inbox: inbox, path: path, descriptor: nil, status: status),
            digest: SHA256Digest(of: Array(bytes.utf8)),
            row: 1,
            place: Path(place)
        )
    }

    /// Writes at the end of a file, as a writer who has it open does.
    private func append(_ text: String, to place: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: scratch.path + "/" + place))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    private func files() throws -> [String] {
        var files: [String] = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: scratch.path).sorted() {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: scratch.path + "/" + path, isDirectory: &isFolder),
                !isFolder.boolValue
            {
                files.append(path)
            }
        }
        return files
    }

    @Test("A file that has grown since it was moved goes back under its name, when it is due and not before")
    func grown() throws {
        looks.add(try moved("half", from: "a.txt", to: "processed/day/a.txt"), at: 0)
        try append(" and half", to: "processed/day/a.txt")
        #expect(looks.look(at: SecondLooks.delay - 1) == [])
        #expect(looks.look(at: SecondLooks.delay) == [.putBack(from: "processed/day/a.txt", to: "a.txt")])
        #expect(try files() == ["inbox/a.txt"])
        #expect(looks.look(at: 100 * SecondLooks.delay) == [])
    }

    @Test(
        "What was overwritten with as many bytes goes back; other times, another file or none in its place change nothing"
    )
    func otherwise() throws {
        looks.add(try moved("first", from: "same.txt", to: "processed/day/same.txt"), at: 0)
        looks.add(try moved("touched", from: "touched.txt", to: "processed/day/touched.txt"), at: 0)
        looks.add(try moved("gone", from: "gone.txt", to: "processed/day/gone.txt"), at: 0)
        looks.add(try moved("replaced", from: "replaced.txt", to: "processed/day/replaced.txt"), at: 0)
        looks.add(try moved("left", from: "left.txt", to: "processed/day/left.txt"), at: 0)
        let same = try FileHandle(forUpdating: URL(filePath: scratch.path + "/processed/day/same.txt"))
        try same.write(contentsOf: Data("other".utf8))
        try same.close()
        for name in ["same", "touched"] {
            var times = [timespec(tv_sec: 1_000, tv_nsec: 0), timespec(tv_sec: 1_000, tv_nsec: 0)]
            #expect(utimensat(AT_FDCWD, scratch.path + "/processed/day/\(name).txt", &times, 0) == 0)
        }
        unlink(scratch.path + "/processed/day/gone.txt")
        try scratch.write("longer than it", to: "new")
        #expect(rename(scratch.path + "/new", scratch.path + "/processed/day/replaced.txt") == 0)
        #expect(looks.look(at: 0, isLast: true) == [.putBack(from: "processed/day/same.txt", to: "same.txt")])
    }

    @Test("A taken name gets a number, a folder that has gone is made, and one that cannot be leaves the bare name")
    func names() throws {
        try scratch.write("new", to: "inbox/a.txt")
        try scratch.write("new", to: "inbox/file")
        looks.add(try moved("half", from: "a.txt", to: "processed/day/a.txt"), at: 0)
        looks.add(try moved("half", from: "gone/b.txt", to: "processed/day/b.txt"), at: 0)
        looks.add(try moved("half", from: "file/c.txt", to: "processed/day/c.txt"), at: 0)
        for name in ["a", "b", "c"] { try append("!", to: "processed/day/\(name).txt") }
        #expect(
            looks.look(at: 0, isLast: true) == [
                .putBack(from: "processed/day/a.txt", to: "a~2.txt"),
                .putBack(from: "processed/day/b.txt", to: "gone/b.txt"),
                .putBack(from: "processed/day/c.txt", to: "c.txt"),
            ]
        )
        #expect(try files() == ["inbox/a.txt", "inbox/a~2.txt", "inbox/c.txt", "inbox/file", "inbox/gone/b.txt"])
    }

    @Test("A file that was quarantined as a part leaves its page behind no more than itself")
    func quarantined() throws {
        try scratch.write("{}", to: "quarantine/a.txt.reason.json")
        looks.add(try moved("OK", from: "a.txt", to: "quarantine/a.txt"), at: 0)
        try append(", here it is", to: "quarantine/a.txt")
        #expect(looks.look(at: 0, isLast: true) == [.putBack(from: "quarantine/a.txt", to: "a.txt")])
        #expect(try files() == ["inbox/a.txt"])
    }

    @Test("Of more files than are kept, the oldest are looked at early")
    func capacity() throws {
        let first = try moved("half", from: "a.txt", to: "processed/day/a.txt")
        looks.add(first, at: 0)
        try append("!", to: "processed/day/a.txt")
        var other = first
        other.place = "processed/day/none.txt"
        for _ in 1..<SecondLooks.capacity { looks.add(other, at: 0) }
        #expect(looks.look(at: 0) == [])
        looks.add(other, at: 0)
        #expect(looks.look(at: 0) == [.putBack(from: "processed/day/a.txt", to: "a.txt")])
    }
}
