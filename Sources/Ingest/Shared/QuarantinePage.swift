internal import FoundationEssentials
public import LinuxIO

/// The page beside a file in quarantine, as it is read again: why the file is there and where it came from.
public struct QuarantinePage: Sendable, Equatable {
    /// The file's path in the inbox.
    public var path: Path
    /// The reason in one word, and in sentences; what to do.
    public var reason: String
    public var explanation: String
    public var advice: String
    /// RFC 3339, UTC: when the file was quarantined, and when it was last modified.
    public var time: String
    public var modified: String?
    /// The SHA-256 of the bytes in hexadecimal; nil where they were not read.
    public var digest: String?

    /// What the name of a page has behind that of its file.
    static let suffix = ".reason.json"

    /// The name of the page beside a file of this name.
    static func name(of file: Path) -> Path {
        Path(Array(file.bytes) + suffix.utf8)
    }

    /// The most bytes that are read of a page.
    private static let largest = 1 << 20

    /// Reads the page beside a file, and its inode. Nil where no page is there; `page` is nil where it cannot be read as one.
    static func read(
        beside file: Path,
        in folder: borrowing Descriptor,
        on fileSystem: any FileSystem
    ) throws(SystemError) -> (page: QuarantinePage?, inode: UInt64)? {
        let name = name(of: file)
        if name.bytes.count > FreeName.longest { return nil }
        do throws(SystemError) {
            let open = try fileSystem.open(name, in: folder, .read)
            let status = try fileSystem.status(of: open)
            var bytes = [UInt8](repeating: 0, count: min(largest, Int(clamping: status.size)))
            var span = bytes.mutableSpan
            let count = try fileSystem.readFully(open, at: 0, into: &span)
            bytes.removeLast(bytes.count - count)
            return (QuarantinePage(json: bytes), status.inode)
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }

    /// Reads the JSON of a page; nil where it is none, or names a place outside the inbox.
    init?(json: [UInt8]) {
        struct Page: Decodable {
            var path: String
            var path_encoding: String?
            var reason: String
            var explanation: String?
            var what_to_do: String?
            var quarantined_at: String
            var modified_at: String?
            var sha256: String?
        }
        guard let page = try? JSONDecoder().decode(Page.self, from: Data(json)) else { return nil }
        let path = page.path_encoding == "percent" ? Path(percentEncoded: page.path) : Path(page.path)
        guard let path, path.isBeneath else { return nil }
        self.path = path
        reason = page.reason
        explanation = page.explanation ?? ""
        advice = page.what_to_do ?? ""
        time = page.quarantined_at
        modified = page.modified_at
        digest = page.sha256
    }
}

extension Path {
    /// Whether the path, relative to a folder, names something beneath it and in no other way than step by step.
    public var isBeneath: Bool {
        !isEmpty && !isAbsolute && !components.isEmpty && !components.contains { $0 == "." || $0 == ".." }
    }
}
