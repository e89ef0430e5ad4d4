import Text
import Wire
public import Article

/// Web archives, WARC 0.17 to 1.1 (ISO 28500), as they are or in gzip.
///
/// The pages of `response` and `resource` records are members, named by their address. Requests, metadata, revisits and
/// what was not fetched are counted as no news.
public struct WARCFormat: ContainerFormat {
    public let name = "warc"

    public init() {}

    public func recognizes(_ head: Span<UInt8>) -> Bool {
        WARCMembers.beginsRecord(head, at: 0)
    }

    public func members(
        of source: any ByteSource,
        limits: ContainerLimits
    ) throws(ContainerError) -> any ContainerMembers {
        WARCMembers(ContainerStream(source), limits: limits, size: source.size)
    }
}

struct WARCMembers: ContainerMembers {
    private var stream: ContainerStream
    private var count: MemberCount
    private var ownNotes: [ContainerNote] = []

    init(_ stream: ContainerStream, limits: ContainerLimits, size: Int) {
        self.stream = stream
        count = MemberCount(limits, containerSize: size)
    }

    var containers: [String] { stream.containers + [WARCFormat().name] }
    var notes: [ContainerNote] { stream.notes + ownNotes.filter { !stream.notes.contains($0) } }

    private mutating func note(_ note: ContainerNote) {
        if !ownNotes.contains(note) { ownNotes.append(note) }
    }

    /// `WARC/` and a digit.
    static func beginsRecord(_ bytes: Span<UInt8>, at start: Int) -> Bool {
        guard start >= 0, start + 6 <= bytes.count else { return false }
        let version = bytes[start + 5]
        return bytes[start] == 0x57 && bytes[start + 1] == 0x41 && bytes[start + 2] == 0x52
            && bytes[start + 3] == 0x43 && bytes[start + 4] == 0x2F && version >= 0x30 && version <= 0x39
    }

    mutating func next() throws(ContainerError) -> ContainerMember? {
        guard try findRecord() else { return nil }
        _ = try stream.line(limit: RecordFields.lineLimit)
        let fields = try RecordFields(&stream)
        try count.add(0)
        var url = fields["warc-target-uri"]
        // Some writers took the angle brackets of the grammar for part of the address.
        if let text = url, text.hasPrefix("<"), text.hasSuffix(">") { url = String(text.dropFirst().dropLast()) }
        let name = url.map { MemberName.cleaned($0) } ?? MemberName.number(count.members)
        let fetched = fields["warc-date"].flatMap { OffsetTime(rfc3339: $0)?.secondsSince1970 }
        let kind = Self.kind(of: fields)
        guard let length = fields["content-length"].flatMap({ Int($0) }), length >= 0 else {
            note(.wrongLength)
            return ContainerMember(
                name: name,
                content: .refused(.brokenContainer("The record does not say how long it is."))
            )
        }
        let block = try readBlock(length)
        switch block {
        case .whole(let size):
            defer { stream.consume(size) }
            if let kind { return ContainerMember(name: name, content: .notNews(kind)) }
            let content = stream.window.extracting(0..<size)
            let member = try FetchedPage.member(
                content,
                name: name,
                url: url,
                fetched: fetched,
                mediaType: fields["warc-type"] == "resource" ? fields["content-type"] : nil,
                limit: count.limits.memberBytes
            )
            if case .bytes(let bytes) = member.content { try count.addBytes(bytes.count) }
            return member
        case .tooLong:
            if let kind { return ContainerMember(name: name, content: .notNews(kind)) }
            return ContainerMember(name: name, content: .refused(.memberTooLarge(count.limits.memberBytes)))
        case .cut:
            if let kind { return ContainerMember(name: name, content: .notNews(kind)) }
            return ContainerMember(name: name, content: .refused(.endsEarly("The web archive")))
        }
    }

