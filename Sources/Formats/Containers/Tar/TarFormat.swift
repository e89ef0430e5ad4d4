import Text
import Wire
public import Article

/// tar archives: ustar, pax, GNU and the old kind without a magic number.
///
/// Files are members. Folders are passed over; links and devices have no content, and are counted as no news.
public struct TarFormat: ContainerFormat {
    public let name = "tar"

    public init() {}

    /// A tar begins with a header whose checksum holds.
    public func recognizes(_ head: Span<UInt8>) -> Bool {
        head.count >= TarHeader.size && head[0] != 0 && TarHeader(head) != nil
    }

    public func members(
        of source: any ByteSource,
        limits: ContainerLimits
    ) throws(ContainerError) -> any ContainerMembers {
        TarMembers(ContainerStream(source), limits: limits, size: source.size)
    }
}

struct TarMembers: ContainerMembers {
    private var stream: ContainerStream
    private var count: MemberCount
    private var ownNotes: [ContainerNote] = []
    private var hasEnded = false
    /// What extended headers say of the next member, and of all that follow.
    private var following = TarExtension()
    private var global = TarExtension()
    /// No extended header is that long.
    private static let extensionLimit = 1 << 20

    init(_ stream: ContainerStream, limits: ContainerLimits, size: Int) {
        self.stream = stream
        count = MemberCount(limits, containerSize: size)
    }

    var containers: [String] { stream.containers + [TarFormat().name] }
    var notes: [ContainerNote] { stream.notes + ownNotes.filter { !stream.notes.contains($0) } }

    mutating func next() throws(ContainerError) -> ContainerMember? {
        while !hasEnded {
            guard try stream.fill(TarHeader.size) else {
                // Many writers leave the two blocks of zeros out.
                if stream.count > 0 { ownNotes.append(.endsEarly) }
                break
            }
            if TarHeader.isZero(stream.window) { break }
            guard let header = TarHeader(stream.window) else {
                if count.members == 0 { throw .refused(.brokenContainer("The file is not a tar archive.")) }
                ownNotes.append(.strayBytes)
                break
            }
            stream.consume(TarHeader.size)
            if let member = try read(header) { return member }
        }
        hasEnded = true
        return nil
    }

    private mutating func read(_ header: TarHeader) throws(ContainerError) -> ContainerMember? {
        switch header.type {
        case UInt8(ascii: "x"):
            following.read(pax: try content(header.length, limit: Self.extensionLimit) ?? [])
            return nil
        case UInt8(ascii: "g"):
            global.read(pax: try content(header.length, limit: Self.extensionLimit) ?? [])
            return nil
        case UInt8(ascii: "L"):
            let bytes = try content(header.length, limit: Self.extensionLimit) ?? []
            following.name = MemberName.text(Array(bytes.prefix { $0 != 0 }))
            return nil
        case UInt8(ascii: "K"):
            _ = try content(header.length, limit: 0)
            return nil
        default:
            break
        }
        defer { following = TarExtension() }
        let name = following.name ?? global.name ?? header.name
        let length = following.size ?? header.length
        let origin = MemberOrigin(modified: following.modified ?? header.modified)
        switch header.type {
        case 0 where name.hasSuffix("/"), UInt8(ascii: "5"):
            _ = try content(length, limit: 0)
            return nil
        case 0, UInt8(ascii: "0"), UInt8(ascii: "7"):
            if MemberKind.isMetadata(name) {
                try count.add(0)
                _ = try content(length, limit: 0)
                return ContainerMember(name: name, content: .notNews(.metadata), origin: origin)
            }
            if following.isSparse {
                try count.add(0)
                _ = try content(length, limit: 0)
                let rejection = Rejection.unsupportedMethod("The member", "the sparse file method of GNU tar")
                return ContainerMember(name: name, content: .refused(rejection), origin: origin)
            }
            try count.add(length)
            if let bytes = try content(length, limit: count.limits.memberBytes) {
                if hasEnded, bytes.count < length {
                    let rejection = Rejection.brokenContainer("The archive ends before the member does.")
                    return ContainerMember(name: name, content: .refused(rejection), origin: origin)
                }
                return ContainerMember(name: name, content: .bytes(bytes), origin: origin)
            }
            let rejection = Rejection.memberTooLarge(count.limits.memberBytes)
            return ContainerMember(name: name, content: .refused(rejection), origin: origin)
        case UInt8(ascii: "S"):
            try count.add(0)
            _ = try content(length, limit: 0)
            let rejection = Rejection.unsupportedMethod("The member", "the sparse file method of GNU tar")
            return ContainerMember(name: name, content: .refused(rejection), origin: origin)
        case UInt8(ascii: "1"), UInt8(ascii: "2"):
            // A link has no content, whatever its header says of its target's length.
            try count.add(0)
            return ContainerMember(name: name, content: .notNews(.link), origin: origin)
        default:
            try count.add(0)
            _ = try content(length, limit: 0)
            return ContainerMember(name: name, content: .notNews(.metadata), origin: origin)
        }
    }

    /// The content behind a header, and the padding after it consumed; nil where it is longer than the limit.
    private mutating func content(_ length: Int, limit: Int) throws(ContainerError) -> [UInt8]? {
        let padding = (TarHeader.size - length % TarHeader.size) % TarHeader.size
        var bytes: [UInt8]?
        let got: Int
        if length <= limit {
            let taken = try stream.take(length)
            got = taken.count
            bytes = taken
        } else {
            got = try stream.skip(length)
        }
        if got < length {
            hasEnded = true
            ownNotes.append(.endsEarly)
        } else {
            _ = try stream.skip(padding)
        }
        return bytes
    }
}

/// What the extended headers of pax and GNU tar change in the header that follows.
struct TarExtension {
    var name: String?
    var size: Int?
    var modified: Int64?
    /// Whether the content is that of a sparse file, with a map before it.
    var isSparse = false

    /// Records of the form `LENGTH KEY=VALUE\n` (POSIX.1-2017, pax, extended header).
    mutating func read(pax bytes: [UInt8]) {
        var start = 0
        while start < bytes.count, let space = bytes[start...].firstIndex(of: 0x20),
            let length = Int(String(decoding: bytes[start..<space], as: UTF8.self)), length > space - start + 1,
            length <= bytes.count - start
        {
            let record = bytes[space + 1..<start + length]
            start += length
            guard let sign = record.firstIndex(of: 0x3D) else { continue }
            let value = Array(record[(sign + 1)...].dropLast(record.last == 0x0A ? 1 : 0))
            let text = String(decoding: value, as: UTF8.self)
            let key = String(decoding: record[..<sign], as: UTF8.self)
            switch key {
            case "path": name = MemberName.text(value)
            case "GNU.sparse.name":
                name = MemberName.text(value)
                isSparse = true
            case "size": size = Int(text).flatMap { $0 >= 0 && $0 < 1 << 60 ? $0 : nil }
            case "mtime": modified = text.split(separator: ".").first.flatMap { Int64($0) }
            default: if key.hasPrefix("GNU.sparse.") { isSparse = true }
            }
        }
    }
}
