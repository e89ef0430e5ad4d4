import LinuxIO
import Text

/// How a packed segment is laid out: gzip (RFC 1952), so that any reader of gzip takes it for the plain segment, in pieces
/// that are packed by themselves, so that a line is read without unpacking all before it.
///
/// 1. The plain text in pieces of ``pieceSize`` bytes, the last of them shorter, each a member of gzip.
/// 2. The index: members without content, whose extra field `WI` has the packed length of up to ``indexEntries`` pieces each,
///    in three bytes.
/// 3. The end: a member without content, whose extra field `WE` has the length of the plain text and the place of the index,
///    in eight bytes each.
///
/// Numbers have the lowest byte first. A file that ends in anything else is not the desk's, and is none of its segments.
struct PackedForm: Equatable {
    /// Bytes of the plain text.
    var length: Int64
    /// Where in the packed file the index begins.
    var index: Int64

    /// Bytes of the plain text that are packed together.
    static let pieceSize = 64 << 10
    /// Pieces that a member of the index tells of.
    static let indexEntries = 4_096
    /// Bytes of the end.
    static let endSize = GzipMember.noteOverhead + 16

    private static let entrySize = 3
    private static let indexName = (UInt8(ascii: "W"), UInt8(ascii: "I"))
    private static let endName = (UInt8(ascii: "W"), UInt8(ascii: "E"))

    init(length: Int64, index: Int64) {
        self.length = length
        self.index = index
    }

    /// Reads the end of a file; nil where it is not the end of a packed segment of this size.
    init?(end: [UInt8], fileSize: Int64) {
        guard end.count == PackedForm.endSize else { return nil }
        let payload = end[GzipMember.noteHead...]
        length = Int64(truncatingIfNeeded: LittleEndian.number(payload.prefix(8)))
        index = Int64(truncatingIfNeeded: LittleEndian.number(payload.dropFirst(8).prefix(8)))
        guard (0...1 << 48).contains(length), (0...1 << 48).contains(index), self.end == end,
            self.fileSize == fileSize
        else { return nil }
    }

    /// The last member.
    var end: [UInt8] {
        let payload = [length, index].flatMap { LittleEndian.bytes(of: UInt64($0), count: 8) }
        return GzipMember.note(PackedForm.endName, payload)
    }

    /// Bytes of the packed file.
    var fileSize: Int64 { index + Int64(indexSize + PackedForm.endSize) }

    /// How many pieces the plain text has.
    var pieces: Int { Int((length + Int64(PackedForm.pieceSize) - 1) / Int64(PackedForm.pieceSize)) }

    /// Bytes of a piece of the plain text.
    func size(ofPiece piece: Int) -> Int {
        Int(min(Int64(PackedForm.pieceSize), length - Int64(piece) * Int64(PackedForm.pieceSize)))
    }

    /// Bytes of the index.
    var indexSize: Int {
        let members = (pieces + PackedForm.indexEntries - 1) / PackedForm.indexEntries
        return members * GzipMember.noteOverhead + pieces * PackedForm.entrySize
    }

    /// The index of pieces of these packed lengths.
    static func index(of lengths: [Int]) -> [UInt8] {
        var index: [UInt8] = []
        for start in stride(from: 0, to: lengths.count, by: indexEntries) {
            let entries = lengths[start..<min(start + indexEntries, lengths.count)]
            index += GzipMember.note(
                indexName,
                entries.flatMap { LittleEndian.bytes(of: UInt64($0), count: entrySize) }
            )
        }
        return index
    }

    /// Where each piece begins in the packed file, and behind them where the last one ends; nil where this is not the index
    /// of this file.
    func places(index bytes: [UInt8]) -> [Int64]? {
        var lengths: [Int] = []
        var start = 0
        while lengths.count < pieces {
            let count = min(PackedForm.indexEntries, pieces - lengths.count)
            start += GzipMember.noteHead
            for _ in 0..<count {
                guard start + PackedForm.entrySize <= bytes.count else { return nil }
                lengths.append(Int(LittleEndian.number(bytes[start..<start + PackedForm.entrySize])))
                start += PackedForm.entrySize
            }
            start += GzipMember.noteOverhead - GzipMember.noteHead
        }
        guard PackedForm.index(of: lengths) == bytes else { return nil }
        var places: [Int64] = [0]
        for length in lengths { places.append(places[places.count - 1] + Int64(length)) }
        return places.last == index ? places : nil
    }
}
