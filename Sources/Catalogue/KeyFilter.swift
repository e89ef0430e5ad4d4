/// Tells of a key whether it may be among those that were added, or is certainly not: a Bloom filter (Bloom, 1970) in
/// blocks, one for each bucket of an ``IndexRun``.
///
/// Of the keys that were not added, it takes about one in three hundred for one that may have been, as long as a block
/// has no more than 256.
struct KeyFilter {
    /// Bytes of a block: twelve bits for each of 256 keys.
    static let blockSize = 384
    private static let probes = 8

    private(set) var bytes: [UInt8]

    /// A filter of so many empty blocks.
    init(blocks: Int) {
        bytes = [UInt8](repeating: 0, count: blocks * KeyFilter.blockSize)
    }

    /// Puts blocks that were kept in the place of empty ones.
    mutating func restore(_ blocks: [UInt8], from first: Int) {
        let start = first * KeyFilter.blockSize
        bytes.replaceSubrange(start..<start + blocks.count, with: blocks)
    }

    /// The bytes of some blocks.
    func blocks(_ range: Range<Int>) -> [UInt8] {
        Array(bytes[range.lowerBound * KeyFilter.blockSize..<range.upperBound * KeyFilter.blockSize])
    }

    mutating func add(_ key: UInt64, to block: Int) {
        var bits = Bits(key)
        for _ in 0..<KeyFilter.probes {
            let bit = bits.next()
            bytes[block * KeyFilter.blockSize + bit >> 3] |= 1 << UInt8(bit & 7)
        }
    }

    /// Whether the key may have been added to the block.
    func mayHave(_ key: UInt64, in block: Int) -> Bool {
        var bits = Bits(key)
        for _ in 0..<KeyFilter.probes {
            let bit = bits.next()
            if bytes[block * KeyFilter.blockSize + bit >> 3] & 1 << UInt8(bit & 7) == 0 { return false }
        }
        return true
    }

    /// The bits of a key within its block, from two hashes of it (Kirsch and Mitzenmacher, 2006). The key is part of a
    /// SHA-256; it is mixed because the keys of one bucket begin with the same bits.
    private struct Bits {
        private var hash: UInt32
        private let step: UInt32

        init(_ key: UInt64) {
            let mixed = key &* 0x9E37_79B9_7F4A_7C15
            hash = UInt32(truncatingIfNeeded: mixed >> 32)
            step = UInt32(truncatingIfNeeded: mixed) | 1
        }

        mutating func next() -> Int {
            defer { hash &+= step }
            return Int(UInt64(hash) * UInt64(KeyFilter.blockSize * 8) >> 32)
        }
    }
}
