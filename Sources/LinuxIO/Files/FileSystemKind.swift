/// A kind of file system, by the magic number that statfs(2) tells.
public struct FileSystemKind: Sendable, Equatable {
    /// Such as `ext4`; the number in hexadecimal where it is of no known kind.
    public let name: String
    /// Whether somebody else may write to it without this machine's kernel noticing, or without telling inotify(7):
    /// network and user-space file systems.
    public let isRemote: Bool
    /// Whether it is gone after a restart of the machine.
    public let isInMemory: Bool

    private static let local: [UInt64: String] = [
        0xEF53: "ext4", 0x5846_5342: "XFS", 0x9123_683E: "Btrfs", 0xF2F5_2010: "F2FS", 0x2FC1_2FC1: "ZFS",
        0x794C_7630: "overlay", 0x4D44: "FAT", 0x2011_BAB0: "exFAT",
    ]
    private static let memory: [UInt64: String] = [0x0102_1994: "tmpfs", 0x8584_58F6: "ramfs"]
    private static let remote: [UInt64: String] = [
        0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB 2", 0x6573_5546: "FUSE",
        0x0102_1997: "9P", 0x00C3_6400: "Ceph", 0x5346_414F: "AFS", 0x6B41_4653: "AFS", 0x7461_636F: "OCFS2",
        0x0116_1970: "GFS2", 0x786F_4256: "VirtualBox",
    ]

    init(_ type: UInt64) {
        let remote = FileSystemKind.remote[type]
        let memory = FileSystemKind.memory[type]
        name = remote ?? memory ?? FileSystemKind.local[type] ?? "0x" + String(type, radix: 16)
        isRemote = remote != nil
        isInMemory = memory != nil
    }
}

extension FileSystemStatus {
    /// What kind of file system it is.
    public var kind: FileSystemKind { FileSystemKind(type) }
}
