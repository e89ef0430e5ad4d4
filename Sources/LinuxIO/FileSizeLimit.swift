import CLinux
internal import Glibc

/// The limit on the size of a file that this process may write (`RLIMIT_FSIZE`, setrlimit(2)).
public enum FileSizeLimit {
    /// Has a write beyond the limit fail with `EFBIG`, as one to a full disk does, and not end the process: signal(7),
    /// `SIGXFSZ`.
    public static func ignoreSignal() {
        _ = cl_ignore_signal(SIGXFSZ)
    }
}
