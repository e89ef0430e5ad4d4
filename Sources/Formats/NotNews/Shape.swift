/// A pattern of bytes: `d` is a digit, `d+` some, `a` a letter, `x` a hexadecimal digit, `o` a digit or a space; anything else is
/// itself.
struct Shape: ExpressibleByStringLiteral, Sendable {
    private let signs: [UInt8]

    init(stringLiteral pattern: String) { signs = Array(pattern.utf8) }

    /// Where it ends when it stands at an offset; nil where it does not stand there.
    func end(in text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var at = start
        var previous: UInt8 = 0
        for sign in signs {
            if sign == 0x2B, previous == 0x64 {
                while at < end, text[at].isASCIIDigit { at += 1 }
                previous = 0
                continue
            }
            guard at < end, Shape.stands(sign, for: text[at]) else { return nil }
            previous = sign
            at += 1
        }
        return at
    }

    /// Whether it may begin with a byte.
    func mayOpen(with byte: UInt8) -> Bool { signs.first.map { Shape.stands($0, for: byte) } ?? true }

    @inline(__always)
    private static func stands(_ sign: UInt8, for byte: UInt8) -> Bool {
        switch sign {
        case 0x64: byte.isASCIIDigit
        case 0x61: byte.isASCIILetter
        case 0x78: byte.isASCIIHex
        case 0x6F: byte.isASCIIDigit || byte == 0x20
        default: byte == sign
        }
    }
}

/// Up to 32 shapes, by the bytes that they may begin with.
struct Shapes: ExpressibleByArrayLiteral, Sendable {
    private let shapes: [Shape]
    /// For each byte a bit for each shape that may begin with it.
    private let openers: [UInt32]

    init(arrayLiteral elements: Shape...) {
        shapes = elements
        openers = (0...UInt8.max).map { byte in
            elements.indices.reduce(0) { $0 | (elements[$1].mayOpen(with: byte) ? 1 << UInt32($1) : 0) }
        }
    }

    /// Whether one of them stands at an offset and ends where it should.
    @inline(__always)
    func stand(in text: Span<UInt8>, _ start: Int, _ end: Int, where suits: (Int) -> Bool = { _ in true }) -> Bool {
        guard start < end else { return false }
        var left = openers[Int(text[start])]
        while left != 0 {
            if let stop = shapes[left.trailingZeroBitCount].end(in: text, start, end), suits(stop) { return true }
            left &= left - 1
        }
        return false
    }
}
