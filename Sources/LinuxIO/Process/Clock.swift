import CLinux
internal import Glibc

/// The clocks of the machine (clock_gettime(2)), read where a time is handed to code that has none of its own.
public enum Clock {
    /// Nanoseconds since 1970, UTC.
    public static var now: Int64 { cl_realtime_ns() }

    /// Nanoseconds since some moment before the process began; never goes back.
    public static var monotonic: Int64 { cl_monotonic_ns() }

    /// Whether somebody keeps the clock in step with others (adjtimex(2)); nil where the kernel does not tell.
    public static var isSynchronized: Bool? {
        let answer = cl_clock_is_synchronized()
        return answer < 0 ? nil : answer > 0
    }

    /// How many seconds local time is ahead of UTC at a time in seconds since 1970 (localtime_r(3), `TZ`).
    public static func localOffset(at seconds: Int64) -> Int {
        var moment = time_t(seconds)
        var parts = unsafe tm()
        guard unsafe localtime_r(&moment, &parts) != nil else { return 0 }
        return unsafe parts.tm_gmtoff
    }
}
