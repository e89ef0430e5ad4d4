public import Base

/// A moment as a document states it: a day, a time and, where it was given, an offset from UTC.
///
/// ```swift
/// OffsetTime(rfc3339: "2026-06-10T14:30:00+02:00")?.description   // 2026-06-10T14:30:00+02:00
/// ```
public struct OffsetTime: Sendable, Hashable {
    /// The day at the stated offset.
    public let day: CivilDate
    /// Seconds since midnight at the stated offset, 0 to 86,399.
    public let second: Int
    /// Minutes east of UTC.
    public let offset: Int
    /// Whether no offset was stated, so that UTC stands in for it until somebody knows better (``placed(in:)``).
    public private(set) var isLocal = false

    /// Nil where the second or the offset is out of range (a day; 24 hours).
    public init?(day: CivilDate, second: Int, offset: Int) {
        guard (0..<86_400).contains(second), (-1_439...1_439).contains(offset) else { return nil }
        self.day = day
        self.second = second
        self.offset = offset
    }

    /// A time without an offset; nil where the second is out of range.
    public init?(day: CivilDate, localSecond: Int) {
        self.init(day: day, second: localSecond, offset: 0)
        isLocal = true
    }

    /// The time with the offset that a zone has then, where none was stated; in UTC where no zone is known.
    public func placed(in zone: ZoneRules?) -> OffsetTime {
        guard isLocal else { return self }
        let offset = zone?.offset(atLocal: Int64(day.daysSince1970) * 86_400 + Int64(second)) ?? 0
        // No zone is a day ahead.
        return OffsetTime(day: day, second: second, offset: offset / 60) ?? self
    }

    /// A date and time of RFC 3339, section 5.6; a fraction of a second is dropped, a leap second is the second before it.
    public init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        func number(_ start: Int, _ count: Int) -> Int? {
            guard start + count <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[start..<start + count] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        func has(_ character: Unicode.Scalar, at index: Int) -> Bool {
            index < bytes.count && UInt32(bytes[index] & 0xDF) == character.value & 0xDF
        }
        guard let year = number(0, 4), has("-", at: 4), let month = number(5, 2), has("-", at: 7),
            let dayNumber = number(8, 2), has("T", at: 10) || has(" ", at: 10),
            let hour = number(11, 2), has(":", at: 13), let minute = number(14, 2), has(":", at: 16),
            let second = number(17, 2), hour < 24, minute < 60, second <= 60,
            let day = CivilDate(year: year, month: month, day: dayNumber)
        else { return nil }
        var index = 19
        if has(".", at: index) {
            let start = index + 1
            index = start
            while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
            guard index > start else { return nil }
        }
        let offset: Int
        if has("Z", at: index), index + 1 == bytes.count {
            offset = 0
        } else if has("+", at: index) || has("-", at: index), let hours = number(index + 1, 2), has(":", at: index + 3),
            let minutes = number(index + 4, 2), index + 6 == bytes.count, hours < 24, minutes < 60
        {
            offset = (has("-", at: index) ? -1 : 1) * (hours * 60 + minutes)
        } else {
            return nil
        }
        self.init(day: day, second: hour * 3_600 + minute * 60 + min(second, 59), offset: offset)
    }

    /// A moment in UTC; nil where the calendar ends before it.
    public init?(secondsSince1970 seconds: Int64) {
        guard let day = CivilDate(secondsSince1970: seconds) else { return nil }
        self.init(day: day, second: Int(seconds - Int64(day.daysSince1970) * 86_400), offset: 0)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    public var secondsSince1970: Int64 {
        Int64(day.daysSince1970) * 86_400 + Int64(second) - Int64(offset) * 60
    }
}

extension OffsetTime: CustomStringConvertible {
    /// The time in the form of RFC 3339, with the offset as given; `Z` for UTC.
    public var description: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(day)T\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))"
        if offset == 0 { return time + "Z" }
        return time + (offset < 0 ? "-" : "+") + two(abs(offset) / 60) + ":" + two(abs(offset) % 60)
    }
}
