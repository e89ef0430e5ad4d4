import Archive
import Article
import Base
import Formats
import LinuxIO
import Operations
import Stories

/// Reads one candidate at a time: finds out what it is and whether it is whole, reads it through one descriptor, and
/// parses it. One thread owns it.
struct DeliveryReader {
    /// What came of a candidate.
    enum Result {
        case ready(PreparedDelivery, guardedBy: Guard)
        /// It is no longer there.
        case gone
        case notWhole(Candidate.Look)
        case failed(SystemError)
        /// Nothing more of it was wanted: slices of it may be on their way, and whoever took them tells what becomes of it.
        case givenUp
    }

    /// What made sure that nobody was writing.
    enum Guard: String {
        case lease
        case settled
        /// Nothing did: it stood still for `open_limit` and was not closed.
        case openLimit = "open-limit"
        /// It is nothing that is read.
        case none
    }

    private let fileSystem: any FileSystem
    var settings: Settings
    private let leases: any LeaseTaking
    private let guarded: ParseGuard
    private let budget: ReadingBudget?
    private let number: Int
    private let ownMoves: OwnMoves
    private let archivedFiles: ArchivedFiles?
    private let zones: ZoneDatabase
    /// The longest tail of a record that is handed on.
    var longestTail = ArchiveCursor.longestTail
    /// Who reads which kind of file, in place of the readers that there are; nil for these.
    var readers: [FileKind: any ArticleFormat]?
    private let user = ProcessNumber.user

    /// Tries after which a file whose disk does not give its bytes goes to quarantine.
    static let triesOfMedium = 6

    /// - Parameters:
    ///   - suspects: where it notes what it is parsing.
    ///   - watch: who notices when it does not come to the end of that.
    ///   - budget: what it may read at a time beside the other readers; nil where there are none.
    ///   - number: which of the readers it is, from 0 on.
    ///   - ownMoves: what is known of the moves of names that share a file.
    ///   - archivedFiles: what tells that a file completes an earlier one; nil where nobody asks.
    ///   - zones: the time zones that a note may name.
    init(
        settings: Settings,
        fileSystem: any FileSystem,
        leases: any LeaseTaking,
        suspects: Suspects? = nil,
        watch: ParseWatch? = nil,
        budget: ReadingBudget? = nil,
        number: Int = 0,
        ownMoves: OwnMoves = OwnMoves(),
        archivedFiles: ArchivedFiles? = nil,
        zones: ZoneDatabase = ZoneDatabase()
    ) {
        self.zones = zones
        self.settings = settings
        self.fileSystem = fileSystem
        self.leases = leases
        guarded = ParseGuard(suspects: suspects, watch: watch, reader: number)
        self.budget = budget
        self.number = number
        self.ownMoves = ownMoves
        self.archivedFiles = archivedFiles
    }

    /// Reads a candidate, at the time `now` in nanoseconds since 1970, `monotonic` on the clock of ``Candidate/Look``.
    ///
    /// - Parameter receiver: takes what is to be committed before the file is read to its end.
    func read(
        _ claim: InboxWatch.Claim,
        now: Int64,
        monotonic: Int64,
        slicesTo receiver: SliceReceiver = .nobody
    ) -> Result {
        do {
            return try tryToRead(claim, Moment(now: now, monotonic: monotonic), receiver)
        } catch {
            if error.isMissing { return .gone }
            let tries = claim.candidate.failures + 1
            guard error.isDamagedMedium, tries >= DeliveryReader.triesOfMedium,
                let named = try? fileSystem.status(of: claim.candidate.path, in: claim.inbox.descriptor)
            else { return .failed(error) }
            return refused(.damagedMedium(error, tries: tries), claim, named)
        }
    }

    /// When a candidate is read: nanoseconds since 1970, and on the clock of ``Candidate/Look``.
    private struct Moment {
        var now: Int64
        var monotonic: Int64
    }

    private func tryToRead(
        _ claim: InboxWatch.Claim,
        _ moment: Moment,
        _ receiver: SliceReceiver
    ) throws(SystemError) -> Result {
        let candidate = claim.candidate
        let named = try fileSystem.status(of: candidate.path, in: claim.inbox.descriptor)
        if let pattern = candidate.ignoredBy { return unread(.ignored(.byPattern(pattern)), claim, named) }
        if named.kind == .directory { return .gone }
        if named.kind != .file { return refused(.notAFile(named.kind), claim, named) }
        let isOwn = named.owner == user
        // What is larger is refused unread, or read piece by piece.
        guard let budget, named.size <= settings.maxFileSize else {
            return try readFile(claim, isOwn: isOwn, moment, receiver)
        }
        // Before there is a lease, which nobody may hold who waits.
        return try budget.during(named.size, reader: number) { () throws(SystemError) in
            try readFile(claim, isOwn: isOwn, moment, receiver)
        }
    }

