import Text
import Article

/// A line of text that is not blank.
struct Line {
    /// Its first byte that is not white space.
    var start: Int
    /// The byte after its last that is not white space.
    var end: Int
    /// The columns before it: a tab goes to the next multiple of 8, an ideographic space counts 2.
    var indent = 0
    /// Whether a blank line, or the start of the text, stands before it.
    var afterBlank = true
    /// Whether a control character or a run of white space within it has to go.
    var needsCleaning = false
    /// How many gaps of two or more columns, or tabs, it has between its words.
    var gaps = 0
    /// Whether a gap of three columns or a tab is among them.
    var hasWideGap = false

    /// By how much its bytes outnumber its columns.
    var surplus = 0
    /// Whether a soft break, within a paragraph, stands before it: a vertical tab or U+2028.
    var isSoft = false
    /// Whether a form feed stands before it.
    var opensPage = false

    /// How many bytes it has.
    var count: Int { end - start }
    /// How wide it is; a character of the scripts without spaces is two columns wide.
    var columns: Int { end - start - surplus }
    /// Whether its words stand in columns: set apart by more than one gap, or by a wide one.
    var isColumnar: Bool { gaps > 1 || hasWideGap }
}

/// The lines of a text, found in one pass.
struct LineTable {
    private(set) var lines: [Line] = []
    /// The longest line in bytes, without its indent.
    private(set) var longest = 0
    /// Whether there are more lines than are kept.
    private(set) var isOverfull = false

    /// The most lines of a story: a book of 3,000 pages has as many, and a line takes some hundred bytes of memory, however
    /// short it is.
    static let mostLines = 200_000

    init(_ text: Span<UInt8>, from first: Int) {
        lines.reserveCapacity(min((text.count - first) / 48 + 8, LineTable.mostLines))
        var scan = LineScan()
        var index = first
        let count = text.count
        var hasHardBreaks = false
        while index < count {
            let byte = text[index]
            if byte > .space && byte < .delete {
                scan.ink(at: index, length: 1)
                // The common case: on over words and the single spaces between them, with one branch a byte.
                index = AsciiRun.end(text, index + 1)
                if text[index - 1] == .space { index -= 1 }
                scan.end = index
                continue
            }
            switch byte {
            case .space:
                scan.space(columns: 1)
            case .tab:
                scan.tab()
            case .lineFeed, .carriageReturn:
                finish(&scan)
                hasHardBreaks = true
            case 0x0B:
                finish(&scan, break: .soft)
            case 0x0C:
                finish(&scan, break: .page)
            case 0..<0x20, 0x7F:
                scan.control()
            default:
                index += wide(&scan, text, index)
                continue
            }
            // Carriage returns and the line feed after them end one line, not several.
            if byte == .carriageReturn {
                var end = index + 1
                while end < min(count, index + LineTable.mostReturns), text[end] == .carriageReturn { end += 1 }
                if end < count, text[end] == .lineFeed { index = end }
            }
            index += 1
        }
        finish(&scan)
        // Where nothing else parts the lines, what is soft elsewhere parts them.
        if !hasHardBreaks { for index in lines.indices { lines[index].isSoft = false } }
    }

    /// The most carriage returns that stand before one line feed.
    private static let mostReturns = 3

    /// What ends a line.
    private enum Break {
        case hard
        case soft
        case page
    }

    /// A character that is not ASCII; returns its length.
    @inline(__always)
    private mutating func wide(_ scan: inout LineScan, _ text: Span<UInt8>, _ index: Int) -> Int {
        let point = text.codePoint(at: index)
        switch point.value {
        case 0x85: finish(&scan)
        case 0x2028: finish(&scan, break: .soft)
        case 0x2029:
            finish(&scan)
            scan.afterBlank = true
        case 0x3000: scan.space(columns: 2)
        case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x1680: scan.space(columns: 1)
        case 0x80..<0xA0, 0xFEFF: scan.control()
        // Seen by nobody: a line of nothing else is blank.
        case 0x200B...0x200F, 0x2060...0x2064: scan.invisible(at: index, length: point.length)
        default:
            let isWide = CharacterClass.isCJK(point.value) || (0xAC00...0xD7A3).contains(point.value)
            scan.ink(at: index, length: point.length, columns: isWide ? 2 : 1)
        }
        return point.length
    }

    @inline(__always)
    private mutating func finish(_ scan: inout LineScan, break: Break = .hard) {
        let wasPage = scan.opensPage
        if scan.hasInk, lines.count == LineTable.mostLines {
            isOverfull = true
            scan = LineScan()
        } else if scan.hasInk {
            lines.append(
                Line(
                    start: scan.start,
                    end: scan.end,
                    indent: scan.indent,
                    afterBlank: scan.afterBlank,
                    needsCleaning: scan.needsCleaning,
                    gaps: scan.gaps,
                    hasWideGap: scan.hasWideGap,
                    surplus: scan.surplus,
                    isSoft: scan.isSoft,
                    opensPage: wasPage
                )
            )
            longest = max(longest, scan.end - scan.start)
            scan = LineScan()
            scan.afterBlank = false
            scan.isSoft = `break` == .soft
        } else {
            scan = LineScan()
            scan.opensPage = wasPage
        }
        if `break` == .page { scan.opensPage = true }
    }

    /// Takes the indent that all lines share from each of them: a text set in as a whole has none.
    mutating func removeCommonIndent() {
        var least = Int.max
        for line in lines {
            least = min(least, line.indent)
            if least == 0 { return }
        }
        for index in lines.indices { lines[index].indent -= least }
    }
}

/// The line that is being scanned.
private struct LineScan {
    var hasInk = false
    var start = 0
    var end = 0
    var indent = 0
    var afterBlank = true
    var needsCleaning = false
    var gaps = 0
    var hasWideGap = false
    var surplus = 0
    var isSoft = false
    var opensPage = false
    private var gap = 0
    private var pendingControl = false

    @inline(__always)
    mutating func ink(at index: Int, length: Int, columns: Int = 1) {
        if !hasInk {
            hasInk = true
            start = index
        } else {
            if gap > 1 {
                needsCleaning = true
                // What follows a bullet or a number hangs from it, and stands in no column.
                if end - start > LineScan.longestBullet {
                    gaps += 1
                    if gap > 2 { hasWideGap = true }
                }
            }
            if pendingControl { needsCleaning = true }
        }
        gap = 0
        pendingControl = false
        end = index + length
        surplus += length - columns
    }

    @inline(__always)
    mutating func space(columns: Int) {
        if hasInk { gap += columns } else { indent += columns }
    }

    mutating func tab() {
        if hasInk { gap += 8 } else { indent += 8 - indent % 8 }
    }

    mutating func control() {
        if hasInk { pendingControl = true }
    }

    /// A character that has no width: part of the line where it stands within it.
    mutating func invisible(at index: Int, length: Int) {
        if hasInk { surplus += length }
    }

    /// The bytes of `•` and of `99.`
    static let longestBullet = 3
}
