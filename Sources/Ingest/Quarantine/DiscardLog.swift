internal import FoundationEssentials
public import LinuxIO

/// What was thrown away from the quarantine, when and by whom: `discarded.jsonl` in the state directory, a line for each
/// file, only ever appended to.
///
/// A line is on the disk before its file is removed. Where that was then cut off, the file still stands in the quarantine,
/// and counts.
public struct DiscardLog {
    /// Its name in the state directory.
    public static let fileName: Path = "discarded.jsonl"

    /// Who throws files away.
    public struct Person: Sendable, Equatable {
        /// The user as whom the command runs.
        public var user: UInt32
        /// The name of that user, or of the one who has called sudo(8); nil where none is known.
        public var name: String?

        /// A person who runs a command.
        public init(user: UInt32, name: String?) {
            self.user = user
            self.name = name
        }
    }

    /// One file that was thrown away.
    public struct Entry: Sendable, Equatable {
        /// RFC 3339, UTC.
        public var at: String
        public var by: Person
    }

    private struct Line: Codable {
        var at: String
        var path: String
        var path_encoding: String?
        var bytes: Int64
        var modified: Int64
        var sha256: String?
        var reason: String?
        var uid: UInt32
        var user: String?
    }

    private let folder: Path
    private let fileSystem: any FileSystem

    /// The log in a state directory.
    public init(stateDirectory: Path, fileSystem: any FileSystem) {
        folder = stateDirectory
        self.fileSystem = fileSystem
    }

    /// Adds a line for each file, and makes them durable.
    ///
    /// - Parameter time: RFC 3339, UTC.
    public func add(_ files: [Quarantine.File], by person: Person, at time: String) throws(SystemError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var bytes: [UInt8] = []
        for file in files {
            let path = file.inboxPath
            let line = Line(
                at: time,
                path: path.text ?? path.percentEncoded,
                path_encoding: path.text == nil ? "percent" : nil,
                bytes: file.status.size,
                modified: file.status.modified,
                sha256: file.page?.digest,
                reason: file.page?.reason,
                uid: person.user,
                user: person.name
            )
            // Nothing in it can fail to be encoded.
            guard let json = try? encoder.encode(line) else { continue }
            bytes += json
            bytes.append(UInt8(ascii: "\n"))
        }
        let directory = try fileSystem.openRoot(folder)
        let isNew = try make(in: directory)
        // A line that a full disk has cut off ends here.
        if !isNew, try !endsWithLine(in: directory) { bytes.insert(UInt8(ascii: "\n"), at: 0) }
        let log = try fileSystem.open(DiscardLog.fileName, in: directory, .append)
        try fileSystem.writeAll(bytes.span, to: log)
        try fileSystem.synchronizeData(of: log)
        if isNew { try fileSystem.synchronize(directory) }
    }

    /// Makes the log where there is none, and returns whether it did; it then belongs to whom the folder belongs to.
    private func make(in directory: borrowing Descriptor) throws(SystemError) -> Bool {
        do {
            let log = try fileSystem.open(DiscardLog.fileName, in: directory, .create)
            if ProcessNumber.user == 0 {
                let owner = try fileSystem.status(of: directory)
                try FileAttributes.setOwner(owner.owner, group: owner.group, of: log)
            }
            return true
        } catch  where error.isTaken {
            return false
        }
    }

    private func endsWithLine(in directory: borrowing Descriptor) throws(SystemError) -> Bool {
        let log = try fileSystem.open(DiscardLog.fileName, in: directory, .read)
        let size = try fileSystem.status(of: log).size
        if size == 0 { return true }
        var last: [UInt8] = [0]
        var span = last.mutableSpan
        _ = try fileSystem.readFully(log, at: size - 1, into: &span)
        return last == [UInt8(ascii: "\n")]
    }

    /// When and by whom a file was thrown away that was quarantined at `time`; nil where the log does not tell.
    ///
    /// - Parameters:
    ///   - path: the file's in the inbox.
    ///   - modified: its time of modification, in nanoseconds since 1970.
    ///   - time: RFC 3339, UTC.
    public func entry(
        of path: Path,
        bytes: Int64,
        modified: Int64,
        quarantinedAt time: String
    ) throws(SystemError) -> Entry? {
        let wanted = path.text ?? path.percentEncoded
        var found: Entry?
        try forEachLine { line in
            guard line.path == wanted, (line.path_encoding == nil) == (path.text != nil), line.bytes == bytes,
                line.modified == modified, line.at >= time
            else { return true }
            found = Entry(at: line.at, by: Person(user: line.uid, name: line.user))
            return false
        }
        return found
    }

    /// Goes over the lines, oldest first, until `body` says false; a damaged one is passed over.
    private func forEachLine(_ body: (Line) -> Bool) throws(SystemError) {
        let log: Descriptor
        do {
            log = try fileSystem.open(DiscardLog.fileName, in: try fileSystem.openRoot(folder), .read)
        } catch  where error.isMissing {
            return
        }
        let decoder = JSONDecoder()
        var buffer = [UInt8](repeating: 0, count: 256 * 1024)
        var pending: [UInt8] = []
        var offset: Int64 = 0
        while true {
            var span = buffer.mutableSpan
            let count = try fileSystem.read(log, at: offset, into: &span)
            if count == 0 { return }
            offset += Int64(count)
            pending += buffer[..<count]
            var start = pending.startIndex
            while let end = pending[start...].firstIndex(of: UInt8(ascii: "\n")) {
                if let line = try? decoder.decode(Line.self, from: Data(pending[start..<end])), !body(line) { return }
                start = end + 1
            }
            pending.removeFirst(start)
            // No line is as long; what is so long is none.
            if pending.count > DiscardLog.longestLine { pending = [] }
        }
    }

    private static let longestLine = 1 << 20
}
