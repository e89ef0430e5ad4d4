/// Stretches of ordinary ASCII.
package enum AsciiRun {
    /// Where the visible ASCII characters and single spaces that begin at `start` end.
    @inline(__always)
    package static func end(_ text: Span<UInt8>, _ start: Int) -> Int {
        start < text.count ? TextLibraries.runEnd(text, start) : start
    }

    /// The same up to `limit`, and without a space at its end, which what follows decides about.
    @inline(__always)
    package static func settledEnd(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        let end = start + AsciiRun.end(text.extracting(start..<limit), 0)
        return end > start && text[end - 1] == 0x20 ? end - 1 : end
    }

    /// The same without hyphens and grave accents.
    @inline(__always)
    package static func plainEnd(_ text: Span<UInt8>, _ start: Int) -> Int {
        start < text.count ? TextLibraries.plainEnd(text, start) : start
    }
}
