/// What a byte of XML in UTF-8 can be part of (XML 1.0, fifth edition, section 2.3).
enum MarkupBytes {
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

    /// Whether a byte may open a name. Any character that is not ASCII may.
    @inline(__always)
    static func opensName(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F || byte == 0x3A
    }

    @inline(__always)
    static func continuesName(_ byte: UInt8) -> Bool {
        opensName(byte) || byte >= 0x30 && byte <= 0x39 || byte == 0x2D || byte == 0x2E
    }
}
