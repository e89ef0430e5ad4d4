import Text
import Wire
public import Article

/// The older web archives of the Internet Archive, ARC (the ARC file format, Burner and Kahle, 1996), as they are or in
/// gzip.
public struct ARCFormat: ContainerFormat {
    public let name = "arc"

    public init() {}

    public func recognizes(_ head: Span<UInt8>) -> Bool {
        let mark = Array("filedesc://".utf8)
        guard head.count > mark.count else { return false }
        for (index, byte) in mark.enumerated() where head[index] != byte { return false }
        return true
    }

    public func members(
        of source: any ByteSource,
        limits: ContainerLimits
    ) throws(ContainerError) -> any ContainerMembers {
        ARCMembers(ContainerStream(source), limits: limits, size: source.size)
    }
}

struct ARCMembers: ContainerMembers {
    private var stream: ContainerStream
    private var count: MemberCount
    private var ownNotes: [ContainerNote] = []
    /// How many columns the line before a record has: 5, or 10 in the second version.
    private var columns = 5

    init(_ stream: ContainerStream, limits: ContainerLimits, size: Int) {
        self.stream = stream
        count = MemberCount(limits, containerSize: size)
    }

    var containers: [String] { stream.containers + [ARCFormat().name] }
    var notes: [ContainerNote] { stream.notes + ownNotes.filter { !stream.notes.contains($0) } }

    /// The line before a record: address, IP address, time, media type, and the length at the end.
    private struct RecordLine {
        var url: String
        var fetched: Int64?
        var mediaType: String
        var length: Int

        /// Nil where the line is none. Addresses with spaces in them were written as they are.
        init?(_ line: String, columns: Int) {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count >= columns, let length = Int(words[words.count - 1]), length >= 0 else { return nil }
            let rest = words.count - columns + 1
            url = words[..<rest].joined(separator: " ")
            self.length = length
            let time = words[rest + 1]
            guard time.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), time.utf8.count >= 8 else { return nil }
            mediaType = words[rest + 2].lowercased()
            fetched = Self.seconds(Array(time.utf8))
        }

        /// `YYYYMMDDhhmmss`.
        private static func seconds(_ digits: [UInt8]) -> Int64? {
            func number(_ start: Int, _ count: Int) -> Int {
                guard start + count <= digits.count else { return 0 }
                return digits[start..<start + count].reduce(0) { $0 * 10 + Int($1 - 0x30) }
            }
            guard let day = CivilDate(year: number(0, 4), month: number(4, 2), day: number(6, 2)) else { return nil }
            let second = number(8, 2) * 3_600 + number(10, 2) * 60 + number(12, 2)
            return OffsetTime(day: day, second: second, offset: 0)?.secondsSince1970
        }
    }

    mutating func next() throws(ContainerError) -> ContainerMember? {
        while let bytes = try stream.line(limit: RecordFields.lineLimit) {
            if bytes.allSatisfy({ $0 == 0x0D || $0 == 0x20 || $0 == 0 }) { continue }
            let isFirst = count.members == 0
            guard let record = RecordLine(MemberName.text(bytes), columns: columns) else {
                if isFirst { throw .refused(.brokenContainer("The file is not a web archive.")) }
                if !ownNotes.contains(.strayBytes) { ownNotes.append(.strayBytes) }
                continue
            }
            try count.add(0)
            let isDescription = record.url.hasPrefix("filedesc://")
            if let member = try member(record, isDescription: isDescription) { return member }
        }
        return nil
    }

    private mutating func member(_ record: RecordLine, isDescription: Bool) throws(ContainerError) -> ContainerMember? {
        let name = MemberName.cleaned(record.url)
        guard record.length <= count.limits.memberBytes + 1 << 20 else {
            if try stream.skip(record.length) < record.length { ownNotes.append(.endsEarly) }
            return ContainerMember(name: name, content: .refused(.memberTooLarge(count.limits.memberBytes)))
        }
        let isWhole = try stream.fill(record.length)
        let size = min(record.length, stream.count)
        defer { stream.consume(size) }
        if !isWhole {
            ownNotes.append(.endsEarly)
            return ContainerMember(name: name, content: .refused(.endsEarly("The web archive")))
        }
        if isDescription {
            // Its second line begins with the version, its third names the columns.
            let lines = MemberName.lines(stream.window.extracting(0..<size), limit: 2)
            if lines.count == 2, lines[1].split(separator: " ").count == 10 { columns = 10 }
            return ContainerMember(name: name, content: .notNews(.metadata))
        }
        if record.url.hasPrefix("dns:") { return ContainerMember(name: name, content: .notNews(.metadata)) }
        let member = try FetchedPage.member(
            stream.window.extracting(0..<size),
            name: name,
            url: record.url,
            fetched: record.fetched,
            mediaType: record.mediaType == "no-type" || record.mediaType == "-" ? nil : record.mediaType,
            limit: count.limits.memberBytes
        )
        if case .bytes(let bytes) = member.content { try count.addBytes(bytes.count) }
        return member
    }
}
