public import Archive
public import Catalogue
public import LinuxIO
import Logging

/// Does to a desk that does not run what its next start would do: cuts torn tails, and brings up the catalogue.
///
/// The caller holds the state directory's lock (``LinuxIO/StateLock``).
public struct StoreRepair: Sendable {
    private let store: DeskStore

    /// A repair of what stands in `stateDirectory`, whose files arrive in `inbox`.
    public init(stateDirectory: Path, inbox: Path, fileSystem: any FileSystem) {
        // What there is to say is in the outcome.
        let log = Logger(label: "repair") { _ in SwiftLogNoOpLogHandler() }
        store = DeskStore(
            stateDirectory: stateDirectory,
            inbox: inbox,
            fileSystem: fileSystem,
            log: log,
            acceptsShortArchive: true
        )
    }

    /// What a repair came to.
    public struct Outcome: Sendable {
        /// What was cut off the archive, and where it is kept.
        public var torn: TornTail?
        /// What was cut off the ledger, and where it is kept.
        public var tornLedger: TornTail?
        /// Why the catalogue was rebuilt; nil where it was not.
        public var rebuiltBecause: String?
        /// Records that were entered in the catalogue.
        public var records = 0
        /// Lines of the ledger that were entered in the catalogue.
        public var ledgerLines = 0
    }

    /// Repairs.
    ///
    /// - Parameter progress: called while the catalogue is brought up, with what was entered so far.
    public func run(progress: (Catalogue.CatchUp) -> Void) throws(DeskError) -> Outcome {
        let restored = try store.restore(progress: progress)
        var outcome = try finish(restored.catalogue)
        outcome.torn = restored.recovered.torn
        outcome.tornLedger = restored.recoveredLedger.torn
        return outcome
    }

    /// Rebuilds the catalogue from archive and ledger, whatever it is like.
    public func rebuildCatalogue(
        because reason: String,
        progress: (Catalogue.CatchUp) -> Void
    ) throws(DeskError) -> Outcome {
        do {
            try store.makeCatalogue(because: reason).catalogue.close()
        } catch {
            throw .catalogue(error.description)
        }
        var outcome = try run(progress: progress)
        outcome.rebuiltBecause = reason
        return outcome
    }

    private func finish(_ catalogue: Result<DeskStore.OpenCatalogue, CatalogueError>) throws(DeskError) -> Outcome {
        do {
            let opened = try catalogue.get()
            try opened.catalogue.checkpoint()
            try opened.catalogue.close()
            return Outcome(
                rebuiltBecause: opened.rebuiltBecause,
                records: opened.records,
                ledgerLines: opened.ledgerLines
            )
        } catch {
            throw .catalogue(error.description)
        }
    }
}
