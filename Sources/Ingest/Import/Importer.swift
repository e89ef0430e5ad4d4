import Archive
import Base
import Catalogue
public import LinuxIO

/// Brings an existing collection into the inbox, file by file, and waits for the answer to each.
///
/// It delivers like any other sender: a copy is made out of the watch's sight, its content is synced, and it is renamed
/// to its name in the inbox. The desk does the rest, in whichever process it runs. So an import that is killed loses
/// nothing and leaves no half file; the next one sees in the catalogue and in the inbox what was delivered before.
///
/// One thread owns it.
public final class Importer {
    /// A file that has its name in the inbox and waits for its answer.
    private struct Pending {
        var file: ImportSources.File
        /// The source as it was copied.
        var status: FileStatus
        /// Whether it was not in the inbox at the last look, without an answer.
        var isMissed = false
    }

    public private(set) var totals = Totals()
    /// When the last answer came, on the monotonic clock.
    public private(set) var lastAnswer = Clock.monotonic

    private let settings: Settings
    private let fileSystem: any FileSystem
    private let notice: (Notice) -> Void
    private let isCalledOff: () -> Bool
    private let inbox: InboxFolder
    private let staging: ImportStaging
    private let ledger: ImportLedger
    private let start: ImportSources
    private var sources: ImportSources
    private var isWalked = false
    private var pending: [ImportKey: Pending] = [:]
    private let copies: ImportCopies
    /// What stood in the inbox before, of the collection's paths.
    private var delivered: [Path: FileStatus] = [:]
    private var removal: ImportRemoval
    private var nextSearch: Int64 = 0

    /// Bytes of all copies that are not answered.
    private var load: Int64 = 0

    /// Bytes of copies that may wait at once, so that a large collection does not need its room twice.
    private static let largestLoad: Int64 = 512 << 20
    /// Nanoseconds after which a name that is taken, or a file that has gone without an answer, is given up.
    private static let patience: Int64 = 60_000_000_000
    private static let searchInterval: Int64 = 5_000_000_000

    /// An import of these files and folders.
    ///
    /// - Parameter isCalledOff: asked in the midst of a long copy, which then ends, whether the import is to end.
    ///
    /// Throws ``ImportError``, ``LinuxIO/SystemError`` and ``Catalogue/CatalogueError``.
    public init(
        _ paths: [Path],
        settings: Settings,
        fileSystem: any FileSystem,
        isCalledOff: @escaping () -> Bool = { false },
        notice: @escaping (Notice) -> Void
    ) throws {
        self.isCalledOff = isCalledOff
        self.settings = settings
        self.fileSystem = fileSystem
        self.notice = notice
        let roots = try paths.map { try ImportSources.Root.named($0, on: fileSystem) }
        let state = try fileSystem.openRoot(settings.stateDirectory)
        inbox = try Importer.openInbox(settings.inbox, fileSystem)
        let desk = [try fileSystem.status(of: state), inbox.status]
        for (root, path) in zip(roots, paths) where try root.isWithin(desk, path, on: fileSystem) {
            throw ImportError.ownFolder(path)
        }
        staging = try ImportStaging(
            stateDirectory: state,
            inbox: inbox,
            ignored: settings.ignored,
            note: settings.note,
            fileSystem: fileSystem
        )
        copies = ImportCopies(staging: staging, inbox: inbox, fileSystem: fileSystem)
        start = ImportSources(
            roots,
            own: desk + [try fileSystem.status(of: staging.folder.descriptor)],
            ignored: settings.ignored,
            depth: settings.depth,
            fileSystem: fileSystem
        )
        sources = start
        removal = ImportRemoval(inbox: inbox, fileSystem: fileSystem)
        ledger = ImportLedger(
            stateDirectory: settings.stateDirectory,
            prefixes: roots.map(\.prefix),
            fileSystem: fileSystem
        )
        // In this order: what is answered between the two is known to the catalogue.
        for root in roots {
            let found = try inbox.files(at: root.prefix, depth: settings.depth, on: fileSystem)
            delivered.merge(found) { _, new in new }
        }
        _ = try ledger.news()
    }

