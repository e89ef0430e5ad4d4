import CLinux

/// A mark on a file that one process at a time can set, by flock(2): it binds nobody who does not ask for it, and goes with
/// the process.
public final class FileClaim: Sendable {
    private let file: Descriptor

    /// Sets the mark on a file, which is made where it is missing; nil where another process has it.
    ///
    /// Where the file system has no such marks (NFS without locks), nobody is found to have it.
    public init?(on name: Path, in folder: borrowing Descriptor, fileSystem: any FileSystem) throws(SystemError) {
        do throws(SystemError) {
            file = try fileSystem.open(name, in: folder, .create)
        } catch  where error.isTaken {
            file = try fileSystem.open(name, in: folder, .append)
        }
        let result = cl_flock(file.number, 0)
        if result < 0 && SystemError("flock", name, number: -result).isHeldElsewhere { return nil }
    }

    /// Lets everyone ask whether the mark is set.
    public func open(to fileSystem: any FileSystem) throws(SystemError) {
        try fileSystem.setPermissions(0o644, of: file)
    }

    /// Whether a process has set the mark on a file; nil where nobody ever has, or it cannot be told.
    public static func isSet(on name: Path, in folder: borrowing Descriptor, fileSystem: any FileSystem) -> Bool? {
        guard let file = try? fileSystem.open(name, in: folder, .read) else { return nil }
        let result = cl_flock(file.number, 1)
        if result >= 0 { return false }
        return SystemError("flock", name, number: -result).isHeldElsewhere ? true : nil
    }
}
