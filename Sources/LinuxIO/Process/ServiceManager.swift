internal import CSystemd

/// What the service manager that started this process is told: sd_notify(3), sd_watchdog_enabled(3).
///
/// Without a service manager (no `NOTIFY_SOCKET`) nothing is sent, and nothing fails.
public enum ServiceManager {
    /// One thing to tell.
    public enum Notice: Sendable, Equatable {
        /// Start-up is over, or a reload is.
        case ready
        /// The configuration is read again; `monotonic` is the time of it in nanoseconds (``Clock/monotonic``).
        case reloading(monotonic: Int64)
        case stopping
        /// The line that `systemctl status` shows.
        case status(String)
        /// There was progress since the last time.
        case watchdog
        /// Start-up or the stop may take this much longer than was said.
        case extendTimeout(Duration)
        /// The error number of what went wrong.
        case failed(errno: Int32)

        var line: String {
            switch self {
            case .ready: "READY=1"
            case .reloading(let monotonic): "RELOADING=1\nMONOTONIC_USEC=\(monotonic / 1_000)"
            case .stopping: "STOPPING=1"
            case .status(let text): "STATUS=" + text.escapedForDisplay
            case .watchdog: "WATCHDOG=1"
            case .extendTimeout(let duration):
                "EXTEND_TIMEOUT_USEC=\(duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000)"
            case .failed(let number): "ERRNO=\(number)"
            }
        }
    }

    /// Tells the service manager.
    ///
    /// - Returns: whether there is one that was told.
    @discardableResult
    public static func notify(_ notices: Notice...) throws(SystemError) -> Bool {
        try notify(notices)
    }

    /// Tells the service manager.
    ///
    /// - Returns: whether there is one that was told.
    @discardableResult
    public static func notify(_ notices: [Notice]) throws(SystemError) -> Bool {
        let message = notices.map(\.line).joined(separator: "\n")
        return try checked(unsafe sd_notify(0, message), "sd_notify") > 0
    }

    /// Within what time the service manager wants to hear of progress; nil where it does not. Half of it is a good pace.
    public static var watchdogInterval: Duration? {
        var microseconds: UInt64 = 0
        guard unsafe sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
        return .microseconds(Int64(clamping: microseconds))
    }
}
