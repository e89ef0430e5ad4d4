/// Lines of logs, of lists of files and checksums, of subtitles and of encoded data.
enum DataLine {
    static func form(of text: Span<UInt8>, _ start: Int, _ end: Int) -> LineForm? {
        if isCounter(text, start, end) { return .counter }
        if isClock(text, start, end) { return .clock }
        if isCue(text, start, end) { return .cue }
        if isChecksum(text, start, end) { return .checksum }
        if isPatch(text, start, end) { return .patch }
        if LogLine.isLog(text, start, end) { return .log }
        if isListing(text, start, end) { return .listing }
        if isPath(text, start, end) { return .path }
        if isEncoded(text, start, end) { return .encoded }
        return nil
    }

    private static func isCounter(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard end - start <= 6 else { return false }
        for index in start..<end where !text[index].isASCIIDigit { return false }
        return true
    }

    /// `00:00:01,000 --> 00:00:04,000`, `0:00:01.000,0:00:04.000`, `[00:08.20]text`, `{24}{96}text`, `Dialogue: 0,0:00:01.00,…`,
    /// and the head of a lyric, `[ar:…]`.
    private static func isCue(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if cues.stand(in: text, start, end) { return true }
        if text[start] == 0x7B || text[start] == 0x5B {
            // MicroDVD and MPL2: two frames.
            let close: UInt8 = text[start] == 0x7B ? 0x7D : 0x5D
            var at = start
            for _ in 0..<2 {
                guard at < end, text[at] == text[start] else { return isLyricHead(text, start, end) }
                let stop = text.next(close, from: at, before: min(end, at + 10))
                guard stop < min(end, at + 10), stop > at + 1 else { return isLyricHead(text, start, end) }
                for index in at + 1..<stop where !text[index].isASCIIDigit { return isLyricHead(text, start, end) }
                at = stop + 1
            }
            return true
        }
        return false
    }

    private static func isClock(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        clocks.stand(in: text, start, end) { $0 == end }
    }

    private static let clocks: Shapes = ["d+:dd", "d+:dd:dd"]

    private static func isLyricHead(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        lyricTags.open(text, at: start, before: end) && text[end - 1] == 0x5D
    }

    private static let lyricTags: LineOpenings = [
        "[ar:", "[ti:", "[al:", "[by:", "[offset:", "[length:", "[re:", "[ve:", "[au:",
    ]

    private static let cues: Shapes = [
        "d+:dd:dd,d+ --> d", "d+:dd:dd.d+ --> d", "dd:dd.ddd --> d", "d+:dd:dd.d+,d+:dd:dd.d", "[d+:dd.d+]", "[d+:dd]",
        "Dialogue: d", "<d+:dd.d+>", "d+:dd:dd:dd\tdd:dd:dd:dd", "d+:dd:dd:dd , d+:dd:dd:dd", "dd:dd:dd:dd d+:dd:dd:dd",
    ]

    private static let digestLengths: Set<Int> = [32, 40, 48, 56, 64, 96, 128]

    /// `DIGEST  NAME`, `DIGEST *NAME`, `SHA256 (NAME) = DIGEST`, `NAME CRC32`, a digest alone.
    private static func isChecksum(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var hex = start
        while hex < end, text[hex].isASCIIHex { hex += 1 }
        if digestLengths.contains(hex - start), hex == end || text[hex] <= 0x20 { return true }
        var tail = end
        while tail > start, text[tail - 1].isASCIIHex { tail -= 1 }
        guard tail > start + 1 else { return false }
        let length = end - tail
        if digestLengths.contains(length), text[tail - 1] <= 0x20 || text[tail - 1] == 0x3A || text[tail - 1] == 0x3D {
            return true
        }
        // Simple file verification: a name with a suffix, and eight capitals or digits.
        guard length == 8, text[tail - 1] == 0x20 else { return false }
        var digits = 0
        for index in tail..<end {
            if text[index].isASCIILower { return false }
            if text[index].isASCIIDigit { digits += 1 }
        }
        let dot = text.next(0x2E, from: start, before: tail)
        return digits < 8 && dot < tail - 2 || digits == 8 && dot < tail - 2 && isPath(text, start, tail - 1)
    }

