import Archive
import Catalogue
import Ingest
import LinuxIO
import Logging
import Operations
import ServiceLifecycle
import Synchronization

/// Publishes how the desk is doing: at least once a second, and at once where it matters.
final class DeskReporter: Service {
    private let desk: Desk
    private let configuration: ConfigurationInForce
    private let sources: SourceService
    private let output: LogOutput
    private let publisher: StatusPublisher
    private let log: Logger
    private let wakeup: Wakeup
    private let startedAt = UTCTime(nanoseconds: Clock.now)
    private let state: Mutex<State>

    private struct State {
        var isStopping = false
        var last: StatusSnapshot.LastArticle?
        var problems: [String: UTCTime] = [:]
        var hasFailedToPublish = false
        var notices: ServiceNotices
        var summary: MinuteSummary
    }

    /// Whether the last status of all is published; held while one is.
    private let hasEnded = Mutex(false)

    private static let interval: Int64 = 1_000_000_000

    init(
        desk: Desk,
        configuration: ConfigurationInForce,
        sources: SourceService,
        publisher: StatusPublisher,
        output: LogOutput,
        log: Logger
    ) throws(SystemError) {
        self.desk = desk
        self.configuration = configuration
        self.sources = sources
        self.output = output
        state = Mutex(
            State(
                notices: ServiceNotices(watchdog: ServiceManager.watchdogInterval, log: log),
                summary: MinuteSummary(at: Clock.monotonic)
            )
        )
        self.publisher = publisher
        self.log = log
        wakeup = try Wakeup()
    }

