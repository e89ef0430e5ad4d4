/// Words where they stand in a text.
package enum Words {
    /// The byte after the letters that begin at `start`; any mark ends them.
    package static func firstEnd(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end {
            let point = text.codePoint(at: index)
            guard CharacterClass.isLetter(point.value) else { break }
            index += point.length
        }
        return min(index, end)
    }
}
