/// Stretches of ordinary ASCII.
package enum AsciiRun {
    /// Where the visible ASCII characters and single spaces that begin at `start` end.
    @inline(__always)
    package static func end(_ text: Span<UInt8>, _ start: Int) -> Int {
        start < text.count ? TextLibraries.runEnd(text, start) : start
    }

    /// The same without hyphens and grave accents.
    @inline(__always)
    package static func plainEnd(_ text: Span<UInt8>, _ start: Int) -> Int {
        start < text.count ? TextLibraries.plainEnd(text, start) : start
    }
}
