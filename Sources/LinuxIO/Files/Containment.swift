extension FileSystem {
    /// Whether the folder at `path` is one of these, or lies in one of them, however it is named: device and inode of the
    /// folder and of each one above it are looked at.
    public func isFolder(at path: Path, within folders: [FileStatus]) throws(SystemError) -> Bool {
        var path = path
        var below: FileStatus?
        for _ in 0..<256 {
            do throws(SystemError) {
                let status = try status(of: try openRoot(path))
                if folders.contains(where: { $0.identity == status.identity }) { return true }
                if let below, below.identity == status.identity { return false }
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
