import Base
import LinuxIO

extension SHA256Digest {
    /// The digest of a file's content, read piece by piece.
    ///
    /// - Parameter block: called after each piece.
    init(
        of file: borrowing Descriptor,
        size: Int64,
        on fileSystem: any FileSystem,
        block: () -> Void = {}
    ) throws(SystemError) {
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: Int(min(256 * 1024, max(size, 1))))
        var offset: Int64 = 0
        while true {
            var span = buffer.mutableSpan
            let count = try fileSystem.read(file, at: offset, into: &span)
            if count == 0 { break }
            hash.update(buffer.span.extracting(first: count))
            offset += Int64(count)
            block()
        }
        self = hash.finish()
    }
}
