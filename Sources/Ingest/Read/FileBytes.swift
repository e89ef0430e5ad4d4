import Formats
import LinuxIO

/// The bytes of a file that is read piece by piece, and never as a whole.
struct FileBytes: ByteSource {
    let file: OpenFile
    let path: Path
    let size: Int
    let fileSystem: any FileSystem

    func read(at offset: Int, into buffer: inout MutableSpan<UInt8>) throws(ByteSourceError) -> Int {
        guard offset >= 0, offset < size else { return 0 }
        // What was appended since the file was looked at is not part of it.
        var room = buffer._mutatingExtracting(0..<min(buffer.count, size - offset))
        do {
            return try fileSystem.readFully(file.descriptor, at: Int64(offset), into: &room)
        } catch {
            throw ByteSourceError(call: error.call, path: path.display, errno: error.number)
        }
    }
}
