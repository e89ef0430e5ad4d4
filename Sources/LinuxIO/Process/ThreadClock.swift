import CLinux

/// The clock of one thread's processor time (pthread_getcpuclockid(3)), which others can read: it stands still while the
/// thread waits, and while the machine is busy with others.
public struct ThreadClock: Sendable, Equatable {
    private let number: Int32

    /// The clock of the thread that asks; nil where the system has none.
    public static var own: ThreadClock? {
        var number: Int32 = 0
        return unsafe cl_own_thread_clock(&number) == 0 ? ThreadClock(number: number) : nil
    }

    /// Nanoseconds that the thread has worked so far; nil where it has ended.
    public var time: Int64? {
        let time = cl_thread_time_ns(number)
        return time < 0 ? nil : time
    }
}
