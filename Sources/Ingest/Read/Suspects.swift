public import LinuxIO
import Synchronization

/// Remembers across the end of the process which files were being parsed when it ended, so that one that ends it again
/// and again is set aside.
///
/// Each reader notes its file in a file of the state directory (``NoteSlots``) for as long as it parses, without a sync: two
/// calls of some microseconds. What the last run has left there becomes a suspect, with how often the process has ended at it, and whether by a
/// crash. Suspects are parsed one at a time, so that a file that merely was read beside a bad one is cleared and not blamed
/// again.
public final class Suspects: Sendable {
    /// By what a file, or one member of it, is known again: one that was changed is another one.
    struct File: Hashable, Sendable {
        var path: Path
        var bytes: Int64
        var modified: Int64
        /// Which member: 0 for the file as a whole, n for its nth member, and -n for what is gone over to take that out.
        var place = 0

        /// The nth member of it, counted from 1.
        func member(_ number: Int) -> File { at(number) }

        /// What stands before its nth member.
        func before(_ number: Int) -> File { at(-number) }

        private func at(_ place: Int) -> File {
            File(path: path, bytes: bytes, modified: modified, place: place)
        }
    }

    /// How often the process has ended while a file was parsed.
    struct Ends: Sendable, Equatable {
        /// By a crash of its own, or because the parser came to no end: the file is most likely why.
        var crashes = 0
        /// By a crash or from outside: an administrator's kill, the kernel's for want of memory, a power cut. Such an end
        /// says next to nothing of the file, until there are many.
        var all = 0

        /// Whether the file is refused.
        var isPoison: Bool { crashes >= 3 || all >= 10 }
    }

    /// How many suspects are remembered.
    private static let capacity = 256
    private static let slotSize = 8192

    /// Whether the last run ended while it parsed a file.
    public let hasNewOnes: Bool
    private let slots: NoteSlots
    private let fileSystem: any FileSystem
    private let stateDirectory: Path
    private let suspects: Mutex<[File: Ends]>
    /// Held while a suspect is parsed.
    private let turn = Mutex(())

    /// Reads what the last run has left in the state directory, and notes it, for `readers` readers.
    public init(stateDirectory: Path, fileSystem: any FileSystem, readers: Int) throws(SystemError) {
        self.stateDirectory = stateDirectory
        self.fileSystem = fileSystem
        let directory = try fileSystem.openRoot(stateDirectory)
        slots = try NoteSlots(
            StateDirectory.inWork,
            in: directory,
            count: readers,
            slotSize: Suspects.slotSize,
            fileSystem: fileSystem
        )
        var known = Suspects.load(from: directory, fileSystem)
        var hasChanged = false
        for note in slots.found {
            guard let file = File(note.bytes[...]) else { continue }
            known[file, default: Ends()].all += 1
            if note.isOfCrash { known[file, default: Ends()].crashes += 1 }
            hasChanged = true
        }
        suspects = Mutex(known)
        hasNewOnes = hasChanged
        if hasChanged { try Suspects.store(known, in: directory, fileSystem) }
    }

    /// Has each crash of this process noted. For the one desk of a process.
    public func noteCrashes() throws(SystemError) {
        try slots.noteCrashes()
    }

    /// How often in a row the process has ended at the file; nil where it is no suspect.
    func ends(at file: File) -> Ends? {
        suspects.withLock { $0.isEmpty ? nil : $0[file] }
    }

    /// Parses a file, and notes for that long that it is being parsed.
    func note<Value: Sendable>(_ file: File, reader: Int, during parse: () -> Value) -> Value {
        guard ends(at: file) != nil else { return parseNoted(file, reader, parse) }
        return turn.withLock { _ in
            let value = parseNoted(file, reader, parse)
            clear(file)
            return value
        }
    }

    private func parseNoted<Value: Sendable>(_ file: File, _ reader: Int, _ parse: () -> Value) -> Value {
        slots.write(file.note, to: reader)
        defer { slots.clear(reader) }
        return parse()
    }

    /// Notes that the process is about to end because this reader does not come to the end of its file.
    func blame(reader: Int) {
        slots.blame(reader)
    }

    /// Forgets a suspect that was parsed to its end.
    private func clear(_ file: File) {
        forget { $0 == file }
    }

    /// Forgets a file that was answered, and all members of it.
    func acquit(_ file: File) {
        forget { $0.path == file.path && $0.bytes == file.bytes && $0.modified == file.modified }
    }

    private func forget(_ isCleared: (File) -> Bool) {
        let left = suspects.withLock { suspects -> [File: Ends]? in
            let kept = suspects.filter { !isCleared($0.key) }
            guard kept.count < suspects.count else { return nil }
            suspects = kept
            return kept
        }
        // Where that cannot be written, the next start has one suspect too many, which clears itself.
        if let left, let directory = try? fileSystem.openRoot(stateDirectory) {
            try? Suspects.store(left, in: directory, fileSystem)
        }
    }

    private static func load(from directory: borrowing Descriptor, _ fileSystem: any FileSystem) -> [File: Ends] {
        guard let file = try? fileSystem.open(StateDirectory.suspects, in: directory, .read) else { return [:] }
        var bytes = [UInt8](repeating: 0, count: capacity * slotSize)
        var span = bytes.mutableSpan
        guard let count = try? fileSystem.readFully(file, at: 0, into: &span) else { return [:] }
        var known: [File: Ends] = [:]
        // One file in a record that a NUL ends: crashes, all ends and the note, with spaces between.
        for record in bytes[..<count].split(separator: 0) {
            let fields = record.split(separator: UInt8(ascii: " "), maxSplits: 2)
            guard fields.count == 3, let crashes = Int(String(decoding: fields[0], as: UTF8.self)),
                let all = Int(String(decoding: fields[1], as: UTF8.self)), let file = File(fields[2])
            else { continue }
            known[file] = Ends(crashes: crashes, all: all)
        }
        return known
    }

    private static func store(
        _ suspects: [File: Ends],
        in directory: borrowing Descriptor,
        _ fileSystem: any FileSystem
    ) throws(SystemError) {
        // The worst ones, where there are too many.
        let kept = suspects.sorted { ($0.value.crashes, $0.value.all) > ($1.value.crashes, $1.value.all) }.prefix(
            capacity
        )
        let records: [UInt8] = kept.flatMap { Array("\($0.value.crashes) \($0.value.all) ".utf8) + $0.key.note + [0] }
        try fileSystem.replaceFile(
            StateDirectory.suspects,
            by: ".suspects.new",
            in: directory,
            with: records.span,
            isDurable: false
        )
    }
}

extension Suspects.File {
    /// Size, time of the modification and place, parted by spaces, then the path: a path holds no NUL.
    var note: [UInt8] {
        Array("\(bytes) \(modified) \(place) ".utf8) + path.bytes
    }

    init?(_ note: ArraySlice<UInt8>) {
        let fields = note.split(separator: UInt8(ascii: " "), maxSplits: 3, omittingEmptySubsequences: false)
        guard fields.count == 4, let bytes = Int64(String(decoding: fields[0], as: UTF8.self)),
            let modified = Int64(String(decoding: fields[1], as: UTF8.self)),
            let place = Int(String(decoding: fields[2], as: UTF8.self))
        else { return nil }
        self.init(path: Path(fields[3]), bytes: bytes, modified: modified, place: place)
    }
}