    private func readFile(
        _ claim: InboxWatch.Claim,
        isOwn: Bool,
        _ moment: Moment,
        _ receiver: SliceReceiver
    ) throws(SystemError) -> Result {
        let candidate = claim.candidate
        let file = OpenFile(try open(claim, isOwn: isOwn))
        let opened = try ownMoves.status(of: file, on: fileSystem)
        if opened.kind != .file { return refused(.notAFile(opened.kind), claim, opened) }
        let look = Candidate.Look(status: opened, time: moment.monotonic)
        // Where others may write behind the kernel's back, a lease says nothing of them.
        let lease = claim.inbox.givesNoEvents ? .unavailable : leases.take(on: file.descriptor)
        if lease == .writing { return .notWhole(look) }
        var isLeased = lease == .held
        // Who waits for a writer, or for a place in a queue, may not hold one up.
        defer { if isLeased { leases.release(on: file.descriptor) } }
        let rest = Rest(candidate, opened, now: moment.now, monotonic: moment.monotonic)
        // Where there is no lease, only the events tell that a writer has not closed the file.
        let isOpen = candidate.isOpen && lease != .held
        guard
            rest.lasted(isOpen ? settings.openLimit.nanoseconds : settleTime(of: candidate, isLeased: lease == .held)),
            opened.size > 0 || rest.lasted(settings.emptyLimit.nanoseconds)
        else {
            return .notWhole(look)
        }
        if opened.isUploadPart {
            // It waits to be completed; after long, that is its answer, until it changes.
            return rest.hasLastedSinceChange(settings.ignoredAge.nanoseconds)
                ? unread(.ignored(.uploadPart), claim, opened) : .notWhole(look)
        }
        if opened.links > 1 && settings.hardLinks == .refuse { return refused(.linked(opened.links), claim, opened) }
        if let refusal = try refusalBySize(of: file, opened.size) { return refused(refusal, claim, opened) }
        let suspect = Suspects.File(path: candidate.path, bytes: opened.size, modified: opened.modified)
        if let ends = guarded.ends(at: suspect), ends.isPoison { return refused(.poison(ends), claim, opened) }

        let read = try content(of: file, opened, receiver)
        if isLeased { leases.release(on: file.descriptor) }
        isLeased = false
        guard let read else { return try notWhole(file, moment) }
        let note = try fileSystem.note(of: file.descriptor).map { ReadingNote($0) } ?? ReadingNote()
        let found = FoundFile(claim: claim, file: file, status: opened, suspect: suspect, note: note, content: read)
        if let prepared = try parser(receiver, now: moment.now).parse(found, try context(of: found, moment)) {
            return .ready(prepared, guardedBy: lease == .held ? .lease : isOpen ? .openLimit : .settled)
        }
        // Of bytes that are in memory it does not count what has become of their file.
        guard found.isInPieces, case .notWhole(let look) = try notWhole(file, moment),
            !look.status.isUnchanged(since: opened)
        else { return .givenUp }
        return .notWhole(look)
    }

    /// What a file comes to that was changed while it was read.
    private func notWhole(_ file: OpenFile, _ moment: Moment) throws(SystemError) -> Result {
        let after = try ownMoves.status(of: file, on: fileSystem)
        return .notWhole(Candidate.Look(status: after, time: moment.monotonic))
    }

    private func context(of found: FoundFile, _ moment: Moment) throws(SystemError) -> ReadingContext {
        var context = ReadingContext(
            modified: seconds(found.status.modified),
            received: seconds(moment.now),
            defaults: found.note.defaults(zones, in: settings.defaults(for: found.path))
        )
        context.take(found.note.envelope)
        return context
    }

    /// Opens a file for reading; one of the desk's own user without a new time of access.
    private func open(_ claim: InboxWatch.Claim, isOwn: Bool) throws(SystemError) -> Descriptor {
        if isOwn {
            do {
                return try fileSystem.open(claim.candidate.path, in: claim.inbox.descriptor, .readOwn)
            } catch  where error.isForbidden {
                // It is somebody else's by now, or its file system knows owners of its own.
            }
        }
        return try fileSystem.open(claim.candidate.path, in: claim.inbox.descriptor, .read)
    }

