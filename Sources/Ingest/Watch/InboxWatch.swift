public import LinuxIO
public import Logging
public import Operations
import Synchronization

/// Watches the inbox on a thread of its own and hands out what is due.
///
/// Events are hints: what they name is looked at, and when they are lost the inbox is listed again. The listing is the
/// truth: it is read at the start, after an overflow, when the inbox has come back, and slowly all the time.
public final class InboxWatch: Sendable {
    /// A candidate together with the folder that it is to be opened in.
    public struct Claim: Sendable {
        public let inbox: InboxFolder
        public let candidate: Candidate
    }

    private struct Mailbox: Sendable {
        var finished: [(path: Path, result: CandidateResult)] = []
        var isStopping = false
        var settings: Settings?
    }

    let settings: Settings
    private let inWork: Int
    let fileSystem: any FileSystem
    let log: Logger
    private let claims: BoundedQueue<[Claim]>
    private let wakeup: Wakeup
    private let mailbox = Mutex(Mailbox())
    private let published = Mutex(InboxStatus())

    /// A watch that hands what is due to `claims`.
    ///
    /// - Parameter inWork: files that may be in work at once.
    public init(
        settings: Settings,
        inWork: Int,
        fileSystem: any FileSystem,
        claims: BoundedQueue<[Claim]>,
        log: Logger
    ) throws(SystemError) {
        self.settings = settings
        self.inWork = inWork
        self.fileSystem = fileSystem
        self.claims = claims
        self.log = log
        wakeup = try Wakeup()
    }

    /// How the inbox is doing.
    public var status: InboxStatus { published.withLock { $0 } }

    /// Takes back candidates that were in work.
    public func finish(_ results: [(path: Path, result: CandidateResult)]) {
        mailbox.withLock { $0.finished += results }
        wakeup.signal()
    }

    /// Puts other settings in force, and lists the inbox by them.
    func change(to settings: Settings) {
        mailbox.withLock { $0.settings = settings }
        wakeup.signal()
    }

    /// Ends the intake: ``run()`` returns soon, and closes the queue of claims.
    public func stop() {
        mailbox.withLock { $0.isStopping = true }
        wakeup.signal()
    }

    /// Works until ``stop()``, blocking the thread.
    ///
    /// - Parameters:
    ///   - progress: where it shows that it comes on.
    ///   - started: called once the inbox is watched and its first listing has begun, or is known to be gone.
    public func run(progress: StageProgress = StageProgress(), started: () -> Void) {
        defer {
            progress.ends(.watch)
            claims.close()
        }
        var rounds = WatchRounds(settings: settings, inWork: inWork, fileSystem: fileSystem, log: log)
        var hasStarted = false
        while true {
            progress.works(.watch)
            let (finished, isStopping, settings) = mailbox.withLock { mailbox in
                defer {
                    mailbox.finished.removeAll()
                    mailbox.settings = nil
                }
                return (mailbox.finished, mailbox.isStopping, mailbox.settings)
            }
            if isStopping { return }
            if let settings { rounds.change(to: settings) }
            rounds.takeBack(finished)
            rounds.lookAtInbox()
            rounds.readEvents()
            rounds.list()
            while let handful = rounds.nextHandful() {
                progress.waits(.watch)
                claims.give(handful)
            }
            if let status = rounds.statusIfDue { published.withLock { $0 = status } }
            if !hasStarted {
                hasStarted = true
                started()
            }
            rounds.wait(or: wakeup)
        }
    }
}
