import Archive
import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("wiredesk verify, on what is no segment and on segments that are not there")
struct VerifyMisplacedTests {
    private let desk: ScratchDesk
    private let segment: String

    init() throws {
        desk = try ScratchDesk()
        try desk.layArchive(records: 3)
        segment = try #require(try desk.files(in: "archive").first { $0.hasSuffix(".jsonl") })
    }

    private var path: String { "\(desk.path)/archive/\(segment)" }

    private func verify() throws -> Program {
        try Program.run(Program.product("wiredesk"), ["verify", "--state-directory", desk.path])
    }

    @Test("A file that other readers would take for a segment is found")
    func stray() throws {
        let copy = (segment as NSString).deletingLastPathComponent + "/copy.jsonl"
        try FileManager.default.copyItem(atPath: path, toPath: "\(desk.path)/archive/\(copy)")
        let ran = try verify()
        #expect(ran.status == 1)
        #expect(ran.output.hasPrefix("\(copy): is not a segment, and other readers of the archive may take it for one"))
    }

    @Test(
        "A segment that was packed or renamed by hand is named, with what stands in its stead, and is no sound archive",
        arguments: [".gz", ".zst", ".old"]
    )
    func packed(_ suffix: String) throws {
        try FileManager.default.moveItem(atPath: path, toPath: path + suffix)
        let ran = try verify()
        #expect(ran.status == 1)
        #expect(ran.output.contains("\(segment) is not there, and \(segment)\(suffix) is; put the plain file back"))
    }

    /// Compresses the segment, and returns the path of what came of it.
    private func pack() throws -> String {
        let fileSystem = LinuxFileSystem()
        let archive = ArchiveDirectory(try fileSystem.openRoot(Path(desk.path + "/archive")), fileSystem: fileSystem)
        _ = try SegmentPacker(archive).pack(try #require(SegmentName(path: Path(segment))))
        return path + ".gz"
    }

    @Test(
        "A compressed segment that is cut short, or whose bytes are gone, is told as damaged",
        arguments: [0, 5, 40, -1]
    )
    func cutShort(length: Int) throws {
        let packed = try pack()
        let bytes = try Data(contentsOf: URL(filePath: packed))
        try FileManager.default.removeItem(atPath: packed)
        try bytes.prefix(length < 0 ? bytes.count + length : length).write(to: URL(filePath: packed))
        let told =
            "\(segment).gz is damaged: the end of the compressed segment is missing; restore it from a backup; "
            + "`zcat \(segment).gz` prints what is left of it"
        let ran = try verify()
        #expect(ran.status == 1)
        #expect(ran.output.contains(told), "\(ran.output)")
        let daemon = try desk.start()
        #expect(try daemon.waitForEnd() != .exited(0))
        #expect(daemon.log.contains("\(segment).gz is damaged"), "\(daemon.log)")
        #expect(!daemon.log.contains("put back what was packed"), "\(daemon.log)")
        try Data(count: bytes.count).write(to: URL(filePath: packed))
        #expect(try verify().output.contains("\(segment).gz is damaged"))
    }

    @Test(
        "What somebody has compressed with gzip is no damage: the plain file is to be put back",
        arguments: ["-n", "-N"]
    )
    func byHand(option: String) throws {
        #expect(try Program.run("gzip", [option, path]).status == 0)
        let ran = try verify()
        #expect(
            ran.output.contains("\(segment) is not there, and \(segment).gz is; put the plain file"),
            "\(ran.output)"
        )
    }

    @Test(
        "A compressed file beside the segments that the daemon has not made is found",
        arguments: ["articles-000001.jsonl.gz", "copy.jsonl.gz", "articles-1.jsonl.gz"]
    )
    func foreign(name: String) throws {
        let other = (segment as NSString).deletingLastPathComponent + "/" + name
        let ran = try Program.run("/bin/sh", ["-c", "gzip -c '\(path)' > '\(desk.path)/archive/\(other)'"])
        #expect(ran.status == 0)
        let verified = try verify()
        #expect(verified.status == 1)
        #expect(
            verified.output.hasPrefix(
                "\(other): is not a segment, and other readers of the archive may take it for one"
            ),
            "\(verified.output)"
        )
    }

    @Test("A segment that the daemon has compressed is read as it was; the plain one beside it is found")
    func compressed() throws {
        let before = try verify().output
        let plain = try Data(contentsOf: URL(filePath: path))
        _ = try pack()
        #expect(try desk.files(in: "archive") == [segment + ".gz"])
        #expect(try verify().output == before)
        try plain.write(to: URL(filePath: path))
        let twofold =
            "\(segment): there is a compressed copy beside it, \(segment).gz; the plain file is the one that is read."
        #expect(try verify().output.contains(twofold))
    }

    @Test("A flipped byte in a compressed segment is told with the compressed file's name and what to do")
    func flipped() throws {
        let packed = try pack()
        var bytes = try Data(contentsOf: URL(filePath: packed))
        bytes[60] ^= 0xFF
        try FileManager.default.removeItem(atPath: packed)
        try bytes.write(to: URL(filePath: packed))
        let ran = try verify()
        #expect(ran.status == 1)
        #expect(ran.output.hasPrefix("\(segment).gz, unpacked, line 1, byte 0: "), "\(ran.output)")
        #expect(ran.output.contains("put its segment back from a backup"), "\(ran.output)")
    }

    @Test("A segment that was linked away, and a day that was renamed, are each named once")
    func linked() throws {
        try FileManager.default.moveItem(atPath: path, toPath: desk.path + "/elsewhere.jsonl")
        #expect(symlink(desk.path + "/elsewhere.jsonl", path) == 0)
        let ran = try verify()
        #expect(ran.status == 1)
        #expect(ran.output.contains("\(segment) is a link or another thing, and not a file"))
        #expect(ran.output.hasSuffix(": 1 finding.\n"), "\(ran.output)")
    }
}
