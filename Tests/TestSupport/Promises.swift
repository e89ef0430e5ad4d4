import Archive
import Article
import Catalogue
import LinuxIO

/// The one judge of all tests that harm the desk: after the last start every delivery has its one outcome, and the archive
/// is whole.
///
/// It stands for promises 1 to 5: nothing lost, nothing twice, every file gets an answer, the archive is the only truth,
/// records never change.
public struct Promises {
    private let fileSystem: any FileSystem
    private let stateDirectory: Path
    private let inbox: Path

    /// A judge of the desk in `stateDirectory`, whose inbox is the folder in it.
    public init(stateDirectory: Path, fileSystem: any FileSystem) {
        self.fileSystem = fileSystem
        self.stateDirectory = stateDirectory
        inbox = stateDirectory.appending("inbox")
    }

    /// What is broken, in words; nothing where all is well.
    ///
    /// - Parameters:
    ///   - deliveries: all that was ever dropped.
    ///   - acknowledged: records that were reported as durable, with their lines: they must be there, unchanged.
    public func broken(
        _ deliveries: [StoryDelivery],
        acknowledged: [Int64: [UInt8]] = [:]
    ) throws(SystemError) -> [String] {
        var broken: [String] = []
        broken += try leftInInbox().map { "1: \($0.display) is still in the inbox" }
        broken += try misplaced(deliveries)
        broken += try archiveFaults(deliveries, acknowledged)
        broken += try ledgerFaults()
        broken += try answerFaults(deliveries)
        return broken
    }

    /// The ledger; nil where there is none.
    private func ledger() throws(SystemError) -> ArchiveDirectory? {
        do {
            let folder = try fileSystem.openRoot(stateDirectory.appending(StateDirectory.deliveries))
            return ArchiveDirectory(folder, of: .deliveries, fileSystem: fileSystem)
        } catch  where error.isMissing {
            return nil
        }
    }

    /// The ledger is whole, and each line is what its schema says.
    private func ledgerFaults() throws(SystemError) -> [String] {
        guard let ledger = try ledger() else { return [] }
        var broken: [String] = []
        _ = try LedgerVerifier(ledger).verify { broken.append("5: \($0)") }
        var cursor = try ArchiveCursor(ledger)
        var lines: [[UInt8]] = []
        while try cursor.advance() != nil { lines.append((0..<cursor.line.count).map { cursor.line[$0] }) }
        do {
            broken += try RecordJudge.faults(of: lines, schema: RecordJudge.ledgerSchema)
        } catch {
            broken.append("no line was judged: \(error)")
        }
        return broken
    }

    /// Archive and ledger alone tell one outcome of each delivery.
    private func answerFaults(_ deliveries: [StoryDelivery]) throws(SystemError) -> [String] {
        let folder = try fileSystem.openRoot(stateDirectory.appending("archive"))
        let archive = ArchiveDirectory(folder, fileSystem: fileSystem)
        var answers: [Path: Set<Int64>] = [:]
        var broken: [String] = []
        var sequence = try DeliverySequence(archive, try ledger(), from: CatalogueReader.Horizon())
        while let piece = try sequence.next() { answers[piece.entry.path, default: []].insert(piece.number) }
        for delivery in deliveries {
            let count = answers[delivery.path]?.count ?? 0
            if count != 1 { broken.append("3: archive and ledger have \(count) answers for \(delivery.path.display)") }
        }
        return broken
    }

    private func leftInInbox() throws(SystemError) -> [Path] {
        try files(in: inbox).keys.sorted { $0.display < $1.display }
    }

