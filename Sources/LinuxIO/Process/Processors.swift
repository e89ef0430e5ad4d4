import Glibc

/// The processors of the machine.
public enum Processors {
    /// How many are online, at least one (sysconf(3), `_SC_NPROCESSORS_ONLN`).
    public static var count: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
