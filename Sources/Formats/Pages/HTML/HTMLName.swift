/// A name of a tag or an attribute, known by the 64-bit FNV-1a hash of its bytes in lower case.
struct HTMLName: Hashable {
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    static let empty = HTMLName()
    static let doctype = HTMLName("doctype")
    static let script = HTMLName("script")

    private init() {}

    init(_ name: StaticString) {
        self.init(name.description)
    }

    init(_ name: String) {
        for byte in name.utf8 { add(byte) }
    }

    init(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        var index = start
        while index < end {
            add(bytes[index])
            index += 1
        }
    }

    mutating func add(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        var index = start
        while index < end {
            add(bytes[index])
            index += 1
        }
    }

    @inline(__always)
    mutating func add(_ byte: UInt8) {
        let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
        hash = (hash ^ UInt64(lower)) &* 0x0000_0100_0000_01B3
    }
}

/// Finds what a name stands for.
struct HTMLNameTable<Value: Sendable>: Sendable {
    private var hashes: [UInt64]
    private var values: [Value]
    private let mask: Int

    /// - Parameter other: what names that are not listed stand for.
    init(_ entries: [(name: String, value: Value)], other: Value) {
        var size = 64
        while size < entries.count * 4 { size *= 2 }
        mask = size - 1
        hashes = [UInt64](repeating: 0, count: size)
        values = [Value](repeating: other, count: size)
        for entry in entries {
            let hash = HTMLName(entry.name).hash
            var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
            while hashes[slot] != 0 { slot = (slot + 1) & mask }
            hashes[slot] = hash
            values[slot] = entry.value
        }
    }

    @inline(__always)
    subscript(name: HTMLName) -> Value {
        var slot = Int(truncatingIfNeeded: name.hash ^ name.hash >> 32) & mask
        while hashes[slot] != 0, hashes[slot] != name.hash { slot = (slot + 1) & mask }
        return values[slot]
    }
}

/// An attribute of a tag, as ranges of the page's bytes.
struct HTMLAttribute {
    var name: HTMLName
    var nameRange: ByteRange
    /// Without its quotation marks, its character references as they are.
    var value: ByteRange
}

/// A range of bytes, half as large as one of `Int`.
struct ByteRange: Equatable {
    private var low: Int32
    private var high: Int32

    /// - Parameters: within 2 GiB, far above what a page may have.
    init(_ start: Int, _ end: Int) {
        low = Int32(truncatingIfNeeded: start)
        high = Int32(truncatingIfNeeded: end)
    }

    var start: Int { Int(low) }
    var end: Int { Int(high) }
    var count: Int { end - start }
    var isEmpty: Bool { high <= low }
}

/// Classes of bytes in markup.
enum ASCII {
    /// Tab, line feed, form feed, carriage return, space.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte >= 0x09 && byte <= 0x0D && byte != 0x0B
    }

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool {
        byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39
    }

    @inline(__always)
    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte)
    }

    @inline(__always)
    static func lower(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
}
