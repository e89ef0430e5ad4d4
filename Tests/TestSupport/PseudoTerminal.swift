import Foundation
import LinuxIO

/// A program that runs in a terminal of its own, as on a person's screen: pty(7).
///
/// It is killed and reaped when the test lets it go.
public final class PseudoTerminal {
    /// A wait that came to its deadline, with all that was on the screen.
    public struct WaitFailure: Error, CustomStringConvertible {
        public let description: String
    }

    /// The process id.
    public let pid: pid_t
    private let master: Int32
    private var bytes: [UInt8] = []
    private var end: Int32?

    /// Starts a program in a terminal of this size.
    ///
    /// - Parameter environment: all that the program has of one, beside what it needs to run at all, and `PAGER=cat`.
    public init(
        _ executable: String,
        _ arguments: [String],
        columns: Int,
        rows: Int = 24,
        environment: [String: String] = [:]
    ) throws {
        // pty(7): what posix_openpt(3), unlockpt(3) and ptsname(3) do.
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var unlocked: Int32 = 0
        var number: Int32 = 0
        guard master >= 0, ioctl(master, UInt(0x4004_5431), &unlocked) == 0,
            ioctl(master, UInt(0x8004_5430), &number) == 0
        else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that the leader of a session opens becomes the one that controls it.
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/pts/\(number)", O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | newSession)
        var variables = ["TERM": "xterm-256color", "PAGER": "cat"].merging(environment) { $1 }
        for name in ["PATH", "HOME", "LD_LIBRARY_PATH", "LLVM_PROFILE_FILE"] where variables[name] == nil {
            variables[name] = ProcessInfo.processInfo.environment[name]
        }
        var argumentTexts = ([executable] + arguments).map { strdup($0) } + [nil]
        var variableTexts = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in argumentTexts + variableTexts { free(text) } }
        var pid: pid_t = 0
        let failure = posix_spawnp(&pid, executable, &actions, &attributes, &argumentTexts, &variableTexts)
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EIO) }
        self.pid = pid
    }

    deinit {
        if end == nil {
            kill(pid, SIGKILL)
            var status: Int32 = 0
            waitpid(pid, &status, 0)
        }
        close(master)
    }

    /// Runs a program to its end, and returns its status (or minus the signal that ended it) with all that it has put
    /// on the screen, line breaks as `\n`.
    public static func run(
        _ executable: String,
        _ arguments: [String],
        columns: Int,
        rows: Int = 24,
        environment: [String: String] = [:]
    ) throws -> (status: Int32, screen: String) {
        let terminal = try PseudoTerminal(
            executable,
            arguments,
            columns: columns,
            rows: rows,
            environment: environment
        )
        let status = try terminal.waitForEnd()
        return (status, terminal.output.replacing("\r\n", with: "\n"))
    }

    /// Everything that the program has written.
    public var output: String { String(decoding: bytes, as: UTF8.self) }

    /// Waits until what the program has written since `start`, in bytes, is as wanted, and returns it.
    @discardableResult
    public func wait(
        for what: String,
        since start: Int = 0,
        atMost seconds: Double = 60,
        until isWanted: (String) -> Bool
    ) throws -> String {
        let deadline = Clock.monotonic + Int64(seconds * 1e9)
        while true {
            let text = String(decoding: bytes.dropFirst(start), as: UTF8.self)
            if isWanted(text) { return text }
            guard Clock.monotonic < deadline, read(deadline) else {
                throw WaitFailure(description: "no \(what); the screen had: \(text.debugDescription)")
            }
        }
    }

    /// How many bytes the program has written so far.
    public var written: Int { bytes.count }

    /// Types on the keyboard; ctrl-C is `\u{3}`.
    public func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Foundation.write(master, bytes, bytes.count)
    }

    /// Gives the terminal another size.
    public func resize(columns: Int, rows: Int = 24) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// The terminal's settings that a program may leave changed behind it: whether it echoes, and reads by lines.
    public var settings: (echo: Bool, lines: Bool) {
        var settings = termios()
        tcgetattr(master, &settings)
        return (settings.c_lflag & UInt32(ECHO) != 0, settings.c_lflag & UInt32(ICANON) != 0)
    }

    /// Reads to the end of the program, and returns its exit status, or minus the signal that ended it.
    public func waitForEnd(atMost seconds: Double = 60) throws -> Int32 {
        let deadline = Clock.monotonic + Int64(seconds * 1e9)
        while read(deadline) {}
        guard Clock.monotonic < deadline else {
            throw WaitFailure(description: "the program has not ended; the screen had: \(output.debugDescription)")
        }
        if let end { return end }
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        let signal = status & 0x7F
        let result = signal == 0 ? status >> 8 & 0xFF : -signal
        end = result
        return result
    }

    /// Reads what comes next; false at the deadline, and when the program has closed the terminal.
    private func read(_ deadline: Int64) -> Bool {
        var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        let left = max(0, (deadline - Clock.monotonic) / 1_000_000)
        guard poll(&polled, 1, Int32(clamping: left)) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Foundation.read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        bytes += buffer[..<count]
        return true
    }
}
