import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Ingest

@Suite("Promises 1, 2, 5 and 9: every call that changes the disk fails in every way it can")
struct FaultTests {
    /// How a call fails.
    enum Way: CaseIterable, CustomTestStringConvertible {
        case failed, failedButDone, noSpace, short, pagesLost

        var testDescription: String { "\(self)" }

        /// The fault of one call; nil where the call cannot fail in this way.
        func fault(_ kind: FileSystemCall.Kind, _ occurrence: Int) -> Fault? {
            switch self {
            case .failed: Fault(kind, occurrence: occurrence, error: EIO)
            case .failedButDone: Fault(kind, occurrence: occurrence, error: EIO, effect: .done)
            case .noSpace: Fault(kind, occurrence: occurrence, error: ENOSPC)
            case .short: kind == .write ? Fault(kind, occurrence: occurrence, effect: .short(7)) : nil
            case .pagesLost:
                kind == .synchronizeData
                    ? Fault(kind, occurrence: occurrence, error: EIO, effect: .pagesLost) : nil
            }
        }
    }

    @Test("After a call that failed, the next start brings every file to its one outcome", arguments: Way.allCases)
    func everyCall(fails way: Way) throws {
        let seed: UInt64 = 31
        try everyCall(fails: way, seed) { try ScriptedRun(deliveries: 25, seed: seed) }
        try everyCall(fails: way, seed) { try ScriptedRun(everyOutcome: seed) }
    }

    private func everyCall(fails way: Way, _ seed: UInt64, of made: () throws -> ScriptedRun) throws {
        let quiet = try made()
        let counting = FaultyFileSystem(quiet.disk)
        try quiet.desk(on: counting).work()
        var occurrences: [FileSystemCall.Kind: Int] = [:]
        var tried = 0
        for call in counting.calls where call.kind.isChange {
            occurrences[call.kind, default: 0] += 1
            guard let fault = way.fault(call.kind, occurrences[call.kind] ?? 1) else { continue }
            tried += 1
            let run = try made()
            let faulty = FaultyFileSystem(run.disk)
            faulty.inject(fault)
            let desk = run.desk(on: faulty)
            try? desk.work()
            faulty.heal()
            var again = run.desk(on: faulty)
            again.time += 60_000_000_000
            try again.work()
            let broken = try run.broken(on: run.disk, acknowledged: desk.acknowledged.lines)
            #expect(broken.isEmpty, "\(way), \(call), seed \(seed): \(broken.prefix(5))")
            #expect(try again.rows().count == quiet.deliveries.count, "\(way), \(call), seed \(seed)")
        }
        #expect(tried > 0)
    }
}
