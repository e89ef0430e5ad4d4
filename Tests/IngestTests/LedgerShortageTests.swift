import Archive
import Catalogue
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Ingest

@Suite("The ledger's disk has no room when the archive's had some")
struct LedgerShortageTests {
    @Test(
        "What its records tell goes on, the rest waits in the inbox, and in the end all is told once",
        arguments: 1...3
    )
    func shortage(times: Int) throws {
        let run = try ScriptedRun(everyOutcome: 77)
        let faulty = FaultyFileSystem(run.disk)
        for _ in 0..<times { faulty.inject(Fault(.write, suffix: "deliveries-000001.jsonl", error: ENOSPC)) }
        var desk = run.desk(on: faulty, batch: 8)
        var waiting: [Int] = []
        desk.disturb = { moment in
            guard moment == .afterMoves else { return }
            waiting.append(run.disk.files.filter { $0.display.contains("/inbox/") }.count)
        }
        for _ in 0...times {
            // A batch of which nothing could be written has changed nothing.
            do { try desk.work() } catch Committer.Failure.outOfSpace { continue }
        }
        #expect(faulty.hits == times)
        // Of the first eight, two hold a new article and nothing else.
        #expect(waiting.first == 14)
        #expect(waiting.last == 0)
        let broken = try run.broken(on: run.disk)
        #expect(broken.isEmpty, "\(broken)")
        let rows = try desk.rows()
        #expect(rows.count == run.deliveries.count)
        let mixed = try #require(rows.first { $0.file.path == "0-d-mixed.tar" })
        #expect(mixed.outcome == .archived)
        #expect(mixed.explanation?.contains("1 set aside: 2.txt") == true)
        let rebuilt = try run.restart(on: run.disk, catalogue: .deleted, batch: 8)
        try rebuilt.work()
        #expect(try rebuilt.rows() == rows)
    }
}
