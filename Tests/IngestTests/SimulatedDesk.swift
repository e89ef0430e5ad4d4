import Archive
import Article
import Catalogue
import Formats
import Foundation
import LinuxIO
import Logging
import TestSupport

@testable import Ingest
import Operations

/// The desk's work on a disk of a test's choice, in one thread and in a fixed order: recover, catch up, then read and
/// commit what is in the inbox until nothing is left. The catalogue is a real SQLite file.
struct SimulatedDesk {
    let scratch: ScratchDirectory
    let fileSystem: any FileSystem
    /// Files, or slices of them, in one commit.
    var batch = 5
    /// Articles in one slice of a delivery.
    var records = 1_000
    /// The time of the first commit; each further one comes a second later.
    var time: Int64 = SimulatedDesk.beforeMidnight
    var segmentSize: Int64 = 6_000
    /// Who reads which kind of file; nil for the readers that there are.
    var readers: [FileKind: any ArticleFormat]?
    /// What somebody else does as the desk comes to a moment.
    var disturb: ((Moment) throws -> Void)?
    /// Records that were reported as durable, with their lines.
    let acknowledged = Acknowledged()

    final class Acknowledged {
        var lines: [Int64: [UInt8]] = [:]
    }

    /// A moment of a batch.
    enum Moment {
        /// Its outcomes are durable, and its files are still in the inbox.
        case beforeMoves
        /// Its files were moved, as far as they could be.
        case afterMoves
    }

    /// 2026-11-22T23:59:50Z.
    static let beforeMidnight: Int64 = 1_795_391_990_000_000_000

    var stateDirectory: Path { scratch.root }

    private var settings: Settings {
        var settings = Settings.plain(in: stateDirectory)
        settings.segmentSize = segmentSize
        settings.batchRecords = records
        return settings
    }

    /// Works until the inbox is empty, or until something fails that only a new start can mend.
    func work() throws {
        let log = Logger(label: "simulated") { _ in SwiftLogNoOpLogHandler() }
        let store = DeskStore(
            stateDirectory: stateDirectory,
            inbox: settings.inbox,
            fileSystem: fileSystem,
            log: log
        )
        let restored = try store.restore { _ in }
        let archive = restored.archive
        let writer = try ArchiveWriter(
            archive,
            settings: ArchiveWriter.Settings(segmentSize: segmentSize),
            recovered: restored.recovered
        )
        let ledger = try LedgerWriter(
            restored.ledger,
            settings: ArchiveWriter.Settings(segmentSize: segmentSize),
            recovered: restored.recoveredLedger
        )
        let catalogue = try restored.catalogue.get().catalogue
        let mover = Mover(stateDirectory: stateDirectory, fileSystem: fileSystem)
        let committer = try Committer(
            writer: writer,
            ledger: ledger,
            catalogue: catalogue,
            atRest: FilesAtRest(stateDirectory: stateDirectory, fileSystem: fileSystem)
        )
        let inbox = try InboxFolder(settings.inbox, on: fileSystem)
        var reader = DeliveryReader(settings: settings, fileSystem: fileSystem, leases: FreeLeases())
        reader.readers = readers
        var now = time
        var prepared: [PreparedDelivery] = []
        func commit() throws {
            if prepared.isEmpty { return }
            let durable = try committer.makeDurable(prepared, now: now)
            prepared = []
            try disturb?(.beforeMoves)
            let committed = mover.carryOut(durable)
            try disturb?(.afterMoves)
            for record in committed.appended {
                let line = try ArchiveReader(archive).line(at: record.position, length: record.length)
                acknowledged.lines[record.sequence] = line
            }
            for answer in committed.answers {
                if case .failed(let trouble) = answer.result { throw Stuck(reason: trouble.reason) }
            }
            now += 1_000_000_000
        }
        var failure: (any Error)?
        let receiver = SliceReceiver(
            give: { slice in
                prepared.append(slice)
                do { if prepared.count >= batch { try commit() } } catch { failure = error }
                return failure == nil
            },
            isCalledOff: { false },
            comesOn: {}
        )
        while true {
            let candidates = try candidates(in: inbox)
            if candidates.isEmpty { break }
            for candidate in candidates.prefix(batch) {
                let claim = InboxWatch.Claim(inbox: inbox, candidate: candidate)
                switch reader.read(claim, now: now, monotonic: 0, slicesTo: receiver) {
                case .ready(let delivery, _): prepared.append(delivery)
                case .failed(let error): throw error
                case .gone, .notWhole: break
                case .givenUp: if let failure { throw failure }
                }
            }
            try commit()
        }
        committer.register.endRecovery()
        mover.synchronize(committer.register)
        try committer.finish()
    }

    /// A file that could not be moved.
    struct Stuck: Error {
        var reason: String
    }

    private func candidates(in inbox: InboxFolder) throws -> [Candidate] {
        var listing = InboxListing(of: inbox, depth: 8, on: fileSystem)
        var paths: [Path] = []
        while true {
            switch listing.next() {
            case .end:
                return paths.sorted { $0.display < $1.display }.map { Candidate(path: $0, wasMovedIn: true) }
            case .entries(let entries, let folder, _):
                paths += entries.filter { $0.kind != .directory }.map { folder.appending($0.name) }
            case .folder: break
            case .unreadable(_, let trouble): throw Stuck(reason: trouble.reason)
            }
        }
    }

    /// The rows of the catalogue, oldest first.
    func rows() throws -> [CatalogueReader.Entry] {
        try CatalogueReader(at: stateDirectory.appending("catalogue.sqlite")).deliveries(limit: 100_000).reversed()
    }
}

/// Leases that are always granted.
struct FreeLeases: LeaseTaking {
    func take(on file: borrowing Descriptor) -> ReadLease.Answer { .held }
}
