import Archive
import Catalogue
import GRDB
import LinuxIO

/// Reads an index that somebody else may be writing; never makes or changes one.
final class IndexReader {
    let path: Path
    private let database: ReadOnlyDatabase
    /// How far it had come when it was opened: what it has beyond that is not looked at.
    private(set) var mark: SearchMark
    private(set) var lastSequence: Int64
    /// The lines that it had to leave out, as far as they were looked at.
    let damaged: [(position: ArchivePosition, fault: RecordFault)]

    /// Opens the index at `path`, if it belongs to this archive; what it says of deliveries counts only where it is of this
    /// catalogue.
    /// Nil where it is being made and has no tables yet.
    init?(at path: Path, archive: ArchiveDirectory, catalogue: CatalogueReader?) throws(SearchError) {
        self.path = path
        do {
            if let obstruction = DatabaseGround.obstruction(at: path) {
                throw SearchError(task: "open", path: path, reason: obstruction)
            }
            database = try ReadOnlyDatabase(at: path, label: "index reader", cacheSize: -65_536)
            let found: (IndexState, Bool, [(position: ArchivePosition, fault: RecordFault)])? = try database.read {
                database in
                if try SearchSchema.isNew(database) { return nil }
                let version = try Int.fetchOne(database, sql: "PRAGMA user_version")
                guard version == SearchSchema.version else {
                    throw SearchError(
                        task: "open",
                        path: path,
                        reason: "it was made by another version",
                        kind: .damaged
                    )
                }
                let state = try IndexState(database)
                guard try state.belongs(to: archive) else {
                    throw SearchError(task: "open", path: path, reason: "it is of another archive", kind: .damaged)
                }
                let row = state.mark.row
                return (
                    state,
                    try row == 0 || catalogue.map { try DeliveryRows.belong(to: $0, upTo: row, in: database) } ?? false,
                    try DamagedRows.faults(in: database, of: archive, path)
                )
            }
            guard let (state, isOfCatalogue, damaged) = found else { return nil }
            mark = state.mark
            self.damaged = damaged
            lastSequence = state.lastSequence
            if !isOfCatalogue { mark.row = 0 }
        } catch {
            throw SearchError(task: "open", path: path, error)
        }
    }

    func read<Value>(_ task: String, _ body: (Database) throws -> Value) throws(SearchError) -> Value {
        do { return try database.read(body) } catch { throw SearchError(task: task, path: path, error) }
    }
}
