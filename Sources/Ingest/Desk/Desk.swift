public import Archive
import Catalogue
public import LinuxIO
public import Logging
public import Operations
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
    private let settings: Settings
    /// How large a file may be that is written, in bytes; nil for as large as any.
    private let largestFile: Int64?
    private let fileSystem: any FileSystem
    private let leases: any LeaseTaking
    private let suspects: Suspects?
    private let log: Logger
    private let watch: InboxWatch
    private let progress = StageProgress()
    private let copies = CopySwitch()
    private let claims: BoundedQueue<[InboxWatch.Claim]>
    private let prepared: BoundedQueue<PreparedDelivery>
    private let moves: PendingMoves
    private let mover: Mover
    private let ownMoves = OwnMoves()
    private let archivedFiles: ArchivedFiles
    private let state = Mutex(DeskStatus())
    private let committerStart: CommitterStart
    private let parseWatch: ParseWatch
    private let budget: ReadingBudget
    private let flags = Mutex(Flags())
    private let live: Mutex<Settings>

    private struct Flags {
        var isStopping = false
        var readers = 0
    }

    /// How many threads read and parse: one for each processor, because the others wait for the disk much of the time.
    public static var readers: Int { max(1, Processors.count) }

    /// Files in work that keep every thread busy, with room to spare.
    public static let mostInWork = 3072

    /// How many files may be in work where the process may have so many descriptors: the desk needs some for itself.
    public static func inWork(descriptors: Int) -> Int {
        min(mostInWork, max(16, descriptors - 128))
    }

    /// A desk that has not begun.
    ///
    /// - Parameters:
    ///   - inWork: files that may be in work at once; each has a descriptor.
    ///   - suspects: which files ended earlier runs; nil where that is not remembered.
    ///
    /// Throws where the process has no descriptors left.
    public init(
        settings: Settings,
        inWork: Int = Desk.mostInWork,
        fileSystem: any FileSystem,
        leases: any LeaseTaking,
        suspects: Suspects? = nil,
        log: Logger
    ) throws(SystemError) {
        largestFile = FileSizeLimit.current
        let settings = settings.within(fileSize: largestFile)
        self.settings = settings
        live = Mutex(settings)
        self.fileSystem = fileSystem
        self.leases = leases
        archivedFiles = ArchivedFiles(
            window: settings.storyWindow.components.seconds,
            limit: settings.storyLimit
        )
        self.suspects = suspects
        self.log = log
        claims = try BoundedQueue(capacity: max(1, inWork))
        prepared = try BoundedQueue(capacity: Int(settings.batchBytes))
        moves = try PendingMoves()
        mover = Mover(
            stateDirectory: settings.stateDirectory,
            fileSystem: fileSystem,
            settings: settings,
            leases: leases,
            ownMoves: ownMoves,
            slice: { [copies, progress] () throws(SystemError) in
                // A copy that a stop cuts off is begun again by the next start.
                if copies.isCalledOff { throw SystemError("copy", number: SystemError.cancelled) }
                progress.comesOn(.commit)
                progress.comesOn(.move)
            }
        )
        committerStart = try CommitterStart()
        budget = try ReadingBudget(settings.maxFileSize, readers: Desk.readers, progress: progress)
        parseWatch = try ParseWatch(readers: Desk.readers, limit: Int(settings.parseLimit.components.seconds))
        watch = try InboxWatch(settings: settings, inWork: inWork, fileSystem: fileSystem, claims: claims, log: log)
    }

    /// Takes note that compressing a segment of the archive has made its file smaller by so many bytes.
    public func hasPacked(saving bytes: Int64) {
        state.withLock { $0.stored -= bytes }
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

    /// The stages that hang: that have not come on for longer than so many nanoseconds although they have something to do.
    public func hungStages(longerThan limit: Int64) -> [StageProgress.Stage] {
        var idle: Set<StageProgress.Stage> = [.watch]
        if claims.count > 0 { for number in 0..<Desk.readers { idle.insert(.read(number)) } }
        if prepared.count > 0 { idle.insert(.commit) }
        if moves.count > 0 { idle.insert(.move) }
        return progress.hung(longerThan: limit, waitingFor: idle)
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
                group.addTask { try await OwnThread.run(named: "wd-move") { self.moveRounds.run() } }
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
    ///
    /// - Parameter finishingMoves: whether files that are copied to another file system are copied to their end, however
    ///   long that takes; otherwise the next start begins those copies again.
    public func stop(finishingMoves: Bool = false) {
        flags.withLock { $0.isStopping = true }
        if !finishingMoves { copies.callOff() }
        state.withLock { $0.enter(.stopping, at: Clock.now) }
        watch.stop()
    }

    /// Puts those settings in force that can change while the desk works (``SettingKey/isLive``).
    public func change(to settings: Settings) {
        live.withLock { $0 = $0.takingLive(from: settings).within(fileSize: largestFile) }
        mover.change(settings)
        watch.change(to: live.withLock { $0 })
    }

    /// The record that stands at a place of the archive; nil where it cannot be read.
    public func record(of last: DeskStatus.LastRecord) -> Record? {
        guard let descriptor = try? fileSystem.openRoot(settings.stateDirectory.appending(StateDirectory.archive))
        else {
            return nil
        }
        let archive = ArchiveDirectory(descriptor, fileSystem: fileSystem)
        return try? ArchiveReader(archive).record(at: last.position, length: last.length)
    }

    /// Carries out the notices that wait (``NoticeFolder``), and nothing else: for a desk that no daemon runs.
    ///
    /// The caller holds the state directory's lock, and neither ran this desk nor will.
    public func commitNotices() throws {
        var commits = try CommitRounds(commitInputs)
        var notices = noticeRounds
        try notices.run(&commits)
        commits.finish()
    }

    private func runWatch(started: () -> Void) {
        if committerStart.wait() {
            watch.run(progress: progress, started: started)
        } else {
            claims.close()
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
            budget: budget,
            number: number,
            ownMoves: ownMoves,
            archivedFiles: archivedFiles
        )
        reader.longestTail = Settings.longestTail(within: largestFile)
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
            let receiver = receiver(stage)
            switch reader.read(claim, now: Clock.now, monotonic: Clock.monotonic, slicesTo: receiver) {
            case .ready(let delivery, let usedGuard):
                log.debug("read", metadata: ["path": "\(path.display)", "guard": "\(usedGuard.rawValue)"])
                if usedGuard != .none { guardedBy = usedGuard }
                if usedGuard == .openLimit {
                    log.notice(
                        "a file was read although its writer has not closed it (open_limit)",
                        metadata: ["path": "\(path.display)"]
                    )
                }
                progress.waits(stage)
                prepared.give(delivery, weight: delivery.weight)
            case .gone: results.append((path, .done))
            case .givenUp: break
            case .notWhole(let look): results.append((path, .notWhole(look)))
            case .failed(let error): results.append((path, .failed(FileTrouble(reading: error))))
            }
        }
        if let guardedBy { state.withLock { $0.guardedBy = guardedBy.rawValue } }
        if !results.isEmpty { watch.finish(results) }
    }

    /// Hands slices of a delivery to the committer, whose readers wait while it has as much as it takes.
    private func receiver(_ stage: StageProgress.Stage) -> SliceReceiver {
        SliceReceiver(
            give: { slice in
                self.progress.waits(stage)
                defer { self.progress.works(stage) }
                return self.prepared.give(slice, weight: slice.weight)
            },
            isCalledOff: { self.isStopping },
            comesOn: { self.progress.works(stage) }
        )
    }

    var commitInputs: CommitRounds.Inputs {
        CommitRounds.Inputs(
            settings: settings,
            fileSystem: fileSystem,
            log: log,
            progress: progress,
            archivedFiles: archivedFiles,
            isStopping: { self.isStopping },
            inbox: { self.watch.status },
            waitForMoves: { self.moves.waitUntilIdle() },
            synchronizeMoves: {
                self.moveRounds.lookForTheLastTime()
                self.mover.synchronize($0)
            },
            tell: { event in self.state.withLock { $0.heed(event, at: Clock.now) } }
        )
    }

    private func putBackUnread(_ rows: Range<Int64>, by rounds: MoveRounds) {
        guard !rows.isEmpty, let inbox = try? InboxFolder(settings.inbox, on: fileSystem),
            let catalogue = try? CatalogueReader(at: settings.stateDirectory.appending(StateDirectory.catalogue))
        else { return }
        let doubtful = DoubtfulMoves(
            catalogue: catalogue,
            stateDirectory: settings.stateDirectory,
            inbox: inbox,
            fileSystem: fileSystem
        )
        rounds.putBackUnread(doubtful, rows: rows)
    }

    private var noticeRounds: NoticeRounds {
        NoticeRounds(
            settings: settings,
            fileSystem: fileSystem,
            moves: moveRounds,
            log: log,
            slice: { [copies, progress] () throws(SystemError) in
                if copies.isCalledOff { throw SystemError("copy", number: SystemError.cancelled) }
                progress.comesOn(.commit)
            }
        )
    }

    private var moveRounds: MoveRounds {
        MoveRounds(
            MoveRounds.Inputs(
                mover: mover,
                moves: moves,
                progress: progress,
                log: log,
                isStopping: { self.isStopping },
                hasMoreToCommit: { self.prepared.count > 0 },
                tell: { event in
                    switch event {
                    case .moved(let batch, let time): self.state.withLock { $0.heed(batch, at: time) }
                    case .acquitted(let file): self.suspects?.acquit(file)
                    case .finished(let results): self.watch.finish(results)
                    }
                }
            )
        )
    }

    private func runCommits() throws {
        defer {
            watch.stop()
            prepared.close()
            moves.close()
            progress.ends(.commit)
        }
        do {
            progress.works(.commit)
            var commits = try CommitRounds(commitInputs)
            let rounds = moveRounds
            putBackUnread(commits.doubtfulRows, by: rounds)
            var notices = noticeRounds
            var retention = RetentionRounds(settings: settings, fileSystem: fileSystem, log: log)
            try notices.run(&commits)
            committerStart.tell(isThere: true)
            while true {
                progress.waits(.commit)
                let batch = prepared.take(upTo: live.withLock { $0.batchRecords }, timeout: NoticeRounds.interval)
                progress.works(.commit)
                try notices.runIfDue(&commits)
                if !prepared.isClosed {
                    try retention.runIfDue(&commits, live.withLock { $0 }, isBusy: !batch.isEmpty)
                }
                if batch.isEmpty {
                    if prepared.isClosed { break }
                    continue
                }
                switch try commits.commit(batch) {
                case .durable(let durable): rounds.handOver(durable)
                case .left(let results): watch.finish(results)
                }
            }
            commits.finish()
        } catch {
            committerStart.tell(isThere: false)
            if case DeskError.stopped = error { return }
            throw error
        }
    }
}
