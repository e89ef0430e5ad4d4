import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("Events of inotify")
struct WatchEventTests {
    private func bytes(watch: Int32, mask: Int32, name: String, length: Int? = nil) -> [UInt8] {
        let padded = name.isEmpty ? [] : Array(name.utf8) + [UInt8](repeating: 0, count: 16 - name.utf8.count % 16)
        var bytes: [UInt8] = []
        for word in [UInt32(bitPattern: watch), UInt32(bitPattern: mask), 0, UInt32(length ?? padded.count)] {
            withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
        }
        return bytes + padded
    }

    @Test("Events are read with their names, one after the other")
    func several() {
        let all =
            bytes(watch: 1, mask: IN_CREATE, name: "a.txt") + bytes(watch: -1, mask: IN_Q_OVERFLOW, name: "")
            + bytes(watch: 2, mask: IN_MOVED_TO, name: "a name of more than sixteen bytes")
        let events = WatchEvent.parse(all.span)
        #expect(events.map(\.name) == ["a.txt", "", "a name of more than sixteen bytes"])
        #expect(events[0].isCreated && events[1].isOverflow && events[2].isMovedIn)
    }

    @Test("Bytes that end early, or tell of a name that is longer than they are, end the list")
    func cut() {
        let event = bytes(watch: 1, mask: IN_CREATE, name: "a.txt")
        for length in 0..<event.count {
            let part = Array(event[..<length])
            let events = WatchEvent.parse(part.span)
            #expect(events.isEmpty)
        }
        let tooLong = event + bytes(watch: 1, mask: 0, name: "x", length: .init(Int32.max))
        let events = WatchEvent.parse(tooLong.span)
        #expect(events.count == 1)
    }

    @Test("A watched folder tells of what is made, moved in, moved out and deleted in it")
    func realFolder() throws {
        let scratch = try ScratchDirectory()
        let fileSystem = LinuxFileSystem()
        let watch = try DirectoryWatch()
        let number = try watch.add(try fileSystem.openRoot(scratch.root))
        #expect(try watch.events().isEmpty)
        _ = FileManager.default.createFile(atPath: scratch.path + "/a", contents: Data("x".utf8))
        rename(scratch.path + "/a", scratch.path + "/b")
        unlink(scratch.path + "/b")
        let events = try watch.events()
        #expect(events.allSatisfy { $0.watch == number })
        #expect(events.contains { $0.name == "a" && $0.isClosedAfterWriting })
        #expect(events.contains { $0.name == "a" && $0.isMovedOut && $0.isRemoved })
        #expect(events.contains { $0.name == "b" && $0.isMovedIn })
        #expect(events.contains { $0.name == "b" && $0.isRemoved && !$0.isMovedOut })
    }
}

@Suite("Read leases")
final class ReadLeaseTests {
    private let scratch: ScratchDirectory
    private let file: Descriptor

    init() throws {
        scratch = try ScratchDirectory()
        try scratch.write("text", to: "a")
        let fileSystem = LinuxFileSystem()
        file = try fileSystem.open("a", in: try fileSystem.openRoot(scratch.root), .read)
        ReadLease.ignoreSignals()
    }

    private func take() -> ReadLease.Answer { ReadLease.take(on: file) }
    private var isUndisturbed: Bool { ReadLease.isUndisturbed(on: file) }

    @Test("A lease is refused while somebody writes, and had when he is done")
    func refused() {
        let writer = open(scratch.path + "/a", O_WRONLY)
        #expect(take() == .writing)
        close(writer)
        #expect(ReadLease.onceUnwritten(take) == .held)
        ReadLease.release(on: file)
    }

    @Test("A writer that comes is held off, is seen, and gets in when the lease is let go")
    func disturbed() {
        #expect(ReadLease.onceUnwritten(take) == .held)
        #expect(isUndisturbed)
        #expect(open(scratch.path + "/a", O_WRONLY | O_NONBLOCK) == -1)
        #expect(errno == EWOULDBLOCK)
        #expect(!isUndisturbed)
        ReadLease.release(on: file)
        let writer = open(scratch.path + "/a", O_WRONLY | O_NONBLOCK)
        #expect(writer >= 0)
        close(writer)
    }
}

@Suite("Slots that outlive the process")
struct NoteSlotsTests {
    @Test("What was written is found by who opens the file next, and what was cleared is not")
    func found() throws {
        let scratch = try ScratchDirectory()
        let directory = try LinuxFileSystem().openRoot(scratch.root)
        let first = try NoteSlots("notes", in: directory, count: 3, slotSize: 64, fileSystem: LinuxFileSystem())
        #expect(first.found.isEmpty)
        first.write(Array("one".utf8), to: 0)
        first.write(Array("two".utf8), to: 1)
        first.write([UInt8](repeating: 7, count: 100), to: 2)
        first.clear(1)
        // Another number of slots than before: all are looked at.
        let second = try NoteSlots("notes", in: directory, count: 1, slotSize: 64, fileSystem: LinuxFileSystem())
        #expect(second.found.map(\.bytes) == [Array("one".utf8), [UInt8](repeating: 7, count: 60)])
        #expect(second.found.allSatisfy { !$0.isOfCrash })
        #expect(
            try NoteSlots("notes", in: directory, count: 1, slotSize: 64, fileSystem: LinuxFileSystem()).found.isEmpty
        )
    }
}
