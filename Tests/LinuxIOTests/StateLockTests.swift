import Foundation
import LinuxIO
import Synchronization
import Testing
import TestSupport

@Suite("The lock of a state directory")
struct StateLockTests {
    private let scratch: ScratchDirectory
    private let fileSystem = LinuxFileSystem()

    init() throws {
        scratch = try ScratchDirectory()
    }

    @Test("A state directory is locked for one process; another is refused with the pid of the first")
    func secondIsRefused() throws {
        let root = try fileSystem.openRoot(scratch.root)
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        let pid = holder.pid
        #expect(throws: StateLock.Refusal.held(by: .process(pid))) {
            let lock = try StateLock(of: root, fileSystem: fileSystem)
            _ = consume lock
        }
        #expect(
            StateLock.Refusal.held(by: .process(pid)).description
                == "already in use by the process with pid \(pid) (python3)"
        )
        #expect(try StateLock.holder(of: root, fileSystem: fileSystem) == .process(pid))
    }

    /// How often something was looked at.
    private final class Looks: Sendable {
        private let number = Mutex(0)

        var counted: Int { number.withLock { $0 } }

        func count() -> Int {
            number.withLock { number in
                number += 1
                return number
            }
        }
    }

    /// A file system on which something happens right before a start looks for the third time who has the lock, when it has
    /// begun to wait; and how often it has looked until then.
    private func atThirdLook(_ act: @escaping @Sendable () -> Void) -> (FaultyFileSystem, Looks) {
        let looks = Looks()
        let waiting = FaultyFileSystem(fileSystem)
        @Sendable func look() {
            if looks.count() == 3 { act() } else { waiting.precede(.statusAt, suffix: "lock.owner", by: look) }
        }
        waiting.precede(.statusAt, suffix: "lock.owner", by: look)
        return (waiting, looks)
    }

    @Test("Who starts waits a moment for any process that has the lock, as a command has it, and then takes it")
    func waitsForAll() throws {
        let holder = try LockHolder(of: scratch)
        let (waiting, looks) = atThirdLook { [pid = holder.pid] in kill(pid, SIGKILL) }
        let root = try waiting.openRoot(scratch.root)
        let lock = try StateLock(of: root, fileSystem: waiting, waitsForAll: true)
        _ = consume lock
        #expect(looks.counted == 3)
        holder.letGo()
    }

    @Test("The lock of a killed process is free")
    func killedHolderLetsGo() throws {
        let root = try fileSystem.openRoot(scratch.root)
        try LockHolder(of: scratch).kill()
        #expect(try StateLock.holder(of: root, fileSystem: fileSystem) == nil)
        let lock = try StateLock(of: root, fileSystem: fileSystem)
        _ = consume lock
    }

    /// Asks which process has a lock for writing on a file, as anybody can who may read it.
    private static let question = """
        import fcntl, struct, sys
        file = open(sys.argv[1])
        asked = struct.pack("hhqqi4x", fcntl.F_RDLCK, 0, 0, 0, 0)
        kind, _, _, _, pid = struct.unpack("hhqqi4x", fcntl.fcntl(file, fcntl.F_GETLK, asked))
        print("free" if kind == fcntl.F_UNLCK else pid)
        """

    @Test("Another process sees who holds the lock, and that it is free once it was let go")
    func othersSeeTheHolder() throws {
        let root = try fileSystem.openRoot(scratch.root)
        let arguments = ["-c", Self.question, scratch.path + "/lock"]
        let lock = try StateLock(of: root, fileSystem: fileSystem)
        #expect(try Program.run("python3", arguments).output == "\(getpid())\n")
        _ = consume lock
        #expect(try Program.run("python3", arguments).output == "free\n")
    }

    /// Whether nobody has the lock any more, or within five seconds: a child that another test forks has a copy of the
    /// descriptor until it becomes another program.
    private func isFree(_ root: borrowing Descriptor) throws -> Bool {
        let deadline = Clock.monotonic + 5_000_000_000
        let timer = try Wakeup()
        while try StateLock.holder(of: root, fileSystem: fileSystem) != nil {
            if Clock.monotonic > deadline { return false }
            try timer.wait(timeout: 10_000_000)
        }
        return true
    }

    @Test(
        "A process that is ending has let go of the file that names it first: the rest is waited for, and told for what it is"
    )
    func ending() throws {
        let root = try fileSystem.openRoot(scratch.root)
        let lock = try StateLock(of: root, fileSystem: fileSystem)
        _ = consume lock
        #expect(try isFree(root))
        let script = """
            import fcntl, sys
            file = open(sys.argv[1], "a")
            fcntl.flock(file, fcntl.LOCK_EX)
            print("locked", flush=True)
            sys.stdin.read()
            """
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", script, scratch.path + "/lock.owner"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        _ = output.fileHandleForReading.availableData
        do {
            let second = try StateLock(of: root, fileSystem: fileSystem)
            _ = consume second
            Issue.record("it was taken")
        } catch {
            #expect(error == .held(by: .ending))
            #expect("\(error)".contains("was killed and has not ended yet"))
        }
        let (waiting, looks) = atThirdLook { try? input.fileHandleForWriting.close() }
        let watched = try waiting.openRoot(scratch.root)
        let next = try StateLock(of: watched, fileSystem: waiting)
        _ = consume next
        #expect(looks.counted == 3)
        process.waitUntilExit()
    }

    @Test("A lock whose file was deleted is a lock all the same, and is seen as one")
    func deletedFile() throws {
        let root = try fileSystem.openRoot(scratch.root)
        let lock = try StateLock(of: root, fileSystem: fileSystem)
        for name in StateLock.fileNames {
            try FileManager.default.removeItem(atPath: scratch.path + "/" + name.display)
        }
        #expect(try StateLock.holder(of: root, fileSystem: fileSystem) == .unnamed)
        #expect(throws: StateLock.Refusal.held(by: .unnamed)) {
            let second = try StateLock(of: root, fileSystem: fileSystem)
            _ = consume second
        }
        #expect(try scratch.names().isEmpty, "a file that nobody has locked would hide the one that does")
        _ = consume lock
        #expect(try isFree(root))
        let next = try StateLock(of: root, fileSystem: fileSystem)
        _ = consume next
    }

    /// A process that has a shared lock on a file for as long as `body` runs: by fcntl(2) and by flock(2).
    private func sharing<Value>(_ file: String, _ body: () throws -> Value) throws -> Value {
        let script = """
            import fcntl, sys
            file = open(sys.argv[1])
            fcntl.lockf(file, fcntl.LOCK_SH)
            fcntl.flock(file, fcntl.LOCK_SH)
            print("locked", flush=True)
            sys.stdin.read()
            """
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", script, file]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        _ = output.fileHandleForReading.availableData
        defer {
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
        }
        return try body()
    }

    @Test("A shared lock of anybody who may read the files is no desk, and keeps nobody out", arguments: [true, false])
    func sharedLock(wasUsed: Bool) throws {
        let root = try fileSystem.openRoot(scratch.root)
        if wasUsed {
            let first = try StateLock(of: root, fileSystem: fileSystem)
            _ = consume first
        } else {
            try scratch.write("", to: "lock")
            #expect(chmod(scratch.path + "/lock", 0o644) == 0)
        }
        try sharing(scratch.path + "/lock") {
            #expect(try StateLock.holder(of: root, fileSystem: fileSystem) == nil)
            let lock = try StateLock(of: root, fileSystem: fileSystem)
            #expect(
                try Program.run("python3", ["-c", Self.question, scratch.path + "/lock"]).output == "\(getpid())\n"
            )
            #expect(throws: StateLock.Refusal.self) {
                let second = try StateLock(of: root, fileSystem: fileSystem)
                _ = consume second
            }
            _ = consume lock
        }
        // Whoever may list the directory can lock it as well.
        let directory = open(scratch.path, O_RDONLY | O_DIRECTORY)
        #expect(flock(directory, LOCK_SH) == 0)
        let lock = try StateLock(of: root, fileSystem: fileSystem)
        _ = consume lock
        close(directory)
    }

    @Test("What decides who has the directory can be opened by its user alone, and what tells of it by everyone")
    func permissions() throws {
        let root = try fileSystem.openRoot(scratch.root)
        let lock = try StateLock(of: root, fileSystem: fileSystem)
        #expect(try fileSystem.status(of: "lock.owner", in: root).permissions == 0o600)
        #expect(try fileSystem.status(of: "lock", in: root).permissions == 0o644)
        _ = consume lock
    }

    @Test("A FIFO under the name of a lock is told as what it is, at once", arguments: StateLock.fileNames)
    func obstructed(_ name: Path) throws {
        #expect(mkfifo(scratch.path + "/" + name.display, 0o644) == 0)
        let root = try fileSystem.openRoot(scratch.root)
        #expect(throws: StateLock.Refusal.obstructed(name, .pipe)) {
            let lock = try StateLock(of: root, fileSystem: fileSystem)
            _ = consume lock
        }
        #expect(try StateLock.holder(of: root, fileSystem: fileSystem) == nil)
    }

    @Test("A state directory that was never used is held by nobody, and asking leaves nothing in it")
    func askingLeavesNothing() throws {
        let root = try fileSystem.openRoot(scratch.root)
        #expect(try StateLock.holder(of: root, fileSystem: fileSystem) == nil)
        #expect(try scratch.names().isEmpty)
    }

    @Test("Who may not list a state directory that was never used is told all the same that nobody holds it")
    func askingWithoutPermission() throws {
        let faulty = FaultyFileSystem(fileSystem)
        let root = try faulty.openRoot(scratch.root)
        faulty.inject(Fault(.open, suffix: ".", error: EACCES))
        #expect(try StateLock.holder(of: root, fileSystem: faulty) == nil)
        #expect(faulty.hits == 1)
    }
}