    /// `-rw-r--r-- 1 user …`, `drwxr-xr-x`, `06/10/2026  02:05 PM    <DIR>  name`, `total 48`
    private static func isListing(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if end - start > 12, "-dlbcps".utf8.contains(text[start]) {
            var isMode = true
            for index in 1...9 where !"rwxsStTlL-".utf8.contains(text[start + index]) { isMode = false }
            if isMode, text[start + 10] == 0x20 || text[start + 11] == 0x20 { return true }
        }
        if text.matches("total ", at: start, before: end), isCounter(text, start + 6, end) { return true }
        return listingTimes.stand(in: text, start, end) || listingHeads.open(text, at: start, before: end)
    }

    private static let listingTimes: Shapes = ["dd/dd/dddd  dd:dd", "dd.dd.dddd  dd:dd", "dddd-dd-dd  dd:dd"]
    private static let listingHeads: LineOpenings = [
        "├", "└", "│", "|--", "`--", "|   ", "+---", "\\---", "Directory of ", "Volume in drive",
        "Volume Serial Number",
    ]

    private static func isPatch(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if text.matches("@@ -", at: start, before: end) { return true }
        if text.matches("--- ", at: start, before: end) || text.matches("+++ ", at: start, before: end) {
            // A file's name follows, which has a slash, a dot or a tab.
            for index in start + 4..<end where text[index] == 0x2F || text[index] == 0x09 || text[index] == 0x2E {
                return !text.matches(" ---", at: end - 4, before: end)
            }
            return false
        }
        return text.matches("diff --", at: start, before: end) || text.matches("Index: ", at: start, before: end)
            || text.matches("***************", at: start, before: end)
            || text.matches("*** ", at: start, before: end)
                && text.matches(" ****", at: end - 5, before: end)
            || text.matches("=======", at: start, before: end) && end - start == 67
    }

    /// One word that is a path, an address, or a name with a suffix.
    private static func isPath(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard end - start >= 3, end - start <= 1_024 else { return false }
        var slashes = 0
        var dot = -1
        for index in start..<end {
            let byte = text[index]
            if byte <= 0x20 { return isSpacedPath(text, start, end) }
            // The second byte of a character in Shift JIS may be a backslash.
            if byte == 0x2F || byte == 0x5C && (index == start || text[index - 1] < 0x80) { slashes += 1 }
            if byte == 0x2E { dot = index }
        }
        if text.matches("://", at: text.next(0x3A, from: start, before: end), before: end) { return true }
        if slashes > 0, text[start] == 0x2F || text[start] == 0x2E || text[start] == 0x7E || text[start] == 0x5C {
            return true
        }
        if text[end - 1] == 0x2F { return true }
        guard dot >= start, (1...10).contains(end - dot - 1) else { return slashes > 2 }
        for index in dot + 1..<end where !text[index].isIdentifierByte { return slashes > 2 }
        return true
    }

    /// `C:\Users\Ida Marsh\story.txt`, `\\server\share\a file.txt`
    private static func isSpacedPath(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        text[start].isASCIILetter && text.matches(":\\", at: start + 1, before: end)
            || text.matches("\\\\", at: start, before: end) && text.next(0x5C, from: start + 2, before: end) < end
    }

    private static let dumps: Shapes = [
        "xxxxxxxx: xxxx xx", "xxxxxxxx  xx xx xx", "xxxxxxx xxxx xxxx", "ddddddd dddddd dddddd",
    ]

    /// A line of base64 of a usual length, or of a dump.
    private static func isEncoded(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if dumps.stand(in: text, start, end) { return true }
        // Motorola and Intel records.
        if end - start >= 10, text[start] == 0x3A || text[start] == 0x53 {
            var isHex = true
            for index in start + 1..<end where !text[index].isASCIIHex { isHex = false }
            if isHex { return true }
        }
        return EncodedData.isRun(text, start, end, least: 48)
    }
}
