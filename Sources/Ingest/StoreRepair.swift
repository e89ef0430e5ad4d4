public import Archive
import Catalogue
public import LinuxIO
import Logging

/// Does to a desk that does not run what its next start would do: cuts a torn tail, and brings up the catalogue.
///
/// The caller holds the state directory's lock (``LinuxIO/StateLock``).
public struct StoreRepair: Sendable {
    private let store: DeskStore

    /// A repair of what stands in `stateDirectory`.
    public init(stateDirectory: Path, fileSystem: any FileSystem) {
        // What there is to say is in the outcome.
        let log = Logger(label: "repair") { _ in SwiftLogNoOpLogHandler() }
        store = DeskStore(
            stateDirectory: stateDirectory,
            fileSystem: fileSystem,
            log: log,
            acceptsShortArchive: true
        )
    }

    /// What a repair came to.
    public struct Outcome: Sendable {
        /// What was cut off the archive, and where it is kept.
        public var torn: TornTail?
        /// Why the catalogue was made anew; nil where it was not.
        public var anewBecause: String?
        /// Records that were entered in the catalogue.
        public var records = 0
    }

    /// Repairs.
    ///
    /// - Parameter progress: called while the catalogue is brought up, with the records entered so far and the place in
    ///   the archive that was reached.
    public func run(progress: (Int, ArchivePosition) -> Void) throws(DeskError) -> Outcome {
        let restored = try store.restore(progress: progress)
        return try finish(restored.catalogue, torn: restored.recovered.torn)
    }

    /// Makes the catalogue anew from the archive, whatever it is like.
    public func rebuildCatalogue(
        because reason: String,
        progress: (Int, ArchivePosition) -> Void
    ) throws(DeskError) -> Outcome {
        do {
            try store.makeCatalogue(because: reason).catalogue.close()
        } catch {
            throw .catalogue(error.description)
        }
        var outcome = try run(progress: progress)
        outcome.anewBecause = reason
        return outcome
    }

    private func finish(
        _ catalogue: Result<DeskStore.OpenCatalogue, CatalogueError>,
        torn: TornTail?
    ) throws(DeskError) -> Outcome {
        do {
            let opened = try catalogue.get()
            try opened.catalogue.checkpoint()
            try opened.catalogue.close()
            return Outcome(torn: torn, anewBecause: opened.anewBecause, records: opened.records)
        } catch {
            throw .catalogue(error.description)
        }
    }
}
