import CLinux
import Glibc

// What senders put into the inbox for their own eyes only: files of mode 0600, and folders that nobody else may enter.
extension LinuxFileSystem {
    /// A file that the lender has opened; nil where that is not the one which `path` names beneath `directory`.
    func lent(_ path: Path, in directory: borrowing Descriptor, by lender: LeaseLender) -> Descriptor? {
        guard let number = lender.open(path) else { return nil }
        let file = Descriptor(owning: number, of: self)
        guard let opened = try? status(of: file), let named = try? status(of: path, in: directory),
            opened.identity == named.identity
        else { return nil }
        return file
    }

    /// Makes a call; where a permission is missing, once more after the lender has let this process into the folder.
    func admitted(to folder: @autoclosure () -> Path, _ call: () -> Int32) -> Int32 {
        let result = call()
        guard result == -EACCES, let lender else { return result }
        let folder = folder()
        return !folder.isEmpty && lender.admit(to: folder) ? call() : result
    }

    @inline(never)
    static func status(of path: Path, in directory: Int32, _ status: inout cl_status) -> Int32 {
        unsafe cl_stat_at(directory, path.terminated.span, &status)
    }

    @inline(never)
    static func rename(_ source: Path, in sourceDirectory: Int32, to target: Path, in targetDirectory: Int32) -> Int32 {
        cl_rename_at(
            sourceDirectory,
            source.terminated.span,
            targetDirectory,
            target.terminated.span,
            UInt32(CL_RENAME_NOREPLACE)
        )
    }

    @inline(never)
    static func unlink(_ path: Path, in directory: Int32) -> Int32 {
        cl_unlink_at(directory, path.terminated.span, 0)
    }
}
