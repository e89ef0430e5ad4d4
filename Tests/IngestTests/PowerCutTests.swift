import Archive
import Catalogue
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Ingest

@Suite("Promises 1 to 5: a power cut at any moment")
struct PowerCutTests {
    /// What is found of the catalogue after the cut.
    enum CatalogueAfter: CaseIterable {
        /// All that was committed.
        case kept
        case deleted
        /// As it was before the run.
        case old
    }

    @Test("Without a cut every delivery has its outcome, across midnight and full segments")
    func quietRun() throws {
        let run = try ScriptedRun(deliveries: 300, seed: 11)
        try run.desk(on: run.disk).work()
        let broken = try run.broken(on: run.disk)
        #expect(broken.isEmpty, "\(broken.prefix(5))")
        let rows = try run.desk(on: run.disk).rows()
        #expect(rows.count == 300)
        #expect(Set(rows.map(\.file.path)).count == 300)
        let segments = run.disk.files.filter { $0.display.hasSuffix(".jsonl") }
        #expect(segments.contains { $0.display.contains("date=2026-11-22") })
        #expect(segments.contains { $0.display.contains("date=2026-11-23") })
        #expect(segments.count > 4)
    }

    @Test("The power is cut before and after every call that changes the disk, and every start after it mends all")
    func cutEverywhere() throws {
        // By hand: WIREDESK_POWER_CUTS=all swift test --filter PowerCutTests
        let isFull = ProcessInfo.processInfo.environment["WIREDESK_POWER_CUTS"] == "all"
        let seed: UInt64 = 20_261_122
        let count = isFull ? 300 : 40
        let quiet = try ScriptedRun(deliveries: count, seed: seed)
        try quiet.desk(on: quiet.disk).work()
        var states = 0
        for change in 1...quiet.disk.changes {
            for moment in DiskModel.Moment.allCases {
                let run = try ScriptedRun(deliveries: count, seed: seed)
                run.disk.cutPower(moment, change: change)
                let desk = run.desk(on: run.disk)
                // A call that is refused for other reasons is not cut; then the cut comes at the end.
                do { try desk.work() } catch { #expect(run.disk.isOff, "\(error)") }
                if !run.disk.isOff { run.disk.cutPower() }
                let limit = isFull ? 16 : 2
                for state in run.disk.crashStates(limit: limit, seed: seed &+ UInt64(change)) {
                    states += 1
                    let catalogue = CatalogueAfter.allCases[states % CatalogueAfter.allCases.count]
                    let context = "seed \(seed), \(moment) change \(change), \(state), catalogue \(catalogue)"
                    let disk = state.reboot()
                    let again = try run.restart(on: disk, catalogue: catalogue)
                    try again.work()
                    let broken = try run.broken(on: disk, acknowledged: desk.acknowledged.lines)
                    #expect(broken.isEmpty, "\(context): \(broken.prefix(5))")
                    #expect(try again.rows().count == count, "\(context)")
                }
            }
        }
        print("power cuts: \(quiet.disk.changes) calls, \(states) states recovered, seed \(seed)")
    }
}

extension PowerCutTests {
    @Test("The same at every call of commits that have all outcomes, and archive and ledger alone tell each of them")
    func cutEveryOutcome() throws {
        let seed: UInt64 = 20_261_130
        let quiet = try ScriptedRun(everyOutcome: seed)
        try quiet.desk(on: quiet.disk, batch: 8).work()
        let expected = try quiet.answers(of: quiet.desk(on: quiet.disk))
        #expect(expected.count == quiet.deliveries.count)
        #expect(try quiet.broken(on: quiet.disk).isEmpty)
        var states = 0
        for change in 1...quiet.disk.changes {
            for moment in DiskModel.Moment.allCases {
                let run = try ScriptedRun(everyOutcome: seed)
                run.disk.cutPower(moment, change: change)
                let desk = run.desk(on: run.disk, batch: 8)
                do { try desk.work() } catch { #expect(run.disk.isOff, "\(error)") }
                if !run.disk.isOff { run.disk.cutPower() }
                for state in run.disk.crashStates(limit: 3, seed: seed &+ UInt64(change)) {
                    states += 1
                    let catalogue = CatalogueAfter.allCases[states % CatalogueAfter.allCases.count]
                    let context = "seed \(seed), \(moment) change \(change), \(state), catalogue \(catalogue)"
                    let disk = state.reboot()
                    let again = try run.restart(on: disk, catalogue: catalogue, batch: 8)
                    try again.work()
                    let broken = try run.broken(on: disk, acknowledged: desk.acknowledged.lines)
                    #expect(broken.isEmpty, "\(context): \(broken.prefix(5))")
                    let answers = try run.answers(of: again)
                    #expect(answers == expected, "\(context)")
                    // Made again from archive and ledger, the catalogue says the same, row for row.
                    let rows = try again.rows()
                    let rebuilt = try run.restart(on: disk, catalogue: .deleted, batch: 8)
                    try rebuilt.work()
                    #expect(try rebuilt.rows() == rows, "\(context)")
                }
            }
        }
        print("power cuts of every outcome: \(quiet.disk.changes) calls, \(states) states recovered, seed \(seed)")
    }
}

extension PowerCutTests {
    @Test("The same at every call where containers are committed slice by slice, between other files")
    func cutSlices() throws {
        let isFull = ProcessInfo.processInfo.environment["WIREDESK_POWER_CUTS"] == "all"
        let seed: UInt64 = 20_261_201
        let quiet = try ScriptedRun(containers: seed)
        try quiet.desk(on: quiet.disk, batch: 3, records: 2).work()
        let expected = try quiet.answers(of: quiet.desk(on: quiet.disk))
        #expect(expected.count == quiet.deliveries.count)
        #expect(try quiet.broken(on: quiet.disk).isEmpty)
        // A container that is begun before midnight is put away, and found, under the day on which it was begun.
        let place = RestingPlace(
            stateDirectory: quiet.root,
            inbox: quiet.root.appending("inbox"),
            fileSystem: quiet.disk
        )
        for row in try quiet.desk(on: quiet.disk).rows() {
            #expect(place.path(of: row.file, outcome: row.outcome, time: row.time) != nil, "\(row.file.path.display)")
        }
        // However a delivery is cut into slices, its answer is the same.
        for (batch, records) in [(1, 1), (4, 3), (8, 1_000)] {
            let other = try ScriptedRun(containers: seed)
            try other.desk(on: other.disk, batch: batch, records: records).work()
            #expect(try other.answers(of: other.desk(on: other.disk)) == expected, "\(batch) \(records)")
        }
        var states = 0
        for change in 1...quiet.disk.changes {
            for moment in DiskModel.Moment.allCases {
                let run = try ScriptedRun(containers: seed)
                run.disk.cutPower(moment, change: change)
                let desk = run.desk(on: run.disk, batch: 3, records: 2)
                do { try desk.work() } catch { #expect(run.disk.isOff, "\(error)") }
                if !run.disk.isOff { run.disk.cutPower() }
                for state in run.disk.crashStates(limit: isFull ? 3 : 1, seed: seed &+ UInt64(change)) {
                    states += 1
                    let catalogue = CatalogueAfter.allCases[states % CatalogueAfter.allCases.count]
                    let context = "seed \(seed), \(moment) change \(change), \(state), catalogue \(catalogue)"
                    let disk = state.reboot()
                    // The second reading parts the slices at other places.
                    let again = try run.restart(on: disk, catalogue: catalogue, batch: 3, records: 1 + states % 4)
                    try again.work()
                    let broken = try run.broken(on: disk, acknowledged: desk.acknowledged.lines)
                    #expect(broken.isEmpty, "\(context): \(broken.prefix(5))")
                    #expect(try run.answers(of: again) == expected, "\(context)")
                    guard isFull || states % 4 == 0 else { continue }
                    let rows = try again.rows()
                    let rebuilt = try run.restart(on: disk, catalogue: .deleted, batch: 3)
                    try rebuilt.work()
                    #expect(try rebuilt.rows() == rows, "\(context)")
                }
            }
        }
        print("power cuts of slices: \(quiet.disk.changes) calls, \(states) states recovered, seed \(seed)")
    }
}

/// A run of deliveries on a disk in memory, that can be had again and again from the same beginning.
final class ScriptedRun {
    let deliveries: [StoryDelivery]
    let disk: DiskModel
    private let scratch: ScratchDirectory

