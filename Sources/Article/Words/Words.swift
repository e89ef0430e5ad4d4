/// Words where they stand in a text.
enum Words {
    /// The byte after the letters that begin at `start`; hyphens and full stops end them.
    static func firstEnd(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end {
            let byte = text[index]
            guard byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A else { break }
            index += 1
        }
        return index
    }
}
