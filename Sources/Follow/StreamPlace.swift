public import Archive

/// A place in an archive or a ledger as a stream of lines: behind one of them, or before the first.
///
/// It names the line that it stands behind by its number and by its checksum, so that it cannot be taken for a place in
/// another archive.
public struct StreamPlace: Sendable, Equatable {
    /// The line that a place stands behind.
    public struct Mark: Sendable, Equatable {
        /// Where it begins.
        public var position: ArchivePosition
        /// Its bytes, with the newline.
        public var length: Int
        /// The eight hexadecimal digits that it ends with (`crc32`).
        public var checksum: String
    }

    /// Of what it is a place.
    public let kind: SegmentKind
    /// The number of the line that it stands behind; 0 before the first.
    public var sequence: Int64
    /// That line; nil before the first.
    public var mark: Mark?

    /// Before the first line of any archive, or of any ledger.
    public static func beginning(of kind: SegmentKind) -> StreamPlace {
        StreamPlace(kind: kind, sequence: 0, mark: nil)
    }

    /// Where the next line begins, as far as its segment has one; nil before the first.
    var end: ArchivePosition? {
        mark.map {
            ArchivePosition(segment: $0.position.segment, offset: $0.position.offset + Int64($0.length))
        }
    }

    /// The place behind a line.
    init(behind line: Span<UInt8>, _ sequence: Int64, at position: ArchivePosition) {
        let last = line.count - 2
        let digits = line.count > 10 ? line.extracting(last - 8..<last) : line.extracting(0..<0)
        let checksum = String(decoding: digits.indices.map { digits[$0] }, as: UTF8.self)
        self.init(
            kind: position.segment.kind,
            sequence: sequence,
            mark: Mark(position: position, length: line.count + 1, checksum: checksum)
        )
    }

    init(kind: SegmentKind, sequence: Int64, mark: Mark?) {
        self.kind = kind
        self.sequence = sequence
        self.mark = mark
    }
}
