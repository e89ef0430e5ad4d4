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
    private let settings: IngestSettings
    private let leases: any LeaseTaking
    private let articles = ArticleReader()

    init(settings: IngestSettings, fileSystem: any FileSystem, leases: any LeaseTaking) {
        self.settings = settings
        self.fileSystem = fileSystem
        self.leases = leases
    }

    /// Reads a candidate, at the time `now` in nanoseconds since 1970, `monotonic` on the clock of ``Candidate/Look``.
    func read(_ claim: InboxWatch.Claim, now: Int64, monotonic: Int64) -> Result {
        do {
            return try tryToRead(claim, now: now, monotonic: monotonic)
        } catch {
            return error.isMissing ? .gone : .failed(error)
        }
    }

    private func tryToRead(_ claim: InboxWatch.Claim, now: Int64, monotonic: Int64) throws(SystemError) -> Result {
        let candidate = claim.candidate
        let named = try fileSystem.status(of: candidate.path, in: claim.inbox.descriptor)
        if named.kind == .directory { return .gone }
        if let refusal = refusal(of: named, in: claim.inbox) { return refused(refusal, claim, named) }
        if named.size > settings.largestFile {
            return refused(.tooLarge(named.size, settings.largestFile), claim, named)
        }

        let file = OpenFile(try fileSystem.open(candidate.path, in: claim.inbox.descriptor, .read))
        let opened = try fileSystem.status(of: file.descriptor)
        if let refusal = refusal(of: opened, in: claim.inbox) { return refused(refusal, claim, opened) }
        let look = Candidate.Look(status: opened, time: monotonic)
        let lease = leases.take(on: file.descriptor)
        if lease == .writing { return .notWhole(look) }
        guard hasSettled(candidate, opened, now: now, monotonic: monotonic, isLeased: lease == .held) else {
            return .notWhole(look)
        }
        if opened.size > settings.largestFile {
            return refused(.tooLarge(opened.size, settings.largestFile), claim, opened)
        }

        let (bytes, isWhole) = try contents(of: file, size: Int(opened.size))
        let after = try fileSystem.status(of: file.descriptor)
        guard isWhole, after.isUnchanged(since: opened) else {
            return .notWhole(Candidate.Look(status: after, time: monotonic))
        }
        let prepared = prepare(bytes, claim, file, opened, now: now)
        return .ready(prepared, guardedBy: lease == .held ? .lease : .settled)
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

    /// The bytes of a file, and whether it had as many as its status said.
    private func contents(of file: OpenFile, size: Int) throws(SystemError) -> ([UInt8], Bool) {
        var bytes = [UInt8](repeating: 0, count: size + 1)
        var span = bytes.mutableSpan
        let count = try fileSystem.readFully(file.descriptor, at: 0, into: &span)
        guard count == size else { return ([], false) }
        bytes.removeLast()
        return (bytes, true)
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
        let file = Disposer.File(inbox: claim.inbox, path: claim.candidate.path, descriptor: nil, status: status)
        let delivery = PreparedDelivery(
            file: file,
            digest: nil,
            content: .refused(refusal),
            completed: max(status.modified, status.changed)
        )
        return .ready(delivery, guardedBy: .none)
    }

    /// Why a file is not read at all; nil where it may be.
    private func refusal(of status: FileStatus, in inbox: InboxFolder) -> PreparedDelivery.Refusal? {
        if status.kind != .file { return .notAFile(status.kind) }
        if status.links > 1 && settings.hardLinks == .refuse { return .linked(status.links) }
        return nil
    }
}

extension PreparedDelivery.Refusal {
    static func notAFile(_ kind: FileStatus.Kind) -> Self {
        Self(
            code: "not-a-file",
            explanation: "It is a \(kind.rawValue), and only regular files are read.",
            advice: "Put the file itself into the inbox, not a reference to it."
        )
    }

    static func linked(_ links: UInt64) -> Self {
        Self(
            code: "hard-links",
            explanation: "The file has \(links) names, and the configuration says `hard_links: refuse`.",
            advice: "Copy the file into the inbox, or allow hard links in the configuration."
        )
    }

    static func tooLarge(_ size: Int64, _ limit: Int64) -> Self {
        Self(
            code: "too-large",
            explanation: "It has \(size) bytes, and the limit is \(limit) (max_file_size).",
            advice: "Raise max_file_size if this is really one article, and put the file back."
        )
    }
}

/// Who asks the kernel for leases; a file system that is not the kernel's has its own.
public protocol LeaseTaking: Sendable {
    /// Asks for a read lease on a file that is open for reading.
    func take(on file: borrowing Descriptor) -> ReadLease.Answer
}

/// Leases of the kernel.
public struct KernelLeases: LeaseTaking {
    /// A way to the kernel; it holds no state.
    public init() {}

    public func take(on file: borrowing Descriptor) -> ReadLease.Answer {
        ReadLease.take(on: file)
    }
}
