import Article
public import LinuxIO

/// The folder of the archive or of the ledger, and what segments stand in it.
///
/// It can be used from any thread; each listing reads through a descriptor of its own.
public final class ArchiveDirectory: Sendable {
    let fileSystem: any FileSystem
    let descriptor: Descriptor
    /// Where people look for it; empty where nobody has said.
    let path: Path
    /// What stands in its segments.
    public let kind: SegmentKind

    /// The archive, or the ledger, in this open folder.
    ///
    /// - Parameter path: its absolute path, by which a writer finds out that another folder has taken its place.
    public init(
        _ descriptor: consuming Descriptor,
        at path: Path = "",
        of kind: SegmentKind = .articles,
        fileSystem: any FileSystem
    ) {
        self.fileSystem = fileSystem
        self.kind = kind
        self.descriptor = descriptor
        self.path = path
    }

    /// One segment, plain or packed.
    public struct Segment: Sendable, Equatable {
        public var name: SegmentName
        /// Bytes of its text.
        public var length: Int64
        /// Bytes of its file, which are fewer where it is packed.
        public var stored: Int64
        /// Whether it is read-only: complete, never to grow again.
        public var isSealed: Bool
        /// Whether it stands there packed, and not plain.
        public var isPacked = false
    }

    /// All segments with their lengths, the oldest first.
    public func segments() throws(SystemError) -> [Segment] {
        var segments: [Segment] = []
        for day in try days() {
            for number in try numbers(of: day) {
                segments.append(try segment(SegmentName(day: day, number: number, of: kind)))
            }
        }
        return segments
    }

    /// The newest segment; nil in an archive without one.
    public func newest() throws(SystemError) -> Segment? {
        for day in try days().reversed() {
            if let number = try numbers(of: day).last {
                return try segment(SegmentName(day: day, number: number, of: kind))
            }
        }
        return nil
    }

    /// The names of the segments that are newer than `name`, the oldest first; all of them for nil.
    func names(after name: SegmentName?) throws(SystemError) -> [SegmentName] {
        var names: [SegmentName] = []
        for day in try days() where name.map({ day >= $0.day }) ?? true {
            for number in try numbers(of: day) {
                let next = SegmentName(day: day, number: number, of: kind)
                if name.map({ next > $0 }) ?? true { names.append(next) }
            }
        }
        return names
    }

    /// Where the oldest segment that is newer than `name` begins; nil where there is none.
    public func start(after name: SegmentName) throws(SystemError) -> ArchivePosition? {
        try names(after: name).first.map { ArchivePosition(segment: $0, offset: 0) }
    }

    /// The newest segment that is older than `name`.
    func name(before name: SegmentName) throws(SystemError) -> SegmentName? {
        for day in try days().reversed() where day <= name.day {
            let numbers = try numbers(of: day).filter { day < name.day || $0 < name.number }
            if let number = numbers.last { return SegmentName(day: day, number: number, of: kind) }
        }
        return nil
    }

    /// What stands in the archive and is no segment of it, though other readers may take it for one: whatever has a name
    /// that ends in `.jsonl` or `.jsonl.gz`, and is not named as segments are or is no regular file; and beside a plain segment
    /// what has the name of its packed form and is not.
    public func strays() throws(SystemError) -> [Path] {
        var strays: [Path] = []
        for entry in try entries(of: ".") {
            guard entry.kind == .directory || entry.kind == .unknown else {
                if ArchiveDirectory.looksLikeSegment(entry.name) { strays.append(entry.name) }
                continue
            }
            let day = SegmentName.day(folder: entry.name)
            for file in try entries(of: entry.name) where ArchiveDirectory.looksLikeSegment(file.name) {
                let path = entry.name.appending(file.name)
                if try !isSegment(file, at: path, of: day) { strays.append(path) }
            }
        }
        return strays.sorted { $0.display < $1.display }
    }

    /// Whether a file in the folder of a day is a segment, plain or packed.
    private func isSegment(_ file: DirectoryEntry, at path: Path, of day: CivilDate?) throws(SystemError) -> Bool {
        guard let day, file.kind == .file || file.kind == .unknown else { return false }
        if SegmentName.number(file: file.name, of: kind) != nil { return true }
        guard let number = SegmentName.number(packed: file.name, of: kind) else { return false }
        return try packedForm(of: SegmentName(day: day, number: number, of: kind)) != nil
    }

    private static func looksLikeSegment(_ name: Path) -> Bool {
        [".jsonl", ".jsonl" + SegmentName.packedSuffix].contains {
            name.bytes.suffix($0.utf8.count).elementsEqual($0.utf8)
        }
    }

    /// The days that have a folder, the oldest first.
    func days() throws(SystemError) -> [CivilDate] {
        var days: [CivilDate] = []
        for entry in try entries(of: ".") where entry.kind == .directory || entry.kind == .unknown {
            if let day = SegmentName.day(folder: entry.name) { days.append(day) }
        }
        return days.sorted()
    }

    /// The numbers of a day's segments, plain or packed, in order.
    func numbers(of day: CivilDate) throws(SystemError) -> [Int] {
        let (plain, packed) = try forms(of: day)
        return plain.union(packed).sorted()
    }

    /// The segments that stand there in both forms, as a crash leaves one, the oldest first; the plain one is read.
    public func twofold() throws(SystemError) -> [SegmentName] {
        var twofold: [SegmentName] = []
        for day in try days() {
            let entries = try entries(of: SegmentName.folder(of: day))
            let plain = Set(entries.compactMap { SegmentName.number(file: $0.name, of: kind) })
            for number in entries.compactMap({ SegmentName.number(packed: $0.name, of: kind) }).sorted()
            where plain.contains(number) {
                let name = SegmentName(day: day, number: number, of: kind)
                if try packedForm(of: name) != nil { twofold.append(name) }
            }
        }
        return twofold
    }

    /// The numbers of a day's plain segments, and of those that are packed and not plain.
    private func forms(of day: CivilDate) throws(SystemError) -> (plain: Set<Int>, packed: Set<Int>) {
        let entries = try entries(of: SegmentName.folder(of: day)).filter { $0.kind == .file || $0.kind == .unknown }
        let plain = Set(entries.compactMap { SegmentName.number(file: $0.name, of: kind) })
        var packed: Set<Int> = []
        for entry in entries {
            guard let number = SegmentName.number(packed: entry.name, of: kind), !plain.contains(number),
                try packedForm(of: SegmentName(day: day, number: number, of: kind)) != nil
            else { continue }
            packed.insert(number)
        }
        return (plain, packed)
    }

    func segment(_ name: SegmentName) throws(SystemError) -> Segment {
        do throws(SystemError) {
            let status = try fileSystem.status(of: name.path, in: descriptor)
            let isSealed = status.permissions & 0o222 == 0
            return Segment(name: name, length: status.size, stored: status.size, isSealed: isSealed)
        } catch {
            guard error.isMissing, let form = try packedForm(of: name) else { throw error }
            return Segment(
                name: name,
                length: form.length,
                stored: form.fileSize,
                isSealed: true,
                isPacked: true
            )
        }
    }

    func entries(of path: Path) throws(SystemError) -> [DirectoryEntry] {
        let folder = try fileSystem.open(path, in: descriptor, .directory)
        return try fileSystem.entries(of: folder)
    }
}
