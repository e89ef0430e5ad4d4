import Text
import Wire
public import Article

/// zip archives: stored and deflated members, zip64, names in UTF-8 and the code page of DOS.
///
/// The directory at the end decides what the members are; what stands in the file beside them is nobody's. Members that
/// share bytes mark an archive that was made to overwhelm a reader: it is refused as a whole.
public struct ZipFormat: ContainerFormat {
    public let name = "zip"

    public init() {}

    public func recognizes(_ head: Span<UInt8>) -> Bool {
        guard head.count >= 4, head[0] == 0x50, head[1] == 0x4B else { return false }
        // A member, or the end record of an empty archive.
        return head[2] == 3 && head[3] == 4 || head[2] == 5 && head[3] == 6
    }

    public func members(
        of source: any ByteSource,
        limits: ContainerLimits
    ) throws(ContainerError) -> any ContainerMembers {
        try ZipMembers(source, limits: limits)
    }
}

struct ZipMembers: ContainerMembers {
    private let source: any ByteSource
    private var entries: ZipEntries
    private var count: MemberCount
    private let extents: ZipExtents

    init(_ source: any ByteSource, limits: ContainerLimits) throws(ContainerError) {
        self.source = source
        let directory = try ZipDirectory(source)
        if directory.entryCount > limits.members { throw .refused(.tooManyMembers(limits.members)) }
        extents = try ZipExtents(directory)
        entries = directory.entries()
        count = MemberCount(limits, containerSize: source.size)
        if extents.fileCount > 0, extents.encryptedCount == extents.fileCount {
            throw .refused(.encrypted("The zip archive"))
        }
    }

    var containers: [String] { [ZipFormat().name] }
    var notes: [ContainerNote] { [] }

    mutating func next() throws(ContainerError) -> ContainerMember? {
        while let entry = try entries.next() {
            if entry.isFolder, entry.size == 0 { continue }
            if MemberKind.isMetadata(entry.name) {
                try count.add(0)
                return ContainerMember(name: entry.name, content: .notNews(.metadata))
            }
            // The size in the directory counts even where it lies: what really comes out is held against it.
            try count.add(entry.size)
            do {
                return ContainerMember(name: entry.name, content: .bytes(try bytes(of: entry)))
            } catch {
                guard case .refused(let rejection) = error else { throw error }
                return ContainerMember(name: entry.name, content: .refused(rejection))
            }
        }
        return nil
    }

    /// The unpacked content of an entry.
    func bytes(of entry: ZipEntry) throws(ContainerError) -> [UInt8] {
        let limit = count.limits.memberBytes
        if entry.isEncrypted { throw .refused(.encrypted("The member")) }
        if let method = ZipMethod.unsupported(entry.method) {
            throw .refused(.unsupportedMethod("The member", method))
        }
        // What is packed is hardly ever larger than what it unpacks to.
        if entry.size > limit || entry.packedSize > limit + limit / 8 + 1_024 {
            throw .refused(.memberTooLarge(limit))
        }
        var window = SourceWindow(source, from: entry.offset, capacity: 65_536)
        let header = try window.take(30)
        let fields = LittleEndian(header.span)
        guard header.count == 30, fields.long(0) == 0x0403_4B50 else {
            throw .refused(.brokenContainer("The directory of the archive points to no member."))
        }
        let start = entry.offset + 30 + fields.short(26) + fields.short(28)
        guard start + entry.packedSize <= extents.end(of: entry.offset) else {
            throw .refused(.overlappingMembers)
        }
        window.seek(to: start)
        let packed = try window.take(entry.packedSize)
        guard packed.count == entry.packedSize else {
            throw .refused(.brokenContainer("The archive ends before the member does."))
        }
        let content = entry.method == 0 ? packed : try Self.inflate(packed, entry)
        guard content.count == entry.size else {
            throw .refused(.wrongSize(entry.size, "\(content.count)"))
        }
        guard Inflating.crc32(content.span) == entry.checksum else {
            throw .refused(.brokenContainer("The checksum of the member is not that of its content."))
        }
        return content
    }

    private static func inflate(_ packed: [UInt8], _ entry: ZipEntry) throws(ContainerError) -> [UInt8] {
        do {
            // One byte more than it says shows that it lies.
            let result = try Inflating.inflate(packed.span, expecting: entry.size, limit: entry.size + 1)
            return result.output
        } catch {
            switch error {
            case .tooLarge: throw .refused(.wrongSize(entry.size, "more"))
            case .invalid: throw .refused(.brokenContainer("The packed data of the member are damaged."))
            }
        }
    }
}

/// The names of packing methods (APPNOTE, section 4.4.5).
enum ZipMethod {
    /// The name of a method that is not supported; nil for stored and deflated.
    static func unsupported(_ method: Int) -> String? {
        switch method {
        case 0, 8: nil
        case 1...6: "a method of the eighties (\(method))"
        case 9: "deflate64"
        case 12: "bzip2"
        case 14: "LZMA"
        case 93: "zstd"
        case 95: "xz"
        case 98: "PPMd"
        default: "method \(method)"
        }
    }
}

/// Where the members of a zip archive begin, and that none reaches into another.
struct ZipExtents {
    private var starts: [Int] = []
    private let limit: Int
    private(set) var fileCount = 0
    private(set) var encryptedCount = 0

    init(_ directory: ZipDirectory) throws(ContainerError) {
        limit = directory.range.lowerBound
        var extents: [(start: Int, end: Int)] = []
        extents.reserveCapacity(directory.entryCount)
        var entries = directory.entries()
        while let entry = try entries.next() {
            extents.append((entry.offset, entry.offset + entry.extent))
            if entry.isFolder { continue }
            fileCount += 1
            if entry.isEncrypted { encryptedCount += 1 }
        }
        extents.sort { $0.start < $1.start }
        for (index, extent) in extents.enumerated() {
            let next = index + 1 < extents.count ? extents[index + 1].start : limit
            if extent.end > next { throw .refused(.overlappingMembers) }
        }
        starts = extents.map(\.start)
    }

    /// Where the next member begins after the one at `start`, or the directory.
    func end(of start: Int) -> Int {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= start { low = middle + 1 } else { high = middle }
        }
        return low < starts.count ? starts[low] : limit
    }
}
