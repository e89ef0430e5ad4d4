import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

@Suite("Promise 4: the catalogue comes to harm, and comes back from archive and ledger")
struct CatalogueHarmTests {
    /// What is done to the catalogue of a desk that was stopped.
    enum Harm: String, CaseIterable {
        case deleted, emptied, truncated, noise, noiseInTheMidst, anHourAgo, otherVersion, otherTables, otherArchive
    }

    private func verify(_ desk: ScratchDesk) throws -> Program {
        try Program.run(Program.product("wiredesk"), ["verify", "--state-directory", desk.path])
    }

    private func noise(_ count: Int) -> Data {
        var random = SeededGenerator(seed: 17)
        return Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    private func apply(_ harm: Harm, to desk: ScratchDesk, earlier: String) throws {
        let url = URL(filePath: desk.cataloguePath)
        let bytes = try Data(contentsOf: url)
        switch harm {
        case .deleted: try desk.removeCatalogue()
        case .emptied: try Data().write(to: url)
        case .truncated: try bytes.prefix(bytes.count / 2).write(to: url)
        case .noise: try noise(bytes.count).write(to: url)
        case .noiseInTheMidst:
            let third = bytes.count / 3
            try (bytes.prefix(third) + noise(third) + bytes.dropFirst(2 * third)).write(to: url)
        case .anHourAgo: try Data(contentsOf: URL(filePath: earlier)).write(to: url)
        case .otherVersion: try desk.sql("PRAGMA user_version = 77")
        case .otherTables: try desk.sql("DROP TABLE article")
        case .otherArchive:
            try desk.sql("UPDATE article SET id = zeroblob(32) WHERE seq = (SELECT max(seq) FROM article)")
        }
    }

    @Test("After the next start it is as before, row for row, and duplicates are recognised", arguments: Harm.allCases)
    func harmedWhileStopped(_ harm: Harm) throws {
        let desk = try ScratchDesk()
        let earlier = desk.scratch.path + "/earlier.sqlite"
        var daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.dropStories(1...200, prefix: "first")
        try daemon.wait(untilAnswered: 200)
        try daemon.stop()
        try FileManager.default.copyItem(atPath: desk.cataloguePath, toPath: earlier)
        daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.dropStories(201...220, prefix: "later")
        try daemon.wait(untilAnswered: 220)
        try daemon.stop()
        let before = try desk.archivedRows()
        #expect(before.count == 220)

        try apply(harm, to: desk, earlier: earlier)
        daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.dropStories([7, 110, 220], spelling: 900, prefix: "again")
        let status = try daemon.wait(untilAnswered: 223)
        #expect(status.total.archived == 220)
        #expect(status.total.duplicates == 3)
        #expect(status.problems.isEmpty)
        try daemon.stop()
        #expect(try desk.archivedRows() == before)
        #expect(try desk.files(in: "duplicates").count == 3)
        let verified = try verify(desk)
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test(
        "A segment that was packed is missed where there is no catalogue: exit 74, until it is back or the loss accepted"
    )
    func packedSegment() throws {
        let desk = try ScratchDesk()
        let settings = ["segment_size": "64KiB", "batch_bytes": "64KiB"]
        var daemon = try desk.start(settings: settings)
        try daemon.waitUntilReady()
        try desk.dropStories(1...300, prefix: "first")
        try daemon.wait(untilAnswered: 300)
        try daemon.stop()
        let segment = try #require(try desk.files(in: "archive").first { $0.hasSuffix("articles-000001.jsonl") })
        let path = desk.path + "/archive/" + segment
        let count = try String(contentsOfFile: path, encoding: .utf8).count { $0 == "\n" }
        #expect(count > 0 && count < 300)
        try FileManager.default.moveItem(atPath: path, toPath: desk.scratch.path + "/away")
        try desk.removeCatalogue()
        try desk.dropStories([1], spelling: 900, prefix: "again")
        for _ in 1...2 {
            daemon = try desk.start(settings: settings)
            #expect(try daemon.waitForEnd() == .exited(74))
            #expect(!daemon.logLines(containing: "in archive/, records 1 to \(count), before date=").isEmpty)
        }
        #expect(try desk.files(in: "inbox").count == 1)
        let repair = try Program.run(
            Program.product("wiredesk"),
            ["verify", "--repair", "--state-directory", desk.path]
        )
        #expect(repair.status == 1, "\(repair.output)")
        #expect(repair.output.contains("and 1 was next"))
        for _ in 1...2 {
            daemon = try desk.start(settings: settings)
            try daemon.waitUntilReady()
            try daemon.wait(for: "the story, which nobody knows any more") { $0.archive.articles == 301 }
            try daemon.stop()
            try desk.removeCatalogue()
        }
    }

    @Test("Revisions are counted while the daemon works, after a kill, and in a catalogue that is rebuilt")
    func revisions() throws {
        struct Statistics: Decodable { var articles: Int, revisions: Int, revision_share: Double }
        func story(_ number: Int, _ mark: String) -> String {
            "\(mark)Harbour number \(number) reopens\n\nRIVERTON, Nov 20 (Example) - Harbour \(number) is open again.\n"
        }
        let desk = try ScratchDesk()
        var daemon = try desk.start()
        try daemon.waitUntilReady()
        let marks = ["", "UPDATE 2-", "", "CORRECTED-", "RPT-", "URGENT-", "", ""]
        for (number, mark) in marks.enumerated() { try desk.drop(story(number, mark), as: "\(number).txt") }
        // A duplicate of a revision is none.
        try desk.drop(story(1, "UPDATE 2-"), as: "again.txt")
        let told = try daemon.wait(untilAnswered: 9)
        #expect(told.total.revisions == 3)
        #expect(told.today.revisions == 3)
        #expect(told.metrics.contains("\nwiredesk_revisions_total 3\n"))
        try daemon.kill()
        for isDeleted in [false, true] {
            if isDeleted { try desk.removeCatalogue() }
            daemon = try desk.start()
            try daemon.waitUntilReady()
            let status = try daemon.wait(for: "the figures") { $0.archive.articles == 8 && $0.total.archived == 8 }
            #expect(status.total.revisions == 3)
            #expect(status.today.revisions == 3)
            try daemon.stop()
            let verified = try verify(desk)
            #expect(verified.status == 0, "\(verified.output)")
            let stopped = try Program.run(Program.product("wiredesk"), ["status", "--state-directory", desk.path])
            #expect(stopped.output.contains(", 1 duplicate, 3 revisions,"), "\(stopped.output)")
            let stats = try Program.run(
                Program.product("wiredesk"),
                ["stats", "--json", "--state-directory", desk.path]
            )
            let statistics = try JSONDecoder().decode(Statistics.self, from: Data(stats.output.utf8))
            #expect(statistics.articles == 8)
            #expect(statistics.revisions == 3)
            #expect(statistics.revision_share == 0.375)
        }
    }

    /// What is done to the catalogue under a running daemon.
    enum Blow: String, CaseIterable { case deleted, overwritten, truncated, replaced }

    @Test("Harmed under the running daemon it is noticed, said and mended by itself", arguments: Blow.allCases)
    func harmedWhileRunning(_ blow: Blow) throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.dropStories(1...300, prefix: "first")
        try daemon.wait(untilAnswered: 300)
        let url = URL(filePath: desk.cataloguePath)
        let size = try Data(contentsOf: url).count
        switch blow {
        case .deleted: try desk.removeCatalogue()
        case .replaced: try noise(size).write(to: url, options: .atomic)
        case .truncated: #expect(truncate(desk.cataloguePath, 0) == 0)
        case .overwritten:
            let file = try FileHandle(forWritingTo: url)
            try file.write(contentsOf: noise(size))
            try file.close()
        }
        try desk.dropStories(301...320, prefix: "later")
        try desk.dropStories([5, 310], spelling: 900, prefix: "again")
        try daemon.wait(for: "an empty inbox") { try desk.files(in: "inbox").isEmpty }
        try daemon.wait(forLog: "the catalogue has failed")
        try daemon.wait(forLog: "the catalogue can be used again")
        // The status of a moment before may be without problems too.
        try daemon.wait(for: "a status without problems that counts all") {
            $0.problems.isEmpty && $0.inbox.waiting == 0 && $0.archive.articles == 320 && $0.total.archived == 320
        }
        #expect(try desk.files(in: "duplicates").count == 2)
        #expect(try daemon.stop() == .exited(0))
        #expect(try desk.records().count == 320)
        #expect(try desk.archivedRows().count == 320)
        let verified = try verify(desk)
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test("Its log deleted under the running daemon, and the daemon killed: the next start misses no row")
    func logDeletedThenKilled() throws {
        let desk = try ScratchDesk()
        var daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.dropStories(1...100, prefix: "first")
        try daemon.wait(untilAnswered: 100)
        #expect(unlink(desk.cataloguePath + "-wal") == 0)
        try desk.dropStories(101...140, prefix: "later")
        try desk.dropStories([5, 110], spelling: 900, prefix: "again")
        try daemon.wait(for: "an empty inbox") { try desk.files(in: "inbox").isEmpty }
        try daemon.kill()
        daemon = try desk.start()
        try daemon.waitUntilReady()
        try daemon.wait(for: "all that was answered") {
            $0.archive.articles == 140 && $0.total.archived == 140 && $0.total.duplicates == 2
        }
        try desk.dropStories([20, 130], spelling: 901, prefix: "again")
        try daemon.wait(for: "two more duplicates") { $0.total.duplicates == 4 }
        #expect(try daemon.stop() == .exited(0))
        #expect(try desk.records().count == 140)
        #expect(try desk.archivedRows().count == 140)
        let verified = try verify(desk)
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test("A mapped page that the disk no longer gives ends a program in one line, and no file is blamed")
    func missingPage() throws {
        let desk = try ScratchDesk()
        var daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.dropStories(1...5, prefix: "first")
        try daemon.wait(untilAnswered: 5)
        let terminal = try PseudoTerminal(
            Program.product("wiredesk"),
            ["log", "--follow", "--state-directory", desk.path],
            columns: 200
        )
        try terminal.wait(for: "the log") { $0.contains("Story 5 of series 3") }
        let reason = "there is no page of \(desk.cataloguePath)-shm: the disk has no room"
        #expect(truncate(desk.cataloguePath + "-shm", 0) == 0)
        try desk.dropStories(6...10, prefix: "later")
        #expect(try daemon.waitForEnd() == .exited(74))
        try terminal.wait(for: "the reason") { $0.contains("wiredesk: \(reason)") }
        _ = try terminal.waitForEnd()
        #expect(daemon.log.contains("wiredeskd: \(reason)"))
        daemon = try desk.start()
        try daemon.waitUntilReady()
        try daemon.wait(for: "all in the archive") { $0.archive.articles == 10 && $0.inbox.waiting == 0 }
        #expect(!daemon.log.contains("crash"), "\(daemon.log)")
        #expect(try daemon.stop() == .exited(0))
        #expect(try desk.records().count == 10)
    }

    @Test(
        "While the catalogue's disk refuses writes every file waits, the status says so, and intake goes on by itself"
    )
    func fullDisk() throws {
        let desk = try ScratchDesk()
        var daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.dropStories(1...5, prefix: "first")
        try daemon.wait(untilAnswered: 5)
        try daemon.stop()
        daemon = try desk.start(prefix: [
            "strace", "-D", "-f", "-qq", "-P", desk.cataloguePath + "-wal",
            "-e", "inject=pwrite64:error=ENOSPC:when=3..8", "-o", "/dev/null",
        ])
        try daemon.waitUntilReady()
        try desk.dropStories(6...25, prefix: "later")
        try desk.dropStories([2], spelling: 900, prefix: "again")
        try daemon.wait(forLog: "the catalogue has failed")
        try daemon.wait(for: "an empty inbox") { try desk.files(in: "inbox").isEmpty }
        // The status of a moment before may be without problems too.
        try daemon.wait(for: "a status without problems that counts all") {
            $0.problems.isEmpty && $0.inbox.waiting == 0 && $0.total.archived == 25 && $0.total.duplicates == 1
        }
        #expect(daemon.logLines(containing: "rebuilt").isEmpty, "\(daemon.log)")
        #expect(try daemon.stop() == .exited(0))
        #expect(try desk.records().count == 25)
        let verified = try verify(desk)
        #expect(verified.status == 0, "\(verified.output)")
    }
}
