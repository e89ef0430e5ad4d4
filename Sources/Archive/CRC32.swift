/// The CRC-32 that ends each record: the one of gzip, PNG and zlib's `crc32` (ISO/IEC 13239, RFC 1952 section 8).
///
/// It is there for the parts of a record that the content id does not cover, and so that recovery can tell a whole line
/// from a torn one without reading its meaning. It is no guard against intent.
public struct CRC32: Equatable, Sendable {
    /// The checksum of the bytes so far.
    public private(set) var value: UInt32 = 0

    /// The checksum of no bytes.
    public init() {}

    /// The checksum of `bytes`.
    public init(_ bytes: Span<UInt8>) {
        update(bytes)
    }

    /// Takes in more bytes.
    public mutating func update(_ bytes: Span<UInt8>) {
        let tables = CRC32.tables.span
        var crc = ~value
        var index = 0
        let end = bytes.count
        // Eight bytes at a time ("slicing by 8": Kounavis and Berry, 2005).
        while index + 8 <= end {
            let low =
                crc
                ^ (UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
                    | UInt32(bytes[index + 3]) << 24)
            crc =
                tables[0x700 + Int(low & 0xFF)] ^ tables[0x600 + Int(low >> 8 & 0xFF)]
                ^ tables[0x500 + Int(low >> 16 & 0xFF)] ^ tables[0x400 + Int(low >> 24)]
                ^ tables[0x300 + Int(bytes[index + 4])] ^ tables[0x200 + Int(bytes[index + 5])]
                ^ tables[0x100 + Int(bytes[index + 6])] ^ tables[Int(bytes[index + 7])]
            index += 8
        }
        while index < end {
            crc = crc >> 8 ^ tables[Int((crc ^ UInt32(bytes[index])) & 0xFF)]
            index += 1
        }
        value = ~crc
    }

    /// Takes in `count` more bytes whose own checksum is known, without reading them.
    ///
    /// As zlib's `crc32_combine`: the checksum so far is shifted by as many zero bytes, which is a multiplication modulo
    /// the polynomial, and added.
    public mutating func append(_ other: CRC32, count: Int) {
        var factor: UInt32 = 1 << 31  // x to the power 0, in the reflected order
        var power = CRC32.shiftByOneByte
        var rest = count
        while rest > 0 {
            if rest & 1 == 1 { factor = CRC32.product(factor, power) }
            power = CRC32.product(power, power)
            rest >>= 1
        }
        value = CRC32.product(factor, value) ^ other.value
    }

    /// The polynomial, its lowest power first.
    private static let polynomial: UInt32 = 0xEDB8_8320
    /// x to the power 8.
    private static let shiftByOneByte: UInt32 = 1 << 23

    private static func product(_ one: UInt32, _ other: UInt32) -> UInt32 {
        var sum: UInt32 = 0
        var shifted = other
        var bit: UInt32 = 1 << 31
        while bit != 0 {
            if one & bit != 0 { sum ^= shifted }
            shifted = shifted & 1 == 1 ? shifted >> 1 ^ polynomial : shifted >> 1
            bit >>= 1
        }
        return sum
    }

    /// Eight tables of 256, the n-th for a byte with n bytes behind it.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var crc = UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ polynomial : crc >> 1 }
            tables[byte] = crc
        }
        for index in 256..<8 * 256 {
            let before = tables[index - 256]
            tables[index] = before >> 8 ^ tables[Int(before & 0xFF)]
        }
        return tables
    }()
}
