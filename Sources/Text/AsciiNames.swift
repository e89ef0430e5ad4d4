/// The marks of ASCII by name, for bytes and for code points.
extension FixedWidthInteger where Self: UnsignedInteger {
    @inlinable package static var tab: Self { 0x09 }
    @inlinable package static var lineFeed: Self { 0x0A }
    @inlinable package static var carriageReturn: Self { 0x0D }
    @inlinable package static var space: Self { 0x20 }
    @inlinable package static var exclamation: Self { 0x21 }
    @inlinable package static var quote: Self { 0x22 }
    @inlinable package static var hash: Self { 0x23 }
    @inlinable package static var ampersand: Self { 0x26 }
    @inlinable package static var apostrophe: Self { 0x27 }
    @inlinable package static var opening: Self { 0x28 }
    @inlinable package static var closing: Self { 0x29 }
    @inlinable package static var star: Self { 0x2A }
    @inlinable package static var plus: Self { 0x2B }
    @inlinable package static var comma: Self { 0x2C }
    @inlinable package static var hyphen: Self { 0x2D }
    @inlinable package static var stop: Self { 0x2E }
    @inlinable package static var slash: Self { 0x2F }
    @inlinable package static var colon: Self { 0x3A }
    @inlinable package static var semicolon: Self { 0x3B }
    @inlinable package static var less: Self { 0x3C }
    @inlinable package static var equals: Self { 0x3D }
    @inlinable package static var greater: Self { 0x3E }
    @inlinable package static var question: Self { 0x3F }
    @inlinable package static var at: Self { 0x40 }
    @inlinable package static var openingSquare: Self { 0x5B }
    @inlinable package static var backslash: Self { 0x5C }
    @inlinable package static var closingSquare: Self { 0x5D }
    @inlinable package static var caret: Self { 0x5E }
    @inlinable package static var underscore: Self { 0x5F }
    @inlinable package static var bar: Self { 0x7C }
    @inlinable package static var tilde: Self { 0x7E }
    @inlinable package static var delete: Self { 0x7F }

    /// 0 to 9.
    @inlinable package static var figures: ClosedRange<Self> { 0x30...0x39 }
    /// A to Z.
    @inlinable package static var capitals: ClosedRange<Self> { 0x41...0x5A }
    /// a to z.
    @inlinable package static var smalls: ClosedRange<Self> { 0x61...0x7A }

    /// Whether it is one of 0 to 9.
    @inlinable package var isFigure: Bool { Self.figures.contains(self) }
    /// Whether it is one of A to Z.
    @inlinable package var isCapital: Bool { Self.capitals.contains(self) }
    /// Whether it is one of a to z.
    @inlinable package var isSmall: Bool { Self.smalls.contains(self) }
}

extension UInt8 {
    /// Whether it goes on with a character of UTF-8.
    @inlinable package var isContinuation: Bool { self & 0xC0 == 0x80 }
}
