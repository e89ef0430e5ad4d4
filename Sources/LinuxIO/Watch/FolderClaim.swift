import CLinux

/// A mark on a folder that one process at a time can set, by flock(2): it binds nobody who does not ask for it, and goes
/// with the process.
public final class FolderClaim: Sendable {
    private let folder: Descriptor

    /// Sets the mark; nil where another process has it.
    ///
    /// Where the file system has no such marks (NFS), nobody is found to have it.
    public init?(on folder: borrowing Descriptor, fileSystem: any FileSystem) throws(SystemError) {
        let own = try fileSystem.open(".", in: folder, .directory)
        let result = cl_flock(own.number, 0)
        if result < 0 && SystemError("flock", number: -result).isHeldElsewhere { return nil }
        self.folder = own
    }
}
