public import Article
public import LinuxIO

/// The name of a segment: one file of the archive, `date=2026-11-22/articles-000001.jsonl`, or of the ledger,
/// `date=2026-11-22/deliveries-000001.jsonl`.
public struct SegmentName: Hashable, Sendable, Comparable {
    /// The UTC day on which it was begun.
    public var day: CivilDate
    /// Which of its day, counted from 1.
    public var number: Int
    /// What stands in it.
    public var kind: SegmentKind

    /// The segment `number` of `day`.
    public init(day: CivilDate, number: Int, of kind: SegmentKind = .articles) {
        self.day = day
        self.number = number
        self.kind = kind
    }

    /// A segment from its path beneath the folder of its kind; nil where that is not how a segment is named.
    public init?(path: Path, of kind: SegmentKind = .articles) {
        let parts = path.components
        guard parts.count == 2, let day = SegmentName.day(folder: parts[0]),
            let number = SegmentName.number(file: parts[1], of: kind),
            SegmentName(day: day, number: number, of: kind).path == path
        else { return nil }
        self.init(day: day, number: number, of: kind)
    }

    /// The path beneath the folder of its kind.
    public var path: Path { folder.appending(file) }

    /// The name of the day's folder, `date=2026-11-22`.
    public var folder: Path { SegmentName.folder(of: day) }

    /// The name within the day's folder, `articles-000001.jsonl`.
    public var file: Path {
        var name = JSONOutput()
        name.append(kind.stem)
        name.appendPadded(number, width: 6)
        name.append(".jsonl")
        return Path(name.bytes)
    }

    /// What stands behind the name of a segment that is packed.
    static let packedSuffix = ".gz"

    /// The name of its packed form within the day's folder, `articles-000001.jsonl.gz`.
    var packedFile: Path { Path(Array(file.bytes) + SegmentName.packedSuffix.utf8) }

    /// The path of its packed form beneath the folder of its kind.
    public var packedPath: Path { folder.appending(packedFile) }

    /// The name of a day's folder.
    static func folder(of day: CivilDate) -> Path {
        var name = JSONOutput()
        name.append("date=")
        name.appendDay(day)
        return Path(name.bytes)
    }

    /// The day of a folder's name; nil where it is none.
    static func day(folder: Path) -> CivilDate? {
        let name = Array(folder.bytes)
        guard name.starts(with: "date=".utf8) else { return nil }
        return Timestamp.parseDay(name.span.extracting(5..<name.count))
    }

    /// The number of a file's name; nil where it is no segment.
    static func number(file: Path, of kind: SegmentKind) -> Int? {
        let name = Array(file.bytes)
        let start = kind.stem.utf8.count
        let end = name.count - ".jsonl".utf8.count
        guard name.starts(with: kind.stem.utf8), end >= start + 6, end <= start + 18,
            name[end...].elementsEqual(".jsonl".utf8)
        else { return nil }
        var number = 0
        for digit in name[start..<end] {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        // One number has one name: no zeros before a long one.
        return number > 0 && (end == start + 6 || name[start] != UInt8(ascii: "0")) ? number : nil
    }

    /// The number of the name of a packed segment; nil where it is none.
    static func number(packed file: Path, of kind: SegmentKind) -> Int? {
        guard file.bytes.suffix(packedSuffix.utf8.count).elementsEqual(packedSuffix.utf8) else { return nil }
        return number(file: Path(Array(file.bytes.dropLast(packedSuffix.utf8.count))), of: kind)
    }

    public static func < (one: SegmentName, other: SegmentName) -> Bool {
        (one.day, one.number) < (other.day, other.number)
    }
}

extension SegmentName: CustomStringConvertible {
    public var description: String { path.display }
}

/// A place in the archive or in the ledger: a byte of a segment.
public struct ArchivePosition: Hashable, Sendable, Comparable {
    public var segment: SegmentName
    /// Bytes from the start of the segment.
    public var offset: Int64

    /// The byte at `offset` of `segment`.
    public init(segment: SegmentName, offset: Int64) {
        self.segment = segment
        self.offset = offset
    }

    public static func < (one: ArchivePosition, other: ArchivePosition) -> Bool {
        (one.segment, one.offset) < (other.segment, other.offset)
    }
}

extension ArchivePosition: CustomStringConvertible {
    /// The segment's path and the offset, such as `date=2026-11-22/articles-000001.jsonl:1024`.
    public var description: String { "\(segment):\(offset)" }
}
