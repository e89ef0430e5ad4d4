public import LinuxIO

/// The inbox as it was opened: every name is resolved beneath this descriptor, whatever the path names later.
public final class InboxFolder: Sendable {
    /// The open folder.
    public let descriptor: Descriptor
    /// What it was when it was opened.
    public let status: FileStatus
    /// What its file system told of itself then.
    public let fileSystemStatus: FileSystemStatus

    /// Opens the folder at `path`.
    public init(_ path: Path, on fileSystem: any FileSystem) throws(SystemError) {
        descriptor = try fileSystem.openRoot(path)
        status = try fileSystem.status(of: descriptor)
        fileSystemStatus = try fileSystem.fileSystemStatus(of: descriptor)
    }

    /// Whether `path` still names this folder.
    public func isStill(at path: Path, on fileSystem: any FileSystem) -> Bool {
        guard let now = try? InboxFolder(path, on: fileSystem) else { return false }
        return now.status.device == status.device && now.status.inode == status.inode && now.status.links > 0
    }

    /// Whether somebody else may write to the file system without this machine's kernel noticing, or without telling
    /// inotify: network and user-space file systems, by the magic numbers of statfs(2).
    public var givesNoEvents: Bool {
        let remote: Set<UInt64> = [
            0x6969,  // NFS
            0x517B, 0xFF53_4D42, 0xFE53_4D42,  // SMB, CIFS, SMB 2
            0x6573_5546,  // FUSE
            0x0102_1997,  // 9P
            0x00C3_6400,  // Ceph
            0x5346_414F, 0x6B41_4653,  // AFS
            0x7461_636F,  // OCFS2
            0x0116_1970,  // GFS2
            0x786F_4256,  // VirtualBox shared folders
        ]
        return remote.contains(fileSystemStatus.type)
    }
}
