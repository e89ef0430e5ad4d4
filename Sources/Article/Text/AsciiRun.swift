/// Stretches of ordinary ASCII.
enum AsciiRun {
    /// Where the visible ASCII characters and single spaces that begin at `start` end.
    @inline(__always)
    static func end(_ text: Span<UInt8>, _ start: Int) -> Int {
        var index = start
        var last: UInt8 = 0x7E
        while index < text.count {
            let byte = text[index]
            // Two spaces are the only two such characters whose bits together are 0x20.
            guard byte &- 0x20 < 0x5F, byte | last != 0x20 else { break }
            last = byte
            index += 1
        }
        return index
    }

    /// The same without hyphens and grave accents.
    @inline(__always)
    static func plainEnd(_ text: Span<UInt8>, _ start: Int) -> Int {
        var index = start
        var last: UInt8 = 0x7E
        while index < text.count {
            let byte = text[index]
            guard byte &- 0x20 < 0x5F, byte | last != 0x20, byte != 0x2D, byte != 0x60 else { break }
            last = byte
            index += 1
        }
        return index
    }
}
