/// The header of a tar member (POSIX.1-2017, pax: ustar interchange format; GNU tar manual, appendix "Tar Internals").
struct TarHeader {
    static let size = 512

    var name: String
    var length: Int
    var modified: Int64
    /// The type flag, `0` for a file.
    var type: UInt8

    /// Nil when the block is no header: its checksum does not hold, or a number in it is none.
    init?(_ block: Span<UInt8>) {
        guard block.count >= Self.size, let stated = Self.number(block, 148..<156), Self.checksumHolds(block, stated),
            let length = Self.number(block, 124..<136), length >= 0
        else { return nil }
        self.length = length
        modified = Int64(Self.number(block, 136..<148) ?? 0)
        type = block[156]
        var path = Self.string(block, 0..<100)
        // GNU tar writes other things where ustar has the prefix.
        let isPosix = block[257] == 0x75 && block[258] == 0x73 && block[262] == 0x00
        let prefix = isPosix ? Self.string(block, 345..<500) : []
        if !prefix.isEmpty { path = prefix + [0x2F] + path }
        name = MemberName.text(path)
    }

    /// Whether a block consists of zeros: the mark of the end.
    static func isZero(_ block: Span<UInt8>) -> Bool {
        for index in 0..<min(size, block.count) where block[index] != 0 { return false }
        return true
    }

    /// The sum over all bytes, with spaces in the place of the checksum; some old writers took the bytes as signed.
    private static func checksumHolds(_ block: Span<UInt8>, _ stated: Int) -> Bool {
        var unsigned = 8 * 0x20
        var signed = 8 * 0x20
        for index in 0..<size where !(148..<156).contains(index) {
            unsigned += Int(block[index])
            signed += Int(Int8(bitPattern: block[index]))
        }
        return stated == unsigned || stated == signed
    }

    private static func string(_ block: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var bytes: [UInt8] = []
        for index in range {
            if block[index] == 0 { break }
            bytes.append(block[index])
        }
        return bytes
    }

    /// Octal digits between spaces and NULs; or, where the first bit is set, a number of base 256 (GNU).
    private static func number(_ block: Span<UInt8>, _ range: Range<Int>) -> Int? {
        if block[range.lowerBound] & 0x80 != 0 {
            guard block[range.lowerBound] == 0x80 else { return nil }
            var value = 0
            for index in range.dropFirst() {
                guard value < 1 << 54 else { return nil }
                value = value << 8 | Int(block[index])
            }
            return value
        }
        var value = 0
        var digits = 0
        for index in range {
            let byte = block[index]
            if byte == 0x20 || byte == 0 {
                if digits > 0 { break }
                continue
            }
            guard byte >= 0x30, byte <= 0x37, value < 1 << 57 else { return nil }
            value = value << 3 | Int(byte - 0x30)
            digits += 1
        }
        return value
    }
}
