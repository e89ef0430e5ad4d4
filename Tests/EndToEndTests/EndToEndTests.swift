import Archive
import Article
import Catalogue
import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

@Suite("From the inbox to the archive, as a person uses it")
struct EndToEndTests {
    /// One story in two spellings, others of their own, and what is no article.
    private let seed: UInt64 = 2

    private func story(_ number: Int, spelling: Int, as name: String) -> StoryDelivery {
        StoryDelivery(story: number, seed: seed, spelling: spelling, path: Path(name))
    }

    private func drop(_ delivery: StoryDelivery, by way: Way, into desk: ScratchDesk) throws {
        let name = delivery.path.text ?? ""
        let text = String(decoding: delivery.content, as: UTF8.self)
        switch way {
        case .write: try desk.write(text, as: name)
        case .rename: try desk.drop(text, as: name)
        case .link:
            let source = desk.staging + "/" + UUID().uuidString
            try Data(delivery.content).write(to: URL(filePath: source))
            let target = desk.inbox + "/" + name
            try FileManager.default.createDirectory(
                atPath: URL(filePath: target).deletingLastPathComponent().path,
                withIntermediateDirectories: true
            )
            guard link(source, target) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        }
    }

    enum Way: CaseIterable { case write, rename, link }

    @Test(
        "Files written, renamed and linked in before and after the start each have one outcome, each content one record"
    )
    func everyWayIn() throws {
        let desk = try ScratchDesk()
        var deliveries: [StoryDelivery] = []
        var number = 0
        func dropAll(_ prefix: String) throws {
            for way in Way.allCases {
                number += 1
                let first = story(number, spelling: number * 2, as: "\(prefix)/\(way)-first.txt")
                let again = story(number, spelling: number * 2 + 1, as: "\(prefix)/\(way)-again.txt")
                for delivery in [first, again] {
                    try drop(delivery, by: way, into: desk)
                    deliveries.append(delivery)
                }
                let bad = StoryDelivery(
                    path: Path("\(prefix)-\(way)-bad.txt"),
                    content: Array("Alone, \(number)\n".utf8),
                    kind: .noArticle
                )
                try drop(bad, by: way, into: desk)
                deliveries.append(bad)
            }
        }
        try dropAll("before")
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try dropAll("after")
        try daemon.wait(untilAnswered: deliveries.count)

        let status = try Program.run(
            Program.product("wiredesk"),
            ["status", "--json", "--state-directory", desk.path]
        )
        #expect(status.status == 0, "\(status.errors)")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(status.output.utf8))
        #expect(answer.total.archived == 6)
        #expect(answer.total.duplicates == 6)
        #expect(answer.total.quarantined == 6)
        #expect(answer.archive.articles == 6)
        #expect(answer.inbox.waiting == 0)
        #expect(answer.pid == daemon.pid)

        #expect(try daemon.stop() == .exited(0))
        let promises = Promises(stateDirectory: Path(desk.path), fileSystem: LinuxFileSystem())
        let broken = try promises.broken(deliveries)
        #expect(broken.isEmpty, "\(broken)")
        let rows = try CatalogueReader(at: Path(desk.path + "/catalogue.sqlite")).deliveries(limit: 100)
        #expect(Set(rows.map(\.file.path)) == Set(deliveries.map(\.path)))
        #expect(rows.count == deliveries.count)
        let stopped = try Program.run(Program.product("wiredesk"), ["status", "--state-directory", desk.path])
        #expect(stopped.status == 3)
    }

    struct Answer: Decodable {
        struct Counts: Decodable { var archived: Int, duplicates: Int, quarantined: Int }
        struct Archive: Decodable { var articles: Int }
        struct Inbox: Decodable { var waiting: Int }
        var total: Counts
        var archive: Archive
        var inbox: Inbox
        var pid: Int32
    }

