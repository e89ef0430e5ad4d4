public import LinuxIO
import Text

/// A segment, or the folder of a day, that is not there as what it was, and what tells that it has been there: a link in its
/// place, or a packed or renamed copy beside it.
public struct DisplacedSegment: Sendable, Hashable, CustomStringConvertible {
    /// The path beneath the folder of its kind.
    public var path: Path
    /// What stands there in its stead, beneath the same folder.
    public var standIn: Path
    /// Whether that is its compressed form, as far as a copy or a restore that broke off, or its disk, has left it.
    public var isDamaged = false

    public var description: String {
        if isDamaged { return "\(standIn.display) is damaged: the end of the compressed segment is missing" }
        return standIn == path
            ? "\(path.display) is a link or another thing, and not a \(path.components.count == 1 ? "folder" : "file")"
            : "\(path.display) is not there, and \(standIn.display) is"
    }

    /// What to do.
    public var advice: String {
        isDamaged
            ? "restore it from a backup; `zcat \(standIn.display)` prints what is left of it"
            : "put the plain file back under its name"
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
            // In this order: what a daemon begins, or compresses, in between is present.
            let entries = try entries(of: folder)
            let present = Set(try numbers(of: day))
            for entry in entries {
                guard let number = ArchiveDirectory.number(named: entry.name, of: kind), !present.contains(number)
                else {
                    continue
                }
                let name = SegmentName(day: day, number: number, of: kind)
                let standIn = folder.appending(entry.name)
                let isDamaged = standIn == name.packedPath ? try isRestOfPacked(standIn) : false
                displaced.append(DisplacedSegment(path: name.path, standIn: standIn, isDamaged: isDamaged))
            }
        }
        return displaced.sorted { $0.path.display < $1.path.display }
    }

    /// Whether a file begins as packed segments do, or with nothing, as after a crash of the disk, and not as a file that
    /// somebody else has compressed.
    private func isRestOfPacked(_ path: Path) throws(SystemError) -> Bool {
        do throws(SystemError) {
            let file = try fileSystem.open(path, in: descriptor, .read)
            guard try fileSystem.status(of: file).kind == .file else { return false }
            var head = [UInt8](repeating: 0, count: GzipMember.head)
            var span = head.mutableSpan
            let count = try fileSystem.readFully(file, at: 0, into: &span)
            return GzipMember.isOwnHead(head.prefix(count)) || head.allSatisfy { $0 == 0 }
        } catch {
            if error.isMissing || error.number == SystemError.symbolicLink || error.isDirectory { return false }
            throw error.about(path)
        }
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
