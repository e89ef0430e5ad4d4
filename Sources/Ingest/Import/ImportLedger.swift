import Archive
import Catalogue
import LinuxIO

/// By what an import knows a delivery of its own again.
struct ImportKey: Hashable {
    var path: Path
    var bytes: Int64
    var modified: Int64
}

/// What the catalogue says of the files of an import: those that were answered before, and those that are as it goes on.
///
/// Reads beside the daemon, which is the only one to write.
final class ImportLedger {
    private let path: Path
    private let prefixes: [Path]
    private var catalogue: CatalogueReader?
    private var lastRow: Int64 = 0
    /// Rows of earlier answers by the hash of their key; the row is read again where it matters.
    private var rows: [Int: Int64] = [:]
    private var identity: FileIdentity?
    private let fileSystem: any FileSystem

    /// - Parameter prefixes: what the paths of the import begin with.
    init(stateDirectory: Path, prefixes: [Path], fileSystem: any FileSystem) {
        path = stateDirectory.appending(StateDirectory.catalogue)
        self.prefixes = prefixes
        self.fileSystem = fileSystem
    }

    /// The answers that have come since the last call, and whether there may be more at once.
    ///
    /// The first call notes all that were there before, and returns none. Where the catalogue has been rebuilt, all its
    /// answers come again.
    func news() throws(CatalogueError) -> (answers: [DeliveryAnswer], isMore: Bool) {
        try open()
        guard let catalogue else { return ([], false) }
        let answers = try catalogue.answers(after: lastRow, limit: 4096)
        for answer in answers { note(answer) }
        lastRow = answers.last?.row ?? lastRow
        return (answers, answers.count == 4096)
    }

    /// What became of a file of this key, if it has its answer.
    func answer(for key: ImportKey) throws(CatalogueError) -> DeliveryAnswer? {
        guard let row = rows[key.hashValue], let answer = try catalogue?.answer(row: row) else { return nil }
        return answer.key == key ? answer : nil
    }

    /// What a file held, by outcome; a file that is one article, or none, is one member.
    func members(of answer: DeliveryAnswer) throws(CatalogueError) -> [PartOutcome: Int] {
        var counts: [PartOutcome: Int] = [.archived: answer.added, .duplicate: answer.articles - answer.added]
        // The members that have no record are told only of what is more than one article.
        let others = answer.explanation == nil ? [] : try catalogue?.members(of: answer.row) ?? []
        for member in others where member.outcome == .refused || member.outcome == .noNews {
            counts[member.outcome, default: 0] += member.count
        }
        if answer.outcome == .quarantined, others.isEmpty { counts[.refused] = 1 }
        return counts.filter { $0.value > 0 }
    }

    private func note(_ answer: DeliveryAnswer) {
        // What is left alone by a rule has no answer that an import would wait for.
        if answer.outcome != .ignored { rows[answer.key.hashValue] = answer.row }
    }

    private func open() throws(CatalogueError) {
        guard let now = fileSystem.identity(at: path) else {
            (catalogue, identity) = (nil, nil)
            return
        }
        if now == identity { return }
        let opened = try CatalogueReader(at: path)
        rows = [:]
        lastRow = 0
        let ends = try prefixes.map { prefix throws(CatalogueError) in
            try opened.answers(beneath: prefix, note(_:))
        }
        // What has come since the first of them was read is read again, and all of one that was rebuilt.
        lastRow = identity == nil ? ends.min() ?? 0 : 0
        catalogue = opened
        identity = now
    }
}

extension DeliveryAnswer {
    var key: ImportKey { ImportKey(path: path, bytes: bytes, modified: modified) }
}
