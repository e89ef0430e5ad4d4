import Foundation

/// A small disk: a tmpfs of its own where the test may mount one. Elsewhere a rule for strace(1), which makes
/// the kernel refuse writes to the segment for as long as it lasts, and the output says so.
public final class SmallDisk {
    private let path: String
    private let isMounted: Bool

    /// A disk of so many mebibytes at a folder, which is made where it is not there.
    public init(at path: String, mebibytes: Int = 1) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        isMounted = mount("none", path, "tmpfs", 0, "size=\(mebibytes)m,mode=750") == 0
        if !isMounted { print("no right to mount a small disk: the kernel's refusals are injected by strace") }
    }

    deinit {
        if isMounted { umount2(path, Int32(MNT_DETACH)) }
    }

    /// What the daemon is started under.
    public var prefix: [String] {
        isMounted
            ? [] : ["strace", "-D", "-f", "-qq", "-e", "inject=write:error=ENOSPC:when=40..60", "-o", "/dev/null"]
    }

    private var filler: String { path + "/filler" }

    /// Leaves no room.
    public func fill() throws {
        guard isMounted else { return }
        let file = open(filler, O_WRONLY | O_CREAT, 0o600)
        guard file >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        defer { close(file) }
        let block = [UInt8](repeating: 0, count: 4096)
        while write(file, block, block.count) > 0 {}
    }

    /// Makes room again.
    public func free() throws {
        if isMounted { try FileManager.default.removeItem(atPath: filler) }
    }

    /// Brings what is on the disk to where it is looked at, and takes the disk away.
    public func clean() throws {
        guard isMounted else { return }
        let copy = path + "-copy"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        umount2(path, Int32(MNT_DETACH))
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: copy, toPath: path)
    }
}
