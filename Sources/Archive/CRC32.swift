import CText

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
        // A pointer to no bytes at all stands for a new checksum there.
        if !bytes.isEmpty { value = ctext_crc32(value, bytes) }
    }

    /// Takes in `count` more bytes whose own checksum is known, without reading them.
    ///
    /// As zlib's `crc32_combine`: the checksum so far is shifted by as many zero bytes, which is a multiplication modulo
    /// the polynomial, and added.
    public mutating func append(_ other: CRC32, count: Int) {
        let powers = CRC32.powers.span
        var rest = count
        while rest > 0 {
            value = CRC32.product(powers[rest.trailingZeroBitCount], value)
            rest &= rest - 1
        }
        value ^= other.value
    }

    /// The polynomial, its lowest power first.
    private static let polynomial: UInt32 = 0xEDB8_8320
    /// What shifts a checksum by 1, 2, 4 and so on bytes: x to the powers 8, 16, 32.
    private static let powers: [UInt32] = {
        var powers: [UInt32] = [1 << 23]
        while powers.count < Int.bitWidth { powers.append(product(powers[powers.count - 1], powers[powers.count - 1])) }
        return powers
    }()

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
}
