import CLinux
import Glibc

/// The one sure answer to "is the writer done?": a read lease (fcntl(2), `F_SETLEASE`).
///
/// It is refused while anyone has the file open for writing, and holds a new writer off while it lasts: in open(2), at
/// most `/proc/sys/fs/lease-break-time` seconds, or with `EWOULDBLOCK` where the writer asked for that. So it is held
/// for as long as it takes to read a file, or to move one, and never while anything is waited for. It ends when the
/// descriptor is closed, if not before.
public enum ReadLease {
    /// What the kernel said to the wish for a lease.
    public enum Answer: Sendable, Equatable {
        /// Nobody is writing, and nobody will until the lease is let go.
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

    /// Whether the lease is there and no writer waits for its end (`F_GETLEASE`).
    public static func isUndisturbed(on file: borrowing Descriptor) -> Bool {
        cl_lease_is_held(file.number) == 1
    }

    /// Lets the lease go before the descriptor is closed.
    public static func release(on file: borrowing Descriptor) {
        _ = cl_release_lease(file.number)
    }

    /// Keeps the signal by which the kernel tells of a writer, and that of a reader that went away, from ending the
    /// process.
    public static func ignoreSignals() {
        _ = cl_ignore_signal(SIGIO)
        _ = cl_ignore_signal(SIGPIPE)
    }
}