    func run() async throws {
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await OwnThread.run(named: "wd-status") {
                while !self.state.withLock({ $0.isStopping }) {
                    self.report()
                    try self.wakeup.wait(timeout: DeskReporter.interval)
                }
            }
        } onCancelOrGracefulShutdown: {
            self.state.withLock { $0.isStopping = true }
            self.wakeup.signal()
        }
    }

    /// Publishes, tells the service manager, and sums up, as far as each is due.
    private func report() {
        let snapshot = snapshot()
        publish(snapshot)
        let (notices, done) = state.withLock { state in
            (state.notices.due(snapshot) { desk.hungStages(longerThan: $0) }, due(snapshot, of: &state.summary))
        }
        if let done { log.record(done, waiting: snapshot.inbox.waiting) }
        // Who manages the service is of no importance to the desk; without anyone, nothing is sent.
        if !notices.isEmpty { _ = try? ServiceManager.notify(notices) }
    }

    /// What is to be summed up: nothing before the counts are known.
    private func due(
        _ snapshot: StatusSnapshot,
        of summary: inout MinuteSummary,
        isLast: Bool = false
    ) -> StatusSnapshot.Counts? {
        guard let start = desk.status.totalAtStart, snapshot.hasCounts else { return nil }
        summary.begin(with: StatusSnapshot.Counts(start))
        return summary.due(snapshot.total, at: Clock.monotonic, isLast: isLast)
    }

    /// Tells the service manager that start-up is over.
    func tellReady() {
        let snapshot = snapshot()
        state.withLock { $0.notices.isReady = true }
        publish(snapshot)
        _ = try? ServiceManager.notify([.ready, .status(snapshot.line)])
    }

    /// Tells the service manager that the configuration is read again while `reload` does so, and how it went.
    func tellOfReload(_ reload: () -> Void) {
        let isReady = state.withLock { $0.notices.isReady }
        if isReady { _ = try? ServiceManager.notify([.reloading(monotonic: Clock.monotonic)]) }
        reload()
        let snapshot = snapshot()
        publish(snapshot)
        if isReady { _ = try? ServiceManager.notify([.ready, .status(snapshot.line)]) }
    }

    /// Publishes that the daemon has ended: in order, or because of a failure.
    func publishEnd(failure: (any Error)?) {
        var last = snapshot()
        last.enter(failure == nil ? .stopped : .failed, at: UTCTime(nanoseconds: Clock.now))
        if let failure {
            last.problems.append(
                StatusSnapshot.Problem(
                    what: "the daemon has ended: \(failure)",
                    since: last.updatedAt,
                    whatToDo: "see to the cause and start it again; it recovers by itself"
                )
            )
        }
        publish(last, isLast: true)
        let done = state.withLock { due(last, of: &$0.summary, isLast: true) }
        if let done { log.record(done, waiting: last.inbox.waiting) }
        let line = failure.map { "Failed: \($0)".escapedForDisplay } ?? last.line
        _ = try? ServiceManager.notify([.status(line)])
    }

    /// Ends the process at once, where a thread cannot be waited for: publishes why, and lets the log go out first.
    func end(by failure: any Error, status: Int32) -> Never {
        publishEnd(failure: failure)
        output.flush(within: .seconds(1))
        ProcessNumber.end(status: status)
    }

    private func publish(_ snapshot: StatusSnapshot, isLast: Bool = false) {
        hasEnded.withLock { hasEnded in
            if !hasEnded { replace(with: snapshot, isLast: isLast) }
            hasEnded = hasEnded || isLast
        }
    }

    private func replace(with snapshot: StatusSnapshot, isLast: Bool) {
        do {
            try publisher.publish(snapshot, isLast: isLast)
            state.withLock { $0.hasFailedToPublish = false }
        } catch {
            let isFirst = state.withLock { state in
                defer { state.hasFailedToPublish = true }
                return !state.hasFailedToPublish
            }
            if isFirst { log.record(.statusUnwritten, "the status cannot be written", ["reason": "\(error)"]) }
        }
    }

    private func snapshot() -> StatusSnapshot {
        let status = desk.status
        let now = UTCTime(nanoseconds: Clock.now)
        var snapshot = StatusSnapshot(
            pid: ProcessNumber.own,
            startedAt: startedAt,
            inbox: inbox(of: status, at: now)
        )
        snapshot.updatedAt = now
        (snapshot.state, snapshot.since) = state(of: status)
        snapshot.archive.articles = status.articles
        snapshot.archive.bytes = status.bytes
        snapshot.archive.storedBytes = status.stored
        snapshot.archive.segments = status.segments
        snapshot.archive.last = lastArticle(of: status)
        snapshot.today = StatusSnapshot.Day(date: now.day, StatusSnapshot.Counts(status.today))
        snapshot.total = StatusSnapshot.Counts(status.total)
        snapshot.hasCounts = status.totalAtStart != nil
        snapshot.problems = dated(DeskProblems.of(status) + DeskProblems.of(configuration.status), at: now)
        snapshot.enter(status.figures, at: now)
        if let room { snapshot.enter(room, status.figures, at: now) }
        if snapshot.state == .rebuilding {
            snapshot.rebuilt = status.rebuilt
            snapshot.rebuiltShare = status.rebuiltShare
        }
        if let counted = sources.figures(at: now) {
            snapshot.sources = counted.told
            snapshot.otherSources = counted.others
        }
        snapshot.configuration = configuration.status
        snapshot.log = StatusFigures.Log(dropped: output.dropped)
        return snapshot
    }

    /// The room on the file system of the state directory; nil where that cannot be told.
    private var room: FileSystemStatus? {
        let fileSystem = LinuxFileSystem()
        guard let directory = try? fileSystem.openRoot(configuration.settings.stateDirectory) else { return nil }
        return try? fileSystem.fileSystemStatus(of: directory)
    }

    private func inbox(of status: DeskStatus, at now: UTCTime) -> StatusSnapshot.Inbox {
        let isScanned = if case .scanning = status.inbox.state { true } else { false }
        let path = configuration.settings.inbox
        var inbox = StatusSnapshot.Inbox(path: path, watch: isScanned ? "scan" : "events")
        inbox.waiting = status.inbox.waiting
        inbox.oldestWaitingSeconds = status.inbox.oldestNoticed.map {
            max(0, Double(now.nanoseconds.subtractingSaturated($0)) / 1_000_000_000)
        }
        inbox.guarded = status.guardedBy
        switch status.inbox.state {
        case .scanning(let reason): inbox.reason = reason.description
        case .gone(let reason): inbox.reason = reason
        case .starting, .watching: break
        }
        inbox.ignored = status.inbox.ignored
        inbox.ignoredOld = status.inbox.ignoredOld
        inbox.waitingForPermission = status.inbox.waitingForPermission
        inbox.watches = status.inbox.watches
        inbox.overflows = status.inbox.overflows
        inbox.listings = status.inbox.listings
        return inbox
    }

    private func state(of status: DeskStatus) -> (StatusSnapshot.State, UTCTime) {
        let phase = UTCTime(nanoseconds: status.since == 0 ? startedAt.nanoseconds : status.since)
        switch status.phase {
        case .starting: return (.starting, startedAt)
        case .recovering: return (.recovering, phase)
        case .rebuilding: return (.rebuilding, phase)
        case .stopping: return (.stopping, phase)
        case .working: break
        }
        let since = UTCTime(nanoseconds: max(status.inbox.since, status.since))
        if case .gone = status.inbox.state { return (.inboxGone, since) }
        if let since = status.inbox.waitingForSpaceSince { return (.waitingForSpace, UTCTime(nanoseconds: since)) }
        switch status.inbox.state {
        case .starting: return (.starting, startedAt)
        case .watching: return (.watching, since)
        case .scanning: return (.scanning, since)
        case .gone: return (.inboxGone, since)
        }
    }

    /// The last article with its headline, read from the archive when it is another one than before.
    private func lastArticle(of status: DeskStatus) -> StatusSnapshot.LastArticle? {
        guard let last = status.last else { return nil }
        let known = state.withLock { $0.last }
        if let known, known.seq == last.sequence { return known }
        guard let record = desk.record(of: last) else { return known }
        let article = StatusSnapshot.LastArticle(
            seq: record.sequence,
            id: "\(record.id)",
            headline: record.headline,
            ingestedAt: UTCTime(nanoseconds: record.ingestedAt)
        )
        state.withLock { $0.last = article }
        return article
    }

    /// The problems with the time since when each has been there.
    private func dated(_ problems: [DeskProblems.Problem], at now: UTCTime) -> [StatusSnapshot.Problem] {
        state.withLock { state in
            let earlier = state.problems
            state.problems = [:]
            return problems.map { problem in
                let since = earlier[problem.kind] ?? now
                state.problems[problem.kind] = since
                return StatusSnapshot.Problem(what: problem.what, since: since, whatToDo: problem.whatToDo)
            }
        }
    }
}
