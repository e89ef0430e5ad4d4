import Archive
import Catalogue
import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

@Suite("Reading only what is whole")
struct WholeTests {
    /// A file that a test holds open for writing.
    private final class OpenWriter {
        private let descriptor: Int32

        init(_ path: String, _ flags: Int32 = O_CREAT) throws {
            descriptor = open(path, O_WRONLY | flags | O_CLOEXEC, 0o644)
            try #require(descriptor >= 0)
        }

        deinit { close(descriptor) }

        func append(_ text: some StringProtocol) {
            let bytes = Array(text.utf8)
            #expect(write(descriptor, bytes, bytes.count) == bytes.count)
        }
    }

    private func waitForWaiting(_ count: Int, _ daemon: RunningDaemon) throws {
        try daemon.wait(for: "\(count) waiting files") { $0.inbox.waiting == count }
    }

    @Test("Case 10: a file that its writer holds open waits until it is closed, at the start too")
    func heldOpen() throws {
        let desk = try ScratchDesk()
        let text = Story.text(1, paragraphs: 20)
        var writer: OpenWriter? = try OpenWriter(desk.inbox + "/slow.txt")
        writer?.append(text.prefix(400))
        let daemon = try desk.start(settings: ["settle": "0s", "log_level": "debug"])
        try daemon.waitUntilReady()
        try waitForWaiting(1, daemon)
        // Others are not held up by it.
        try desk.drop(Story.text(2), as: "other.txt")
        try daemon.wait(for: "answer to the other") { $0.total.archived == 1 }
        #expect(try desk.records().map(\.headline) == [Story.headline(2)])
        writer?.append(text.dropFirst(400))
        writer = nil
        let status = try daemon.wait(untilAnswered: 2)
        #expect(status.inbox.guarded == "lease")
        #expect(try desk.records().last?.body.count == 20)
        #expect(daemon.logLines(containing: "read guard=lease path=slow.txt").count == 1)
    }

    @Test("Case 10: where no lease can be had, size and times must stand still for the settling time")
    func withoutLease() throws {
        guard Privilege.isRoot(orLeaveOut: "a file of another user, on which no lease can be had") else { return }
        let desk = try ScratchDesk()
        let daemon = try desk.start(
            settings: ["settle": "300ms", "log_level": "debug"],
            prefix: ["setpriv", "--bounding-set", "-lease"]
        )
        try daemon.waitUntilReady()
        let path = desk.staging + "/foreign.txt"
        try Data(Story.text(1).utf8).write(to: URL(filePath: path))
        #expect(chown(path, 65_534, 65_534) == 0)
        #expect(rename(path, desk.inbox + "/foreign.txt") == 0)
        let status = try daemon.wait(untilAnswered: 1)
        #expect(status.total.archived == 1)
        #expect(status.inbox.guarded == "settled")
        #expect(daemon.logLines(containing: "read guard=settled path=foreign.txt").count == 1)
    }

