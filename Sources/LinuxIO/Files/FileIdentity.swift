/// Which file it is, whatever it is called: the numbers of its file system and of its inode (inode(7)).
///
/// They are given again once a file is deleted, so that two files that were never there together may have the same.
public struct FileIdentity: Sendable, Hashable {
    public let device: UInt64
    public let inode: UInt64

    /// The file of these numbers.
    public init(device: UInt64, inode: UInt64) {
        self.device = device
        self.inode = inode
    }
}

extension FileStatus {
    /// Which file this is the status of.
    public var identity: FileIdentity { FileIdentity(device: device, inode: inode) }
}

extension FileSystem {
    /// Which file has the name now; nil where none has, or nobody may look.
    public func identity(at path: Path) -> FileIdentity? {
        guard let folder = try? openRoot(path.folder) else { return nil }
        return try? status(of: path.name, in: folder).identity
    }
}
