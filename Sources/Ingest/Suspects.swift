public import LinuxIO
import Synchronization

/// Remembers across the end of the process which files were being parsed when it ended, so that one that ends it again
/// and again is set aside.
///
/// Each reader notes its file in memory that the kernel keeps (``MappedSlots``) for as long as it parses: that costs no
/// call. What the last run has left there becomes a suspect, with the number of starts that it has ended. Suspects are
/// parsed one at a time, so that a file that merely was read beside a bad one is cleared and not blamed again.
public final class Suspects: Sendable {
    /// By what a file is known again: one that was changed is another one.
    struct File: Hashable, Sendable {
        var path: Path
        var bytes: Int64
        var modified: Int64
    }

    /// How many starts a file may end before it is refused.
    static let limit = 3
    /// How many suspects are remembered.
    private static let capacity = 256
    private static let slotSize = 8192

    private let slots: MappedSlots
    private let fileSystem: any FileSystem
    private let stateDirectory: Path
    private let suspects: Mutex<[File: Int]>
    /// Held while a suspect is parsed.
    private let turn = Mutex(())

    /// Reads what the last run has left in the state directory, and notes it, for `readers` readers.
    public init(stateDirectory: Path, fileSystem: any FileSystem, readers: Int) throws(SystemError) {
        self.stateDirectory = stateDirectory
        self.fileSystem = fileSystem
        let directory = try fileSystem.openRoot(stateDirectory)
        slots = try MappedSlots("in-work", in: directory, count: readers, slotSize: Suspects.slotSize)
        var known = Suspects.load(from: directory, fileSystem)
        var hasChanged = false
        for note in slots.found {
            guard let file = File(note[...]) else { continue }
            known[file, default: 0] += 1
            hasChanged = true
        }
        suspects = Mutex(known)
        if hasChanged { try Suspects.store(known, in: directory, fileSystem) }
    }

    /// How many starts in a row the file has ended.
    func starts(of file: File) -> Int {
        suspects.withLock { $0.isEmpty ? 0 : $0[file] ?? 0 }
    }

    /// Parses a file, and notes for that long that it is being parsed.
    func note<Value: Sendable>(_ file: File, reader: Int, during parse: () -> Value) -> Value {
        guard starts(of: file) > 0 else { return parseNoted(file, reader, parse) }
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

    /// Forgets a suspect that was answered.
    func clear(_ file: File) {
        let left = suspects.withLock { suspects -> [File: Int]? in
            suspects.removeValue(forKey: file) == nil ? nil : suspects
        }
        // Where that cannot be written, the next start has one suspect too many, which clears itself.
        if let left, let directory = try? fileSystem.openRoot(stateDirectory) {
            try? Suspects.store(left, in: directory, fileSystem)
        }
    }

    private static func load(from directory: borrowing Descriptor, _ fileSystem: any FileSystem) -> [File: Int] {
        guard let file = try? fileSystem.open("suspects", in: directory, .read) else { return [:] }
        var bytes = [UInt8](repeating: 0, count: capacity * slotSize)
        var span = bytes.mutableSpan
        guard let count = try? fileSystem.readFully(file, at: 0, into: &span) else { return [:] }
        var known: [File: Int] = [:]
        // One file in a record that a NUL ends: the number of starts, a space, the note.
        for record in bytes[..<count].split(separator: 0) {
            guard let space = record.firstIndex(of: UInt8(ascii: " ")),
                let starts = Int(String(decoding: record[..<space], as: UTF8.self)),
                let file = File(record[(space + 1)...])
            else { continue }
            known[file] = starts
        }
        return known
    }

    private static func store(
        _ suspects: [File: Int],
        in directory: borrowing Descriptor,
        _ fileSystem: any FileSystem
    ) throws(SystemError) {
        let temporary: Path = ".suspects.new"
        do { try fileSystem.remove(temporary, in: directory) } catch  where error.isMissing {}
        let file = try fileSystem.open(temporary, in: directory, .create)
        // The worst ones, where there are too many.
        let kept = suspects.sorted { $0.value > $1.value }.prefix(capacity)
        let records: [UInt8] = kept.flatMap { Array("\($0.value) ".utf8) + $0.key.note + [0] }
        try fileSystem.writeAll(records.span, to: file)
        try fileSystem.replace("suspects", in: directory, with: temporary, in: directory)
    }
}

extension Suspects.File {
    /// Size and time of the modification, parted by spaces, then the path: a path holds no NUL.
    var note: [UInt8] {
        Array("\(bytes) \(modified) ".utf8) + path.bytes
    }

    init?(_ note: ArraySlice<UInt8>) {
        let fields = note.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3, let bytes = Int64(String(decoding: fields[0], as: UTF8.self)),
            let modified = Int64(String(decoding: fields[1], as: UTF8.self))
        else { return nil }
        self.init(path: Path(fields[2]), bytes: bytes, modified: modified)
    }
}
