public import Archive
import FoundationEssentials
public import LinuxIO

/// A file that keeps a place in a stream of lines, so that the next run goes on there.
///
/// While the value lives no other process can have the same cursor: a lock on `NAME.lock` beside it.
public final class FollowCursor: Sendable {
    /// Where the file is, as it was named.
    public let path: Path
    /// The stream that what is behind the place was published to; nil where it goes to whoever reads.
    public let stream: String?
    private let folder: Descriptor
    private let claim: FileClaim
    private let fileSystem: any FileSystem
    private var name: Path { path.name }

    /// What stands in the file; `wiredesk-cursor-1.schema.json` describes it.
    private struct Content: Codable {
        var v = 1
        /// Of what it is a place: `archive` or `ledger`.
        var of: String
        /// The stream whose publisher keeps it.
        var stream: String?
        /// The number in the archive, or in the ledger, as the lines there call it.
        var seq: Int64?
        var line: Int64?
        /// Where the line of this number stands; absent for 0.
        var segment: String?
        var offset: Int64?
        var length: Int?
        var crc32: String?
    }

    /// Nanoseconds for which a claim of another process is waited for. A run that was killed while it began a command
    /// leaves a child that has the claim until it has become the command, which is the time from fork(2) to execve(2).
    private static let patience: Int64 = 1_000_000_000

    /// Takes the cursor at a path, whether there is a file or not; blocks for up to a second where another process has it.
    ///
    /// - Parameter stream: the stream that what it passes is published to; a cursor of another one is refused.
    public init(at path: Path, stream: String? = nil, fileSystem: any FileSystem) throws(FollowError) {
        self.path = path
        self.stream = stream
        self.fileSystem = fileSystem
        let claim: FileClaim?
        do throws(SystemError) {
            folder = try fileSystem.openRoot(path.folder.isEmpty ? (path.isAbsolute ? "/" : ".") : path.folder)
            claim = try FollowCursor.claim(FollowCursor.beside(path.name, ".lock"), in: folder, fileSystem)
        } catch {
            throw .notKept(path, error)
        }
        guard let claim else { throw .held(path) }
        self.claim = claim
    }

    private static func claim(
        _ name: Path,
        in folder: borrowing Descriptor,
        _ fileSystem: any FileSystem
    ) throws(SystemError) -> FileClaim? {
        let deadline = Clock.monotonic.addingSaturated(patience)
        let timer = try Wakeup()
        while true {
            if let claim = try FileClaim(on: name, in: folder, fileSystem: fileSystem) { return claim }
            if Clock.monotonic >= deadline { return nil }
            try timer.wait(timeout: 20_000_000)
        }
    }

    private static func beside(_ name: Path, _ suffix: String) -> Path {
        Path(Array(name.bytes) + Array(suffix.utf8))
    }

    /// The place that is kept; nil where there is no file yet.
    ///
    /// - Parameter kind: of what it must be a place.
    public func place(of kind: SegmentKind) throws(FollowError) -> StreamPlace? {
        let bytes: [UInt8]
        do throws(SystemError) {
            let file = try fileSystem.open(name, in: folder, .read)
            var buffer = [UInt8](repeating: 0, count: 4096)
            var span = buffer.mutableSpan
            let count = try fileSystem.readFully(file, at: 0, into: &span)
            bytes = Array(buffer[..<count])
        } catch {
            if error.isMissing { return nil }
            throw error.isDirectory ? .noCursor(path) : .system(error)
        }
        guard let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)), content.v == 1,
            let found = SegmentKind.allCases.first(where: { $0.name == content.of })
        else { throw .noCursor(path) }
        if found != kind { throw .otherKind(path, of: found) }
        // One that names none was kept by `wiredesk follow`, whose place is as good as any to begin at.
        if let kept = content.stream, kept != stream { throw .otherStream(path, of: kept) }
        let number = kind == .articles ? content.seq : content.line
        guard let number, number >= 0 else { throw .noCursor(path) }
        if number == 0 { return .beginning(of: kind) }
        guard let segment = content.segment.flatMap({ SegmentName(path: Path($0), of: kind) }),
            let offset = content.offset, let length = content.length, let checksum = content.crc32,
            offset >= 0, length > 0, !offset.addingReportingOverflow(Int64(length)).overflow
        else { throw .noCursor(path) }
        return StreamPlace(
            kind: kind,
            sequence: number,
            mark: StreamPlace.Mark(
                position: ArchivePosition(segment: segment, offset: offset),
                length: length,
                checksum: checksum
            )
        )
    }

    /// Keeps a place. On return it is durable: the file is written under another name, synced and given its own, and the
    /// folder is synced (rename(2), fsync(2)).
    public func keep(_ place: StreamPlace) throws(FollowError) {
        let content = Content(
            of: place.kind.name,
            stream: stream,
            seq: place.kind == .articles ? place.sequence : nil,
            line: place.kind == .deliveries ? place.sequence : nil,
            segment: place.mark.map { "\($0.position.segment)" },
            offset: place.mark?.position.offset,
            length: place.mark?.length,
            crc32: place.mark?.checksum
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Numbers and texts can always be encoded.
        let bytes = ((try? encoder.encode(content)).map { Array($0) } ?? []) + [0x0A]
        do throws(SystemError) {
            try fileSystem.replaceFile(
                name,
                by: FollowCursor.beside(name, ".part"),
                in: folder,
                with: bytes.span,
                isDurable: true
            )
            try fileSystem.synchronize(folder)
        } catch {
            throw .notKept(path, error)
        }
    }
}
