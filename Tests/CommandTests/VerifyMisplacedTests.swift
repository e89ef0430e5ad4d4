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

    @Test("A segment that the daemon has compressed is read as it was; the plain one beside it is found")
    func compressed() throws {
        let before = try verify().output
        let plain = try Data(contentsOf: URL(filePath: path))
        let fileSystem = LinuxFileSystem()
        let archive = ArchiveDirectory(try fileSystem.openRoot(Path(desk.path + "/archive")), fileSystem: fileSystem)
        _ = try SegmentPacker(archive).pack(try #require(SegmentName(path: Path(segment))))
        #expect(try desk.files(in: "archive") == [segment + ".gz"])
        #expect(try verify().output == before)
        try plain.write(to: URL(filePath: path))
        let twofold =
            "\(segment): there is a compressed copy beside it, \(segment).gz; the plain file is the one that is read."
        #expect(try verify().output.contains(twofold))
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
