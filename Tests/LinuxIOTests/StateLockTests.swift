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
            StateLock.Refusal.held(by: .process(pid)).description == "already in use by the process with pid \(pid)"
        )
        #expect(try StateLock.holder(of: root, fileSystem: fileSystem) == .process(pid))
    }

    @Test("The lock of a killed process is free")
    func killedHolderLetsGo() throws {
        let root = try fileSystem.openRoot(scratch.root)
        try LockHolder(of: scratch).kill()
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

    @Test("A lock whose file was deleted is a lock all the same, and is seen as one")
    func deletedFile() throws {
        let root = try fileSystem.openRoot(scratch.root)
        let lock = try StateLock(of: root, fileSystem: fileSystem)
        try FileManager.default.removeItem(atPath: scratch.path + "/lock")
        #expect(try StateLock.holder(of: root, fileSystem: fileSystem) == .unnamed)
        #expect(throws: StateLock.Refusal.held(by: .unnamed)) {
            let second = try StateLock(of: root, fileSystem: fileSystem)
            _ = consume second
        }
        #expect(try scratch.names().isEmpty, "a file that nobody has locked would hide the one that does")
        _ = consume lock
        #expect(try StateLock.holder(of: root, fileSystem: fileSystem) == nil)
        let next = try StateLock(of: root, fileSystem: fileSystem)
        _ = consume next
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
