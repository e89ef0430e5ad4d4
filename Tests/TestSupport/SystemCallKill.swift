import Foundation
import LinuxIO

/// Kills a process (SIGKILL) at a call of the system, by strace(1): before the call takes effect.
public enum SystemCallKill {
    /// The calls by which the programs of this project change what is on the disk, or find their way to it.
    public static let calls = [
        "openat2", "write", "pwrite64", "fdatasync", "fsync", "renameat", "renameat2", "unlinkat", "ftruncate",
    ]

    /// Runs a program that is killed at the call of this number, counted from 1 in each of its threads; it ends by itself
    /// where it makes fewer.
    public static func run(_ command: [String], at call: String, _ number: Int) throws -> Program {
        try Program.run("strace", ["-f", "-o", "/dev/null"] + injection(call, number) + command)
    }

    /// A tracer of a process that runs.
    public final class Tracer {
        private let process: Process

        fileprivate init(_ process: Process) { self.process = process }

        /// Waits until it has no process to trace any more.
        public func wait() { process.waitUntilExit() }
    }

    /// Has a process that runs killed at the call of this number, counted from now in each of its threads.
    ///
    /// - Returns: the tracer, once it has all threads.
    public static func attach(to daemon: RunningDaemon, at call: String, _ number: Int) throws -> Tracer {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["strace", "-f", "-qq", "-o", "/dev/null", "-p", "\(daemon.pid)"] + injection(call, number)
        try process.run()
        let traced = "TracerPid:\t\(process.processIdentifier)\n"
        try daemon.wait(for: "its tracer") {
            let tasks = "/proc/\(daemon.pid)/task"
            // It may have been killed by now.
            guard process.isRunning, let threads = try? FileManager.default.contentsOfDirectory(atPath: tasks) else {
                return true
            }
            return threads.allSatisfy { thread in
                let status = try? String(contentsOfFile: "\(tasks)/\(thread)/status", encoding: .utf8)
                return status?.contains(traced) ?? true
            }
        }
        return Tracer(process)
    }

    private static func injection(_ call: String, _ number: Int) -> [String] {
        ["-e", "trace=\(call)", "-e", "inject=\(call):signal=KILL:when=\(number)"]
    }
}
