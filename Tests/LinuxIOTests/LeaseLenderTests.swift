import Foundation
import Testing
import TestSupport

@testable import LinuxIO

@Suite("Leases that somebody else takes")
struct LeaseLenderTests {
    /// The lender as systemd starts it: with a listening socket as descriptor 3.
    private final class Lender {
        let path: String
        private var pid: pid_t = 0

        init(in scratch: ScratchDirectory) throws {
            path = scratch.path + "/leases"
            let listener = socket(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            defer { close(listener) }
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { bytes in
                for (index, byte) in path.utf8.enumerated() { bytes[index] = byte }
            }
            let bound = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            guard bound == 0, listen(listener, 4) == 0 else { throw POSIXError(.EIO) }
            var actions = posix_spawn_file_actions_t()
            posix_spawn_file_actions_init(&actions)
            defer { posix_spawn_file_actions_destroy(&actions) }
            // Descriptor 3 may be the listener itself, which would keep its close-on-exec flag.
            let spare = fcntl(listener, F_DUPFD_CLOEXEC, 100)
            defer { close(spare) }
            posix_spawn_file_actions_adddup2(&actions, spare, 3)
            var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("wiredesk-leases"), nil]
            defer { free(arguments[0]) }
            guard posix_spawn(&pid, Program.product("wiredesk-leases"), &actions, nil, &arguments, environ) == 0 else {
                throw POSIXError(.ENOENT)
            }
        }

        func end() {
            guard pid != 0 else { return }
            kill(pid, SIGKILL)
            var status: Int32 = 0
            waitpid(pid, &status, 0)
            pid = 0
        }

        deinit { end() }
    }

    @Test("A lease that the lender takes holds writers off the file of the one who asked, until it is let go")
    func lent() throws {
        ReadLease.ignoreSignals()
        let scratch = try ScratchDirectory()
        let lender = try Lender(in: scratch)
        let leases = LeaseLender(at: Path(lender.path))
        let path = try scratch.write("text", to: "a.txt")
        let fileSystem = LinuxFileSystem()
        let file = try fileSystem.open("a.txt", in: try fileSystem.openRoot(scratch.root), .read)
        for _ in 0..<3 {
            let first = leases.take(on: file)
            #expect(first == .held)
            let isHeld = ReadLease.isUndisturbed(on: file)
            #expect(isHeld)
            #expect(open(path, O_WRONLY | O_NONBLOCK) == -1 && errno == EWOULDBLOCK)
            leases.release(on: file)
            let isHeldStill = ReadLease.isUndisturbed(on: file)
            #expect(!isHeldStill)
            let writer = open(path, O_WRONLY | O_NONBLOCK)
            #expect(writer >= 0)
            let whileWritten = leases.take(on: file)
            #expect(whileWritten == .writing)
            close(writer)
        }
    }

    @Test("A lease goes with the file, though the lender was handed it")
    func closed() throws {
        ReadLease.ignoreSignals()
        let scratch = try ScratchDirectory()
        let lender = try Lender(in: scratch)
        let leases = LeaseLender(at: Path(lender.path))
        let path = try scratch.write("text", to: "a.txt")
        let fileSystem = LinuxFileSystem()
        do {
            let file = try fileSystem.open("a.txt", in: try fileSystem.openRoot(scratch.root), .read)
            let answer = leases.take(on: file)
            #expect(answer == .held)
        }
        let writer = open(path, O_WRONLY | O_NONBLOCK)
        #expect(writer >= 0)
        close(writer)
    }

    @Test("Without a lender, and with one that has ended, a lease is not to be had, and nothing fails")
    func gone() throws {
        let scratch = try ScratchDirectory()
        let lender = try Lender(in: scratch)
        let leases = LeaseLender(at: Path(lender.path))
        try scratch.write("text", to: "a.txt")
        let fileSystem = LinuxFileSystem()
        let file = try fileSystem.open("a.txt", in: try fileSystem.openRoot(scratch.root), .read)
        let before = leases.take(on: file)
        #expect(before == .held)
        leases.release(on: file)
        lender.end()
        let after = leases.take(on: file)
        #expect(after == .unavailable)
        let again = leases.take(on: file)
        #expect(again == .unavailable)
        let nowhere = LeaseLender(at: "/nowhere/at/all").take(on: file)
        #expect(nowhere == .unavailable)
    }
}
