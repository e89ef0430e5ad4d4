public import LinuxIO
import Text

/// An open segment, whether it is plain or packed: its text is read by the same places either way.
///
/// What cannot be unpacked of a packed segment reads as NUL bytes, of which no line is made. So damage is what it is in a plain
/// segment: lines whose checksum is wrong, at their places, between lines that are read.
final class SegmentFile {
    /// The file itself.
    let file: OpenFile
    private let fileSystem: any FileSystem
    /// Nil where it is plain.
    private let packed: Packed?
    /// The piece of a packed segment that was read last.
    private var piece: (number: Int, text: [UInt8])?

    private struct Packed {
        var form: PackedForm
        /// Where each piece begins, and where the last one ends; nil where the index is damaged.
        var places: [Int64]?
    }

    /// A plain segment.
    init(plain file: OpenFile, _ fileSystem: any FileSystem) {
        self.file = file
        self.fileSystem = fileSystem
        packed = nil
    }

    /// A packed segment of this form.
    init(packed file: OpenFile, _ form: PackedForm, _ fileSystem: any FileSystem) throws(SystemError) {
        self.file = file
        self.fileSystem = fileSystem
        var index = [UInt8](repeating: 0, count: form.indexSize)
        var span = index.mutableSpan
        let count = try fileSystem.readFully(file.descriptor, at: form.index, into: &span)
        packed = Packed(form: form, places: count == form.indexSize ? form.places(index: index) : nil)
    }

    /// The form of an open file that is a packed segment; nil where it is not.
    static func form(of file: borrowing Descriptor, _ fileSystem: any FileSystem) throws(SystemError) -> PackedForm? {
        let size = try fileSystem.status(of: file).size
        var end = [UInt8](repeating: 0, count: PackedForm.endSize)
        let start = size - Int64(end.count)
        guard start >= 0 else { return nil }
        var span = end.mutableSpan
        let count = try fileSystem.readFully(file, at: start, into: &span)
        return PackedForm(end: Array(end.prefix(count)), fileSize: size)
    }

    /// Bytes of its text.
    var length: Int64 {
        get throws(SystemError) {
            if let packed { return packed.form.length }
            return try fileSystem.status(of: file.descriptor).size
        }
    }

    /// Reads text from `offset` on and returns how many bytes, 0 at the end; may return fewer than fit.
    func read(at offset: Int64, into buffer: inout MutableSpan<UInt8>) throws(SystemError) -> Int {
        guard let packed else { return try fileSystem.read(file.descriptor, at: offset, into: &buffer) }
        guard offset < packed.form.length else { return 0 }
        let number = Int(offset / Int64(PackedForm.pieceSize))
        if piece?.number != number { piece = (number, try text(ofPiece: number, packed)) }
        guard let text = piece?.text else { return 0 }
        let start = Int(offset - Int64(number) * Int64(PackedForm.pieceSize))
        let count = min(buffer.count, text.count - start)
        for index in 0..<count { buffer[index] = text[start + index] }
        return count
    }

    /// Reads text from `offset` on until the buffer is full or the segment ends, and returns how many bytes.
    func readFully(at offset: Int64, into buffer: inout MutableSpan<UInt8>) throws(SystemError) -> Int {
        var done = 0
        while done < buffer.count {
            var rest = buffer._mutatingExtracting(done..<buffer.count)
            let count = try read(at: offset + Int64(done), into: &rest)
            if count == 0 { break }
            done += count
        }
        return done
    }

    private func text(ofPiece number: Int, _ packed: Packed) throws(SystemError) -> [UInt8] {
        let size = packed.form.size(ofPiece: number)
        let unread = [UInt8](repeating: 0, count: size)
        guard let places = packed.places else { return unread }
        let (start, end) = (places[number], places[number + 1])
        var bytes = [UInt8](repeating: 0, count: Int(end - start))
        var span = bytes.mutableSpan
        let count = try fileSystem.readFully(file.descriptor, at: start, into: &span)
        guard count == bytes.count else { return unread }
        return GzipMember.unpack(bytes, count: size) ?? unread
    }
}

extension ArchiveDirectory {
    /// Opens a segment, the plain one where both forms stand.
    ///
    /// - Throws: `ENOENT` where there is neither.
    func open(_ name: SegmentName) throws(SystemError) -> SegmentFile {
        do throws(SystemError) {
            return SegmentFile(plain: OpenFile(try fileSystem.open(name.path, in: descriptor, .read)), fileSystem)
        } catch {
            guard error.isMissing, let packed = try openPacked(name) else { throw error }
            return packed
        }
    }

    /// Whether `count` bytes from a position on include NUL bytes, which stand for what cannot be unpacked; no line has any.
    public func hasUnread(_ position: ArchivePosition, count: Int) throws(SystemError) -> Bool {
        var bytes = [UInt8](repeating: 1, count: min(max(count, 1), ArchiveCursor.longestLine))
        var span = bytes.mutableSpan
        _ = try open(position.segment).readFully(at: position.offset, into: &span)
        return bytes.contains(0)
    }

    /// Opens the packed form of a segment; nil where there is none that is the desk's.
    func openPacked(_ name: SegmentName) throws(SystemError) -> SegmentFile? {
        do throws(SystemError) {
            let file = OpenFile(try fileSystem.open(name.packedPath, in: descriptor, .read))
            guard let form = try SegmentFile.form(of: file.descriptor, fileSystem) else { return nil }
            return try SegmentFile(packed: file, form, fileSystem)
        } catch {
            if error.isMissing { return nil }
            throw error.about(name.packedPath)
        }
    }

    /// The form of a segment's packed file; nil where there is none that is the desk's.
    func packedForm(of name: SegmentName) throws(SystemError) -> PackedForm? {
        do throws(SystemError) {
            return try SegmentFile.form(of: try fileSystem.open(name.packedPath, in: descriptor, .read), fileSystem)
        } catch {
            // A link, or a folder, is not the desk's.
            if error.isMissing || error.number == SystemError.symbolicLink || error.isDirectory { return nil }
            throw error.about(name.packedPath)
        }
    }
}
