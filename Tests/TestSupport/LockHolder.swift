import Foundation

/// Another process, which holds the lock of a state directory until it is let go or killed.
public final class LockHolder {
    private let process = Process()
    private let input = Pipe()

    /// Starts the process, and returns once it holds the lock in the folder.
    public convenience init(of folder: ScratchDirectory) throws {
        try self.init(of: folder.path)
    }

    /// Starts the process, and returns once it holds the lock in the folder of this path.
    public init(of folder: String) throws {
        let script = """
            import fcntl, sys
            file = open(sys.argv[1], "a")
            fcntl.lockf(file, fcntl.LOCK_EX)
            print("locked", flush=True)
            sys.stdin.read()
            """
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, folder + "/lock"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        _ = output.fileHandleForReading.availableData
    }

    deinit {
        letGo()
    }

    /// The process id of the holder.
    public var pid: Int32 { process.processIdentifier }

    /// Ends the process in order, and returns once it has ended.
    public func letGo() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Kills the process, and returns once it has ended.
    public func kill() {
        Glibc.kill(pid, SIGKILL)
        process.waitUntilExit()
    }
}
