import LinuxIO
import TestSupport
import Testing

@testable import Ingest

@Suite("Files that were being parsed when the process ended")
struct SuspectsTests {
    let scratch: ScratchDirectory
    let file = Suspects.File(path: "story.txt", bytes: 7, modified: 8)

    init() throws { scratch = try ScratchDirectory() }

    private func start() throws -> Suspects {
        try Suspects(stateDirectory: scratch.root, fileSystem: LinuxFileSystem(), readers: 2)
    }

    /// The start after a process that was killed in the midst of the file.
    @discardableResult
    private func startAfterKill(number: Int) throws -> Suspects {
        let slots = try NoteSlots(
            "in-work",
            in: LinuxFileSystem().openRoot(scratch.root),
            count: 2,
            slotSize: 8192,
            fileSystem: LinuxFileSystem()
        )
        slots.write(file.note, to: 1)
        let next = try start()
        #expect(next.ends(at: file) == Suspects.Ends(crashes: 0, all: number))
        return next
    }

    @Test("A file that was being parsed when the process was killed nine times is parsed again, and refused after ten")
    func killedFromOutside() throws {
        for number in 1...9 { try startAfterKill(number: number) }
        #expect(try start().ends(at: file)?.isPoison == false)
        try startAfterKill(number: 10)
        #expect(try start().ends(at: file)?.isPoison == true)
    }

    @Test("Who was parsed to the end is no suspect any more")
    func cleared() throws {
        let suspects = try startAfterKill(number: 1)
        suspects.note(file, reader: 0) {}
        #expect(suspects.ends(at: file) == nil)
        #expect(try start().ends(at: file) == nil)
    }
}
