import CLinux

/// What has a name and no content of its own: symbolic links, FIFOs, sockets and devices. Acts on the kernel's
/// descriptors alone, past the seam of ``FileSystem``.
public enum SpecialFile {
    /// Makes the like of one under another name: symlinkat(2) with the same target, or mknodat(2) with the same type,
    /// permissions and device. Nothing is opened or followed.
    ///
    /// Throws `EPERM` where this process may not make such a thing (a device takes CAP_MKNOD), or the file system has none,
    /// and `EEXIST` where the name is taken.
    public static func copy(
        _ source: Path,
        in sourceDirectory: borrowing Descriptor,
        to target: Path,
        in targetDirectory: borrowing Descriptor
    ) throws(SystemError) {
        _ = try checked(
            cl_copy_node(
                sourceDirectory.number,
                source.terminated.span,
                targetDirectory.number,
                target.terminated.span
            ),
            "mknodat",
            source
        )
    }
}