    /// What a record is where it is no page.
    private static func kind(of fields: RecordFields) -> NotNews? {
        switch fields["warc-type"]?.lowercased() {
        case "response", "resource":
            // What crawlers keep of their own under the same type.
            let scheme = fields["warc-target-uri"]?.lowercased().drop { $0 == "<" }.prefix { $0 != ":" } ?? ""
            return ["dns", "metadata", "whois", "filedesc"].contains(scheme) ? .metadata : nil
        case "request": return .request
        case "revisit": return .revisit
        default: return .metadata
        }
    }

    /// Moves to the next line that begins a record; false at the end.
    private mutating func findRecord() throws(ContainerError) -> Bool {
        while try stream.fill(6) || stream.count > 0 {
            let blank = Self.blankCount(stream.window)
            if blank > 0 {
                stream.consume(blank)
                continue
            }
            if Self.beginsRecord(stream.window, at: 0) { return true }
            if stream.position == 0 { throw .refused(.brokenContainer("The file is not a web archive.")) }
            note(.strayBytes)
            _ = try stream.line(limit: RecordFields.lineLimit)
        }
        return false
    }

    /// How many line ends and NULs the bytes begin with.
    private static func blankCount(_ bytes: Span<UInt8>) -> Int {
        var blank = 0
        while blank < bytes.count, bytes[blank] == 0x0D || bytes[blank] == 0x0A || bytes[blank] == 0 { blank += 1 }
        return blank
    }

    private enum Block {
        /// So many bytes at hand are the block.
        case whole(Int)
        /// It was passed over.
        case tooLong
        /// The archive ends in it.
        case cut
    }

    /// Finds the block's end: where its length says, when a record, blank lines or the end follow there; else before the
    /// next line that begins a record.
    private mutating func readBlock(_ length: Int) throws(ContainerError) -> Block {
        // A page is packed and has a header; so a block may be somewhat larger than a member.
        let limit = count.limits.memberBytes + 1 << 20
        guard length <= limit else {
            let skipped = try stream.skip(length)
            if skipped < length {
                note(.endsEarly)
                return .cut
            }
            return .tooLong
        }
        _ = try stream.fill(length + 8)
        if Self.blockEnds(stream.window, at: length) { return .whole(length) }
        // The length is wrong, or the archive ends early.
        if let end = Self.nextRecord(stream.window, from: 0, to: length) {
            note(.wrongLength)
            return .whole(end)
        }
        if stream.count < length {
            note(.endsEarly)
            stream.consume(stream.count)
            return .cut
        }
        note(.wrongLength)
        return .whole(try extendedEnd(from: length, limit: limit))
    }

    /// Whether what follows at the end of a block follows on a block: a line end, a record, or nothing.
    private static func blockEnds(_ bytes: Span<UInt8>, at end: Int) -> Bool {
        if bytes.count <= end { return bytes.count == end }
        return bytes[end] == 0x0D || bytes[end] == 0x0A || beginsRecord(bytes, at: end)
    }

    /// Where the block before the first line that begins a record ends.
    private static func nextRecord(_ bytes: Span<UInt8>, from start: Int, to limit: Int) -> Int? {
        var index = start
        while index < min(bytes.count, limit) {
            if bytes[index] == 0x0A, beginsRecord(bytes, at: index + 1) {
                var end = index
                while end > 0, bytes[end - 1] == 0x0D || bytes[end - 1] == 0x0A { end -= 1 }
                return end
            }
            index += 1
        }
        return nil
    }

    /// The end of a block that is longer than its length says: before the next record's line, or at the end.
    private mutating func extendedEnd(from start: Int, limit: Int) throws(ContainerError) -> Int {
        var looked = start
        while looked < limit {
            let hasMore = try stream.fill(looked + 65_536)
            if let end = Self.nextRecord(stream.window, from: looked, to: limit) { return end }
            if !hasMore { return min(stream.count, limit) }
            // A line may stand across the end of what was looked at.
            looked = max(start, stream.count - 8)
        }
        return start
    }
}
