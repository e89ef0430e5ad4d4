import Foundation
import LinuxIO
import Testing
import TestSupport

@Suite("The lock of a state directory")
struct StateLockTests {
    private let scratch: ScratchDirectory
    private let fileSystem = LinuxFileSystem()

    init() throws {
        scratch = try ScratchDirectory()
    }

    /// Another process that holds the lock until its input ends. It has it once it has said its pid.
    private func otherHolder() throws -> (process: Process, input: Pipe) {
        let script = """
            import fcntl, os, sys
            file = open(sys.argv[1], "a")
            fcntl.lockf(file, fcntl.LOCK_EX)
            print(os.getpid(), flush=True)
            sys.stdin.read()
            """
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, scratch.path + "/lock"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        _ = output.fileHandleForReading.availableData
        return (process, input)
    }

    @Test("A state directory is locked for one process; another is refused with the pid of the first")
    func secondIsRefused() throws {
        let root = try fileSystem.openRoot(scratch.root)
        let (process, input) = try otherHolder()
        let pid = process.processIdentifier
        #expect(throws: StateLock.Refusal.held(by: .process(pid))) {
            let lock = try StateLock(of: root, fileSystem: fileSystem)
            _ = consume lock
        }
        #expect(
            StateLock.Refusal.held(by: .process(pid)).description == "already in use by the process with pid \(pid)"
        )
        #expect(try StateLock.holder(of: root, fileSystem: fileSystem) == .process(pid))
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    @Test("The lock of a killed process is free")
    func killedHolderLetsGo() throws {
        let root = try fileSystem.openRoot(scratch.root)
        let (process, _) = try otherHolder()
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try StateLock.holder(of: root, fileSystem: fileSystem) == nil)
        let lock = try StateLock(of: root, fileSystem: fileSystem)
        _ = consume lock
    }

    @Test("Another process sees who holds the lock, and that it is free once it was let go")
    func othersSeeTheHolder() throws {
        let root = try fileSystem.openRoot(scratch.root)
        let question = """
            import fcntl, struct, sys
            file = open(sys.argv[1])
            asked = struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0)
            kind, _, _, _, pid = struct.unpack("hhqqi4x", fcntl.fcntl(file, fcntl.F_GETLK, asked))
            print("free" if kind == fcntl.F_UNLCK else pid)
            """
        let arguments = ["-c", question, scratch.path + "/lock"]
        let lock = try StateLock(of: root, fileSystem: fileSystem)
        #expect(try Program.run("python3", arguments).output == "\(getpid())\n")
        _ = consume lock
        #expect(try Program.run("python3", arguments).output == "free\n")
    }

    @Test("A state directory that was never used is held by nobody, and asking leaves nothing in it")
    func askingLeavesNothing() throws {
        let root = try fileSystem.openRoot(scratch.root)
        #expect(try StateLock.holder(of: root, fileSystem: fileSystem) == nil)
        #expect(try scratch.names().isEmpty)
    }
}
