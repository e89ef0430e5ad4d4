import CText

/// A member of a gzip file (RFC 1952, section 2.3), in memory. Members that follow one another are one file to `gunzip`.
public enum GzipMember {
    /// Bytes of the head of a member that ``pack(_:)`` makes, and of the checksum and length behind its content.
    public static let head = 10
    private static let tail = 8

    /// Packs bytes; nil where memory runs out.
    public static func pack(_ bytes: [UInt8]) -> [UInt8]? {
        var packed = [UInt8](repeating: 0, count: bytes.count + bytes.count / 64 + 1_024)
        let length = pack(bytes, into: &packed)
        return length < 0 ? nil : Array(packed.prefix(length))
    }

    /// Unpacks a whole member that ``pack(_:)`` has made of `count` bytes, and checks it against its checksum; nil where it
    /// is not one.
    public static func unpack(_ packed: [UInt8], count: Int) -> [UInt8]? {
        guard packed.count > head + tail, packed.starts(with: [0x1F, 0x8B, 8, 0]) else { return nil }
        let content = Array(packed[head..<packed.count - tail])
        var bytes = [UInt8](repeating: 0, count: count)
        // Two numbers in one: bytes read, and bytes written.
        guard inflate(content, into: &bytes) == UInt64(content.count) << 32 | UInt64(count) else { return nil }
        let checksum = bytes.isEmpty ? 0 : ctext_crc32(0, bytes.span)
        let stated =
            LittleEndian.bytes(of: UInt64(checksum), count: 4) + LittleEndian.bytes(of: UInt64(count), count: 4)
        return packed.suffix(tail).elementsEqual(stated) ? bytes : nil
    }

    /// Whether bytes are the head of a member that ``pack(_:)`` makes, or the beginning of it: gzip(1) and others write the
    /// name, the time or the system there.
    public static func isOwnHead(_ bytes: some Sequence<UInt8>) -> Bool {
        let (levelPlace, unknownSystem) = (8, UInt8(255))
        let own: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, unknownSystem]
        return zip(bytes, own).enumerated().allSatisfy { $0.offset == levelPlace || $0.element.0 == $0.element.1 }
    }

    /// A member without content, whose extra field (RFC 1952, section 2.3.1.1) has one subfield of this two-letter name.
    /// The payload has at most 65,531 bytes.
    public static func note(_ name: (UInt8, UInt8), _ payload: [UInt8]) -> [UInt8] {
        let flagOfExtraField: UInt8 = 4
        let unknownSystem: UInt8 = 255
        var member: [UInt8] = [0x1F, 0x8B, 8, flagOfExtraField, 0, 0, 0, 0, 0, unknownSystem]
        member += LittleEndian.bytes(of: UInt64(payload.count + 4), count: 2)
        member += [name.0, name.1]
        member += LittleEndian.bytes(of: UInt64(payload.count), count: 2)
        member += payload
        let nothingPacked: [UInt8] = [3, 0]
        return member + nothingPacked + [UInt8](repeating: 0, count: tail)
    }

    /// Where in a ``note(_:_:)`` its payload begins, and how many bytes it has beside the payload.
    public static let noteHead = 16
    public static let noteOverhead = noteHead + 2 + tail

    @inline(never)
    private static func pack(_ bytes: [UInt8], into packed: inout [UInt8]) -> Int {
        var space = packed.mutableSpan
        return ctext_gzip(bytes.span, &space)
    }

    @inline(never)
    private static func inflate(_ content: [UInt8], into bytes: inout [UInt8]) -> UInt64 {
        var space = bytes.mutableSpan
        return ctext_inflate(content.span, &space)
    }
}

/// Numbers as gzip writes them, the lowest byte first.
public enum LittleEndian {
    /// The lowest bytes of a number.
    public static func bytes(of number: UInt64, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }

    /// The number that up to eight bytes stand for.
    public static func number(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var number: UInt64 = 0
        for (place, byte) in bytes.enumerated() { number |= UInt64(byte) << (8 * UInt64(place)) }
        return number
    }
}
