import Text
import Wire
import Article

/// A moment in the two forms that programs write, which most dates have: RFC 3339 (`2026-06-10T14:30:00+02:00`) and RFC 5322
/// (`Wed, 10 Jun 2026 14:30:00 +0200`). What is the least bit different is for ``DateScanner``.
struct MachineTime {
    var day: CivilDate
    /// Of the day.
    var second: Int
    /// Minutes east of UTC.
    var offset: Int

    init?(_ text: some StringProtocol) {
        var bytes = InlineArray<40, UInt8>(repeating: 0)
        var count = 0
        for byte in text.utf8 {
            // White space around the date, as elements have it.
            if count == 0, byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D { continue }
            guard count < 40 else { return nil }
            bytes[count] = byte
            count += 1
        }
        while count > 0, bytes[count - 1] <= 0x20 { count -= 1 }
        guard count >= 20 else { return nil }
        let span = bytes.span.extracting(0..<count)
        if let found = MachineTime.numeric(span) ?? MachineTime.named(span) { self = found } else { return nil }
    }

    private init?(_ year: Int?, _ month: Int?, _ day: Int?, second: Int?, offset: Int?) {
        guard let year, let month, let day, let second, let offset,
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        self.day = date
        self.second = second
        self.offset = offset
    }

    /// `2026-06-10T14:30:00.000Z`
    private static func numeric(_ text: Span<UInt8>) -> MachineTime? {
        guard text[4] == 0x2D, text[7] == 0x2D, text[10] | 0x20 == 0x74 else { return nil }
        guard let second = clock(text, 11) else { return nil }
        var end = 19
        if text[end] == 0x2E {
            end += 1
            while end < text.count, ASCII.isDigit(text[end]) { end += 1 }
        }
        return MachineTime(
            digits(text, 0, 4),
            digits(text, 5, 2),
            digits(text, 8, 2),
            second: second,
            offset: zone(text, end, marked: true)
        )
    }

    /// `Wed, 10 Jun 2026 14:30:00 +0200`; the weekday may be missing.
    private static func named(_ text: Span<UInt8>) -> MachineTime? {
        var at = 0
        if ASCII.isLetter(text[0]) {
            guard text[3] == 0x2C, text[4] == 0x20 else { return nil }
            at = 5
        }
        var day = 0
        var length = 0
        while at < text.count, length < 2, ASCII.isDigit(text[at]) {
            day = day * 10 + Int(text[at] - 0x30)
            at += 1
            length += 1
        }
        guard length > 0, at + 18 <= text.count, text[at] == 0x20, text[at + 4] == 0x20, text[at + 9] == 0x20 else {
            return nil
        }
        let name =
            UInt32(ASCII.lower(text[at + 1])) << 16 | UInt32(ASCII.lower(text[at + 2])) << 8
            | UInt32(ASCII.lower(text[at + 3]))
        guard let month = months.firstIndex(of: name), let second = clock(text, at + 10), text[at + 18] == 0x20 else {
            return nil
        }
        return MachineTime(
            digits(text, at + 5, 4),
            month + 1,
            day,
            second: second,
            offset: zone(text, at + 19, marked: false)
        )
    }

    private static let months: [UInt32] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ].map { name in name.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

    /// `14:30:00`
    private static func clock(_ text: Span<UInt8>, _ at: Int) -> Int? {
        guard at + 8 < text.count, text[at + 2] == 0x3A, text[at + 5] == 0x3A, let hour = digits(text, at, 2),
            hour < 24,
            let minute = digits(text, at + 3, 2), minute < 60, let second = digits(text, at + 6, 2), second < 60
        else { return nil }
        return hour * 3_600 + minute * 60 + second
    }

    /// `Z`, `GMT`, `+02:00`, `+0200`, to the end of the text.
    private static func zone(_ text: Span<UInt8>, _ at: Int, marked: Bool) -> Int? {
        guard at < text.count else { return nil }
        if text.count == at + 1, text[at] | 0x20 == 0x7A { return 0 }
        if text.count == at + 3, text.matches("GMT", at: at) || text.matches("UTC", at: at) { return 0 }
        guard text[at] == 0x2B || text[at] == 0x2D, let hours = digits(text, at + 1, 2), hours < 15 else { return nil }
        let hasColon = at + 3 < text.count && text[at + 3] == 0x3A
        guard text.count == at + (hasColon ? 6 : 5), hasColon || !marked,
            let minutes = digits(text, at + (hasColon ? 4 : 3), 2), minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (text[at] == 0x2D ? -1 : 1)
    }

    private static func digits(_ text: Span<UInt8>, _ at: Int, _ count: Int) -> Int? {
        guard at + count <= text.count else { return nil }
        var value = 0
        for index in at..<at + count {
            guard ASCII.isDigit(text[index]) else { return nil }
            value = value * 10 + Int(text[index] - 0x30)
        }
        return value
    }
}
