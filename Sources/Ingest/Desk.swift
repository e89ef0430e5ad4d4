public import Archive
import Catalogue
public import LinuxIO
public import Logging
import Synchronization

/// The whole of the daemon's work: watches the inbox, reads what arrives, commits it, and moves the files.
///
/// Each stage has a thread of its own, and a bounded queue leads from one to the next:
///
/// ```
/// InboxWatch ──claims──▶ DeliveryReader ──prepared──▶ Committer ──moves──▶ Mover
///      ▲                       │                           │                 │
///      └───────────────────────┴────────── results ────────┴─────────────────┘
/// ```
public final class Desk: Sendable {
    let settings: IngestSettings
    let fileSystem: any FileSystem
    let leases: any LeaseTaking
    let suspects: Suspects?
    let log: Logger
    let watch: InboxWatch
    let progress = StageProgress()
    let claims: BoundedQueue<[InboxWatch.Claim]>
    let prepared: BoundedQueue<PreparedDelivery>
    let moves: PendingMoves
    let mover: Mover
    private let ownMoves = OwnMoves()
    let state = Mutex(DeskStatus())
    /// Files of commits that a failure of the catalogue has cut off: their records may be there, and they in the inbox.
    let cutOff = Mutex<Set<Path>>([])
    /// Signalled when recovery is over, one way or the other.
    private let recovered: Wakeup
    private let parseWatch: ParseWatch
    private let flags = Mutex(Flags())
    private let live: Mutex<IngestSettings>

    private struct Flags {
        var isStopping = false
        /// Whether there is nobody to commit: the desk has failed, or was stopped before it had begun.
        var hasNoCommitter = false
        var readers = 0
    }

    /// How many threads read and parse: one for each processor, because the others wait for the disk much of the time.
    public static var readers: Int { max(1, Processors.count) }

    /// Seconds that a file may take to be parsed.
    private static var parseLimit: Int {
        #if DEBUG
        if let limit = TestCrash.parseLimit { return limit }
        #endif
        return ParseWatch.standardLimit
    }

    /// A desk that has not begun.
    ///
    /// - Parameter suspects: which files ended earlier runs; nil where that is not remembered.
    ///
    /// Throws where the process has no descriptors left.
    public init(
        settings: IngestSettings,
        fileSystem: any FileSystem,
        leases: any LeaseTaking,
        suspects: Suspects? = nil,
        log: Logger
    ) throws(SystemError) {
        self.settings = settings
        live = Mutex(settings)
        self.fileSystem = fileSystem
        self.leases = leases
        self.suspects = suspects
        self.log = log
        claims = try BoundedQueue(capacity: max(1, settings.inWork))
        prepared = try BoundedQueue(capacity: settings.batchBytes)
        moves = try PendingMoves()
        mover = Mover(
            stateDirectory: settings.stateDirectory,
            fileSystem: fileSystem,
            leases: leases,
            ownMoves: ownMoves
        )
        recovered = try Wakeup()
        parseWatch = try ParseWatch(readers: Desk.readers, limit: Desk.parseLimit)
        watch = try InboxWatch(settings: settings, fileSystem: fileSystem, claims: claims, log: log)
    }

    /// How the desk is doing.
    public var status: DeskStatus {
        var status = state.withLock { status in
            status.beginDay(at: Clock.now)
            return status
        }
        status.inbox = watch.status
        return status
    }

