import Text

/// The names of months, for readers of dates in fields.
public enum MonthName {
    /// The month that a word names in one of the languages of the wires, 1 to 12; nil for another word.
    ///
    /// ```swift
    /// MonthName.number("jún")  // 6
    /// ```
    public static func number(_ word: String) -> Int? {
        let letters = Array(word.utf8)
        return Months.number(of: Word(letters.span, 0, letters.count))
    }
}
