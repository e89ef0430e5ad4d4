import CLinux
internal import Glibc

/// Signals that are read like a file instead of interrupting what is going on: signalfd(2).
///
/// They are blocked in the thread that makes the value and in those that it starts later, so it is made first.
public final class SignalWatch: Sendable {
    /// A signal that can be waited for.
    public enum Signal: Sendable, CaseIterable {
        /// ctrl-C.
        case interrupt
        case terminate
        case hangUp
        /// The terminal has another size.
        case resize
        /// ctrl-Z, and going on after it.
        case suspend
        case resume

        var number: Int32 {
            switch self {
            case .interrupt: SIGINT
            case .terminate: SIGTERM
            case .hangUp: SIGHUP
            case .resize: SIGWINCH
            case .suspend: SIGTSTP
            case .resume: SIGCONT
            }
        }
    }

    private let descriptor: Int32

    /// Waits for these signals from now on.
    public init(_ signals: [Signal]) throws(SystemError) {
        descriptor = try checked(SignalWatch.open(signals.map(\.number)), "signalfd")
    }

    @inline(never)
    private static func open(_ numbers: [Int32]) -> Int32 {
        cl_signal_fd(numbers.span)
    }

    deinit {
        _ = cl_close(descriptor)
    }

    /// The next signal that has come, or nil when the time, in nanoseconds, is over: poll(2).
    public func wait(timeout: Int64) throws(SystemError) -> Signal? {
        _ = try checked(cl_poll([descriptor].span, milliseconds(timeout)), "poll")
        let number = cl_signal_take(descriptor)
        return Signal.allCases.first { $0.number == number }
    }

    /// What has come first.
    public enum Arrival: Sendable, Equatable {
        case signal(Signal)
        /// A byte from the keyboard.
        case key(UInt8)
        /// The keyboard is gone.
        case end
    }

    /// The next signal or key, or nil when the time, in nanoseconds, is over: poll(2).
    public func waitForKey(timeout: Int64) throws(SystemError) -> Arrival? {
        let ready = try checked(
            cl_poll([descriptor, StandardStream.input.rawValue].span, milliseconds(timeout)),
            "poll"
        )
        if ready & 1 != 0 {
            let number = cl_signal_take(descriptor)
            return Signal.allCases.first { $0.number == number }.map { .signal($0) }
        }
        if ready & 2 == 0 { return nil }
        var key: [UInt8] = [0]
        var span = key.mutableSpan
        return try StandardStream.input.read(into: &span) == 0 ? .end : .key(key[0])
    }

    /// Stops this process as ctrl-Z does, until it is continued: kill(2) with `SIGSTOP`.
    public static func stopProcess() {
        _ = kill(getpid(), SIGSTOP)
    }
}
