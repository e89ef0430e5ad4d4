import Catalogue
import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

@Suite("Promises 1 and 2, part by part: the process is killed in the midst of a container")
struct KilledContainersTests {
    @Test("A container of 1,000 members is read to its end over kills, and each member has its one answer")
    func killed() throws {
        // By hand: WIREDESK_KILLS=100 swift test --filter KilledContainersTests
        let environment = ProcessInfo.processInfo.environment
        let kills = environment["WIREDESK_KILLS"].flatMap { Int($0) } ?? 6
        let seed = environment["WIREDESK_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...1_000_000)
        print("kills: \(kills), seed \(seed) (WIREDESK_SEED=\(seed) repeats it)")
        var random = SeededGenerator(seed: seed)
        let desk = try ScratchDesk()
        let container = StoryDelivery.container("thousand.tar", of: 1_000, seed: seed)
        try desk.drop(container.content, as: "thousand.tar")
        let settings = ["batch_records": "20", "segment_size": "256KiB", "batch_bytes": "64KiB"]
        var reached: Int64 = 0
        for _ in 0..<kills {
            let daemon = try desk.start(settings: settings)
            // More of it each time, so that the kills fall into all of it.
            reached = min(880, reached + Int64.random(in: 1...(1_600 / Int64(kills)), using: &random))
            try daemon.wait(for: "\(reached) records", atMost: 120) { $0.archive.articles >= reached }
            #expect(try daemon.kill() == .signalled(SIGKILL))
        }
        let last = try desk.start(settings: settings)
        // It may find nothing left to do, and has to have its signals before it is stopped.
        try last.waitUntilReady()
        try last.wait(for: "an empty inbox", atMost: 120) { try desk.files(in: "inbox").isEmpty }
        let end = try last.stop()
        #expect(end == .exited(0), "seed \(seed): \(last.log.suffix(1_000))")
        let broken = try Promises(stateDirectory: Path(desk.path), fileSystem: LinuxFileSystem()).broken([container])
        #expect(broken.isEmpty, "seed \(seed): \(broken.prefix(5))")
        let rows = try CatalogueReader(at: Path(desk.path + "/catalogue.sqlite")).deliveries(limit: 10)
        #expect(rows.map(\.articles) == [980] && rows.map(\.added) == [900], "seed \(seed)")
        #expect(
            rows.first?.explanation?.hasPrefix("archived 900 of 1000; 80 duplicates, 20 set aside: ") == true,
            "seed \(seed): \(rows.first?.explanation ?? "")"
        )
        func wiredesk(_ arguments: String...) throws -> Program {
            try Program.run(Program.product("wiredesk"), arguments + ["--state-directory", desk.path])
        }
        let told = "\tarchived 900 of 1000; 80 duplicates, 20 set aside: 50 (no-body)"
        #expect(try wiredesk("log").output.contains(told))
        #expect(try wiredesk("verify").status == 0)
    }
}
