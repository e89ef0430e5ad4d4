import Catalogue
import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

@Suite("Promises 1 to 5: the process is killed at any moment")
struct KillTests {
    @Test("The daemon is killed again and again under load, and in the end every file has its one outcome")
    func killedUnderLoad() throws {
        // By hand: WIREDESK_KILLS=1000 swift test --filter KillTests
        let environment = ProcessInfo.processInfo.environment
        let kills = environment["WIREDESK_KILLS"].flatMap { Int($0) } ?? 50
        let seed = environment["WIREDESK_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...1_000_000)
        print("kills: \(kills), seed \(seed) (WIREDESK_SEED=\(seed) repeats it)")
        var random = SeededGenerator(seed: seed)
        let desk = try ScratchDesk()
        let deliveries = StoryDelivery.series(count: kills * 40, seed: seed)
        var waiting = deliveries[...]
        for _ in 0..<kills {
            let daemon = try desk.start(settings: ["segment_size": "64KiB", "batch_bytes": "64KiB"])
            let portion = waiting.prefix(40)
            waiting = waiting.dropFirst(portion.count)
            // Killed at the moment when so many of this portion have been dropped, or so many are answered.
            let dropped = Int.random(in: 0...portion.count, using: &random)
            let answered = Int.random(in: 0...dropped, using: &random)
            let before = try desk.files(in: "inbox").count
            for (index, delivery) in portion.enumerated() {
                if index == dropped {
                    try daemon.wait(for: "\(answered) answers") {
                        try desk.files(in: "inbox").count <= before + dropped - answered
                    }
                    try daemon.kill()
                }
                try desk.drop(delivery.content, as: delivery.path.text ?? "")
            }
            if dropped == portion.count { try daemon.kill() }
        }
        let last = try desk.start()
        try last.wait(for: "an empty inbox", atMost: 120) { try desk.files(in: "inbox").isEmpty }
        #expect(try last.stop() == .exited(0))

        let broken = try Promises(stateDirectory: Path(desk.path), fileSystem: LinuxFileSystem()).broken(deliveries)
        #expect(broken.isEmpty, "seed \(seed): \(broken.prefix(5))")
        let rows = try CatalogueReader(at: Path(desk.path + "/catalogue.sqlite")).deliveries(limit: 1_000_000)
        #expect(rows.count == deliveries.count, "seed \(seed)")
        #expect(Set(rows.map(\.file.path)).count == deliveries.count, "seed \(seed)")
    }
}
