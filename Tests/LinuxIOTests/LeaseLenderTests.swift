import Foundation
import Testing
import TestSupport

@testable import LinuxIO

@Suite("Leases that somebody else takes")
struct LeaseLenderTests {
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
            let first = ReadLease.onceUnwritten { leases.take(on: file) }
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
            let answer = ReadLease.onceUnwritten { leases.take(on: file) }
            #expect(answer == .held)
        }
        let writer = open(path, O_WRONLY | O_NONBLOCK)
        #expect(writer >= 0)
        close(writer)
    }

    @Test("Packets that are empty, or that nobody understands, leave no descriptor behind with the lender")
    func strangePackets() throws {
        let scratch = try ScratchDirectory()
        let lender = try Lender(in: scratch)
        let file = open(try scratch.write("text", to: "a.txt"), O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        var before = 0
        for round in 0..<40 {
            let client = try LocalSocket.connect(to: lender.path, type: SOCK_SEQPACKET)
            defer { close(client) }
            var answer: Int32 = 0
            for packet in ["?", "O\0"] {
                #expect(post(Array(packet.utf8), with: file, to: client))
                #expect(recv(client, &answer, 4, 0) == 4)
                #expect(answer == EINVAL)
            }
            #expect(post([], with: file, to: client))
            // The end of the connection, which comes after the packet was dealt with.
            #expect(recv(client, &answer, 4, 0) == 0)
            if round == 0 { before = try lender.descriptors }
        }
        #expect(try lender.descriptors <= before)
    }

    @Test("A client that does not take its answers is let go of, and the others are served")
    func unreadAnswers() throws {
        ReadLease.ignoreSignals()
        let scratch = try ScratchDirectory()
        let lender = try Lender(in: scratch)
        let deaf = try LocalSocket.connect(to: lender.path, type: SOCK_SEQPACKET)
        defer { close(deaf) }
        // Until the lender has let go: a packet to nobody fails. It is far more than a socket holds.
        var request = UInt8(ascii: "?")
        var error: Int32 = 0
        for _ in 0..<1_000_000 where error == 0 {
            var room = pollfd(fd: deaf, events: Int16(POLLOUT), revents: 0)
            if poll(&room, 1, 30_000) == 0 { error = ETIMEDOUT }
            let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
            if send(deaf, &request, 1, flags) == -1, errno != EAGAIN { error = errno }
        }
        #expect(error == EPIPE || error == ECONNRESET, "\(error)")
        try scratch.write("text", to: "a.txt")
        let fileSystem = LinuxFileSystem()
        let file = try fileSystem.open("a.txt", in: try fileSystem.openRoot(scratch.root), .read)
        let leases = LeaseLender(at: Path(lender.path))
        let answer = ReadLease.onceUnwritten { leases.take(on: file) }
        #expect(answer == .held)
    }

    /// Sends a packet with a descriptor: sendmsg(2), `SCM_RIGHTS`.
    private func post(_ packet: [UInt8], with file: Int32, to client: Int32) -> Bool {
        var packet = packet
        var control = [UInt8](repeating: 0, count: 24)
        control.withUnsafeMutableBytes { bytes in
            // cmsg_len, cmsg_level, cmsg_type, and the descriptor.
            bytes.storeBytes(of: 20, toByteOffset: 0, as: Int.self)
            bytes.storeBytes(of: SOL_SOCKET, toByteOffset: 8, as: Int32.self)
            bytes.storeBytes(of: Int32(SCM_RIGHTS), toByteOffset: 12, as: Int32.self)
            bytes.storeBytes(of: file, toByteOffset: 16, as: Int32.self)
        }
        return packet.withUnsafeMutableBytes { data in
            control.withUnsafeMutableBytes { rights in
                var part = iovec(iov_base: data.baseAddress, iov_len: data.count)
                return withUnsafeMutablePointer(to: &part) { part in
                    var message = msghdr()
                    message.msg_iov = part
                    message.msg_iovlen = 1
                    message.msg_control = rights.baseAddress
                    message.msg_controllen = rights.count
                    return sendmsg(client, &message, Int32(MSG_NOSIGNAL)) == data.count
                }
            }
        }
    }

    @Test("Without a lender, and with one that has ended, a lease is not to be had, and nothing fails")
    func gone() throws {
        let scratch = try ScratchDirectory()
        let lender = try Lender(in: scratch)
        let leases = LeaseLender(at: Path(lender.path))
        try scratch.write("text", to: "a.txt")
        let fileSystem = LinuxFileSystem()
        let file = try fileSystem.open("a.txt", in: try fileSystem.openRoot(scratch.root), .read)
        let before = ReadLease.onceUnwritten { leases.take(on: file) }
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
