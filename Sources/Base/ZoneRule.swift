/// The rule that a time zone goes by for ever, as POSIX writes it in `TZ`: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRule {
    /// Seconds ahead of UTC in winter.
    let standard: Int
    /// Seconds ahead of UTC in summer, and when summer begins and ends; nil where there is none.
    private let summer: (offset: Int, begin: Moment, end: Moment)?

    /// A moment that comes each year, in local time.
    private struct Moment {
        enum Day {
            /// From 1 to 365; 29 February is not counted.
            case withoutLeapDay(Int)
            /// From 0 to 365.
            case counted(Int)
            /// The nth weekday of a month, the last for 5; Sunday is 0.
            case weekday(Int, week: Int, month: Int)
        }

        var day: Day
        /// Seconds from midnight on, which may be before it or days behind.
        var second: Int

        /// Seconds since 1970 as if the local time were UTC.
        func local(in year: Int) -> Int64 {
            let start = GregorianCalendar.daysSince1970(year: year, month: 1, day: 1)
            let isLeap = GregorianCalendar.has(year: year, month: 2, day: 29)
            let days: Int
            switch day {
            case .withoutLeapDay(let number): days = start + number - 1 + (isLeap && number >= 60 ? 1 : 0)
            case .counted(let number): days = start + number
            case .weekday(let weekday, let week, let month):
                let first = GregorianCalendar.daysSince1970(year: year, month: month, day: 1)
                // 1970 began on a Thursday.
                let firstWeekday = ((first + 4) % 7 + 7) % 7
                var number = 1 + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
                while !GregorianCalendar.has(year: year, month: month, day: number) { number -= 7 }
                days = first + number - 1
            }
            return Int64(days) * 86_400 + Int64(second)
        }
    }

    /// Nil for what is no such rule.
    init?(_ text: [UInt8]) {
        var reader = Reader(rest: text[...])
        guard reader.name(), let west = reader.time(most: 24) else { return nil }
        standard = -west
        if reader.rest.isEmpty {
            summer = nil
            return
        }
        guard reader.name() else { return nil }
        var offset = -west + 3_600
        if reader.rest.first != UInt8(ascii: ","), let given = reader.time(most: 24) { offset = -given }
        guard reader.skip(","), let begin = reader.moment(), reader.skip(","), let end = reader.moment(),
            reader.rest.isEmpty
        else { return nil }
        summer = (offset, begin, end)
    }

    /// The changes of a year.
    func changes(in year: Int) -> [ZoneRules.Change] {
        guard let summer else { return [] }
        return [
            .init(time: summer.begin.local(in: year) - Int64(standard), offset: summer.offset),
            .init(time: summer.end.local(in: year) - Int64(summer.offset), offset: standard),
        ]
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard let byte = rest.first, UInt32(byte) == character.value else { return false }
            rest.removeFirst()
            return true
        }

        /// `CET` or `<+03>`.
        mutating func name() -> Bool {
            if skip("<") {
                guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
                rest = rest[(end + 1)...]
                return true
            }
            let letters = rest.prefix { (0x41...0x5A).contains($0 & 0xDF) }
            rest = rest.dropFirst(letters.count)
            return letters.count >= 3
        }

        mutating func number(_ range: ClosedRange<Int>) -> Int? {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard (1...3).contains(digits.count) else { return nil }
            rest = rest.dropFirst(digits.count)
            let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            return range.contains(value) ? value : nil
        }

        /// `-1`, `03:30`, `+5:45:10`, in seconds.
        mutating func time(most hours: Int) -> Int? {
            let isNegative = skip("-")
            if !isNegative { _ = skip("+") }
            guard let hour = number(0...hours) else { return nil }
            var seconds = hour * 3_600
            for unit in [60, 1] where skip(":") {
                guard let value = number(0...59) else { return nil }
                seconds += value * unit
            }
            return isNegative ? -seconds : seconds
        }

        /// `M3.5.0/2`, `J60`, `59`.
        mutating func moment() -> Moment? {
            let day: Moment.Day
            if skip("M") {
                guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
                    let weekday = number(0...6)
                else { return nil }
                day = .weekday(weekday, week: week, month: month)
            } else if skip("J") {
                guard let number = number(1...365) else { return nil }
                day = .withoutLeapDay(number)
            } else {
                guard let number = number(0...365) else { return nil }
                day = .counted(number)
            }
            guard skip("/") else { return Moment(day: day, second: 7_200) }
            guard let second = time(most: 167) else { return nil }
            return Moment(day: day, second: second)
        }
    }
}
