/// Bytes of a known number that can be read from any place: a file, or bytes in memory.
///
/// A container is read through one, so that a file of a gigabyte never stands in memory as a whole. What reads from
/// a descriptor lives beside the calls to the kernel; this module knows only ``BytesInMemory``.
public protocol ByteSource: Sendable {
    /// The number of bytes.
    var size: Int { get }
    /// Reads the bytes from `offset` on into `buffer`, from its first byte on.
    ///
    /// - Returns: how many were read: as many as `buffer` has room for, fewer only where the source ends, 0 at its end.
    /// - Throws: ``ByteSourceError`` when the kernel refuses; a source that is shorter than it was when it was
    ///   opened ends early and does not throw.
    func read(at offset: Int, into buffer: inout MutableSpan<UInt8>) throws(ByteSourceError) -> Int
}

/// Why bytes could not be read: the call, the path, and its error number (errno(3)).
public struct ByteSourceError: Error, Sendable, Equatable {
    /// The name of the call, `pread`.
    public var call: String
    /// What was read, as a message names it.
    public var path: String
    public var errno: Int32

    public init(call: String, path: String, errno: Int32) {
        self.call = call
        self.path = path
        self.errno = errno
    }
}

/// A source over bytes that are in memory as a whole: a member of a container, or a small file.
public struct BytesInMemory: ByteSource {
    private let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    public var size: Int { bytes.count }

    public func read(at offset: Int, into buffer: inout MutableSpan<UInt8>) throws(ByteSourceError) -> Int {
        guard offset >= 0, offset < bytes.count else { return 0 }
        let count = min(buffer.count, bytes.count - offset)
        let source = bytes.span
        for index in 0..<count { buffer[index] = source[offset + index] }
        return count
    }
}
