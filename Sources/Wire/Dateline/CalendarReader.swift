import Text
import Article

/// Reads what is printed of other calendars than ours: years of an era, and days beside ours.
struct CalendarReader {
    let tokens: Tokens
    let script: Script

    /// What the Buddhist calendar of Thailand is ahead of ours, and the years of it that news is dated with.
    private static let buddhistEra = 543
    private static let buddhistYears = 2400...2699
    /// The years that Taiwan counts from 1911 on, without the word for it.
    static let republicYears = 100...199
    static let republicEra = 1911

    /// A year of another calendar as one of ours, and the token after it: `พ.ศ. 2569`, `2569` behind a day in Thai, `令和8`.
    func year(at index: Int) -> (year: Int, end: Int)? {
        for end in [index + 2, index + 1] where tokens.isA(.yearEra, index, end) {
            let name = tokens.name(tokens.list[index], tokens.list[end - 1])
            let at = tokens[end].map { $0.isMark(".") && !$0.afterSpace } == true ? end + 1 : end
            guard let shift = Lexicon.shared.number(of: name, .yearEra), let number = tokens[at],
                number.kind == .number, number.value > 0
            else { continue }
            return (number.value + shift, at + 1)
        }
        guard script == .caseless, let number = tokens[index], number.kind == .number,
            CalendarReader.buddhistYears.contains(number.value)
        else { return nil }
        return (number.value - CalendarReader.buddhistEra, index + 1)
    }

    /// The token after a date of another calendar: `Ramadan 5, 1441, `, `5 رمضان 1437 هـ الموافق `.
    func dateEnd(at index: Int) -> Int? {
        if script == .caseless {
            return (index..<index + 7).first { tokens[$0]?.isA(.dateEquals) == true }.map { $0 + 1 }
        }
        var at = tokens.end(from: index, limit: 3) { $0.isCapitalized || tokens.hasPrefix($0, "al-") }
        guard at > index, let day = tokens[at], day.kind == .number, (1...30).contains(day.value),
            tokens[at + 1]?.isMark(",") == true, let year = tokens[at + 2], year.kind == .number,
            (1300...1500).contains(year.value)
        else { return nil }
        at += 3
        if tokens[at]?.isA(.era) == true { at += 1 }
        return tokens[at]?.isMark(",") == true ? at + 1 : nil
    }
}
