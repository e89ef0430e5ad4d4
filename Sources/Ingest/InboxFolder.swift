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
            return now.device == status.device && now.inode == status.inode && now.links > 0
        } catch  where error.isOutOfResources {
            throw error
        } catch {
            return false
        }
    }

    /// Whether somebody else may write to the file system without this machine's kernel noticing, or without telling
    /// inotify: network and user-space file systems, by the magic numbers of statfs(2).
    public var givesNoEvents: Bool {
        let remote: Set<UInt64> = [
            0x6969,  // NFS
            0x517B, 0xFF53_4D42, 0xFE53_4D42,  // SMB, CIFS, SMB 2
            0x6573_5546,  // FUSE
            0x0102_1997,  // 9P
            0x00C3_6400,  // Ceph
            0x5346_414F, 0x6B41_4653,  // AFS
            0x7461_636F,  // OCFS2
            0x0116_1970,  // GFS2
            0x786F_4256,  // VirtualBox shared folders
        ]
        return remote.contains(fileSystemStatus.type)
    }
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
