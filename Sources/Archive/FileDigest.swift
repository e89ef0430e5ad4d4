public import Crypto

/// The SHA-256 of a file's raw bytes, as they came.
public struct FileDigest: Hashable, Sendable {
    // Words rather than an array: digests are kept by the thousand, and a word costs no allocation.
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    private var fourth: UInt64 = 0

    /// The digest of these bytes.
    public init(of bytes: [UInt8]) {
        self.init(SHA256.hash(data: bytes))
    }

    /// A digest that was computed piece by piece.
    public init(_ digest: SHA256.Digest) {
        var index = 0
        for byte in digest {
            add(byte, at: index)
            index += 1
        }
    }

    /// A digest from its 32 bytes; nil for any other number of them.
    public init?(bytes: Span<UInt8>) {
        guard bytes.count == 32 else { return nil }
        for index in 0..<32 { add(bytes[index], at: index) }
    }

    /// A digest from its 64 hexadecimal digits in lower case; nil for anything else.
    public init?(hexadecimal: String) {
        self.init(hexadecimal: Array(hexadecimal.utf8).span)
    }

    /// A digest from the ASCII of its 64 hexadecimal digits in lower case; nil for anything else.
    public init?(hexadecimal: Span<UInt8>) {
        guard hexadecimal.count == 64 else { return nil }
        for index in 0..<32 {
            guard let high = hexadecimalValue(hexadecimal[index * 2]),
                let low = hexadecimalValue(hexadecimal[index * 2 + 1])
            else { return nil }
            add(high << 4 | low, at: index)
        }
    }

    private mutating func add(_ byte: UInt8, at index: Int) {
        let part = UInt64(byte) << UInt64(56 - index % 8 * 8)
        switch index / 8 {
        case 0: first |= part
        case 1: second |= part
        case 2: third |= part
        default: fourth |= part
        }
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

    /// The 32 bytes.
    public var bytes: [UInt8] { (0..<32).map { self[$0] } }

    /// The 64 hexadecimal digits in lower case.
    public var hexadecimal: String {
        var text = JSONOutput()
        text.appendHexadecimal(self)
        return String(decoding: text.bytes, as: UTF8.self)
    }
}

/// The value of a hexadecimal digit in lower case.
func hexadecimalValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
}