    convenience init(deliveries count: Int, seed: UInt64) throws {
        try self.init(StoryDelivery.series(count: count, seed: seed))
    }

    convenience init(everyOutcome seed: UInt64) throws {
        try self.init(StoryDelivery.everyOutcome(seed: seed))
    }

    convenience init(containers seed: UInt64) throws {
        try self.init(StoryDelivery.containers(seed: seed))
    }

    init(_ deliveries: [StoryDelivery]) throws {
        scratch = try ScratchDirectory(isInMemory: true)
        self.deliveries = deliveries
        disk = DiskModel()
        disk.placeFolder(scratch.root.appending("inbox"))
        for delivery in deliveries {
            disk.place(scratch.root.appending("inbox").appending(delivery.path), delivery.content)
        }
    }

    /// The state directory.
    var root: Path { scratch.root }

    func desk(on disk: any FileSystem, batch: Int = 5, records: Int = 1_000) -> SimulatedDesk {
        SimulatedDesk(scratch: scratch, fileSystem: disk, batch: batch, records: records)
    }

    /// What the catalogue says of each delivery, but when and in which order it was answered.
    func answers(of desk: SimulatedDesk) throws -> [String: String] {
        let rows = try desk.rows().map { row in
            (
                row.file.path.display,
                "\(row.outcome), \(row.reason ?? ""), \(row.explanation ?? ""), \(row.articles), \(row.added)"
            )
        }
        return Dictionary(rows) { "\($0); \($1)" }
    }

    /// A desk that starts on what a cut has left, with a copy of the catalogue as it was then.
    func restart(
        on disk: DiskModel,
        catalogue: PowerCutTests.CatalogueAfter,
        batch: Int = 5,
        records: Int = 1_000
    ) throws -> SimulatedDesk {
        let path = scratch.path + "/catalogue.sqlite"
        let kept = scratch.path + "/kept"
        if !FileManager.default.fileExists(atPath: kept) {
            try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: true)
            for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
                try FileManager.default.copyItem(atPath: path + suffix, toPath: kept + "/catalogue.sqlite" + suffix)
            }
        }
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
            guard catalogue == .kept, FileManager.default.fileExists(atPath: kept + "/catalogue.sqlite" + suffix) else {
                continue
            }
            try FileManager.default.copyItem(atPath: kept + "/catalogue.sqlite" + suffix, toPath: path + suffix)
        }
        if catalogue == .old { _ = try Catalogue(at: Path(path)) }
        var desk = desk(on: disk, batch: batch, records: records)
        // Time goes on after the cut.
        desk.time += 3_600_000_000_000
        return desk
    }

    func broken(on disk: DiskModel, acknowledged: [Int64: [UInt8]] = [:]) throws -> [String] {
        try Promises(stateDirectory: scratch.root, fileSystem: disk).broken(deliveries, acknowledged: acknowledged)
    }
}