    @Test("Case 11: a writer that opens, appends and closes again and again settles first")
    func appending() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["settle": "1s"])
        try daemon.waitUntilReady()
        let text = Story.text(1, paragraphs: 400)
        var rest = Substring(text)
        while !rest.isEmpty {
            let writer = try OpenWriter(desk.inbox + "/growing.txt", O_CREAT | O_APPEND)
            writer.append(rest.prefix(8))
            rest = rest.dropFirst(8)
        }
        try daemon.wait(untilAnswered: 1)
        let records = try desk.records()
        #expect(records.map(\.body.count) == [400])
        #expect(records.first?.delivery.bytes == Int64(text.utf8.count))
    }

    @Test("Case 11: a thousand names of one file settle once, and not again with each that is moved")
    func manyNames() throws {
        let names = 1000
        let desk = try ScratchDesk()
        let source = try desk.scratch.write(Story.text(1), to: "source.txt")
        let daemon = try desk.start(settings: ["settle": "3s"])
        try daemon.waitUntilReady()
        for number in 1...names { #expect(link(source, desk.inbox + "/\(number).txt") == 0) }
        // A settling time for each batch would be minutes.
        let status = try daemon.wait(untilAnswered: names, atMost: 45)
        #expect(status.total.archived == 1 && status.total.duplicates == names - 1)
        #expect(try desk.files(in: "duplicates").count == names - 1)
    }

    @Test("Case 11: a file that is moved in need not settle")
    func movedInAtOnce() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["settle": "1h"])
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "whole.txt")
        #expect(try daemon.wait(untilAnswered: 1).total.archived == 1)
    }

    @Test("Case 12: of a file that is moved in while its writer has it open, only the final content is archived")
    func movedInWhileOpen() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        let text = Story.text(1, paragraphs: 9)
        var writer: OpenWriter? = try OpenWriter(desk.staging + "/open.txt")
        writer?.append(text.prefix(120))
        #expect(rename(desk.staging + "/open.txt", desk.inbox + "/open.txt") == 0)
        try waitForWaiting(1, daemon)
        writer?.append(text.dropFirst(120))
        writer = nil
        try daemon.wait(untilAnswered: 1)
        #expect(try desk.records().map(\.body.count) == [9])
    }

    @Test("Case 13: temporary names are left alone until they are renamed, counted, and shown when they are old")
    func temporaryNames() throws {
        let names = [
            ".x", "x.tmp", "x.part", "x.filepart", "x.crdownload", ".x.AbC123", "~$x", ".nfs000000000001",
            ".goutputstream-AB12CD",
        ]
        let desk = try ScratchDesk()
        for (number, name) in names.enumerated() { try desk.drop(Story.text(number), as: name) }
        try desk.drop(Story.text(50), as: ".partial/50.txt")
        let daemon = try desk.start(
            settings: ["rescan_interval": "1s", "ignored_age": "1ms", "log_level": "debug"]
        )
        try daemon.waitUntilReady()
        let status = try daemon.wait(for: "count of what is ignored") { status in
            status.inbox.ignored == names.count + 1 && !status.problems.isEmpty
        }
        #expect(status.total.archived == 0)
        #expect(status.problems.count == 1)
        #expect(status.problems.first?.what.hasSuffix("and 9 others like it") == true)
        // Each has its answer once it is old, and is counted once.
        try daemon.wait(for: "entries") { $0.total.ignored == names.count + 1 && $0.today.ignored == names.count + 1 }
        try daemon.wait(forLog: "the inbox was listed", times: 4)
        // Each has one entry among the deliveries, however often it was seen.
        let entries = try CatalogueReader(at: Path(desk.path + "/catalogue.sqlite")).deliveries(limit: 100)
        #expect(entries.map(\.outcome) == Array(repeating: .ignored, count: names.count + 1))
        #expect(
            entries.first { $0.file.path == "x.part" }?.explanation
                == "Its name fits the pattern *.part (ignore), and it was not renamed."
        )
        #expect(
            entries.first { $0.file.path == ".partial/50.txt" }?.explanation
                == "It lies in a folder whose name fits the pattern .* (ignore), and which was not renamed."
        )
        for (number, name) in names.enumerated() {
            #expect(rename(desk.inbox + "/" + name, desk.inbox + "/final-\(number).txt") == 0)
        }
        #expect(rename(desk.inbox + "/.partial", desk.inbox + "/whole") == 0)
        try daemon.wait(for: "answers") { $0.total.archived == names.count + 1 && $0.inbox.ignored == 0 }
        try daemon.wait(for: "end of the problem") { $0.problems.isEmpty }
    }

    @Test("Case 13: the patterns are those of the configuration")
    func configuredPatterns() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["ignore": "*.[bB]ak,draft-?"])
        try daemon.waitUntilReady()
        for (number, name) in ["a.bak", "b.Bak", "draft-1", "c.tmp", "draft-10"].enumerated() {
            try desk.drop(Story.text(number), as: name)
        }
        let status = try daemon.wait(untilAnswered: 2)
        #expect(Set(try desk.records().map(\.delivery.path)) == ["c.tmp", "draft-10"])
        #expect(status.inbox.ignored == 3)
    }

    @Test("Case 14: of a name that is replaced again and again, no record is a mix of two contents")
    func replaced() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        for number in 1...400 { try desk.drop(Story.text(number, paragraphs: number), as: "same.txt") }
        try daemon.wait(for: "last content") { _ in
            try desk.records().contains { $0.headline == Story.headline(400) }
        }
        for record in try desk.records() {
            let number = record.body.count
            #expect(record.headline == Story.headline(number))
            #expect(record.body.allSatisfy { $0.hasSuffix("of story \(number).") })
        }
    }

    @Test("Case 14: of a file that is rewritten in place again and again, no record is a mix or cut short")
    func rewritten() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["settle": "0s"])
        try daemon.waitUntilReady()
        for number in 1...400 {
            let writer = try OpenWriter(desk.inbox + "/same.txt", O_CREAT | O_TRUNC)
            let text = Story.text(number, paragraphs: number)
            writer.append(text.prefix(text.utf8.count / 2))
            writer.append(text.dropFirst(text.utf8.count / 2))
        }
        try daemon.wait(for: "last content") { _ in
            try desk.records().contains { $0.headline == Story.headline(400) }
        }
        for record in try desk.records() {
            #expect(record.headline == Story.headline(record.body.count))
        }
        // A file that was caught between its truncation and its first byte has no content, and nobody holds it open.
        #expect(try daemon.wait(for: "rest") { $0.inbox.waiting == 0 }.total.quarantined == 0)
    }

    @Test("Case 14: files that vanish before they are opened make no errors")
    func vanished() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["settle": "0s"])
        try daemon.waitUntilReady()
        for number in 1...1000 {
            let path = desk.inbox + "/\(number).txt"
            try Data("x".utf8).write(to: URL(filePath: desk.staging + "/x"))
            #expect(rename(desk.staging + "/x", path) == 0)
            unlink(path)
        }
        try desk.drop(Story.text(1), as: "stays.txt")
        try daemon.wait(for: "answer") { $0.total.archived == 1 && $0.inbox.waiting == 0 }
        // Those that were read before they vanished are no articles, which is told of each.
        let lines = daemon.log.split(separator: "\n").filter { !$0.contains(" quarantined ") }
        let warnings = lines.filter { $0.contains(" warning ") || $0.contains(" error ") }
        #expect(warnings.isEmpty)
        #expect(daemon.status?.problems.isEmpty == true)
    }
}
