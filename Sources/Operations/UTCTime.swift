import Base
internal import LinuxIO

/// A time, as programs exchange it: RFC 3339 in UTC with milliseconds, such as `2026-11-22T10:16:02.113Z`.
public struct UTCTime: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Nanoseconds since 1970.
    public var nanoseconds: Int64

    /// The time `nanoseconds` after 1970.
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Reads a time between 1678 and 2262, with or without a fraction of the second; nil where the text is none.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z") else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            bytes[range].allSatisfy { (0x30...0x39).contains($0) }
                ? Int64(String(decoding: bytes[range], as: UTF8.self)) : nil
        }
        let separators: [(Int, UInt8)] = [(4, 0x2D), (7, 0x2D), (10, 0x54), (13, 0x3A), (16, 0x3A)]
        guard separators.allSatisfy({ bytes[$0.0] == $0.1 }),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            GregorianCalendar.has(year: Int(year), month: Int(month), day: Int(day)), hour < 24, minute < 60,
            second < 61
        else { return nil }
        var fraction: Int64 = 0
        if bytes.count > 20 {
            let digits = bytes.count - 21
            guard bytes[19] == UInt8(ascii: "."), (1...9).contains(digits),
                let number = number(20..<20 + digits)
            else { return nil }
            fraction = (digits..<9).reduce(number) { number, _ in number * 10 }
        }
        let days = Int64(GregorianCalendar.daysSince1970(year: Int(year), month: Int(month), day: Int(day)))
        let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        // 64 bits of nanoseconds end in 2262; the last second of that is given up.
        guard !overflow, whole < Int64.max - 1_000_000_000 else { return nil }
        nanoseconds = whole + fraction
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = UTCTime(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no time in UTC: \(text)")
        }
        self = time
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    public static func < (first: UTCTime, second: UTCTime) -> Bool {
        first.nanoseconds < second.nanoseconds
    }

    public var description: String { "\(day)T\(timeOfDay).\(padded(milliseconds, 3))Z" }

    /// The day in UTC, such as `2026-11-22`.
    public var day: String {
        let (year, month, day) = GregorianCalendar.date(
            daysSince1970: GregorianCalendar.floor(Int(seconds), by: 86_400)
        )
        return "\(padded(Int64(year), 4))-\(padded(Int64(month), 2))-\(padded(Int64(day), 2))"
    }

    /// As a person reads it, to the second, in a local time so many seconds ahead of UTC: `2026-11-22 11:16:02`.
    public func local(offset: Int) -> String {
        let shift = Int64(offset).multipliedSaturated(by: 1_000_000_000)
        let shifted = UTCTime(nanoseconds: nanoseconds.addingSaturated(shift))
        return "\(shifted.day) \(shifted.timeOfDay)"
    }

    private var seconds: Int64 { nanoseconds.dividedDown(by: 1_000_000_000) }
    private var milliseconds: Int64 { (nanoseconds &- seconds &* 1_000_000_000) / 1_000_000 }
    private var timeOfDay: String {
        let second = seconds - seconds.dividedDown(by: 86_400) * 86_400
        return "\(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    }
}

private func padded(_ number: Int64, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}
