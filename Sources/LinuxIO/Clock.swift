import CLinux

/// The clocks of the machine (clock_gettime(2)), read where a time is handed to code that has none of its own.
public enum Clock {
    /// Nanoseconds since 1970, UTC.
    public static var now: Int64 { cl_realtime_ns() }

    /// Nanoseconds since some moment before the process began; never goes back.
    public static var monotonic: Int64 { cl_monotonic_ns() }
}
