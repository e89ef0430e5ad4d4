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
    private let suspects: Suspects?
    private let watch: ParseWatch?
    private let budget: ReadingBudget?
    private let number: Int
    private let ownMoves: OwnMoves
    private let archivedFiles: ArchivedFiles?
    private let articles = ArticleReader()
    private let zones: ZoneDatabase
    /// The longest tail of a record that is handed on.
    var longestTail = ArchiveCursor.longestTail
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
        self.suspects = suspects
        self.watch = watch
        self.budget = budget
        self.number = number
        self.ownMoves = ownMoves
        self.archivedFiles = archivedFiles
    }

    /// Reads a candidate, at the time `now` in nanoseconds since 1970, `monotonic` on the clock of ``Candidate/Look``.
    func read(_ claim: InboxWatch.Claim, now: Int64, monotonic: Int64) -> Result {
        do {
            return try tryToRead(claim, now: now, monotonic: monotonic)
        } catch {
            if error.isMissing { return .gone }
            let tries = claim.candidate.failures + 1
            guard error.isDamagedMedium, tries >= DeliveryReader.triesOfMedium,
                let named = try? fileSystem.status(of: claim.candidate.path, in: claim.inbox.descriptor)
            else { return .failed(error) }
            return refused(.damagedMedium(error, tries: tries), claim, named)
        }
    }

    private func tryToRead(_ claim: InboxWatch.Claim, now: Int64, monotonic: Int64) throws(SystemError) -> Result {
        let candidate = claim.candidate
        let named = try fileSystem.status(of: candidate.path, in: claim.inbox.descriptor)
        if let pattern = candidate.ignoredBy { return unread(.ignored(.byPattern(pattern)), claim, named) }
        if named.kind == .directory { return .gone }
        if named.kind != .file { return refused(.notAFile(named.kind), claim, named) }
        let isOwn = named.owner == user
        // What is refused by its size is not read.
        guard let budget, named.size <= settings.maxFileSize else {
            return try readFile(claim, isOwn: isOwn, now: now, monotonic: monotonic)
        }
        // Before there is a lease, which nobody may hold who waits.
        return try budget.during(named.size, reader: number) { () throws(SystemError) in
            try readFile(claim, isOwn: isOwn, now: now, monotonic: monotonic)
        }
    }

    private func readFile(
        _ claim: InboxWatch.Claim,
        isOwn: Bool,
        now: Int64,
        monotonic: Int64
    ) throws(SystemError) -> Result {
        let candidate = claim.candidate
        let file = OpenFile(try open(claim, isOwn: isOwn))
        let opened = try ownMoves.status(of: file, on: fileSystem)
        if opened.kind != .file { return refused(.notAFile(opened.kind), claim, opened) }
        let look = Candidate.Look(status: opened, time: monotonic)
        // Where others may write behind the kernel's back, a lease says nothing of them.
        let lease = claim.inbox.givesNoEvents ? .unavailable : leases.take(on: file.descriptor)
        if lease == .writing { return .notWhole(look) }
        // Who waits for a writer, or for a place in a queue, may not hold one up.
        defer { if lease == .held { leases.release(on: file.descriptor) } }
        let rest = Rest(candidate, opened, now: now, monotonic: monotonic)
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
        if opened.size > settings.maxFileSize {
            return refused(.tooLarge(opened.size, settings.maxFileSize), claim, opened)
        }
        let identity = Suspects.File(path: candidate.path, bytes: opened.size, modified: opened.modified)
        if let ends = suspects?.ends(at: identity), ends.isPoison {
            return refused(.poison(ends), claim, opened)
        }

        let (bytes, isWhole) = try contents(of: file, size: Int(opened.size))
        let after = try ownMoves.status(of: file, on: fileSystem)
        guard isWhole, after.isUnchanged(since: opened) else {
            return .notWhole(Candidate.Look(status: after, time: monotonic))
        }
        let note = try fileSystem.note(of: file.descriptor).map { ReadingNote($0) } ?? ReadingNote()
        let prepared = noted(identity) { prepare(bytes, note, claim, file, opened, now: now) }
        return .ready(prepared, guardedBy: lease == .held ? .lease : isOpen ? .openLimit : .settled)
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

    /// Does what ends the process, or never ends itself, with some files.
    private func noted(_ file: Suspects.File, _ parse: () -> PreparedDelivery) -> PreparedDelivery {
        guard let suspects else { return watched(file.path, parse) }
        return suspects.note(file, reader: number) { watched(file.path, parse) }
    }

    private func watched(_ path: Path, _ parse: () -> PreparedDelivery) -> PreparedDelivery {
        guard let watch else { return parse() }
        return watch.during(path, reader: number, parse)
    }

    /// How long a file must have been left alone: not at all where it was moved in whole.
    private func settleTime(of candidate: Candidate, isLeased: Bool) -> Int64 {
        candidate.wasMovedIn && isLeased
            ? 0 : CandidateTable.settleTime(settings.settle.nanoseconds, of: candidate)
    }

    /// The bytes of a file, and whether it had as many as its status said. That it has no more, the status afterwards
    /// tells.
    private func contents(of file: OpenFile, size: Int) throws(SystemError) -> ([UInt8], Bool) {
        var bytes = [UInt8](repeating: 0, count: size)
        var span = bytes.mutableSpan
        let count = try fileSystem.readFully(file.descriptor, at: 0, into: &span)
        return (bytes, count == size)
    }

    private func prepare(
        _ bytes: [UInt8],
        _ note: ReadingNote,
        _ claim: InboxWatch.Claim,
        _ file: OpenFile,
        _ status: FileStatus,
        now: Int64
    ) -> PreparedDelivery {
        let digest = SHA256Digest(of: bytes)
        let context = ReadingContext(
            modified: seconds(status.modified),
            received: seconds(now),
            defaults: note.defaults(zones, in: settings.defaults(for: claim.candidate.path))
        )
        #if DEBUG
        TestCrash.crashOrHangIfAsked(by: bytes)
        #endif
        let reading = articles.read(bytes.span, context: context)
        var facts: [StoryFacts] = []
        let content: PreparedDelivery.Content
        if let refusal = reading.refusal, refusal.code == .noNews {
            content = .noNews(refusal.explanation)
        } else if let refusal = reading.refusal {
            content = .refused(
                PreparedDelivery.Refusal(
                    code: .reader(refusal.code),
                    explanation: refusal.explanation,
                    advice: refusal.advice
                )
            )
        } else {
            let identity = DeliveryIdentity(
                path: claim.candidate.path,
                bytes: status.size,
                modified: status.modified,
                digest: digest
            )
            let tails = RecordTail.tails(of: reading, from: identity)
            facts = reading.parts.lazy.compactMap(\.article).map { StoryFacts($0) }
            let longest = tails.map(\.bytes.count).max() ?? 0
            // What no reader takes is refused before it stands in the archive for good.
            content = longest > longestTail ? .refused(.recordTooLong(longest, longestTail)) : .articles(tails)
        }
        return PreparedDelivery(
            file: ClaimedFile(
                inbox: claim.inbox,
                path: claim.candidate.path,
                descriptor: file,
                status: status
            ),
            digest: digest,
            answered: claim.candidate.answered,
            content: content,
            facts: facts,
            pieces: facts.isEmpty ? [:] : pieces(of: claim.candidate.path, bytes, now: now),
            remainder: reading.refusal == nil ? Remainder(reading) : Remainder(),
            completed: max(status.modified, status.changed)
        )
    }

    private func pieces(of path: Path, _ bytes: [UInt8], now: Int64) -> [Int: ArchivedFiles.Piece] {
        let span = bytes.span
        return archivedFiles?.pieces(of: path, in: span, now: now) ?? [:]
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
        let delivery = PreparedDelivery(
            file: file,
            digest: nil,
            content: content,
            completed: max(status.modified, status.changed)
        )
        return .ready(delivery, guardedBy: .none)
    }
}
