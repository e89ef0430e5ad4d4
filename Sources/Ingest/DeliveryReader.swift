import Archive
import Article
public import LinuxIO

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
        /// It is nothing that is read.
        case none
    }

    private let fileSystem: any FileSystem
    var settings: IngestSettings
    private let leases: any LeaseTaking
    private let suspects: Suspects?
    private let watch: ParseWatch?
    private let number: Int
    private let ownMoves: OwnMoves
    private let articles = ArticleReader()
    private let user = ProcessNumber.user

    /// Tries after which a file whose disk does not give its bytes goes to quarantine.
    static let triesOfMedium = 6

    /// - Parameters:
    ///   - suspects: where it notes what it is parsing.
    ///   - watch: who notices when it does not come to the end of that.
    ///   - number: which of the readers it is, from 0 on.
    ///   - ownMoves: what is known of the moves of names that share a file.
    init(
        settings: IngestSettings,
        fileSystem: any FileSystem,
        leases: any LeaseTaking,
        suspects: Suspects? = nil,
        watch: ParseWatch? = nil,
        number: Int = 0,
        ownMoves: OwnMoves = OwnMoves()
    ) {
        self.settings = settings
        self.fileSystem = fileSystem
        self.leases = leases
        self.suspects = suspects
        self.watch = watch
        self.number = number
        self.ownMoves = ownMoves
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
        if let pattern = candidate.ignoredBy { return unread(.ignored(pattern), claim, named) }
        if named.kind == .directory { return .gone }
        if named.kind != .file { return refused(.notAFile(named.kind), claim, named) }

        let file = OpenFile(try open(claim, isOwn: named.owner == user))
        let opened = try ownMoves.status(of: file, on: fileSystem)
        if opened.kind != .file { return refused(.notAFile(opened.kind), claim, opened) }
        let look = Candidate.Look(status: opened, time: monotonic)
        // Where others may write behind the kernel's back, a lease says nothing of them.
        let lease = claim.inbox.givesNoEvents ? .unavailable : leases.take(on: file.descriptor)
        if lease == .writing { return .notWhole(look) }
        // Who waits for a writer, or for a place in a queue, may not hold one up.
        defer { if lease == .held { leases.release(on: file.descriptor) } }
        guard hasSettled(candidate, opened, now: now, monotonic: monotonic, isLeased: lease == .held) else {
            return .notWhole(look)
        }
        if opened.links > 1 && settings.hardLinks == .refuse { return refused(.linked(opened.links), claim, opened) }
        if opened.size > settings.largestFile {
            return refused(.tooLarge(opened.size, settings.largestFile), claim, opened)
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
        let prepared = noted(identity) { prepare(bytes, claim, file, opened, now: now) }
        return .ready(prepared, guardedBy: lease == .held ? .lease : .settled)
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

    /// Whether the file was left alone for the settling time: by its times, or by a look at it that long ago.
    private func hasSettled(
        _ candidate: Candidate,
        _ status: FileStatus,
        now: Int64,
        monotonic: Int64,
        isLeased: Bool
    ) -> Bool {
        if settings.settle == 0 || candidate.wasMovedIn && isLeased { return true }
        let age = now - max(status.modified, status.changed)
        if age >= settings.settle && status.changed <= now { return true }
        guard let earlier = candidate.lastLook else { return false }
        return status.isUnchanged(since: earlier.status) && monotonic - earlier.time >= settings.settle
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
        _ claim: InboxWatch.Claim,
        _ file: OpenFile,
        _ status: FileStatus,
        now: Int64
    ) -> PreparedDelivery {
        let digest = FileDigest(of: bytes)
        let context = ReadingContext(modified: seconds(status.modified), received: seconds(now))
        #if DEBUG
        TestCrash.crashOrHangIfAsked(by: bytes)
        #endif
        let reading = articles.read(bytes.span, context: context)
        let content: PreparedDelivery.Content
        switch reading.outcome {
        case .articles(let articles):
            let identity = DeliveryIdentity(
                path: claim.candidate.path,
                bytes: status.size,
                modified: status.modified,
                digest: digest
            )
            content = .articles(
                articles.enumerated().map { index, article in
                    RecordTail(
                        article,
                        Delivery(
                            identity: identity,
                            format: reading.format,
                            encoding: reading.encoding.isEmpty ? nil : reading.encoding,
                            damaged: reading.damaged,
                            part: articles.count > 1 ? index + 1 : nil
                        )
                    )
                }
            )
        case .rejected(let rejection):
            content = .refused(
                PreparedDelivery.Refusal(
                    code: rejection.code.rawValue,
                    explanation: rejection.explanation,
                    advice: rejection.advice
                )
            )
        }
        return PreparedDelivery(
            file: Disposer.File(
                inbox: claim.inbox,
                path: claim.candidate.path,
                descriptor: file,
                status: status
            ),
            digest: digest,
            content: content,
            completed: max(status.modified, status.changed)
        )
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
        let file = Disposer.File(inbox: claim.inbox, path: claim.candidate.path, descriptor: nil, status: status)
        let delivery = PreparedDelivery(
            file: file,
            digest: nil,
            content: content,
            completed: max(status.modified, status.changed)
        )
        return .ready(delivery, guardedBy: .none)
    }
}

/// Who asks the kernel for leases; a file system that is not the kernel's has its own.
public protocol LeaseTaking: Sendable {
    /// Asks for a read lease on a file that is open for reading.
    func take(on file: borrowing Descriptor) -> ReadLease.Answer

    /// Whether the lease is there and no writer waits for its end.
    func isUndisturbed(on file: borrowing Descriptor) -> Bool

    /// Lets a lease go.
    func release(on file: borrowing Descriptor)
}

extension LeaseTaking {
    /// Nobody ever disturbs it.
    public func isUndisturbed(on file: borrowing Descriptor) -> Bool { true }

    /// There is nothing to let go.
    public func release(on file: borrowing Descriptor) {}
}

/// Leases of the kernel.
public struct KernelLeases: LeaseTaking {
    /// A way to the kernel; it holds no state.
    public init() {}

    public func take(on file: borrowing Descriptor) -> ReadLease.Answer { ReadLease.take(on: file) }
    public func isUndisturbed(on file: borrowing Descriptor) -> Bool { ReadLease.isUndisturbed(on: file) }
    public func release(on file: borrowing Descriptor) { ReadLease.release(on: file) }
}
