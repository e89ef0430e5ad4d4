public import Archive
import Base
public import LinuxIO

/// Holds the files in `processed/` and `duplicates/` to what archive and ledger say was moved there.
///
/// It keeps three hashes of eight bytes for each delivery, and never a name. A file that was taken away since is no finding,
/// because whoever cleans up may do so; and neither is one that no delivery had the path of.
public struct MovedFiles {
    /// A file that does not fit.
    public struct Finding: Sendable, Equatable {
        /// The path beneath the state directory.
        public var path: Path
        /// What is wrong with it, in a sentence without the path.
        public var problem: String
    }

    /// Where a delivery is moved to.
    private enum Place: CaseIterable {
        case processed
        case duplicates

        var folder: Path {
            switch self {
            case .processed: StateDirectory.processed
            case .duplicates: StateDirectory.duplicates
            }
        }
    }

    private var paths: [Int] = []
    private var asRead: [Int] = []
    private var contents: [Int] = []

    /// Files that were looked at.
    public private(set) var count: Int64 = 0

    /// Nothing is known yet.
    public init() {}

    /// Takes note of the delivery of a record.
    public mutating func take(_ delivery: DeliveryIdentity) {
        take(.processed, delivery.path, delivery.bytes, delivery.modified, delivery.digest)
    }

    /// Takes note of a delivery that the ledger tells of.
    public mutating func take(_ entry: LedgerEntry) {
        let place: Place
        switch entry.outcome {
        case .archived: place = .processed
        case .duplicate: place = .duplicates
        // What a pattern leaves alone stays in the inbox, and was not read.
        case .ignored where entry.digest != nil: place = .processed
        case .quarantined, .ignored, .discarded, .putBack, .removed: return
        }
        take(place, entry.path, entry.bytes, entry.modified, entry.digest)
    }

    private mutating func take(_ place: Place, _ path: Path, _ bytes: Int64, _ modified: Int64, _ digest: SHA256Digest?)
    {
        let path = FreeName.atRest(path: path)
        let read = hash(place, path, bytes, modified)
        // The articles of one delivery come one after the other.
        if asRead.last == read { return }
        asRead.append(read)
        paths.append(hash(place, path, 0, 0))
        if let digest { contents.append(hash(place, path, bytes, digest)) }
    }

    private func hash(_ place: Place, _ path: Path, _ bytes: Int64, _ mark: some Hashable) -> Int {
        var hasher = Hasher()
        hasher.combine(place)
        hasher.combine(path)
        hasher.combine(bytes)
        hasher.combine(mark)
        return hasher.finalize()
    }

    /// Looks at every file that was moved.
    ///
    /// - Parameters:
    ///   - time: nanoseconds since 1970: what changed later was moved after archive and ledger were read, and is left out.
    ///   - isThorough: whether the bytes of every file are read, and not only of those whose time has changed.
    ///   - finding: called with each that does not fit.
    /// - Throws: where a folder or a file cannot be read.
    public mutating func check(
        in stateDirectory: Path,
        fileSystem: any FileSystem,
        until time: Int64,
        isThorough: Bool,
        finding: (Finding) -> Void
    ) throws(SystemError) {
        paths.sort()
        asRead.sort()
        contents.sort()
        for place in Place.allCases {
            let root: Descriptor
            do {
                root = try fileSystem.openRoot(stateDirectory.appending(place.folder))
            } catch  where error.isMissing {
                continue
            }
            // The first level are the days.
            var pending: [Path] = [""]
            while let path = pending.popLast() {
                let folder = path.isEmpty ? nil : OpenFolder(try fileSystem.open(path, in: root, .directory))
                let entries =
                    if let folder { try fileSystem.entries(of: folder.descriptor) } else {
                        try fileSystem.entries(of: root)
                    }
                for entry in entries {
                    let file = path.appending(entry.name)
                    if entry.kind == .directory {
                        pending.append(file)
                        continue
                    }
                    if entry.name.bytes.starts(with: FreeName.ownPrefix.utf8) { continue }
                    guard let problem = try problem(of: file, in: root, place, fileSystem, until: time, isThorough)
                    else {
                        continue
                    }
                    finding(Finding(path: place.folder.appending(file), problem: problem))
                }
            }
        }
    }

    private mutating func problem(
        of file: Path,
        in root: borrowing Descriptor,
        _ place: Place,
        _ fileSystem: any FileSystem,
        until time: Int64,
        _ isThorough: Bool
    ) throws(SystemError) -> String? {
        let status: FileStatus
        do {
            status = try fileSystem.status(of: file, in: root)
        } catch  where error.isMissing {
            return nil
        }
        guard status.kind == .file, status.changed < time else { return nil }
        let names = MovedFiles.names(of: file)
        guard names.contains(where: { paths.hasSorted(hash(place, $0, 0, 0)) }) else { return nil }
        count += 1
        let isAsRead = names.contains { asRead.hasSorted(hash(place, $0, status.size, status.modified)) }
        if isAsRead && !isThorough { return nil }
        let digest: SHA256Digest
        do {
            digest = try SHA256Digest(of: try fileSystem.open(file, in: root, .read), size: status.size, on: fileSystem)
        } catch  where error.isMissing {
            return nil
        }
        if names.contains(where: { contents.hasSorted(hash(place, $0, status.size, digest)) }) { return nil }
        return isAsRead
            ? "its bytes are not those that were read, though size and time are"
            : "its \(status.size) bytes are not those that were read; move it into the inbox to have it archived as it is now"
    }

    /// The paths in the inbox that a file may have come under, without the day: its own, and the one without the numbers
    /// that names which were taken have got.
    private static func names(of file: Path) -> [Path] {
        let path = file.components.dropFirst()
        let own = path.reduce(Path("")) { $0.appending($1) }
        let unnumbered = path.reduce(Path("")) { $0.appending(FreeName.withoutNumber($1)) }
        return own == unnumbered ? [own] : [own, unnumbered]
    }
}

extension [Int] {
    /// Whether a sorted array has an element: binary search.
    fileprivate func hasSorted(_ element: Int) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == element
    }
}
