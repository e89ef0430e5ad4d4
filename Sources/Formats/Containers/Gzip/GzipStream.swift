import Article

/// What a gzip file (RFC 1952) unpacks to, as one stream over all its members.
///
/// A wrong ISIZE is noted and no more: it is the length modulo 4 GiB at the best, and many writers get it wrong. A
/// wrong CRC is noted too; what becomes of it depends on what was given out already.
struct GzipStream {
    private var input: SourceWindow
    private var inflater: Inflater?
    private var checksum: UInt32 = 0
    private var length: UInt32 = 0
    private var hasEnded = false
    /// Room for a member that libdeflate unpacks as a whole, kept from one to the next.
    private var room: [UInt8] = []
    /// The size above which a member is unpacked as a stream.
    private static let wholeMember = 1 << 20

    /// What all members may unpack to.
    private let limit: Int
    private let budget: UnpackBudget?
    private var total = 0
    private(set) var notes: [ContainerNote] = []
    /// The name in the first member's header.
    private(set) var name: String?
    /// When the packed file was last written, by the first member's header.
    private(set) var modified: Int64?
    private var memberCount = 0

    init(_ source: any ByteSource, limit: Int, budget: UnpackBudget? = nil) {
        self.budget = budget
        input = SourceWindow(source, capacity: 1 << 18)
        self.limit = limit
    }

    static func begins(_ head: Span<UInt8>) -> Bool {
        head.count > 3 && head[0] == 0x1F && head[1] == 0x8B && head[2] == 8
    }

    /// Appends what is unpacked next; how much, 0 only at the end.
    mutating func append(to buffer: inout [UInt8]) throws(ContainerError) -> Int {
        while !hasEnded {
            if inflater != nil {
                let added = try appendFromStream(&buffer)
                if added > 0 { return added }
                continue
            }
            guard try beginMember() else { break }
            let added = try appendWholeMember(&buffer)
            if added > 0 { return added }
        }
        return 0
    }

    /// The member whose header was read, by libdeflate where its stream is at hand as a whole and is not large; 0 and
    /// an ``inflater`` where not.
    private mutating func appendWholeMember(_ buffer: inout [UInt8]) throws(ContainerError) -> Int {
        try input.topUp()
        if room.isEmpty { room = [UInt8](repeating: 0, count: Self.wholeMember) }
        // A stream that is cut looks like one that is wrong; the slow way tells them apart.
        guard let result = try? Self.inflate(input, into: &room) else {
            inflater = Inflater()
            return 0
        }
        input.start += result.consumed
        checksum = Inflating.crc32(room.span.extracting(0..<result.written))
        length = UInt32(truncatingIfNeeded: result.written)
        try count(result.written)
        buffer.append(contentsOf: room[0..<result.written])
        try endMember()
        return result.written
    }

    private static func inflate(
        _ input: SourceWindow,
        into room: inout [UInt8]
    ) throws(Inflating.Failure) -> (consumed: Int, written: Int) {
        try Inflating.inflate(input.bytes.span.extracting(input.start..<input.end), into: &room)
    }

    private mutating func appendFromStream(_ buffer: inout [UInt8]) throws(ContainerError) -> Int {
        let range: Range<Int>
        do {
            guard let unpacked = try inflater?.next(&input) else { return 0 }
            range = unpacked
        } catch {
            hasEnded = true
            switch error {
            case .container(let error): throw error
            case .endsEarly: note(.endsEarly)
            case .invalid:
                throw .refused(.brokenContainer("The packed data of the gzip archive are damaged."))
            }
            return 0
        }
        guard let inflater else { return 0 }
        if !range.isEmpty {
            checksum = Inflating.crc32(inflater.output.span.extracting(range), after: checksum)
            length &+= UInt32(truncatingIfNeeded: range.count)
            try count(range.count)
            buffer.append(contentsOf: inflater.output[range])
        }
        if inflater.isFinished {
            self.inflater = nil
            try endMember()
        }
        return range.count
    }

    private mutating func count(_ unpacked: Int) throws(ContainerError) {
        total += unpacked
        if total > limit {
            hasEnded = true
            throw .refused(.unpacksTooLarge(limit))
        }
        if let budget, !budget.take(unpacked) {
            hasEnded = true
            throw .refused(.unpacksTooLarge(budget.limit))
        }
    }

    private mutating func note(_ note: ContainerNote) {
        if !notes.contains(note) { notes.append(note) }
    }

    /// Reads a member's header; false where no further member begins.
    private mutating func beginMember() throws(ContainerError) -> Bool {
        checksum = 0
        length = 0
        if try input.isAtEnd() {
            hasEnded = true
            return false
        }
        try input.topUp()
        // What follows the last member is padding, or belongs to nobody; gzip(1) passes over it too.
        guard Self.begins(input.bytes.span.extracting(input.start..<input.end)) else {
            if memberCount == 0 { throw .refused(.brokenContainer("The file is not a gzip archive.")) }
            hasEnded = true
            if try !isPadding() { note(.strayBytes) }
            return false
        }
        memberCount += 1
        guard try readHeader() else {
            hasEnded = true
            note(.endsEarly)
            return false
        }
        return true
    }

    private mutating func isPadding() throws(ContainerError) -> Bool {
        while let byte = try input.next() {
            if byte != 0 { return false }
        }
        return true
    }

    /// The header (RFC 1952, section 2.3); false where the file ends in it.
    private mutating func readHeader() throws(ContainerError) -> Bool {
        let fixed = try input.take(10)
        guard fixed.count == 10 else { return false }
        let flags = fixed[3]
        if flags & 4 != 0 {
            let size = try input.take(2)
            guard size.count == 2 else { return false }
            let length = Int(size[0]) | Int(size[1]) << 8
            guard try input.take(length).count == length else { return false }
        }
        if flags & 8 != 0 {
            var text: [UInt8] = []
            while let byte = try input.next(), byte != 0 { if text.count < 1_024 { text.append(byte) } }
            if memberCount == 1, !text.isEmpty { name = MemberName.latin(text) }
        }
        if flags & 16 != 0 { while let byte = try input.next(), byte != 0 {} }
        if flags & 2 != 0, try input.take(2).count < 2 { return false }
        let time = fixed[4...7].reversed().reduce(0) { $0 << 8 | Int64($1) }
        if memberCount == 1, time > 0 { modified = time }
        return true
    }

    private mutating func endMember() throws(ContainerError) {
        let trailer = try input.take(8)
        guard trailer.count == 8 else {
            hasEnded = true
            note(.endsEarly)
            return
        }
        func number(_ start: Int) -> UInt32 {
            trailer[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
        if number(0) != checksum { note(.wrongChecksum) }
        if number(4) != length { note(.wrongLength) }
    }
}
