public import LinuxIO

/// A segment, or the folder of a day, that is not there as what it was, and what tells that it has been there: a link in its
/// place, or a packed or renamed copy beside it.
public struct DisplacedSegment: Sendable, Hashable, CustomStringConvertible {
    /// The path beneath the folder of its kind.
    public var path: Path
    /// What stands there in its stead, beneath the same folder.
    public var standIn: Path

    public var description: String {
        standIn == path
            ? "\(path.display) is a link or another thing, and not a \(path.components.count == 1 ? "folder" : "file")"
            : "\(path.display) is not there, and \(standIn.display) is"
    }
}

extension ArchiveDirectory {
    /// The segments that were packed, renamed or linked away, as far as their names tell, the oldest first. A segment that
    /// was moved elsewhere leaves no name; the numbers of the lines tell of that.
    public func displaced() throws(SystemError) -> [DisplacedSegment] {
        var displaced: [DisplacedSegment] = []
        let top = try entries(of: ".")
        let days = Set(try self.days())
        for entry in top {
            guard let day = SegmentName.day(folder: Path(Array(entry.name.bytes.prefix(15)))), !days.contains(day)
            else {
                continue
            }
            displaced.append(DisplacedSegment(path: SegmentName.folder(of: day), standIn: entry.name))
        }
        for day in days {
            let folder = SegmentName.folder(of: day)
            let present = Set(try numbers(of: day))
            for entry in try entries(of: folder) {
                guard let number = ArchiveDirectory.number(named: entry.name, of: kind), !present.contains(number)
                else {
                    continue
                }
                let name = SegmentName(day: day, number: number, of: kind)
                displaced.append(DisplacedSegment(path: name.path, standIn: folder.appending(entry.name)))
            }
        }
        return displaced.sorted { $0.path.display < $1.path.display }
    }

    /// The number of a segment in the name of what is called like it, such as `articles-000001.jsonl.gz`.
    private static func number(named name: Path, of kind: SegmentKind) -> Int? {
        let bytes = Array(name.bytes)
        let ending = Array(".jsonl".utf8)
        guard bytes.count >= ending.count else { return nil }
        for end in (ending.count...bytes.count) where bytes[..<end].suffix(ending.count).elementsEqual(ending) {
            if let number = SegmentName.number(file: Path(Array(bytes[..<end])), of: kind) { return number }
        }
        return nil
    }
}
