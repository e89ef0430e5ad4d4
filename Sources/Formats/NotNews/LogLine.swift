/// Lines that programs log.
enum LogLine {
    /// Whether date and time to the second stand among the first words of a line, or a level beside a time.
    static func isLog(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard end - start >= 12 else { return false }
        if opensWithLevel(text, start, end) { return true }
        var at = start
        var words = 0
        let limit = min(end, start + 96)
        while at < limit, words < 6 {
            while at < limit, opensField(text[at]) { at += 1 }
            guard at < limit else { return false }
            if stamps.stand(in: text, at, end) {
                // A stamp behind words is a log's only where these are an address, a level or a field.
                return words == 0 || isBehindFields(text, start, at)
            }
            if words == 0,
                opening.stand(in: text, at, end) || times.stand(in: text, at, end, where: { hasLevel(text, $0, end) })
            {
                return true
            }
            while at < limit, text[at] > 0x20, text[at] != 0x3D { at += 1 }
            if at < limit, text[at] == 0x3D { at += 1 }
            words += 1
        }
        return false
    }

    /// `INFO:root: …`, `[ERROR] …`, `WARN  …`: a level in capitals opens the line.
    private static func opensWithLevel(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let isBracketed = text[start] == 0x5B
        let first = isBracketed ? start + 1 : start
        var at = first
        while at < end, text[at].isASCIIUpper { at += 1 }
        guard at < end, at - first >= 4, levels.contains(text.asciiString(first, at)) else { return false }
        if isBracketed { return text[at] == 0x5D || text[at] == 0x20 }
        return text[at] == 0x3A && at + 1 < end && text[at + 1] > 0x20 || text.matches("  ", at: at, before: end)
            || text.matches(" [", at: at, before: end)
    }

    /// Whether none of the words before a stamp is a word of a language in small letters.
    private static func isBehindFields(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var words = 0
        var run = 0
        for index in start..<end {
            if text[index].isASCIILower || text[index] >= 0x80 {
                run += 1
            } else {
                if run >= 2, text[index] <= 0x20 { words += 1 }
                run = 0
            }
        }
        return words <= 1
    }

    private static func hasLevel(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let limit = min(end, start + 64)
        var at = start
        while at < limit {
            while at < limit, !text[at].isASCIILetter { at += 1 }
            var stop = at
            while stop < limit, text[stop].isASCIILetter { stop += 1 }
            if stop > at, levels.contains(text.asciiString(at, stop)) { return true }
            at = stop
        }
        return false
    }

    private static func opensField(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x5B, 0x28, 0x22, 0x3C, 0x2D, 0x7C: true
        default: false
        }
    }

    private static let levels: Set<String> = [
        "INFO", "WARN", "WARNING", "ERROR", "DEBUG", "TRACE", "FATAL", "NOTICE", "CRIT", "CRITICAL", "SEVERE",
        "VERBOSE",
        "info", "warn", "error", "debug", "trace",
    ]

    private static let stamps: Shapes = [
        "dddd-dd-ddTdd:dd:dd", "dddd-dd-dd dd:dd:dd", "dddd/dd/dd dd:dd:dd", "dd/aaa/dddd:dd:dd:dd",
        "dd/dd/dddd dd:dd:dd",
        "dd.dd.dddd dd:dd:dd", "dd-aaa-dddd dd:dd:dd", "dd-dd-dddd dd:dd:dd", "aaa od dd:dd:dd", "aaa aaa od dd:dd:dd",
        "aaadddd dd:dd:dd", "adddd dd:dd:dd.d", "dd/dd/dd dd:dd:dd", "dddd-dd-dd_dd:dd:dd", "dddddddddd.ddd",
        "d+.dddddd]",
        "ddddddddTdddddd", "dd aaa dddd dd:dd:dd", "dddd-dd-dd, dd:dd:dd", "dd/dd/dddd, dd:dd:dd",
    ]

    /// Stamps that are a log's where the line begins with them: a count of seconds, a time with a fraction, a time in brackets.
    private static let opening: Shapes = [
        "1ddddddddd ", "1dddddddddddd ", "dd:dd:dd.ddd", "dd:dd:dd,ddd", "dddd-dd-ddTdd:ddZ", "dddd-dd-ddTdd:dd+",
        "dd:dd:dd] ",
    ]

    /// Times that are a log's where a level stands beside them.
    private static let times: Shapes = [
        "dd:dd:dd", "dddd-dd-dd dd:dd", "ddddd.dddddd",
    ]
}
