import CLinux
import Glibc

/// What the kernel tells of a file (stat(2)).
public struct FileStatus: Sendable, Equatable {
    /// The type of a file, as inode(7) lists them.
    public enum Kind: String, Sendable {
        case file = "regular file"
        case directory = "directory"
        case symbolicLink = "symbolic link"
        case pipe = "FIFO"
        case socket = "socket"
        case characterDevice = "character device"
        case blockDevice = "block device"
        case unknown = "unknown"
    }

    /// The device and inode, which together name the file.
    public var device: UInt64
    public var inode: UInt64
    /// How many names it has.
    public var links: UInt64
    public var kind: Kind
    /// The permission bits.
    public var permissions: UInt32
    public var owner: UInt32
    public var group: UInt32
    /// Bytes in the file, and bytes that it takes on the disk.
    public var size: Int64
    public var allocated: Int64
    /// Nanoseconds since 1970 of the last change of the content, and of the inode.
    public var modified: Int64
    public var changed: Int64

    /// Whether the time of modification marks a part of an upload that was broken off: rsync --partial sets its seconds to
    /// those of 1970-01-01T00:00:00Z and leaves the nanoseconds, and sets the source's time when the file is whole.
    public var isUploadPart: Bool { kind == .file && (0..<1_000_000_000).contains(modified) }

    /// A status of these values; a file system that is not the kernel's makes its own.
    public init(
        device: UInt64,
        inode: UInt64,
        links: UInt64,
        kind: Kind,
        permissions: UInt32,
        owner: UInt32,
        size: Int64,
        allocated: Int64,
        modified: Int64,
        changed: Int64,
        group: UInt32 = 0
    ) {
        self.device = device
        self.inode = inode
        self.links = links
        self.kind = kind
        self.permissions = permissions
        self.owner = owner
        self.group = group
        self.size = size
        self.allocated = allocated
        self.modified = modified
        self.changed = changed
    }

    init(_ status: cl_status) {
        let kind: Kind =
            switch status.mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            case S_IFCHR: .characterDevice
            case S_IFBLK: .blockDevice
            default: .unknown
            }
        self.init(
            device: status.device,
            inode: status.inode,
            links: status.links,
            kind: kind,
            permissions: status.mode & 0o7777,
            owner: status.owner,
            size: status.size,
            allocated: status.allocated,
            modified: status.modified_ns,
            changed: status.changed_ns,
            group: status.group
        )
    }

    /// Whether both describe one file in one state: the same inode with the same content, as far as the kernel tells.
    public func isUnchanged(since earlier: FileStatus) -> Bool {
        isRenamed(from: earlier) && changed == earlier.changed
    }

    /// Whether it is that of the same file with the same size and time of modification, whatever was done to its names and
    /// permissions, which set the time of change.
    public func isRenamed(from earlier: FileStatus) -> Bool {
        identity == earlier.identity && size == earlier.size && modified == earlier.modified
    }
}

/// What the kernel tells of a file system (statfs(2)).
public struct FileSystemStatus: Sendable, Equatable {
    /// The magic number of its type, such as `0xEF53` for ext4.
    public var type: UInt64
    /// Bytes that this process may still write, and bytes in all.
    public var free: UInt64
    public var total: UInt64
    /// Files that may still be made; nil where the file system has no such bound.
    public var freeFiles: UInt64?

    /// A status of these values.
    public init(type: UInt64, free: UInt64, total: UInt64, freeFiles: UInt64? = nil) {
        self.type = type
        self.free = free
        self.total = total
        self.freeFiles = freeFiles
    }
}
