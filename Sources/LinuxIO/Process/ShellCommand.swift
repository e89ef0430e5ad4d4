import CLinux

/// A command of sh(1) that is handed bytes.
public enum ShellCommand {
    /// How a command ended.
    public enum End: Sendable, Hashable, CustomStringConvertible {
        case exited(Int32)
        /// A signal has ended the shell.
        case signalled(Int32)

        public var description: String {
            switch self {
            case .exited(let status): "exit status \(status)"
            case .signalled(let number): "signal \(number)"
            }
        }
    }

    /// Runs a command with these bytes as its standard input, and waits for its end: fork(2), execve(2), waitpid(2).
    ///
    /// The bytes are a file in memory (memfd_create(2)) that is whole before the command begins and cannot be changed: however
    /// this process ends, the command never takes a part of them for all. It is sent SIGTERM where this process ends first
    /// (`PR_SET_PDEATHSIG`, prctl(2)).
    public static func run(_ command: String, input: Span<UInt8>) throws(SystemError) -> End {
        let file = try checked(cl_memory_file(input), "memfd_create")
        defer { _ = cl_close(file) }
        let process = try checked(start(Path(command), file), "fork")
        var status: Int32 = 0
        _ = try checked(unsafe cl_wait_for_end(process, &status), "waitpid")
        return status < 0 ? .signalled(-status) : .exited(status)
    }

    @inline(never)
    private static func start(_ command: Path, _ input: Int32) -> Int32 {
        cl_start_shell(command.terminated.span, input, 1)
    }
}