    private static func openInbox(_ path: Path, _ fileSystem: any FileSystem) throws -> InboxFolder {
        do throws(SystemError) {
            return try InboxFolder(path, on: fileSystem)
        } catch  where error.isMissing {
            throw ImportError.inbox(path)
        }
    }

    /// How many files there are to import.
    public func count() -> Int {
        var walk = start.fromTheStart
        var files = 0
        while true {
            switch walk.next() {
            case .file: files += 1
            case .end: return files
            case .skipped, .unreadable: break
            }
        }
    }

    /// How many files are in the inbox and wait for their answer.
    public var waiting: Int { pending.count }

    /// Does what can be done now, and tells whether all is done.
    ///
    /// Throws ``LinuxIO/SystemError`` and ``Catalogue/CatalogueError``.
    public func step() throws -> Bool {
        try collect()
        try retry()
        while !isWalked, !isFull, !copies.isBatchFull { try walk() }
        if copies.isBatchFull || isWalked || isFull {
            try copies.deliver(isWaiting: { pending[$0] != nil }, given: expect)
        }
        if removal.waiting >= ImportCopies.batch { try removeAnswered() }
        guard isWalked, copies.count == 0, pending.isEmpty else {
            try searchForMissing()
            return false
        }
        try removeAnswered()
        return true
    }

    private var isFull: Bool {
        pending.count + copies.count >= settings.waiting || load >= Importer.largestLoad
    }

    /// Takes back what has no name in the inbox yet. What is in the inbox stays there, and is the desk's.
    public func finish() throws {
        if settings.isMoving { try removeAnswered() }
        copies.clear()
        try staging.finish()
    }

    // MARK: From the sources to the inbox

    private func walk() throws {
        switch sources.next() {
        case .end: isWalked = true
        case .skipped(let path, let skip):
            totals.skipped[skip, default: 0] += 1
            notice(.skipped(path, skip))
        case .unreadable(let path, let error): fail(path, error.reason)
        case .file(let file): try take(file)
        }
    }

    private func take(_ file: ImportSources.File) throws {
        totals.files += 1
        do throws(SystemError) {
            let status = try fileSystem.status(of: file.path, in: file.root.folder.descriptor)
            guard status.kind == .file else {
                totals.skipped[.notAFile(status.kind), default: 0] += 1
                totals.files -= 1
                return notice(.skipped(file.shown, .notAFile(status.kind)))
            }
            let key = ImportKey(path: file.target, bytes: status.size, modified: status.modified)
            if try isAnswered(file, status, key) { return }
            let source = try fileSystem.open(file.path, in: file.root.folder.descriptor, .read)
            if let found = delivered.removeValue(forKey: file.target), try isCopy(found, of: source, status, key) {
                load += status.size
                pending[key] = Pending(file: file, status: status)
                return
            }
            let before = try fileSystem.status(of: source)
            let copy = try staging.copy(source) { [isCalledOff] () throws(SystemError) in
                if isCalledOff() { throw SystemError("copy", number: SystemError.cancelled) }
            }
            guard try fileSystem.status(of: source).isUnchanged(since: before) else {
                try staging.remove(copy)
                return fail(file.shown, "it was written to while it was copied; run the import again")
            }
            copies.add(ImportCopies.Entry(file: file, status: before, copy: copy))
            load += before.size
        } catch {
            // The caller has called it off, and knows.
            if error.isCancelled {
                totals.files -= 1
                return
            }
            if error.isOutOfSpace || error.isOutOfResources || error.call == "futimens" { throw error }
            fail(file.shown, error.reason)
        }
    }

    /// Whether what stands in the inbox under a source's path is its copy from an earlier run, to the byte.
    private func isCopy(
        _ found: FileStatus,
        of source: borrowing Descriptor,
        _ status: FileStatus,
        _ key: ImportKey
    ) throws(SystemError) -> Bool {
        guard found.size == status.size, found.modified == status.modified else { return false }
        do {
            let delivered = try fileSystem.open(key.path, in: inbox.descriptor, .read)
            return try FileCopy.isSame(source, delivered, size: status.size, on: fileSystem)
        } catch  where error.isMissing || error.isForbidden {
            // It has just been taken, or is not ours to read: the copy waits for its name, and the desk tells them apart.
            return false
        }
    }

