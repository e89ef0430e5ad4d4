import LinuxIO
import Operations

/// What an answer is written to: a terminal of some width, or a pipe, where lines are whole and fields parted by tabs.
struct Screen: Sendable {
    /// Nil for what is no terminal.
    let columns: Int?
    let style: Style
    /// How many seconds local time is ahead of UTC at a time in seconds since 1970.
    let localOffset: @Sendable (Int64) -> Int

    /// The columns of what cuts no line.
    static let unlimited = 100_000

    /// A time in milliseconds since 1970, as people read it.
    func local(milliseconds: Int64) -> String {
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
        let seconds = remainder < 0 ? quotient - 1 : quotient
        let (nanoseconds, isTooLarge) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
        return UTCTime(nanoseconds: isTooLarge ? 0 : nanoseconds).local(offset: localOffset(seconds))
    }
}

extension String {
    /// The text with spaces behind it up to so many columns, or cut where it is wider.
    func padded(to width: Int) -> String {
        let cut = cut(to: width)
        return cut + String(repeating: " ", count: max(0, width - cut.displayWidth))
    }

    /// The text with spaces before it up to so many columns.
    func leftPadded(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - displayWidth)) + self
    }

    /// The text on one line, fit for a terminal and for a field between tabs.
    var oneLine: String {
        readable.split { $0.isNewline }.joined(separator: " ")
    }

    /// The end of a text that is wider than so many columns, behind an ellipsis: the name matters more than its folders.
    func cutInFront(to width: Int) -> String {
        if displayWidth <= width { return self }
        var kept: [Character] = []
        var used = 1
        for character in reversed() {
            used += character.displayWidth
            if used > width { break }
            kept.append(character)
        }
        return "…" + String(kept.reversed())
    }
}
