import Foundation
import LinuxIO
import Operations

/// A `wiredeskd` of this build that runs as a process of its own, and what it tells: its log, its `status.json`, its
/// end. It is killed and reaped when the test lets it go.
///
/// A wait looks again whenever the daemon has logged or published something, and fails after a deadline with all that
/// the daemon has told so far.
public final class RunningDaemon {
    /// How a process ended.
    public enum End: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// A wait that came to its deadline, or whose daemon ended before.
    public struct WaitFailure: Error, CustomStringConvertible {
        public let description: String
    }

    /// The process id.
    public let pid: pid_t
    private let desk: ScratchDesk
    private let logPath: String
    /// One end of a pair of sockets whose other end the daemon has as standard output: it hangs up when the daemon ends.
    private let lifeline: Int32
    /// An inotify instance that tells of log lines and of a new `status.json`.
    private let notices: Int32
    private var end: End?

    init(on desk: ScratchDesk, options: [String], environment: [String: String], prefix: [String]) throws {
        self.desk = desk
        logPath = desk.scratch.path + "/log-\(UUID().uuidString)"
        notices = inotify_init1(O_NONBLOCK | O_CLOEXEC)
        let log = open(logPath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        var ends: [Int32] = [-1, -1]
        guard notices >= 0, log >= 0, socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0, &ends) == 0
        else { throw Self.systemError() }
        lifeline = ends[0]
        defer {
            close(log)
            close(ends[1])
        }
        inotify_add_watch(notices, logPath, UInt32(IN_MODIFY))
        inotify_add_watch(notices, desk.path, UInt32(IN_MOVED_TO))

        let command = prefix + [Program.product("wiredeskd"), "--state-directory", desk.path] + options
        var variables = environment
        for name in ["PATH", "HOME", "TZ", "LD_LIBRARY_PATH", "LLVM_PROFILE_FILE"] {
            if variables[name] == nil { variables[name] = ProcessInfo.processInfo.environment[name] }
        }
        pid = try Self.spawn(command, variables, output: ends[1], errors: log)
    }

    deinit {
        if end == nil {
            // A stopped process is killed all the same.
            Foundation.kill(pid, SIGKILL)
            var status: Int32 = 0
            waitpid(pid, &status, 0)
        }
        close(lifeline)
        close(notices)
    }