    /// Whether an earlier run has brought this very file, and it has its outcome.
    private func isAnswered(
        _ file: ImportSources.File,
        _ status: FileStatus,
        _ key: ImportKey
    ) throws(SystemError) -> Bool {
        // Who cannot ask delivers: the desk recognises what it has.
        guard let answer = try? ledger.answer(for: key) else { return false }
        if let digest = answer.digest {
            let source = try fileSystem.open(file.path, in: file.root.folder.descriptor, .read)
            guard try SHA256Digest(of: source, size: status.size, on: fileSystem) == digest else { return false }
        }
        totals.doneBefore += 1
        if answer.outcome != .quarantined {
            if let sum = answer.explanation, let members = try? ledger.members(of: answer), members[.refused] != nil {
                totals.partlyBefore += 1
                notice(.partly(file.shown, sum))
            }
            if settings.isMoving { removal.add(file, status, answer.digest == nil ? .digest(nil) : .compared) }
            return true
        }
        let reason = answer.reason ?? "unknown"
        totals.refusedBefore[reason, default: 0] += 1
        notice(.refused(file.shown, reason: reason, isBefore: true))
        if settings.isMoving { notice(.kept(file.shown, "it went to quarantine in an earlier run")) }
        return true
    }

    /// A copy has its name in the inbox.
    private func expect(_ entry: ImportCopies.Entry) {
        pending[entry.key] = Pending(file: entry.file, status: entry.status)
    }

    /// Tries again what found its name taken, for as long as the desk answers and some time after.
    private func retry() throws(SystemError) {
        let deadline = Clock.monotonic - Importer.patience
        let isPatient = lastAnswer >= deadline
        let givenUp = try copies.retry(
            before: isPatient ? .min : deadline,
            isWaiting: { pending[$0] != nil },
            given: expect,
            waits: { notice(.waits($0.file.shown, $1.sentence)) }
        )
        for copy in givenUp {
            load -= copy.entry.status.size
            let obstacle = copy.obstacle ?? .file(copy.entry.file.target)
            fail(copy.entry.file.shown, obstacle.sentence)
        }
    }

    // MARK: From the answers to the totals

    private func collect() throws {
        while true {
            let (answers, isMore) = try ledger.news()
            for answer in answers where answer.outcome != .ignored {
                guard let found = pending.removeValue(forKey: answer.key) else { continue }
                lastAnswer = Clock.monotonic
                load -= found.status.size
                totals.outcomes[answer.outcome, default: 0] += 1
                let members = try ledger.members(of: answer)
                totals.members.merge(members, uniquingKeysWith: +)
                if answer.outcome != .quarantined, members[.refused] != nil, let sum = answer.explanation {
                    notice(.partly(found.file.shown, sum))
                }
                if answer.outcome == .quarantined {
                    let reason = answer.reason ?? "unknown"
                    totals.reasons[reason, default: 0] += 1
                    notice(.refused(found.file.shown, reason: reason, isBefore: false))
                }
                if settings.isMoving { removal.add(found.file, found.status, .digest(answer.digest)) }
            }
            if !isMore { return }
        }
    }

    /// Finds what is neither in the inbox nor answered: somebody has taken it away.
    private func searchForMissing() throws {
        let now = Clock.monotonic
        guard now - lastAnswer > Importer.searchInterval, now >= nextSearch, !pending.isEmpty else { return }
        nextSearch = now + Importer.searchInterval
        for (key, found) in pending {
            let status = try? fileSystem.status(of: key.path, in: inbox.descriptor)
            if status?.size == key.bytes && status?.modified == key.modified {
                pending[key]?.isMissed = false
            } else if !found.isMissed {
                pending[key]?.isMissed = true
            } else {
                pending[key] = nil
                load -= found.status.size
                fail(found.file.shown, "it was taken out of the inbox by somebody else, without an answer")
            }
        }
    }

    private func removeAnswered() throws(SystemError) {
        totals.removed += try removal.remove { notice(.kept($0, $1)) }
    }

    private func fail(_ path: Path, _ reason: String) {
        totals.failed += 1
        notice(.failed(path, reason))
    }
}
