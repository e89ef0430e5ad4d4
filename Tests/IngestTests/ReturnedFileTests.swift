import Archive
import Catalogue
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Ingest

@Suite("Files that are taken away before their move, and come back")
struct ReturnedFileTests {
    private let scratch: ScratchDirectory
    private let names = ["1.txt", "again.txt", "bad.txt"]

    init() throws {
        scratch = try ScratchDirectory(isInMemory: true)
        try scratch.write(Story.text(1), to: "inbox/1.txt")
        try scratch.write(Story.text(1), to: "inbox/again.txt")
        try scratch.write("bad", to: "inbox/bad.txt")
        try scratch.write("", to: "elsewhere/keep")
    }

    private func move(from source: String, to target: String) {
        for name in names {
            #expect(rename("\(scratch.path)/\(source)/\(name)", "\(scratch.path)/\(target)/\(name)") == 0)
        }
    }

    @Test("Promise 2: an article, a duplicate and a refused file that come back as they were are the same deliveries")
    func sameAsBefore() throws {
        var desk = SimulatedDesk(scratch: scratch, fileSystem: LinuxFileSystem())
        var moments = 0
        desk.disturb = { moment in
            moments += 1
            switch moment {
            case .beforeMoves where moments == 1: move(from: "inbox", to: "elsewhere")
            case .afterMoves where moments == 2: move(from: "elsewhere", to: "inbox")
            case .beforeMoves, .afterMoves: break
            }
        }
        try desk.work()
        #expect(try desk.rows().map(\.outcome) == [.archived, .duplicate, .quarantined])
        #expect(try scratch.names(in: "inbox").isEmpty)
        #expect(try scratch.names(in: "processed/2026-11-22") == ["1.txt"])
        #expect(try scratch.names(in: "duplicates/2026-11-22") == ["again.txt"])
        #expect(try scratch.names(in: "quarantine") == ["bad.txt", "bad.txt.reason.json"])
    }

    @Test("Promise 3: a further name of a file, one of whose names was moved right before a kill, has one answer")
    func furtherNameAfterAKill() throws {
        struct Killed: Error {}
        let root = scratch.path
        try FileManager.default.removeItem(atPath: root + "/inbox/again.txt")
        #expect(link(root + "/inbox/1.txt", root + "/inbox/again.txt") == 0)
        var desk = SimulatedDesk(scratch: scratch, fileSystem: LinuxFileSystem())
        desk.disturb = { _ in
            // The first of the moves, which sets the time of change that the names share.
            try scratch.write("", to: "processed/2026-11-22/keep")
            #expect(rename(root + "/inbox/1.txt", root + "/processed/2026-11-22/1.txt") == 0)
            throw Killed()
        }
        #expect(throws: Killed.self) { try desk.work() }
        desk.disturb = nil
        try desk.work()
        #expect(try desk.rows().map(\.outcome).filter { $0 != .quarantined } == [.archived, .duplicate])
        #expect(try scratch.names(in: "duplicates/2026-11-22") == ["again.txt"])
    }

    @Test("A file that comes back after its move is another delivery, and so is one with another time")
    func anotherDelivery() throws {
        var desk = SimulatedDesk(scratch: scratch, fileSystem: LinuxFileSystem())
        var moments = 0
        desk.disturb = { moment in
            moments += 1
            switch moment {
            case .beforeMoves where moments == 1:
                #expect(unlink(scratch.path + "/inbox/1.txt") == 0)
            case .afterMoves where moments == 2:
                try scratch.write(Story.text(1), to: "inbox/1.txt")
                var times = [timeval(tv_sec: 1_000_000_000, tv_usec: 0), timeval(tv_sec: 1_000_000_000, tv_usec: 0)]
                #expect(utimes(scratch.path + "/inbox/1.txt", &times) == 0)
                #expect(
                    rename(scratch.path + "/duplicates/2026-11-22/again.txt", scratch.path + "/inbox/again.txt") == 0
                )
            case .beforeMoves, .afterMoves: break
            }
        }
        try desk.work()
        #expect(
            try desk.rows().map(\.outcome) == [.archived, .duplicate, .quarantined, .duplicate, .duplicate]
        )
        #expect(try scratch.names(in: "inbox").isEmpty)
    }
}
