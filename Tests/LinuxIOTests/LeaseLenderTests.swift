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