    /// Every file stands in exactly one folder, and in the right one.
    private func misplaced(_ deliveries: [StoryDelivery]) throws(SystemError) -> [String] {
        var broken: [String] = []
        let processed = count(try files(in: stateDirectory.appending("processed")))
        let duplicates = count(try files(in: stateDirectory.appending("duplicates")))
        let quarantine = try files(in: stateDirectory.appending("quarantine"))
        let reasons = quarantine.filter { $0.key.display.hasSuffix(".reason.json") }
        // Members that were set aside stand in a folder with the name of their delivery.
        let containers = Set(deliveries.filter(\.isContainer).map(\.path.name))
        let quarantined = count(
            quarantine.filter { file, _ in
                !file.display.hasSuffix(".reason.json") && !containers.contains(file.folder.name)
            }
        )
        var processedArticles: [ContentID: Int] = [:]
        for delivery in deliveries {
            let found =
                (processed[delivery.content] ?? 0) + (duplicates[delivery.content] ?? 0)
                + (quarantined[delivery.content] ?? 0)
            let name = delivery.path.display
            if found == 0 { broken.append("1: \(name) is nowhere") }
            if found > 1 { broken.append("2: \(name) stands in \(found) places") }
            switch delivery.kind {
            case .noArticle where quarantined[delivery.content] == nil: broken.append("3: \(name) is not in quarantine")
            case .article(let id):
                if quarantined[delivery.content] != nil { broken.append("3: \(name) is in quarantine") }
                processedArticles[id, default: 0] += processed[delivery.content] ?? 0
            case .container(let ids):
                if quarantined[delivery.content] != nil { broken.append("3: \(name) is in quarantine") }
                let isNew = processed[delivery.content] != nil
                if isNew != !ids.isEmpty { broken.append("3: \(name) is \(isNew ? "" : "not ")among the new ones") }
            case .noNews where processed[delivery.content] == nil: broken.append("3: \(name) was not put away")
            case .noArticle, .noNews: break
            }
        }
        for (id, count) in processedArticles where count != 1 {
            broken.append("2: the content \(id) was archived from \(count) files")
        }
        for file in quarantine.keys where !file.display.hasSuffix(".reason.json") {
            let reason = Path(Array(file.bytes) + ".reason.json".utf8)
            if reasons[reason] == nil { broken.append("3: \(file.display) has no reason beside it") }
        }
        return broken
    }

    private func archiveFaults(
        _ deliveries: [StoryDelivery],
        _ acknowledged: [Int64: [UInt8]]
    ) throws(SystemError) -> [String] {
        var broken: [String] = []
        let folder = try fileSystem.openRoot(stateDirectory.appending("archive"))
        let archive = ArchiveDirectory(folder, fileSystem: fileSystem)
        var ids: [ContentID: Int] = [:]
        _ = try ArchiveVerifier(archive).verify(
            record: { record, _, _ in ids[record.id, default: 0] += 1 },
            finding: { broken.append("5: \($0)") }
        )
        var expected: Set<ContentID> = []
        for delivery in deliveries {
            switch delivery.kind {
            case .article(let id): expected.insert(id)
            case .container(let ids): expected.formUnion(ids)
            case .noArticle, .noNews: break
            }
        }
        for id in expected where ids[id] == nil { broken.append("1: the content \(id) has no record") }
        for (id, count) in ids {
            if count > 1 { broken.append("2: the content \(id) has \(count) records") }
            if !expected.contains(id) { broken.append("2: the record \(id) is of no delivery") }
        }
        var cursor = try ArchiveCursor(archive)
        var sequence: Int64 = 0
        var lines: [[UInt8]] = []
        while try cursor.advance() != nil {
            sequence += 1
            let found = (0..<cursor.line.count).map { cursor.line[$0] }
            lines.append(found)
            guard let line = acknowledged[sequence] else { continue }
            if found != line { broken.append("5: the record \(sequence) has changed") }
        }
        if let last = acknowledged.keys.max(), last > sequence { broken.append("1: the record \(last) is gone") }
        do { broken += try RecordJudge.faults(of: lines) } catch { broken.append("no record was judged: \(error)") }
        return broken
    }

    private func count(_ files: [Path: [UInt8]]) -> [[UInt8]: Int] {
        files.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// All files in a folder and its folders, with their contents; none where it is not there.
    private func files(in folder: Path) throws(SystemError) -> [Path: [UInt8]] {
        var found: [Path: [UInt8]] = [:]
        let directory: Descriptor
        do { directory = try fileSystem.openRoot(folder) } catch  where error.isMissing { return [:] }
        for entry in try fileSystem.entries(of: directory) {
            let path = folder.appending(entry.name)
            if entry.kind == .directory {
                found.merge(try files(in: path)) { first, _ in first }
            } else {
                let file = try fileSystem.open(entry.name, in: directory, .read)
                var bytes = [UInt8](repeating: 0, count: Int(try fileSystem.status(of: file).size))
                var span = bytes.mutableSpan
                _ = try fileSystem.readFully(file, at: 0, into: &span)
                found[path] = bytes
            }
        }
        return found
    }
}
