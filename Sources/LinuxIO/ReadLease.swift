import CLinux
import Glibc

/// The one sure answer to "is the writer done?": a read lease (fcntl(2), `F_SETLEASE`).
///
/// It is refused while anyone has the file open for writing, and holds a new writer off while it lasts. It ends when the
/// descriptor is closed. A writer that comes is told to the holder by a signal, which ``ignoreSignals()`` keeps from
/// ending the process; the writer waits for the lease to end, at most `/proc/sys/fs/lease-break-time` seconds.
public enum ReadLease {
    /// What the kernel said to the wish for a lease.
    public enum Answer: Sendable, Equatable {
        /// Nobody is writing, and nobody will until the descriptor is closed.
        case held
        /// Somebody has the file open for writing.
        case writing
        /// The file system has no leases, or the file belongs to somebody else and the process lacks `CAP_LEASE`.
        case unavailable
    }

    /// Asks for a read lease on a file that is open for reading.
    public static func take(on file: borrowing Descriptor) -> Answer {
        switch -cl_set_read_lease(file.number) {
        case ...0: .held
        case EAGAIN, EBUSY: .writing
        default: .unavailable
        }
    }

    /// Lets the lease go before the descriptor is closed.
    public static func release(on file: borrowing Descriptor) {
        _ = cl_release_lease(file.number)
    }

    /// Keeps the signal of a broken lease, and that of a reader that went away, from ending the process.
    public static func ignoreSignals() {
        _ = cl_ignore_signal(SIGIO)
        _ = cl_ignore_signal(SIGPIPE)
    }
}
