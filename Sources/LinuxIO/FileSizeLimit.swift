import CLinux
internal import Glibc

/// The limit on the size of a file that this process may write (`RLIMIT_FSIZE`, setrlimit(2)).
public enum FileSizeLimit {
    /// In bytes; nil where there is none: getrlimit(2).
    public static var current: Int64? {
        let limit = cl_file_size_limit()
        return limit < 0 || limit == .max ? nil : limit
    }

    /// Has a write beyond the limit fail with `EFBIG`, as one to a full disk does, and not end the process: signal(7),
    /// `SIGXFSZ`.
    public static func ignoreSignal() {
        _ = cl_ignore_signal(SIGXFSZ)
    }
}
