import CDigest

/// A SHA-256 (FIPS 180-4): 32 bytes that stand for the content they were computed from.
public struct SHA256Digest: Hashable, Sendable {
    // Words rather than an array: digests are kept by the million, and words cost no allocation.
    private var first: UInt64
    private var second: UInt64
    private var third: UInt64
    private var fourth: UInt64

    /// The digest of these bytes.
    @inline(never)
    public init(of bytes: Span<UInt8>) {
        var digest = InlineArray<32, UInt8>(repeating: 0)
        var space = digest.mutableSpan
        cdigest_sha256(bytes, &space)
        self.init(words: digest)
    }

    /// The digest of these bytes.
    public init(of bytes: [UInt8]) {
        self.init(of: bytes.span)
    }

    /// A digest from its 32 bytes; nil for any other number of them.
    public init?(bytes: Span<UInt8>) {
        guard bytes.count == 32 else { return nil }
        var copy = InlineArray<32, UInt8>(repeating: 0)
        for index in bytes.indices { copy[index] = bytes[index] }
        self.init(words: copy)
    }

    /// A digest from its 64 hexadecimal digits in lower case; nil for anything else.
    public init?(hexadecimal: String) {
        self.init(hexadecimal: Array(hexadecimal.utf8).span)
    }

    /// A digest from the ASCII of its 64 hexadecimal digits in lower case; nil for anything else.
    public init?(hexadecimal: Span<UInt8>) {
        guard hexadecimal.count == 64 else { return nil }
        var bytes = InlineArray<32, UInt8>(repeating: 0)
        for index in bytes.indices {
            guard let high = Hexadecimal.lowerValue(of: hexadecimal[index * 2]),
                let low = Hexadecimal.lowerValue(of: hexadecimal[index * 2 + 1])
            else { return nil }
            bytes[index] = high << 4 | low
        }
        self.init(words: bytes)
    }

    init(words bytes: InlineArray<32, UInt8>) {
        func word(_ start: Int) -> UInt64 {
            var value: UInt64 = 0
            for index in start..<start + 8 { value = value << 8 | UInt64(bytes[index]) }
            return value
        }
        first = word(0)
        second = word(8)
        third = word(16)
        fourth = word(24)
    }

    /// The byte at `index`, 0 to 31.
    public subscript(index: Int) -> UInt8 {
        let word =
            switch index / 8 {
            case 0: first
            case 1: second
            case 2: third
            default: fourth
            }
        return UInt8(truncatingIfNeeded: word >> UInt64(56 - index % 8 * 8))
    }

    /// The first eight bytes as a number, the first byte the highest: for an index that tells digests apart by less than
    /// all of them.
    public var leadingWord: UInt64 { first }

    /// The 32 bytes.
    public var bytes: [UInt8] { (0..<32).map { self[$0] } }

    /// Gives the 32 bytes to `body`.
    public func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        var bytes = InlineArray<32, UInt8>(repeating: 0)
        for index in bytes.indices { bytes[index] = self[index] }
        return try body(bytes.span)
    }

    /// The 64 hexadecimal digits in lower case.
    public var hexadecimal: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(64)
        for index in 0..<32 {
            digits.append(Hexadecimal.lowerDigit(self[index] >> 4))
            digits.append(Hexadecimal.lowerDigit(self[index] & 15))
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
