import CLinux

/// What is told the kernel about an open file beside its content. Acts on the kernel's descriptors alone, past the seam
/// of ``FileSystem``.
public enum FileAttributes {
    /// Gives a file to another owner and group, which takes CAP_CHOWN: fchown(2).
    public static func setOwner(_ owner: UInt32, group: UInt32, of file: borrowing Descriptor) throws(SystemError) {
        _ = try checked(cl_fchown(file.number, owner, group), "fchown")
    }

    /// Gives what a name stands for to another owner and group, without opening it: fchownat(2).
    public static func setOwner(
        _ owner: UInt32,
        group: UInt32,
        of path: Path,
        in directory: borrowing Descriptor
    ) throws(SystemError) {
        _ = try checked(cl_chown_at(directory.number, path.terminated.span, owner, group), "fchownat", path)
    }

    /// Makes everything durable that was written to the file system on which the file stands, by anyone: syncfs(2).
    ///
    /// One call for many files; each of their names is durable too.
    public static func synchronizeFileSystem(of file: borrowing Descriptor) throws(SystemError) {
        _ = try checked(cl_syncfs(file.number), "syncfs")
    }

    /// Removes a folder that is empty: unlinkat(2) with `AT_REMOVEDIR`.
    public static func removeFolder(_ path: Path, in directory: borrowing Descriptor) throws(SystemError) {
        let removeDirectory: Int32 = 0x200
        _ = try checked(cl_unlink_at(directory.number, path.terminated.span, removeDirectory), "unlinkat", path)
    }
}
