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

    /// Long stories, each with a record of some 400 KB.
    private func longStories(_ numbers: Range<Int>) -> [(name: String, text: String)] {
        numbers.map { number in
            let paragraph = (0..<60).map { "word\($0)" }.joined(separator: " ")
            let text = (0..<1_000).map { "\n\nParagraph \($0) of story \(number): \(paragraph)." }.joined()
            return (
                "\(number).txt", "Long story number \(number)\n\nRIVERTON, June 10 (Example) - It is long.\(text)\n"
            )
        }
    }

    @Test("At a limit on the size of a file the next segment is begun, at a start and while the desk runs")
    func nextSegment() throws {
        let desk = try ScratchDesk()
        let limit = 8 << 20
        var daemon = try desk.start(settings: ["search": "off"], prefix: ["prlimit", "--fsize=\(limit)"])
        try daemon.waitUntilReady()
        for story in longStories(1..<31) { try desk.drop(story.text, as: story.name) }
        try daemon.wait(for: "thirty articles", atMost: 120) { $0.total.archived == 30 && $0.inbox.waiting == 0 }
        // Lowered beneath what the newest segment has.
        #expect(try Program.run("prlimit", ["--pid", "\(daemon.pid)", "--fsize=\(6 << 20):"]).status == 0)
        for story in longStories(31..<41) { try desk.drop(story.text, as: story.name) }
        try daemon.wait(for: "forty articles", atMost: 120) { $0.total.archived == 40 && $0.inbox.waiting == 0 }
        #expect(daemon.logLines(containing: "room for the archive").isEmpty, "\(daemon.log.suffix(2_000))")
        #expect(try daemon.stop() == .exited(0))
        // A start finds segments that are larger than it may write.
        daemon = try desk.start(settings: ["search": "off"], prefix: ["prlimit", "--fsize=\(5 << 20)"])
        try daemon.waitUntilReady()
        for story in longStories(41..<46) { try desk.drop(story.text, as: story.name) }
        try daemon.wait(for: "all articles", atMost: 120) { $0.total.archived == 45 && $0.inbox.waiting == 0 }
        #expect(daemon.logLines(containing: "room for the archive").isEmpty, "\(daemon.log.suffix(2_000))")
        #expect(try daemon.stop() == .exited(0))
        let files = try desk.files(in: "archive")
        #expect(files.count >= 4 && files.allSatisfy { $0.hasSuffix(".jsonl") }, "\(files)")
        #expect(try desk.records().map(\.seq) == Array(1...45))
        #expect(try Program.run(Program.product("wiredesk"), ["verify", "--state-directory", desk.path]).status == 0)
    }

    @Test("A record that is larger than a file may be is refused by name, and holds up no other")
    func longRecord() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["search": "off"], prefix: ["prlimit", "--fsize=\(6 << 20)"])
        try daemon.waitUntilReady()
        let long = longStories(1..<10).map(\.text).joined()
        try desk.drop(long, as: "long.txt")
        for number in 1...5 { try desk.drop(Story.text(number), as: "\(number).txt") }
        try daemon.wait(for: "all") { $0.total.archived == 5 && $0.total.quarantined == 1 && $0.inbox.waiting == 0 }
        #expect(desk.quarantineReason(of: "long.txt") == "too-large")
        #expect(daemon.logLines(containing: "room for the archive").isEmpty, "\(daemon.log.suffix(2_000))")
        #expect(try daemon.stop() == .exited(0))
        #expect(try desk.files(in: "archive").allSatisfy { $0.hasSuffix(".jsonl") })
    }

    @Test(
        "A file size that not even a catalogue has room in is waited out like a full disk, and leaves nothing torn behind"
    )
    func fileSizeLimit() throws {
        let desk = try ScratchDesk()
        let deliveries = (0..<120).map {
            StoryDelivery(story: 2000 + $0, seed: 6, spelling: 0, path: Path("\($0).txt"))
        }
        for delivery in deliveries { try desk.drop(delivery.content, as: delivery.path.text ?? "") }
        for _ in 0..<2 {
            // The catalogue's file is bounded too, and by far less than it needs for its tables.
            let daemon = try desk.start(prefix: ["prlimit", "--fsize=40000"])
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