    @Test(
        "A thousand names of one content, dropped at once, make one record and nine hundred and ninety-nine duplicates"
    )
    func oneContentUnderAThousandNames() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        let deliveries = (0..<1000).map { story(1, spelling: $0, as: "copy-\($0).txt") }
        for delivery in deliveries { try drop(delivery, by: .rename, into: desk) }
        let status = try daemon.wait(untilAnswered: deliveries.count)
        #expect(status.total.archived == 1)
        #expect(status.total.duplicates == 999)
        try daemon.stop()
        let broken = try Promises(stateDirectory: Path(desk.path), fileSystem: LinuxFileSystem()).broken(deliveries)
        #expect(broken.isEmpty, "\(broken.prefix(5))")
        let rows = try CatalogueReader(at: Path(desk.path + "/catalogue.sqlite")).deliveries(limit: 2_000)
        #expect(rows.count == 1000)
        #expect(Set(rows.compactMap(\.sequence)) == [1])
    }

    @Test("A second daemon refuses the state directory and names the pid of the first")
    func secondInstanceRefuses() throws {
        let desk = try ScratchDesk()
        let first = try desk.start()
        try first.waitUntilReady()
        let second = try desk.start()
        #expect(try second.waitForEnd() == .exited(69))
        #expect(second.log.contains("pid \(first.pid)"), "\(second.log)")
        #expect(first.status?.state == .watching)
    }

    @Test("A second daemon refuses the state directory though the lock's file was deleted, and the first is still seen")
    func secondInstanceRefusesWithoutFile() throws {
        let desk = try ScratchDesk()
        let first = try desk.start()
        try first.waitUntilReady()
        try FileManager.default.removeItem(atPath: desk.path + "/lock")
        let second = try desk.start()
        #expect(try second.waitForEnd() == .exited(69))
        #expect(second.log.contains("by a process whose file “lock” was deleted"), "\(second.log)")
        let status = try Program.run(
            Program.product("wiredesk"),
            ["status", "--state-directory", desk.path],
            environment: [:]
        )
        #expect(status.status == 0, "\(status.output)")
        #expect(status.output.contains("\(first.pid)"), "\(status.output)")
        try drop(story(1, spelling: 0, as: "one.txt"), by: .rename, into: desk)
        try first.wait(untilAnswered: 1)
    }

    @Test("Two desks on one inbox: the second says so until the first ends, and each file is in one of the archives")
    func twoDesksOnOneInbox() throws {
        let desk = try ScratchDesk()
        let other = try ScratchDesk()
        let first = try desk.start()
        try first.waitUntilReady()
        let second = try other.start(["--inbox", desk.inbox])
        try second.wait(for: "word of the other desk") { status in
            status.problems.contains { $0.what.hasPrefix("another process has a claim to the inbox") }
        }
        #expect(first.status?.problems.isEmpty == true)
        try drop(story(1, spelling: 0, as: "one.txt"), by: .rename, into: desk)
        try first.wait(
            for: "an answer",
            until: { try desk.files(in: "inbox").isEmpty && !(desk.records() + other.records()).isEmpty }
        )
        try first.stop()
        try second.wait(for: "the end of the problem") { $0.problems.isEmpty }
        #expect(second.logLines(containing: "another process has a claim").count == 1)
    }

    @Test("A file that is dropped again after its catalogue was deleted is a duplicate all the same")
    func deletedCatalogueIsRebuilt() throws {
        let desk = try ScratchDesk()
        var daemon = try desk.start()
        try daemon.waitUntilReady()
        let first = story(1, spelling: 0, as: "one.txt")
        try drop(first, by: .rename, into: desk)
        try daemon.wait(untilAnswered: 1)
        try daemon.stop()
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: desk.path + "/catalogue.sqlite" + suffix)
        }
        daemon = try desk.start()
        try daemon.waitUntilReady()
        let again = story(1, spelling: 1, as: "two.txt")
        try drop(again, by: .rename, into: desk)
        let status = try daemon.wait(untilAnswered: 2)
        #expect(status.total.archived == 1)
        #expect(status.total.duplicates == 1)
        try daemon.stop()
        let broken = try Promises(stateDirectory: Path(desk.path), fileSystem: LinuxFileSystem()).broken([first, again])
        #expect(broken.isEmpty, "\(broken)")
    }

    @Test(
        "A file that is delivered again after a crash, with the same name and time, is a duplicate with a row of its own"
    )
    func deliveredAgainAfterACrash() throws {
        let desk = try ScratchDesk()
        var daemon = try desk.start()
        try daemon.waitUntilReady()
        let first = story(1, spelling: 0, as: "one.txt")
        try drop(first, by: .rename, into: desk)
        try daemon.wait(untilAnswered: 1)
        try daemon.kill()
        let processed = try #require(try desk.files(in: "processed").first)
        // As `cp --preserve` does it: the same bytes, name and modification time.
        let again = try Program.run("cp", ["-p", desk.path + "/processed/" + processed, desk.inbox + "/one.txt"])
        #expect(again.status == 0)
        daemon = try desk.start()
        let status = try daemon.wait(untilAnswered: 2)
        #expect(status.total.archived == 1)
        #expect(status.total.duplicates == 1)
        let duplicates = try desk.files(in: "duplicates")
        #expect(duplicates.map { Path($0).name } == ["one.txt"])
        try daemon.stop()
    }

    @Test("A folder that comes after a file of its name is worked off all the same")
    func folderNamedLikeAnEarlierFile() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try drop(story(1, spelling: 0, as: "news"), by: .rename, into: desk)
        try daemon.wait(untilAnswered: 1)
        try drop(story(2, spelling: 0, as: "news/second.txt"), by: .rename, into: desk)
        let status = try daemon.wait(untilAnswered: 2)
        #expect(status.total.archived == 2)
        #expect(status.problems.isEmpty)
        let processed = try desk.files(in: "processed").map {
            Path(Path($0).components.dropFirst().map(\.display).joined(separator: "/"))
        }
        #expect(Set(processed) == ["news", "news~2/second.txt"])
        try daemon.stop()
    }
}
