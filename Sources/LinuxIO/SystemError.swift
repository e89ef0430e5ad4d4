import CLinux
import Glibc

/// A system call that failed: which, on what, and why.
///
/// The source of the meaning of ``number`` is errno(3).
public struct SystemError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The call's name as its man page has it, such as `openat2`.
    public let call: String
    /// What the call was about, as far as it is known; not escaped.
    public let path: Path?
    /// The error number, such as `ENOENT`.
    public let number: Int32

    /// Describes a call that failed with the error number `number`.
    public init(_ call: String, _ path: Path? = nil, number: Int32) {
        self.call = call
        self.path = path
        self.number = number
    }

    /// What the C library says of the error number, such as `No such file or directory`.
    public var reason: String {
        unsafe String(cString: strerror(number))
    }

    /// One line that is fit for a terminal or a log, such as `openat2 inbox/a.txt: Permission denied`.
    public var description: String {
        guard let path else { return "\(call): \(reason)" }
        return "\(call) \(path.display): \(reason)"
    }

    /// The same without the path, for where that is told already, such as `openat2: Permission denied`.
    public var withoutPath: String { "\(call): \(reason)" }

    /// Whether the file or folder was not there.
    public var isMissing: Bool { number == ENOENT || number == ENOTDIR }

    /// Whether something that is no folder stands where one was expected.
    public var isNoDirectory: Bool { number == ENOTDIR }

    /// Whether the name is taken already.
    public var isTaken: Bool { number == EEXIST || number == ENOTEMPTY }

    /// Whether the file's bytes cannot be had from its disk.
    public var isDamagedMedium: Bool { number == EIO || number == EBADMSG || number == EUCLEAN }

    /// Whether the process or the system has no descriptor left, or the user no inotify instance.
    public var isOutOfDescriptors: Bool { number == EMFILE || number == ENFILE }

    /// Whether the process or the system is short of something that others may give back.
    public var isOutOfResources: Bool { isOutOfDescriptors || number == ENOMEM }

    /// Whether a name cannot be moved because the other one is on another file system.
    public var isOtherFileSystem: Bool { number == SystemError.otherFileSystem }

    /// The error number of what a file system cannot do.
    public static let unsupported = EOPNOTSUPP

    /// The error number of a device that failed.
    public static let inputOutput = EIO

    /// The error number of bytes that are not what their writer wrote.
    public static let damagedMessage = EBADMSG

    /// The error number of a want of memory.
    public static let noMemory = ENOMEM

    /// The error number of a name that stands for nothing.
    public static let missing = ENOENT

    /// The number of an error for a name that something has already.
    public static let taken = EEXIST

    /// The error number of a move between two file systems.
    public static let otherFileSystem = EXDEV

    /// The error number of a file that is larger than it may be.
    public static let tooLargeFile = EFBIG

    /// The error number of what was called off.
    public static let cancelled = ECANCELED

    /// Whether somebody has called it off.
    public var isCancelled: Bool { number == ECANCELED }

    /// Whether the file is, or would become, larger than it may be: by a limit of the process (`RLIMIT_FSIZE`), or of the
    /// file system.
    public var isTooLargeFile: Bool { number == EFBIG }

    /// The error number of a symbolic link that is not followed.
    public static let symbolicLink = ELOOP

    /// Whether there is no room: on the file system, in somebody's quota, or in a file that may not grow.
    public var isOutOfSpace: Bool { number == ENOSPC || number == EDQUOT || isTooLargeFile }

    /// Whether the file system, or the kernel, has no such thing.
    public var isUnsupported: Bool { number == EOPNOTSUPP || number == ENOSYS || number == EINVAL }

    /// Whether a permission was missing.
    public var isForbidden: Bool { number == EACCES || number == EPERM }

    /// Whether the file system takes no writes.
    public var isReadOnly: Bool { number == EROFS }

    /// Whether a server, or the program that stands for one, has gone.
    public var isLostConnection: Bool {
        number == ESTALE || number == ETIMEDOUT || number == ENOTCONN || number == EHOSTDOWN || number == EHOSTUNREACH
            || number == ECONNABORTED
    }

    /// Whether a name or path is longer than the file system takes.
    public var isTooLongName: Bool { number == ENAMETOOLONG }

    /// Whether whoever read from the pipe has gone.
    public var isBrokenPipe: Bool { number == EPIPE }

    /// Whether a folder stands where a file was wanted.
    public var isDirectory: Bool { number == EISDIR }

    /// Whether another process holds the lock that was asked for (fcntl(2) tells either).
    public var isHeldElsewhere: Bool { number == EAGAIN || number == EACCES }

    /// What the shim's question for a lock's holder gives where that process cannot be seen.
    static let lockHeldUnseen = EXDEV
}

/// Turns what a call of the shim returned, a value or -errno, into a value or an error.
@inline(__always)
func checked<Value: SignedInteger>(
    _ result: Value,
    _ call: @autoclosure () -> String,
    _ path: @autoclosure () -> Path? = nil
) throws(SystemError) -> Value {
    if result < 0 { throw SystemError(call(), path(), number: Int32(-result)) }
    return result
}