    /// How long a file must have been left alone: not at all where it was moved in whole.
    private func settleTime(of candidate: Candidate, isLeased: Bool) -> Int64 {
        candidate.wasMovedIn && isLeased
            ? 0 : CandidateTable.settleTime(settings.settle.nanoseconds, of: candidate)
    }

    /// Why a file of this size is not read; a container counts by its members.
    private func refusalBySize(of file: OpenFile, _ size: Int64) throws(SystemError) -> PreparedDelivery.Refusal? {
        guard size > settings.maxFileSize else { return nil }
        let head = try head(of: file)
        guard ArticleReader.mayBeContainer(head.span) else {
            return .tooLarge(size, settings.maxFileSize)
        }
        return size > settings.containerSize ? .containerTooLarge(size, settings.containerSize) : nil
    }

    private func head(of file: OpenFile) throws(SystemError) -> [UInt8] {
        var head = [UInt8](repeating: 0, count: ArticleReader.headSize)
        let count = try fill(&head, from: file)
        return Array(head.prefix(count))
    }

    /// Fills an array with the first bytes of a file, and returns how many there were.
    private func fill(_ bytes: inout [UInt8], from file: OpenFile) throws(SystemError) -> Int {
        var span = bytes.mutableSpan
        return try fileSystem.readFully(file.descriptor, at: 0, into: &span)
    }

    /// The content of a file, or only its digest where it is large; nil where it was changed meanwhile, or has not as many
    /// bytes as its status said.
    private func content(
        of file: OpenFile,
        _ opened: FileStatus,
        _ receiver: SliceReceiver
    ) throws(SystemError) -> FoundFile.Content? {
        let content =
            opened.size > settings.maxFileSize
            ? try pieces(of: file, opened.size, receiver) : try bytes(of: file, Int(opened.size))
        return try ownMoves.status(of: file, on: fileSystem).isUnchanged(since: opened) ? content : nil
    }

    private func bytes(of file: OpenFile, _ size: Int) throws(SystemError) -> FoundFile.Content? {
        var bytes = [UInt8](repeating: 0, count: size)
        return try fill(&bytes, from: file) == size ? .bytes(bytes) : nil
    }

    private func pieces(
        of file: OpenFile,
        _ size: Int64,
        _ receiver: SliceReceiver
    ) throws(SystemError) -> FoundFile.Content {
        let digest = try SHA256Digest(of: file.descriptor, size: size, on: fileSystem, block: { receiver.comesOn() })
        return .pieces(digest, head: try head(of: file))
    }

    private func parser(_ receiver: SliceReceiver, now: Int64) -> DeliveryParser {
        DeliveryParser(
            settings: settings,
            articles: articles,
            fileSystem: fileSystem,
            guarded: guarded,
            budget: budget,
            ownMoves: ownMoves,
            archivedFiles: archivedFiles,
            longestTail: longestTail,
            now: now,
            receiver: receiver
        )
    }

    private var articles: ArticleReader {
        var articles = ArticleReader(limits: settings.containerLimits, records: SentRecords())
        if let readers { articles.readers = readers }
        return articles
    }

    private func seconds(_ nanoseconds: Int64) -> Int64 {
        nanoseconds >= 0 ? nanoseconds / 1_000_000_000 : (nanoseconds - 999_999_999) / 1_000_000_000
    }

    private func refused(
        _ refusal: PreparedDelivery.Refusal,
        _ claim: InboxWatch.Claim,
        _ status: FileStatus
    ) -> Result {
        unread(.refused(refusal), claim, status)
    }

    private func unread(
        _ content: PreparedDelivery.Content,
        _ claim: InboxWatch.Claim,
        _ status: FileStatus
    ) -> Result {
        let file = ClaimedFile(inbox: claim.inbox, path: claim.candidate.path, descriptor: nil, status: status)
        var remainder = Remainder()
        if case .refused = content { remainder.count(PartCount(.refused, format: nil)) }
        let delivery = PreparedDelivery(
            file: file,
            digest: nil,
            content: content,
            remainder: remainder,
            completed: max(status.modified, status.changed)
        )
        return .ready(delivery, guardedBy: .none)
    }
}
