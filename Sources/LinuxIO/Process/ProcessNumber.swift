import CLinux
import Glibc

/// The number of this process.
public enum ProcessNumber {
    /// getpid(2).
    public static var own: Int32 { getpid() }

    /// Ends the process at once with an exit status, without anything that is done at the end of one: _exit(2).
    public static func end(status: Int32) -> Never { _exit(status) }

    /// The user that it acts as: geteuid(2).
    public static var user: UInt32 { geteuid() }

    #if DEBUG
    /// Never returns: an endless loop. For tests of what comes of one.
    public static func hang() -> Never {
        while true { _ = getpid() }
    }

    /// Ends the process as a crash does: abort(3). For tests of what comes after one.
    public static func abort() -> Never { Glibc.abort() }
    #endif
}

/// How many files this process may have open.
public enum DescriptorLimit {
    /// Raises the limit as far as the process may, and returns it: setrlimit(2), `RLIMIT_NOFILE`.
    public static func raise() -> Int {
        Int(max(0, cl_raise_descriptor_limit()))
    }

    /// How far the process may raise it: getrlimit(2).
    public static var largest: Int {
        Int(clamping: max(0, cl_largest_descriptor_limit()))
    }
}
