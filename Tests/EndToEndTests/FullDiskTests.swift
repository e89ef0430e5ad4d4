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
        let complaints = daemon.logLines(containing: "no room for the archive")
        #expect(complaints.count < 4, "\(daemon.log)")
        #expect(complaints.allSatisfy { $0.contains(" error ") }, "\(complaints)")
        #expect(try daemon.stop() == .exited(0))
        try disk.clean()
        let broken = try Promises(stateDirectory: Path(desk.path), fileSystem: LinuxFileSystem()).broken(first + later)
        #expect(broken.isEmpty, "\(broken.prefix(5))")
    }

    @Test(
        "A limit on the size of a file is waited for like a full disk, over starts too, and leaves nothing torn behind"
    )
    func fileSizeLimit() throws {
        let desk = try ScratchDesk()
        let deliveries = (0..<120).map {
            StoryDelivery(story: 2000 + $0, seed: 6, spelling: 0, path: Path("\($0).txt"))
        }
        for delivery in deliveries { try desk.drop(delivery.content, as: delivery.path.text ?? "") }
        for _ in 0..<2 {
            // The catalogue's file is bounded too, and by far less than it needs for this.
            let daemon = try desk.start(prefix: ["prlimit", "--fsize=100000"])
            let status = try daemon.wait(for: "a status that tells of it") { !$0.problems.isEmpty }
            #expect(status.problems.allSatisfy { !$0.whatToDo.isEmpty })
            #expect(try daemon.stop() == .exited(0))
        }
        #expect(try desk.files(in: "archive").filter { !$0.hasSuffix(".jsonl") } == [])
        let daemon = try desk.start()
        try daemon.wait(for: "an empty inbox") { try desk.files(in: "inbox").isEmpty }
        #expect(try daemon.stop() == .exited(0))
        let broken = try Promises(stateDirectory: Path(desk.path), fileSystem: LinuxFileSystem()).broken(deliveries)
        #expect(broken.isEmpty, "\(broken.prefix(5))")
    }
}
