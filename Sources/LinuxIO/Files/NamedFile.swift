import CLinux
internal import Glibc

/// A file that a person has named: links are followed, and a pipe is waited on.
///
/// What arrives in an inbox is never opened this way; see ``FileSystem``.
public enum NamedFile {
    /// The content of a file, and when it was modified.
    public struct Content: Sendable {
        public var bytes: [UInt8]
        /// Nanoseconds since 1970; nil where the file is none on a disk.
        public var modified: Int64?
        /// Whether there was more than was asked for.
        public var isCut: Bool
    }

    /// Reads a file, up to `limit` bytes: open(2), read(2).
    public static func read(_ path: Path, limit: Int) throws(SystemError) -> Content {
        let number = try checked(open(path, UInt64(O_RDONLY | O_NOCTTY)), "open", path)
        defer { _ = cl_close(number) }
        do {
            return try read(descriptor: number, limit: limit)
        } catch {
            throw SystemError(error.call, path, number: error.number)
        }
    }

    /// Reads a regular file, or a link to one, up to `limit` bytes. Of anything else nothing is opened or waited for, and
    /// what it is comes back instead.
    public static func readRegular(
        _ path: Path,
        limit: Int
    ) throws(SystemError) -> Result<Content, NotRegular> {
        // What is named could be another thing by the time that it is opened.
        for flags in [UInt64(CL_OPEN_PATH), UInt64(O_RDONLY | O_NOCTTY | O_NONBLOCK)] {
            let number = try checked(open(path, flags), "open", path)
            defer { _ = cl_close(number) }
            var status = cl_status()
            _ = try checked(unsafe cl_fstat(number, &status), "fstat", path)
            let kind = FileStatus(status).kind
            if kind != .file { return .failure(NotRegular(kind: kind)) }
            if flags == UInt64(CL_OPEN_PATH) { continue }
            do {
                return .success(try read(descriptor: number, limit: limit))
            } catch {
                throw SystemError(error.call, path, number: error.number)
            }
        }
        return .failure(NotRegular(kind: .unknown))
    }

    /// What stands where a regular file was to be.
    public struct NotRegular: Error, Sendable, Equatable {
        /// Its type.
        public var kind: FileStatus.Kind
    }

    /// Reads standard input to its end, up to `limit` bytes.
    public static func readStandardInput(limit: Int) throws(SystemError) -> Content {
        try read(descriptor: STDIN_FILENO, limit: limit)
    }

    @inline(never)
    private static func open(_ path: Path, _ flags: UInt64) -> Int32 {
        cl_open(AT_FDCWD, path.terminated.span, flags, 0, 0)
    }

    private static func read(descriptor: Int32, limit: Int) throws(SystemError) -> Content {
        var status = cl_status()
        _ = try checked(unsafe cl_fstat(descriptor, &status), "fstat")
        let isFile = status.mode & S_IFMT == S_IFREG
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 64 * 1024)
        while bytes.count <= limit {
            var span = part.mutableSpan
            let count = Int(try checked(cl_read(descriptor, &span), "read"))
            if count == 0 { break }
            bytes.append(contentsOf: part[..<count])
        }
        let isCut = bytes.count > limit
        if isCut { bytes.removeLast(bytes.count - limit) }
        return Content(bytes: bytes, modified: isFile ? status.modified_ns : nil, isCut: isCut)
    }
}

extension Path {
    /// The path from the root on: a relative one is taken from the working directory (getcwd(3)).
    public func absolute() throws(SystemError) -> Path {
        if isAbsolute { return self }
        guard let text = unsafe getcwd(nil, 0) else { throw SystemError("getcwd", number: errno) }
        defer { unsafe free(text) }
        let directory = Path(unsafe String(cString: text).utf8)
        return components.filter { $0 != "." }.reduce(directory) { $0.appending($1) }
    }
}
