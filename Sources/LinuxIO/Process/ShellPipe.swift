import CLinux
internal import Glibc

/// A command of sh(1) that reads what it is handed as it comes, such as a pager: pipe2(2), fork(2), execve(2).
///
/// While it runs, this process ignores what the terminal sends to both (`SIGINT`, `SIGQUIT`), and a command that has ended
/// is an error of a write (`EPIPE`) instead of `SIGPIPE`.
public final class ShellPipe {
    private let process: Int32
    private let writing: Int32
    private var found: ShellCommand.End?

    private static let ignored = [SIGINT, SIGQUIT, SIGPIPE]

    /// Starts a command.
    ///
    /// - Parameter defaults: what is added to its environment where nothing of that name stands there.
    public init(_ command: String, defaults: [String: String] = [:]) throws(SystemError) {
        for (name, value) in defaults { unsafe setenv(name, value, 0) }
        var ends: (reading: Int32, writing: Int32) = (-1, -1)
        _ = try checked(unsafe cl_pipe(&ends.reading, &ends.writing), "pipe2")
        defer { _ = cl_close(ends.reading) }
        let started = ShellPipe.start(Path(command), ends.reading)
        if started < 0 { _ = cl_close(ends.writing) }
        process = try checked(started, "fork")
        writing = ends.writing
        for signal in ShellPipe.ignored { _ = cl_ignore_signal(signal) }
    }

    @inline(never)
    private static func start(_ command: Path, _ input: Int32) -> Int32 {
        cl_start_shell(command.terminated.span, input, 0)
    }

    deinit {
        if found == nil { _ = try? end() }
    }

    /// Hands on all the bytes; `EPIPE` where the command reads no more.
    public func write(_ bytes: Span<UInt8>) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            done += Int(try checked(cl_write(writing, bytes.extracting(done..<bytes.count)), "write"))
        }
    }

    /// Says that there is no more, and waits for the end of the command: waitpid(2).
    public func end() throws(SystemError) -> ShellCommand.End {
        if let found { return found }
        _ = cl_close(writing)
        var status: Int32 = 0
        let result = unsafe cl_wait_for_end(process, &status)
        let end: ShellCommand.End = status < 0 ? .signalled(-status) : .exited(status)
        found = end
        for signal in ShellPipe.ignored { _ = cl_restore_signal(signal) }
        _ = try checked(result, "waitpid")
        return end
    }
}
