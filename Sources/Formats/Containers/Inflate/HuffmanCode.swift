/// A canonical prefix code of DEFLATE (RFC 1951, section 3.2.2), as a table over the next bits of the stream.
struct HuffmanCode {
    /// Codes of up to this many bits are looked up at once; longer ones are rare, and counted down.
    static let tableBits = 10
    static let longest = 15

    /// For each value of the next bits the symbol times 16 plus the length of its code; 0 where the code is longer.
    private(set) var table: [UInt16]
    /// The number of codes of each length.
    private var counts: [Int]
    /// The symbols in the order of their codes.
    private var symbols: [UInt16]

    /// Nil when the lengths make no prefix code: more codes than there is room for, or fewer, but for the single
    /// code that the standard lets stand alone.
    init?(lengths: ArraySlice<UInt8>) {
        table = [UInt16](repeating: 0, count: 1 << Self.tableBits)
        counts = [Int](repeating: 0, count: Self.longest + 1)
        for length in lengths { counts[Int(length)] += 1 }
        counts[0] = 0
        var room = 1
        var used = 0
        for length in 1...Self.longest {
            room = room << 1 - counts[length]
            used += counts[length]
            if room < 0 { return nil }
        }
        if room > 0, used > 1 { return nil }
        var offsets = [Int](repeating: 0, count: Self.longest + 2)
        var codes = [Int](repeating: 0, count: Self.longest + 2)
        for length in 1...Self.longest {
            offsets[length + 1] = offsets[length] + counts[length]
            codes[length + 1] = (codes[length] + counts[length]) << 1
        }
        symbols = [UInt16](repeating: 0, count: used)
        for (symbol, length) in lengths.enumerated() where length > 0 {
            let bits = Int(length)
            symbols[offsets[bits]] = UInt16(symbol)
            offsets[bits] += 1
            let code = codes[bits]
            codes[bits] += 1
            guard bits <= Self.tableBits else { continue }
            // Codes stand in the stream with their first bit lowest.
            var reversed = 0
            for bit in 0..<bits where code & 1 << bit != 0 { reversed |= 1 << (bits - 1 - bit) }
            let entry = UInt16(symbol) << 4 | UInt16(bits)
            while reversed < table.count {
                table[reversed] = entry
                reversed += 1 << bits
            }
        }
    }

    /// The symbol whose code the bits begin with, by counting through the lengths; nil where there is none.
    func longSymbol(_ bits: UInt64) -> (symbol: Int, length: Int)? {
        var code = 0
        var first = 0
        var index = 0
        for length in 1...Self.longest {
            code |= Int(bits >> (length - 1) & 1)
            let count = counts[length]
            if code - first < count { return (Int(symbols[index + code - first]), length) }
            index += count
            first = (first + count) << 1
            code <<= 1
        }
        return nil
    }

    /// The codes of blocks that bring none (RFC 1951, section 3.2.6).
    static let fixedLiterals: [UInt8] =
        [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112) + [UInt8](repeating: 7, count: 24)
        + [UInt8](repeating: 8, count: 8)
    /// Of the distances the last two stand for none.
    static let fixedDistances = [UInt8](repeating: 5, count: 32)
}
