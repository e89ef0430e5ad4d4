import LinuxIO

extension ImportSources.Root {
    /// The root for a path as a person gives it. Throws ``ImportError``.
    static func named(_ path: Path, on fileSystem: any FileSystem) throws -> ImportSources.Root {
        do throws(SystemError) {
            let parts = try path.absolute().components.reduce(into: [Path]()) { parts, part in
                if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
            }
            let (folder, single) = try open(path, on: fileSystem)
            if let single, try fileSystem.status(of: single, in: folder.descriptor).kind == .symbolicLink {
                throw SystemError("open", path, number: SystemError.symbolicLink)
            }
            return ImportSources.Root(folder: folder, single: single, named: path, prefix: parts.last ?? "")
        } catch {
            throw error.number == SystemError.symbolicLink ? ImportError.link(path) : .source(path, error)
        }
    }

    /// Whether it lies in one of these folders, or is one of them.
    func isWithin(_ folders: [FileStatus], _ path: Path, on fileSystem: any FileSystem) throws(SystemError) -> Bool {
        let above: Path = path.folder.isEmpty ? (path.isAbsolute ? "/" : ".") : path.folder
        return try fileSystem.isFolder(at: single == nil ? path : above, within: folders)
    }

    /// The folder that is named, or the one in which the file stands that is.
    private static func open(
        _ path: Path,
        on fileSystem: any FileSystem
    ) throws(SystemError) -> (OpenFolder, single: Path?) {
        do {
            return (OpenFolder(try fileSystem.openRoot(path)), nil)
        } catch  where error.isNoDirectory {
            let above: Path = path.folder.isEmpty ? (path.isAbsolute ? "/" : ".") : path.folder
            return (OpenFolder(try fileSystem.openRoot(above)), path.name)
        }
    }
}
