import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

@Suite("Promise 1: a full disk")
struct FullDiskTests {
    @Test("While the archive's disk is full every file stays in the inbox; with room again the desk goes on by itself")
    func fullDisk() throws {
        let desk = try ScratchDesk()
        let disk = try SmallDisk(at: desk.path + "/archive")
        let daemon = try desk.start(prefix: disk.prefix)
        try daemon.waitUntilReady()
        let first = StoryDelivery.series(count: 20, seed: 5).filter { $0.kind != .noArticle }
        for delivery in first { try desk.drop(delivery.content, as: delivery.path.text ?? "") }
        try daemon.wait(untilAnswered: first.count)

        try disk.fill()
        let later = (0..<40).map {
            StoryDelivery(story: 1000 + $0, seed: 5, spelling: 0, path: Path("later/\($0).txt"))
        }
        for delivery in later { try desk.drop(delivery.content, as: delivery.path.text ?? "") }
        let status = try daemon.wait(for: "a status that waits for space") { $0.state == .waitingForSpace }
        #expect(status.problems.contains { $0.what.contains("no room") && !$0.whatToDo.isEmpty })
        let kept = try desk.files(in: "inbox").count + (try desk.records().count - Int(status.archive.articles))
        #expect(kept > 0)
        let command = try Program.run(Program.product("wiredesk"), ["status", "--state-directory", desk.path])
        #expect(command.status == 1)
        #expect(command.output.contains("no room"), "\(command.output)")

        try disk.free()
        try daemon.wait(for: "an empty inbox") { try desk.files(in: "inbox").isEmpty }
        try daemon.wait(for: "a status that is well again") { $0.state == .watching && $0.problems.isEmpty }
        #expect(daemon.logLines(containing: "no room for the archive").count < 4, "\(daemon.log)")
        #expect(try daemon.stop() == .exited(0))
        try disk.clean()
        let broken = try Promises(stateDirectory: Path(desk.path), fileSystem: LinuxFileSystem()).broken(first + later)
        #expect(broken.isEmpty, "\(broken.prefix(5))")
    }
}

/// A disk of one mebibyte: a tmpfs of its own where the test may mount one. Elsewhere a rule for strace(1), which makes
/// the kernel refuse writes to the segment for as long as it lasts, and the output says so.
final class SmallDisk {
    private let path: String
    private let isMounted: Bool

    init(at path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        isMounted = mount("none", path, "tmpfs", 0, "size=1m,mode=750") == 0
        if !isMounted { print("no right to mount a small disk: the kernel's refusals are injected by strace") }
    }

    deinit {
        if isMounted { umount2(path, Int32(MNT_DETACH)) }
    }

    /// What the daemon is started under.
    var prefix: [String] {
        isMounted
            ? [] : ["strace", "-D", "-f", "-qq", "-e", "inject=write:error=ENOSPC:when=40..60", "-o", "/dev/null"]
    }

    private var filler: String { path + "/filler" }

    /// Leaves no room.
    func fill() throws {
        guard isMounted else { return }
        let file = open(filler, O_WRONLY | O_CREAT, 0o600)
        guard file >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        defer { close(file) }
        let block = [UInt8](repeating: 0, count: 4096)
        while write(file, block, block.count) > 0 {}
    }

    /// Makes room again.
    func free() throws {
        if isMounted { try FileManager.default.removeItem(atPath: filler) }
    }

    /// Brings what is on the disk to where it is looked at, and takes the disk away.
    func clean() throws {
        guard isMounted else { return }
        let copy = path + "-copy"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        umount2(path, Int32(MNT_DETACH))
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: copy, toPath: path)
    }
}
