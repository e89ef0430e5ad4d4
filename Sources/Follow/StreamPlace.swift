public import Archive

/// A place in the archive as a stream of records: behind one of them, or before the first.
///
/// It names the record that it stands behind by its number and by its checksum, so that it cannot be taken for a place in
/// another archive.
public struct StreamPlace: Sendable, Equatable {
    /// The record that a place stands behind.
    public struct Record: Sendable, Equatable {
        /// Where its line begins.
        public var position: ArchivePosition
        /// Bytes of its line, with the newline.
        public var length: Int
        /// The eight hexadecimal digits that its line ends with (`crc32`).
        public var checksum: String
    }

    /// The number of the record that it stands behind; 0 before the first.
    public var sequence: Int64
    /// That record; nil before the first.
    public var record: Record?

    /// Before the first record of any archive.
    public static let beginning = StreamPlace(sequence: 0, record: nil)

    /// Where the next record's line begins, as far as its segment has one; nil before the first.
    var end: ArchivePosition? {
        record.map {
            ArchivePosition(segment: $0.position.segment, offset: $0.position.offset + Int64($0.length))
        }
    }

    /// The place behind a record.
    init(behind line: Span<UInt8>, _ sequence: Int64, at position: ArchivePosition) {
        self.sequence = sequence
        let last = line.count - 2
        let digits = line.count > 10 ? line.extracting(last - 8..<last) : line.extracting(0..<0)
        let checksum = String(decoding: digits.indices.map { digits[$0] }, as: UTF8.self)
        record = Record(position: position, length: line.count + 1, checksum: checksum)
    }

    init(sequence: Int64, record: Record?) {
        self.sequence = sequence
        self.record = record
    }
}
