import LinuxIO

/// One call of the file system seam.
public struct FileSystemCall: Sendable, Equatable, CustomStringConvertible {
    /// The system calls of the seam, as strace names them; `create` is an `openat2` that makes a file.
    public enum Kind: String, Sendable, CaseIterable {
        case openRoot = "open"
        case open = "openat2"
        case create = "openat2 O_CREAT"
        case status = "fstat"
        case statusAt = "fstatat"
        case fileSystemStatus = "fstatfs"
        case read = "pread"
        case write = "write"
        case synchronizeData = "fdatasync"
        case synchronize = "fsync"
        case discardCache = "posix_fadvise"
        case truncate = "ftruncate"
        case setPermissions = "fchmod"
        case setModified = "futimens"
        case dataExtent = "lseek SEEK_DATA"
        case makeDirectory = "mkdirat"
        case move = "renameat2"
        case replace = "renameat"
        case remove = "unlinkat"
        case nextEntries = "getdents64"
        case rewind = "lseek"

        /// Whether the call changes something on the disk or makes it durable.
        public var isChange: Bool {
            switch self {
            case .create, .write, .synchronizeData, .synchronize, .truncate, .setPermissions, .setModified,
                .makeDirectory, .move,
                .replace, .remove:
                true
            default: false
            }
        }
    }

    public var kind: Kind
    /// What it is about, from the folder that was opened as root; `.` is that folder itself.
    public var path: Path

    /// A call of this kind about this path.
    public init(_ kind: Kind, _ path: Path) {
        self.kind = kind
        self.path = path
    }

    public var description: String { "\(kind.rawValue) \(path.display)" }
}

/// A call that is to fail, or to be done in part.
public struct Fault: Sendable {
    /// What is done before the call reports its failure.
    public enum Effect: Sendable, Equatable {
        /// Nothing is done.
        case nothing
        /// All of it is done, and then reported as failed.
        case done
        /// Of a write, only so many bytes are done, and that many are reported: no failure, a short write.
        case short(Int)
        /// Of a sync on a ``DiskModel``: nothing is made durable, and the kernel takes it for written.
        case pagesLost
    }

    public var kind: FileSystemCall.Kind
    /// Which call of the kind it hits, counted from 1 from the moment the fault is set.
    public var occurrence: Int
    /// Whether it hits every later one too.
    public var persists: Bool
    /// Only calls about a path that ends like this; any for the empty text.
    public var suffix: String
    /// The error number that the call reports, such as `ENOSPC`.
    public var error: Int32
    public var effect: Effect

    /// A fault of this kind.
    public init(
        _ kind: FileSystemCall.Kind,
        occurrence: Int = 1,
        persists: Bool = false,
        suffix: String = "",
        error: Int32 = 0,
        effect: Effect = .nothing
    ) {
        self.kind = kind
        self.occurrence = occurrence
        self.persists = persists
        self.suffix = suffix
        self.error = error
        self.effect = effect
    }
}
