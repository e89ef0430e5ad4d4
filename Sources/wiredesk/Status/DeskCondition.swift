import LinuxIO
import Operations

/// How a desk is, found out from outside: from its snapshot, and from who holds its lock.
struct DeskCondition: Sendable {
    /// The answer to "is it well?".
    enum Verdict: String, Sendable {
        /// Running, and nothing is wrong.
        case well
        /// Running, and not yet or no longer at work, or something is wrong.
        case degraded
        /// Not running; it was stopped in order.
        case stopped
        /// Not running; it ended because something failed, and said so.
        case failed
        /// Not running; it ended without saying so.
        case killed
        /// Not running, and nothing tells that it ever was.
        case neverRun = "never-run"

        var isRunning: Bool { self == .well || self == .degraded }
    }

    let verdict: Verdict
    /// What is to be said beyond the state: for a desk that runs and is not well, and for one that does not run.
    let explanation: String?
    let pid: Int32?
    /// Whether it is an import that has the desk, and no daemon.
    let isImporting: Bool

    /// Whether the snapshot is of the process that runs.
    let isTold: Bool

    /// Judges what is known.
    ///
    /// - Parameters:
    ///   - snapshot: what the daemon told last.
    ///   - holder: who holds the lock of the state directory.
    ///   - process: what the process that holds it is doing, as the kernel says; nil where that cannot be told.
    ///   - isImporting: whether that is an import.
    ///   - waiting: a start that waits because the runs before it ended soon.
    ///   - publication: the folder in which the status is published; nil where that cannot be looked at.
    ///   - isDiskFull: whether next to nothing can be written to the state directory, the snapshot itself included.
    init(
        snapshot: StatusSnapshot?,
        holder: StateLock.Holder?,
        process: ProcessState? = nil,
        isImporting: Bool = false,
        isDiskFull: Bool = false,
        publication: StatusPublication? = nil,
        waiting: RestartPause.Waiting? = nil,
        now: UTCTime
    ) {
        self.isImporting = isImporting
        guard let holder else {
            pid = nil
            isTold = false
            (verdict, explanation) = Self.judgeEnd(snapshot, waiting, publication)
            return
        }
        if case .process(let id) = holder { pid = id } else { pid = snapshot?.pid }
        isTold = snapshot != nil && (pid == snapshot?.pid)
        if isImporting {
            let name = pid.map { " (pid \($0))" } ?? ""
            let stop = process == .stopped ? "; it is stopped by a signal, and kill -CONT lets it go on" : ""
            (verdict, explanation) = (
                .degraded, "only for an import\(name), until that ends; the daemon is not running\(stop)"
            )
            return
        }
        let full = "the disk is full: make room on the state directory's file system, and it goes on by itself"
        let trouble =
            Self.stop(of: process, pid)
            ?? (isDiskFull ? full : nil)
            ?? (process == .waitingForDevice ? nil : publication?.trouble(isTold ? snapshot : nil, now: now))
            ?? Self.trouble(of: snapshot, holder, process, now)
        verdict = trouble == nil ? .well : .degraded
        explanation = trouble
    }

    private static func judgeEnd(
        _ snapshot: StatusSnapshot?,
        _ waiting: RestartPause.Waiting?,
        _ publication: StatusPublication?
    ) -> (Verdict, String?) {
        if let waiting {
            let next =
                "its last \(waiting.ends) runs ended soon after their start, and the next begins in "
                + "\(Lapse.text(waiting.seconds.multipliedSaturated(by: 1_000_000_000))); "
                + "systemctl restart wiredesk begins it at once"
            return (snapshot?.state == .failed ? .failed : .killed, next)
        }
        let start = "systemctl start wiredesk, or wiredeskd"
        guard let snapshot else {
            guard let publication, publication.isFull else { return (.neverRun, "start it with \(start)") }
            let cause = "\(publication.folder.display) is full, so that a status could not be left there"
            return (.neverRun, "\(cause): make room there, and start it with \(start)")
        }
        if snapshot.state == .failed {
            return (.failed, "see to what the last problem says, and start it: \(start); it recovers by itself")
        }
        guard snapshot.state == .stopped else {
            return (.killed, "it ended without stopping; it recovers at its next start: \(start)")
        }
        return (.stopped, "start it with \(start)")
    }

    /// What keeps a process from doing anything, where the kernel knows; its last word may be fresh all the same.
    private static func stop(of process: ProcessState?, _ pid: Int32?) -> String? {
        guard process == .stopped, let pid else { return nil }
        return "it is stopped by a signal (SIGSTOP); kill -CONT \(pid) lets it go on"
    }

    private static func trouble(
        of snapshot: StatusSnapshot?,
        _ holder: StateLock.Holder,
        _ process: ProcessState?,
        _ now: UTCTime
    ) -> String? {
        guard let snapshot else { return "it has not told its status yet" }
        if case .process(let id) = holder, id != snapshot.pid { return "it has not told its status yet" }
        let age = now.nanoseconds.subtractingSaturated(snapshot.updatedAt.nanoseconds)
        if age > StatusSnapshot.staleAfter.nanoseconds {
            return "no status update for \(Lapse.text(age)): " + Self.silence(of: process)
        }
        switch snapshot.state {
        case .watching, .scanning: break
        case .starting: return "it is starting"
        case .recovering: return "it is recovering from an abrupt end"
        case .rebuilding: return "it is making the catalogue from archive and ledger"
        case .waitingForSpace: return "it waits for room on the disk"
        case .inboxGone: return "the inbox is not there"
        case .stopping: return "it is stopping"
        case .stopped, .failed: return "it has told its end and still holds the state directory"
        }
        switch snapshot.problems.count {
        case 0: return nil
        case 1: return "there is a problem"
        default: return "there are \(snapshot.problems.count) problems"
        }
    }

    private static func silence(of process: ProcessState?) -> String {
        switch process {
        case .waitingForDevice: "it waits for a disk that does not answer; look at the kernel's messages (dmesg)"
        case .traced: "a debugger holds it"
        default: "it hangs or is suspended; look at the process, or restart it"
        }
    }
}

/// Lengths of time as people say them.
enum Lapse {
    /// Such as `12 seconds`, `1 minute`, `3 hours`, `5 days`.
    static func text(_ nanoseconds: Int64) -> String {
        let seconds = max(0, nanoseconds / 1_000_000_000)
        let (count, unit): (Int64, String) =
            switch seconds {
            case ..<120: (seconds, "second")
            case ..<7_200: (seconds / 60, "minute")
            case ..<172_800: (seconds / 3_600, "hour")
            default: (seconds / 86_400, "day")
            }
        return count == 1 ? "1 \(unit)" : "\(count) \(unit)s"
    }
}
