import CLinux
import Glibc

/// The number of this process.
public enum ProcessNumber {
    /// getpid(2).
    public static var own: Int32 { getpid() }
}

/// How many files this process may have open.
public enum DescriptorLimit {
    /// Raises the limit as far as the process may, and returns it: setrlimit(2), `RLIMIT_NOFILE`.
    public static func raise() -> Int {
        Int(max(0, cl_raise_descriptor_limit()))
    }
}