    private static func spawn(
        _ command: [String],
        _ environment: [String: String],
        output: Int32,
        errors: Int32
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        // What another test has open for writing at this moment must not stay open for as long as the daemon runs.
        closeFrom(&actions, 3)
        // A test may run on a thread that blocks signals, and a blocked signal would stay blocked in the daemon.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var arguments = command.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var pid: pid_t = 0
        let failure = posix_spawnp(&pid, command[0], &actions, &attributes, &arguments, &variables)
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EIO) }
        return pid
    }

    private static func systemError() -> POSIXError {
        POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }

    /// Everything that it has logged.
    public var log: String {
        String(decoding: FileManager.default.contents(atPath: logPath) ?? Data(), as: UTF8.self)
    }

    /// The lines of the log that contain a text.
    public func logLines(containing text: String) -> [String] {
        log.split(separator: "\n").filter { $0.contains(text) }.map(String.init)
    }

    /// What it published last, if that was published by this very process.
    public var status: StatusSnapshot? {
        guard let bytes = FileManager.default.contents(atPath: desk.path + "/status.json"),
            let snapshot = StatusSnapshot(json: Array(bytes)), snapshot.pid == pid
        else { return nil }
        return snapshot
    }

    /// Waits until a condition holds. Throws ``WaitFailure`` at the deadline, and when the daemon ends before.
    public func wait(
        for what: String,
        atMost seconds: Double = 60,
        until condition: () throws -> Bool
    ) throws {
        let deadline = Clock.monotonic + Int64(seconds * 1e9)
        while true {
            let hasEnded = hasEnded()
            if try condition() { return }
            if hasEnded { throw WaitFailure(description: "the daemon ended before \(what)\n\(report)") }
            let left = (deadline - Clock.monotonic) / 1_000_000
            if left <= 0 { throw WaitFailure(description: "no \(what) within \(seconds) s\n\(report)") }
            waitForNotice(milliseconds: Int32(min(left, 100)))
        }
    }

    /// Waits for a status that is as wanted, and returns it.
    @discardableResult
    public func wait(
        for what: String,
        atMost seconds: Double = 60,
        status isWanted: (StatusSnapshot) throws -> Bool
    ) throws -> StatusSnapshot {
        var found: StatusSnapshot?
        try wait(for: what, atMost: seconds) {
            found = try status.flatMap { try isWanted($0) ? $0 : nil }
            return found != nil
        }
        guard let found else { throw WaitFailure(description: "no \(what)") }
        return found
    }

    /// Waits for a line of the log.
    public func wait(forLog text: String, times: Int = 1, atMost seconds: Double = 60) throws {
        try wait(for: "log line “\(text)”", atMost: seconds) { logLines(containing: text).count >= times }
    }

    /// Waits until recovery is over and the inbox is watched, or scanned, or known to be gone.
    public func waitUntilReady() throws {
        try wait(forLog: "the inbox is watched")
    }

    /// Waits until as many deliveries as this have been answered in all, and none is waiting.
    @discardableResult
    public func wait(untilAnswered count: Int, atMost seconds: Double = 60) throws -> StatusSnapshot {
        try wait(for: "answer to \(count) files", atMost: seconds) { status in
            let total = status.total
            return total.archived + total.duplicates + total.quarantined >= count && status.inbox.waiting == 0
        }
    }

    /// Sends a signal.
    public func send(_ signal: Int32) {
        Foundation.kill(pid, signal)
    }

    /// Asks it to stop, and waits for its end.
    @discardableResult
    public func stop(atMost seconds: Double = 60) throws -> End {
        send(SIGTERM)
        return try waitForEnd(atMost: seconds)
    }

    /// Kills it, and waits for its end.
    @discardableResult
    public func kill() throws -> End {
        send(SIGKILL)
        return try waitForEnd()
    }

    /// Waits for its end.
    public func waitForEnd(atMost seconds: Double = 60) throws -> End {
        let deadline = Clock.monotonic + Int64(seconds * 1e9)
        while !hasEnded() {
            let left = (deadline - Clock.monotonic) / 1_000_000
            if left <= 0 { throw WaitFailure(description: "the daemon has not ended within \(seconds) s\n\(report)") }
            waitForNotice(milliseconds: Int32(min(left, 100)))
        }
        return end ?? .exited(-1)
    }

    /// Whether it has ended; does not wait.
    public func hasEnded() -> Bool {
        if end != nil { return true }
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return false }
        let signal = status & 0x7F
        end = signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
        return true
    }

    /// Blocks until it has logged, published or ended, or the time is over: poll(2).
    private func waitForNotice(milliseconds: Int32) {
        var polled = [
            pollfd(fd: notices, events: Int16(POLLIN), revents: 0),
            pollfd(fd: lifeline, events: 0, revents: 0),
        ]
        poll(&polled, 2, milliseconds)
        var buffer = [UInt8](repeating: 0, count: 4096)
        while read(notices, &buffer, buffer.count) > 0 {}
    }

    private var report: String {
        let status = FileManager.default.contents(atPath: desk.path + "/status.json") ?? Data()
        return "status: \(String(decoding: status, as: UTF8.self))log:\n\(log.suffix(8_000))"
    }
}

/// posix_spawn_file_actions_addclosefrom_np(3), which the C library's module hides.
@_silgen_name("posix_spawn_file_actions_addclosefrom_np")
@discardableResult
public func closeFrom(_ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ first: CInt) -> CInt
