import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("Notes on a disk that gives no room")
struct NoteTroubleTests {
    @Test("Notes in a file that was cut short, or on a full disk, are not made, and end nothing")
    func noRoom() throws {
        let scratch = try ScratchDirectory()
        let fileSystem = LinuxFileSystem()
        let slots = try NoteSlots(
            "notes",
            in: try fileSystem.openRoot(scratch.root),
            count: 4,
            slotSize: 8192,
            fileSystem: fileSystem
        )
        slots.write(Array("one".utf8), to: 0)
        #expect(truncate(scratch.path + "/notes", 0) == 0)
        slots.write(Array("two".utf8), to: 1)
        slots.blame(0)
        slots.clear(3)
        let again = try NoteSlots(
            "notes",
            in: try fileSystem.openRoot(scratch.root),
            count: 4,
            slotSize: 8192,
            fileSystem: fileSystem
        )
        #expect(again.found.map(\.bytes) == [Array("two".utf8)])

        guard Privilege.isRoot(orLeaveOut: "a full disk") else { return }
        let disk = try SmallDisk(at: scratch.path + "/small")
        try disk.fill()
        if let full = try? NoteSlots(
            "notes",
            in: try fileSystem.openRoot(scratch.root.appending("small")),
            count: 64,
            slotSize: 8192,
            fileSystem: fileSystem
        ) {
            for slot in 0..<64 {
                full.write([UInt8](repeating: 7, count: 8000), to: slot)
                full.clear(slot)
            }
        }
    }
}
