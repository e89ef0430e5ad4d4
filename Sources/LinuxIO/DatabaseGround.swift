/// What has to be known of the place of a database before SQLite opens it.
public enum DatabaseGround {
    /// What SQLite puts behind a database's name for the files that it keeps beside it.
    public static let suffixes = ["-journal", "-wal", "-shm"]

    /// What has the name of the database, or of a file that SQLite keeps beside it, and is no file, such as a FIFO, at which
    /// SQLite would wait for ever: a clause that says what to do; nil where nothing does. A link counts as what it leads to.
    public static func obstruction(at path: Path) -> String? {
        let fileSystem = LinuxFileSystem()
        guard let folder = try? fileSystem.openRoot(folder(of: path)) else { return nil }
        for suffix in [""] + suffixes {
            let name = Path(Array(path.name.bytes) + Array(suffix.utf8))
            guard let kind = try? fileSystem.status(of: name, in: folder).kind, kind != .file, kind != .symbolicLink
            else { continue }
            return suffix.isEmpty
                ? "a \(kind.rawValue) has its name; remove that"
                : "a \(kind.rawValue) has the name \(name.display); remove that"
        }
        return nil
    }

    private static func folder(of path: Path) -> Path {
        path.folder.isEmpty ? (path.isAbsolute ? "/" : ".") : path.folder
    }
}
