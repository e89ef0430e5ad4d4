/// The comment in which a browser notes where it saved a page from.
///
/// Internet Explorer, Chrome and Edge write `saved from url=(0031)https://example.com/story`; SingleFile writes a line
/// `url: https://example.com/story`.
enum SavedPageNote {
    /// Where the address stands, nil where the comment is another one.
    static func address(_ bytes: Span<UInt8>, _ range: ByteRange) -> ByteRange? {
        let limit = min(range.end, range.start + 2_000)
        var index = range.start
        var wasNote = false
        while index < limit {
            // The notes hold `url` and the address not far behind it.
            if ASCII.isLetter(bytes[index]) {
                let start = index
                while index < limit, ASCII.isLetter(bytes[index]) { index += 1 }
                let word = HTMLName(bytes, start, index)
                if word == .saved || word == .singleFile { wasNote = true }
                if wasNote, word == .url, let start = addressStart(bytes, index, limit) {
                    var end = start
                    while end < limit, bytes[end] > 0x20 { end += 1 }
                    return ByteRange(start, end)
                }
            } else {
                index += 1
            }
        }
        return nil
    }

    /// Where `http` stands behind the marks that follow the word.
    private static func addressStart(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
        var index = start
        while index < limit, index - start < 12, !ASCII.isLetter(bytes[index]) { index += 1 }
        return index + 4 <= limit && HTMLName(bytes, index, index + 4) == .http ? index : nil
    }
}

extension HTMLName {
    static let saved = HTMLName("saved")
    static let singleFile = HTMLName("singlefile")
    static let url = HTMLName("url")
    static let http = HTMLName("http")
}
