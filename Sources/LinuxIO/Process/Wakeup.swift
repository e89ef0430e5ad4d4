import CLinux

/// A way for one thread to wake another that waits in the kernel: eventfd(2).
///
/// Signals that nobody has waited for yet are kept, and one wait takes them all.
public final class Wakeup: Sendable {
    let number: Int32

    /// Makes a wakeup that nobody has signalled.
    public init() throws(SystemError) {
        number = try checked(cl_eventfd(), "eventfd")
    }

    deinit {
        _ = cl_close(number)
    }

    /// Wakes who waits, or the next who will.
    public func signal() {
        _ = cl_eventfd_add(number, 1)
    }

    /// Blocks the thread until there was a signal since the last wait.
    public func wait() {
        _ = cl_eventfd_take(number)
    }

    /// Blocks the thread until there was a signal since the last wait, or the time, in nanoseconds, is over: poll(2).
    public func wait(timeout: Int64) throws(SystemError) {
        let ready = try checked(cl_poll([number].span, milliseconds(timeout)), "poll")
        if ready & 1 != 0 { wait() }
    }
}

/// The time, in nanoseconds, as poll(2) counts it: in milliseconds, rounded up so that it is over when the wait ends.
func milliseconds(_ nanoseconds: Int64) -> Int32 {
    Int32(clamping: nanoseconds / 1_000_000 + (nanoseconds % 1_000_000 > 0 ? 1 : 0))
}
