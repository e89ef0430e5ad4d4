import CLinux
import Glibc

/// A file of slots for notes that outlive the process: what is written to a slot is still there when the process has
/// crashed. It is not meant to outlive the machine, and is never synced.
///
/// It is written by pwrite(2) and not mapped: a mapped page for which the file system finds no room, or whose file was cut
/// short, ends the process by `SIGBUS`. A note that cannot be written is not made.
public final class NoteSlots: Sendable {
    private let file: Descriptor
    private let count: Int
    private let slotSize: Int
    private static let headerSize = 4
    private static let mostSlots = 1024

    /// What a slot held when the process ended.
    public struct Note: Sendable, Equatable {
        /// What had been written to it.
        public var bytes: [UInt8]
        /// Whether the process ended by a crash (``NoteSlots/noteCrashes()``), and was not killed from outside.
        public var isOfCrash: Bool
    }

    /// What the slots held when the file was opened; an empty slot holds nothing.
    public let found: [Note]

    /// Opens the file `name` in `directory`, or makes it, with `count` slots of `slotSize` bytes, and empties them.
    public init(
        _ name: Path,
        in directory: borrowing Descriptor,
        count: Int,
        slotSize: Int,
        fileSystem: any FileSystem
    ) throws(SystemError) {
        let flags = UInt64(O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK)
        let beneath = UInt64(CL_RESOLVE_BENEATH | CL_RESOLVE_NO_SYMLINKS | CL_RESOLVE_NO_XDEV)
        let number = try checked(
            cl_open(directory.number, name.terminated.span, flags, 0o640, beneath),
            "openat2",
            name
        )
        file = Descriptor(owning: number, of: fileSystem)
        var status = cl_status()
        _ = try checked(unsafe cl_fstat(number, &status), "fstat", name)
        // The file may be from a run that had more slots; all of them are looked at.
        let earlier = min(Int(clamping: status.size / Int64(slotSize)) + 1, NoteSlots.mostSlots)
        self.count = count
        self.slotSize = slotSize
        found = (0..<earlier).compactMap { NoteSlots.content(of: $0, in: number, slotSize: slotSize) }
        for slot in 0..<max(count, earlier) { put([0, 0, 0, 0], at: slot * slotSize) }
    }

    /// From now on a crash of the process (`SIGSEGV`, `SIGILL`, `SIGABRT` and their kin, not `SIGKILL`) is noted in each
    /// slot that is in use, and then ends the process as ever: sigaction(2). `SIGBUS` is noted where ``MissingPage`` has its
    /// handler, which tells a page that a disk cannot give from a crash. The slots must outlive the process's threads, and a
    /// process can note crashes in one file of slots only.
    public func noteCrashes() throws(SystemError) {
        _ = try checked(cl_note_crashes(file.number, UInt64(count), UInt64(slotSize)), "sigaction")
    }

    /// Writes bytes to a slot, in place of what it held; what does not fit is cut off.
    public func write(_ bytes: [UInt8], to slot: Int) {
        guard slot < count else { return }
        let length = min(bytes.count, slotSize - NoteSlots.headerSize)
        put(NoteSlots.header(UInt32(length)) + bytes[..<length], at: slot * slotSize)
    }

    /// Notes in a slot that is in use what a crash would be noted as: the process is about to end because of it.
    public func blame(_ slot: Int) {
        guard slot < count, let header = NoteSlots.header(of: slot, in: file.number, slotSize: slotSize), header != 0
        else { return }
        put(NoteSlots.header(header | CL_SLOT_CRASHED), at: slot * slotSize)
    }

    /// Empties a slot.
    public func clear(_ slot: Int) {
        guard slot < count else { return }
        put([0, 0, 0, 0], at: slot * slotSize)
    }

    private func put(_ bytes: [UInt8], at offset: Int) {
        _ = cl_pwrite(file.number, bytes.span, Int64(offset))
    }

    /// In the byte order of the machine, as the handler of a crash writes it.
    private static func header(_ value: UInt32) -> [UInt8] {
        let value = value.littleEndian
        return (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }

    private static func header(of slot: Int, in file: Int32, slotSize: Int) -> UInt32? {
        guard let bytes = read(file, at: slot * slotSize, count: headerSize) else { return nil }
        return (0..<4).reduce(0) { $0 | UInt32(bytes[$1]) << (8 * UInt32($1)) }
    }

    private static func content(of slot: Int, in file: Int32, slotSize: Int) -> Note? {
        guard let header = header(of: slot, in: file, slotSize: slotSize) else { return nil }
        let length = Int(header & ~CL_SLOT_CRASHED)
        guard length > 0, length <= slotSize - headerSize,
            let bytes = read(file, at: slot * slotSize + headerSize, count: length)
        else { return nil }
        return Note(bytes: bytes, isOfCrash: header & CL_SLOT_CRASHED != 0)
    }

    private static func read(_ file: Int32, at offset: Int, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var span = bytes.mutableSpan
        return cl_pread(file, &span, Int64(offset)) == Int64(count) ? bytes : nil
    }
}
