import LinuxIO

/// For how long a file has been left alone: by its times, or by an earlier look that found it the same.
struct Rest {
    private let status: FileStatus
    private let earlier: Candidate.Look?
    private let now: Int64
    private let monotonic: Int64

    /// - Parameters:
    ///   - status: the file as it is at `now`, in nanoseconds since 1970.
    ///   - monotonic: the same moment on the clock of ``Candidate/Look``.
    init(_ candidate: Candidate, _ status: FileStatus, now: Int64, monotonic: Int64) {
        self.status = status
        earlier = candidate.lastLook
        self.now = now
        self.monotonic = monotonic
    }

    /// Whether nobody has changed the file or its inode for at least so many nanoseconds; an earlier look counts for
    /// nothing.
    func hasLastedSinceChange(_ time: Int64) -> Bool {
        let (age, overflow) = now.subtractingReportingOverflow(status.changed)
        return overflow ? status.changed < now : age >= time
    }

    /// Whether it was left alone for at least so many nanoseconds.
    func lasted(_ time: Int64) -> Bool {
        if time == 0 { return true }
        let (age, overflow) = now.subtractingReportingOverflow(max(status.modified, status.changed))
        if !overflow, age >= time, status.changed <= now { return true }
        guard let earlier else { return false }
        return status.isUnchanged(since: earlier.status) && monotonic - earlier.time >= time
    }
}
