extension FileSystem {
    /// Whether the folder at `path` is one of these, or lies in one of them, however it is named: device and inode of the
    /// folder and of each one above it are looked at.
    public func isFolder(at path: Path, within folders: [FileStatus]) throws(SystemError) -> Bool {
        var path = path
        var below: FileStatus?
        for _ in 0..<256 {
            do throws(SystemError) {
                let status = try status(of: try openRoot(path))
                if folders.contains(where: { $0.isSameFile(as: status) }) { return true }
                if let below, below.isSameFile(as: status) { return false }
                below = status
            } catch  where error.isForbidden {
                // The way further up needs no permission to read this one.
                below = nil
            }
            path = path.appending("..")
        }
        return false
    }
}

extension FileStatus {
    /// Whether both are of one file: by device and inode.
    fileprivate func isSameFile(as other: FileStatus) -> Bool {
        device == other.device && inode == other.inode
    }
}
