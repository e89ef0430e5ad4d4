public import LinuxIO

/// The inbox as it was opened: every name is resolved beneath this descriptor, whatever the path names later.
public final class InboxFolder: Sendable {
    /// The open folder.
    public let descriptor: Descriptor
    /// What it was when it was opened.
    public let status: FileStatus
    /// What its file system told of itself then.
    public let fileSystemStatus: FileSystemStatus
    /// Whether a file system of its own is mounted there.
    let isMounted: Bool

    /// Opens the folder at `path`.
    public init(_ path: Path, on fileSystem: any FileSystem) throws(SystemError) {
        descriptor = try fileSystem.openRoot(path)
        status = try fileSystem.status(of: descriptor)
        fileSystemStatus = try fileSystem.fileSystemStatus(of: descriptor)
        let parent = try? fileSystem.status(of: "..", in: descriptor)
        isMounted = parent.map { [device = status.device] in $0.device != device } ?? false
    }

    /// Whether `path` still names this folder. Throws where the process is short of what it takes to find out.
    public func isStill(at path: Path, on fileSystem: any FileSystem) throws(SystemError) -> Bool {
        do {
            let folder = try fileSystem.openRoot(path)
            let now = try fileSystem.status(of: folder)
            return now.identity == status.identity && now.links > 0
        } catch  where error.isOutOfResources {
            throw error
        } catch {
            return false
        }
    }

    /// Whether somebody else may write to the file system without a word of inotify.
    public var givesNoEvents: Bool { fileSystemStatus.kind.isRemote }
}

extension InboxFolder {
    /// The files at this path and beneath it, down to a depth.
    func files(at path: Path, depth: Int, on fileSystem: any FileSystem) throws(SystemError) -> [Path: FileStatus] {
        do {
            if !path.isEmpty {
                let status = try fileSystem.status(of: path, in: descriptor)
                if status.kind == .file { return [path: status] }
                if status.kind != .directory { return [:] }
            }
        } catch  where error.isMissing {
            return [:]
        }
        var files: [Path: FileStatus] = [:]
        var listing = InboxListing(of: self, folders: [.init(path: path)], depth: depth, on: fileSystem)
        while true {
            switch listing.next() {
            case .end: return files
            case .folder, .unreadable: break
            case .entries(let entries, let folder, _):
                for entry in entries where entry.kind == .file {
                    let file = folder.appending(entry.name)
                    files[file] = try? fileSystem.status(of: file, in: descriptor)
                }
            }
        }
    }
}
