import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Ingest
import Operations

@Suite("Names that share a file")
struct OwnMovesTests {
    private let one: OneDelivery
    private var scratch: ScratchDirectory { one.scratch }

    init() throws { one = try OneDelivery() }

    @Test(
        "Case 15: the move of one name of a file has no other name settle again, and all that others do to it has",
        arguments: [false, true]
    )
    func sharedFile(byCopying: Bool) throws {
        let memory = try byCopying ? one.processedInMemory() : nil
        defer { withExtendedLifetime(memory) {} }
        for number in 2...9 { #expect(link(one.path, scratch.path + "/inbox/\(number).txt") == 0) }
        var settings = one.settings
        settings.settle = .nanoseconds(3_600_000_000_000)
        let inbox = try InboxFolder(settings.inbox, on: one.fileSystem)
        let ownMoves = OwnMoves()
        let reader = one.reader(settings, ownMoves: ownMoves)
        let disposer = one.disposer(ownMoves: ownMoves)
        func read(_ number: Int, at now: Int64) -> PreparedDelivery? {
            let candidate = Candidate(path: Path("\(number).txt"), wasMovedIn: false)
            let claim = InboxWatch.Claim(inbox: inbox, candidate: candidate)
            guard case .ready(let delivery, _) = reader.read(claim, now: now, monotonic: 0) else { return nil }
            return delivery
        }
        func lastChange(_ number: Int) throws -> Int64 { try one.changed(scratch.path + "/inbox/\(number).txt") }

        let linked = try lastChange(9)
        let settled = linked + settings.settle.nanoseconds
        #expect(read(1, at: settled - 1) == nil)
        for number in 1...3 {
            let delivery = try #require(read(number, at: settled), "name \(number)")
            try one.waitForTick(after: try lastChange(9))
            let moved = try disposer.move(delivery.file, to: "processed", day: "2026-11-22")
            #expect(moved == .moved(Path("processed/2026-11-22/\(number).txt")))
            #expect(try lastChange(9) > linked)
        }
        let ready = try #require(read(4, at: settled))
        // Another name, other permissions, and a write that leaves size and time of modification as they were.
        for change in 1...3 {
            try one.waitForTick(after: try lastChange(9))
            switch change {
            case 1: #expect(link(scratch.path + "/inbox/9.txt", scratch.path + "/inbox/10.txt") == 0)
            case 2: #expect(chmod(scratch.path + "/inbox/9.txt", 0o640) == 0)
            default:
                var status = stat()
                #expect(stat(scratch.path + "/inbox/9.txt", &status) == 0)
                let file = open(scratch.path + "/inbox/9.txt", O_WRONLY)
                #expect(pwrite(file, "X", 1, 0) == 1)
                let times = [status.st_mtim, status.st_mtim]
                #expect(futimens(file, times) == 0)
                close(file)
            }
            #expect(read(5, at: settled) == nil, "change \(change)")
            let later = try lastChange(9) + settings.settle.nanoseconds
            #expect(read(5, at: later - 1) == nil && read(5, at: later) != nil, "change \(change)")
        }
        // What was written after the reading is not moved unread, and a move after that does not hide it.
        try one.waitForTick(after: try lastChange(9))
        let written = try lastChange(9)
        #expect(try disposer.move(ready.file, to: "processed", day: "2026-11-22") == .notThere)
        let again = try #require(read(4, at: written + settings.settle.nanoseconds))
        _ = try disposer.move(again.file, to: "processed", day: "2026-11-22")
        #expect(try lastChange(9) > written)
        #expect(read(5, at: written + settings.settle.nanoseconds - 1) == nil)
        #expect(read(5, at: written + settings.settle.nanoseconds) != nil)
    }
}
