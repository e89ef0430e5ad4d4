/// What has to be known of the place of a database before SQLite opens it.
public enum DatabaseGround {
    /// What has the name of the database and is no file, such as a FIFO, at which SQLite would wait for ever; nil where
    /// nothing does. A link counts as what it leads to.
    public static func obstruction(at path: Path) -> FileStatus.Kind? {
        let fileSystem = LinuxFileSystem()
        guard let folder = try? fileSystem.openRoot(folder(of: path)),
            let kind = try? fileSystem.status(of: path.name, in: folder).kind
        else { return nil }
        return kind == .file || kind == .symbolicLink ? nil : kind
    }

    private static func folder(of path: Path) -> Path {
        path.folder.isEmpty ? (path.isAbsolute ? "/" : ".") : path.folder
    }
}
