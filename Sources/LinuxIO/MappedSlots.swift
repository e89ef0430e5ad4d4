import CLinux
import Glibc

/// A file of slots, mapped into memory (mmap(2), `MAP_SHARED`): what is written to a slot costs no call, and is still
/// there when the process has crashed. It is not meant to outlive the machine, and is never synced.
public final class MappedSlots: Sendable {
    private let address: UInt64
    private let count: Int
    private let slotSize: Int
    private static let headerSize = 4

    /// What a slot held when the process ended.
    public struct Note: Sendable, Equatable {
        /// What had been written to it.
        public var bytes: [UInt8]
        /// Whether the process ended by a crash (``MappedSlots/noteCrashes()``), and was not killed from outside.
        public var isOfCrash: Bool
    }

    /// What the slots held when the file was opened; an empty slot holds nothing.
    public let found: [Note]

    /// Opens the file `name` in `directory`, or makes it, with `count` slots of `slotSize` bytes, and empties them.
    ///
    /// Throws `ENOSPC` where there is no room for all of it.
    public init(
        _ name: Path,
        in directory: borrowing Descriptor,
        count: Int,
        slotSize: Int
    ) throws(SystemError) {
        let flags = UInt64(O_RDWR | O_CREAT | O_NOFOLLOW)
        let beneath = UInt64(CL_RESOLVE_BENEATH | CL_RESOLVE_NO_SYMLINKS | CL_RESOLVE_NO_XDEV)
        let number = try checked(
            cl_open(directory.number, name.terminated.span, flags, 0o640, beneath),
            "openat2",
            name
        )
        defer { _ = cl_close(number) }
        // The file may be from a run that had more slots; all of them are looked at.
        var status = cl_status()
        _ = try checked(unsafe cl_fstat(number, &status), "fstat", name)
        let earlier = min(Int(status.size) / slotSize, 1024)
        let size = max(count, earlier) * slotSize
        var address: UInt64 = 0
        _ = try checked(unsafe cl_map_shared(number, Int64(size), &address), "mmap", name)
        self.address = address
        self.count = max(count, earlier)
        self.slotSize = slotSize
        found = (0..<earlier).compactMap { MappedSlots.content(of: $0, at: address, slotSize: slotSize) }
        for slot in 0..<self.count { clear(slot) }
    }

    deinit {
        _ = cl_unmap(address, Int64(count * slotSize))
    }

    /// From now on a crash of the process (`SIGSEGV`, `SIGILL`, `SIGABRT` and their kin, not `SIGKILL`) is noted in each
    /// slot that is in use, and then ends the process as ever: sigaction(2). The slots must outlive the process's threads,
    /// and a process can note crashes in one file of slots only.
    public func noteCrashes() throws(SystemError) {
        _ = try checked(cl_note_crashes(address, UInt64(count), UInt64(slotSize)), "sigaction")
    }

    /// Writes bytes to a slot, in place of what it held; what does not fit is cut off.
    public func write(_ bytes: [UInt8], to slot: Int) {
        guard slot < count, let start = unsafe pointer(to: slot) else { return }
        let length = min(bytes.count, slotSize - MappedSlots.headerSize)
        for index in 0..<length {
            unsafe start.storeBytes(of: bytes[index], toByteOffset: MappedSlots.headerSize + index, as: UInt8.self)
        }
        unsafe start.storeBytes(of: UInt32(length), as: UInt32.self)
    }

    /// Notes in a slot that is in use what a crash would be noted as: the process is about to end because of it.
    public func blame(_ slot: Int) {
        guard slot < count, let start = unsafe pointer(to: slot) else { return }
        let header = unsafe start.load(as: UInt32.self)
        if header != 0 { unsafe start.storeBytes(of: header | CL_SLOT_CRASHED, as: UInt32.self) }
    }

    /// Empties a slot.
    public func clear(_ slot: Int) {
        guard slot < count, let start = unsafe pointer(to: slot) else { return }
        unsafe start.storeBytes(of: 0, as: UInt32.self)
    }

    private func pointer(to slot: Int) -> UnsafeMutableRawPointer? {
        unsafe UnsafeMutableRawPointer(bitPattern: UInt(address) + UInt(slot * slotSize))
    }

    private static func content(of slot: Int, at address: UInt64, slotSize: Int) -> Note? {
        guard let start = unsafe UnsafeRawPointer(bitPattern: UInt(address) + UInt(slot * slotSize)) else { return nil }
        let header = unsafe start.load(as: UInt32.self)
        let length = Int(header & ~CL_SLOT_CRASHED)
        guard length > 0, length <= slotSize - headerSize else { return nil }
        let bytes = (0..<length).map { index in
            unsafe start.load(fromByteOffset: headerSize + index, as: UInt8.self)
        }
        return Note(bytes: bytes, isOfCrash: header & CL_SLOT_CRASHED != 0)
    }
}