    /// Recovers, watches and works until ``stop()`` or until something fails that only a new start can mend.
    ///
    /// - Parameters:
    ///   - started: called once when recovery is over, the inbox is watched and its first listing has begun.
    ///   - hung: called when a parser does not come to the end of a file. No thread can be ended from outside: this must
    ///     end the process. The next start knows of the file (``Suspects``).
    public func run(
        started: @escaping @Sendable () -> Void,
        hung: @escaping @Sendable (HungParser) -> Void
    ) async throws {
        let readers = Desk.readers
        flags.withLock { $0.readers = readers }
        try await withTaskCancellationHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await OwnThread.run(named: "wd-commit") { try self.runCommits() } }
                group.addTask { try await OwnThread.run(named: "wd-move") { self.runMoves() } }
                for number in 1...readers {
                    group.addTask {
                        defer { self.endReader() }
                        try await OwnThread.run(named: "wd-read-\(number)") { self.runReader(number - 1) }
                    }
                }
                group.addTask {
                    try await OwnThread.run(named: "wd-parse-limit") {
                        try self.parseWatch.run { parser in
                            self.suspects?.blame(reader: parser.reader)
                            hung(parser)
                        }
                    }
                }
                group.addTask { try await OwnThread.run(named: "wd-watch") { self.runWatch(started: started) } }
                try await group.waitForAll()
            }
        } onCancel: {
            stop()
        }
    }

    /// Whether the desk is to come to its end.
    var isStopping: Bool { flags.withLock(\.isStopping) }

    /// Ends intake at once; ``run(started:hung:)`` returns when what has been read is committed. What a start does before its
    /// first commit is left where it is, and the next start goes on with it.
    public func stop() {
        flags.withLock { $0.isStopping = true }
        state.withLock { $0.enter(.stopping, at: Clock.now) }
        watch.stop()
    }

    /// Puts settings in force that can change while the desk works: `settle`, the intervals, the depth, the largest file,
    /// the ignored names and their age, hard links, and the records of a commit. The others stay as they are.
    public func change(to settings: IngestSettings) {
        live.withLock { $0 = $0.takingLive(from: settings) }
        watch.change(to: live.withLock { $0 })
    }

    /// The record that stands at a place of the archive; nil where it cannot be read.
    public func record(of last: DeskStatus.LastRecord) -> Record? {
        guard let descriptor = try? fileSystem.openRoot(settings.stateDirectory.appending("archive")) else {
            return nil
        }
        let archive = ArchiveDirectory(descriptor, fileSystem: fileSystem)
        return try? ArchiveReader(archive).record(at: last.position, length: last.length)
    }

    private func runWatch(started: () -> Void) {
        recovered.wait()
        if flags.withLock(\.hasNoCommitter) {
            claims.close()
        } else {
            watch.run(progress: progress, started: started)
        }
    }

    private func runReader(_ number: Int) {
        let stage = StageProgress.Stage.read(number)
        defer { progress.ends(stage) }
        var reader = DeliveryReader(
            settings: settings,
            fileSystem: fileSystem,
            leases: leases,
            suspects: suspects,
            watch: parseWatch,
            number: number,
            ownMoves: ownMoves
        )
        while true {
            progress.waits(stage)
            let taken = claims.take(upTo: 1)
            if taken.isEmpty { break }
            reader.settings = live.withLock { $0 }
            for handful in taken { read(handful, by: reader, stage) }
        }
    }

    private func endReader() {
        let isLast = flags.withLock { flags in
            flags.readers -= 1
            return flags.readers == 0
        }
        guard isLast else { return }
        prepared.close()
        parseWatch.stop()
    }

    private func read(_ handful: [InboxWatch.Claim], by reader: DeliveryReader, _ stage: StageProgress.Stage) {
        var results: [(path: Path, result: CandidateResult)] = []
        var guardedBy: DeliveryReader.Guard?
        for claim in handful {
            if isStopping { break }
            let path = claim.candidate.path
            progress.works(stage)
            switch reader.read(claim, now: Clock.now, monotonic: Clock.monotonic) {
            case .ready(let delivery, let usedGuard):
                log.debug("read", metadata: ["path": "\(path.display)", "guard": "\(usedGuard.rawValue)"])
                if usedGuard != .none { guardedBy = usedGuard }
                progress.waits(stage)
                prepared.give(delivery, weight: delivery.weight)
            case .gone: results.append((path, .done))
            case .notWhole(let look): results.append((path, .notWhole(look)))
            case .failed(let error): results.append((path, .failed(FileTrouble(reading: error))))
            }
        }
        if let guardedBy { state.withLock { $0.guardedBy = guardedBy.rawValue } }
        if !results.isEmpty { watch.finish(results) }
    }

    private func runCommits() throws {
        defer {
            watch.stop()
            prepared.close()
            moves.close()
            recovered.signal()
            progress.ends(.commit)
        }
        do {
            progress.works(.commit)
            var commits = try CommitRounds(desk: self)
            recovered.signal()
            while true {
                progress.waits(.commit)
                let batch = prepared.take(upTo: live.withLock { $0.batchRecords })
                progress.works(.commit)
                if batch.isEmpty { break }
                switch try commits.commit(batch) {
                case .durable(let durable): handOver(durable)
                case .left(let results): watch.finish(results)
                }
            }
            commits.finish()
        } catch {
            flags.withLock { $0.hasNoCommitter = true }
            if case DeskError.stopped = error { return }
            throw error
        }
    }
}
