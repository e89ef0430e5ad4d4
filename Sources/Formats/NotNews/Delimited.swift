/// Tables: values parted by tabs, semicolons, bars or commas (RFC 4180), and those that programs draw.
enum Delimited {
    /// Whether a text is a table from its first line on: its lines have the same number of cells.
    ///
    /// A headline above it makes a text of it: a round-up of results opens with its headline, a table with its first row.
    static func isTable(_ text: Span<UInt8>, from first: Int, before limit: Int, isWhole: Bool) -> Bool {
        var start = first
        // Comments may stand above.
        while start < limit, text[start] == 0x23 {
            start = LineEnds.next(text, LineEnds.end(of: text, from: start, before: limit), limit)
        }
        guard start < limit else { return false }
        if text.matches("sep=", at: start, before: limit) { return true }
        for delimiter: UInt8 in [0x09, 0x3B, 0x7C, 0x2C] {
            if let rows = Rows(text, from: start, before: limit, delimiter: delimiter, isWhole: isWhole), rows.isTable {
                return true
            }
        }
        return isPasswordFile(text, start, limit)
    }

    /// `root:x:0:0:root:/root:/bin/sh`
    private static func isPasswordFile(_ text: Span<UInt8>, _ first: Int, _ limit: Int) -> Bool {
        guard let rows = Rows(text, from: first, before: limit, delimiter: 0x3A, isWhole: true) else { return false }
        return rows.cells >= 6 && rows.count >= 2 && rows.spaced == 0 && rows.odd == 0
    }

    /// What the rows of a table come to.
    private struct Rows {
        var cells = 0
        var count = 0
        /// Rows with another number of cells.
        var odd = 0
        /// Delimiters with a space behind, as in prose, and all.
        var spaced = 0
        var delimiters = 0
        /// Rows that end as a sentence does.
        var sentences = 0
        var quoted = 0
        /// Whether the first row has the names of at least three columns: a word each, in small letters.
        var hasNames = false
        var delimiter: UInt8

        init?(_ text: Span<UInt8>, from first: Int, before limit: Int, delimiter: UInt8, isWhole: Bool) {
            self.delimiter = delimiter
            var at = first
            while at < limit, count < 1_000 {
                let spacedBefore = spaced
                let start = at
                guard let row = nextRow(text, &at, limit) else {
                    // A quotation that never ends.
                    if isWhole { odd += 1 }
                    break
                }
                if row == 0 { continue }
                if cells == 0 {
                    guard row > 1 else { return nil }
                    cells = row
                    hasNames = row >= 3 && Self.areNames(text, start, delimiter, limit)
                } else if row != cells, min(row, cells) < 4 || spaced > spacedBefore {
                    odd += 1
                    if odd * 10 > count + 8 { return nil }
                }
                count += 1
            }
            guard count > 1 else { return nil }
        }

        /// Whether a row has nothing but names of columns: `id;title;full_text`.
        private static func areNames(_ text: Span<UInt8>, _ start: Int, _ delimiter: UInt8, _ limit: Int) -> Bool {
            var at = start
            var letters = 0
            while at < limit, text[at] != 0x0A, text[at] != 0x0D {
                let byte = text[at]
                if byte == delimiter {
                    if letters == 0 { return false }
                    letters = 0
                } else if byte.isASCIILower || byte.isASCIIDigit || byte == 0x5F || byte == 0x2D || byte == 0x22 {
                    letters += 1
                } else {
                    return false
                }
                at += 1
            }
            return letters > 0
        }

        /// The cells of the next row, 0 for a blank line or a rule; nil where it has no end.
        private mutating func nextRow(_ text: Span<UInt8>, _ at: inout Int, _ limit: Int) -> Int? {
            let start = at
            var cells = 1
            var isQuoted = false
            var opensCell = true
            var ink = 0
            var rule = true
            var afterHigh = false
            var last: UInt8 = 0
            while at < limit {
                let byte = text[at]
                if isQuoted {
                    if byte == 0x22 {
                        if at + 1 < limit, text[at + 1] == 0x22 {
                            at += 1
                        } else {
                            isQuoted = false
                            // A quotation ends with its cell; where it does not, somebody is quoted.
                            guard at + 1 >= limit || text[at + 1] <= 0x20 || text[at + 1] == delimiter else {
                                return nil
                            }
                        }
                    }
                    at += 1
                    if at - start > 65_536 { return nil }
                    continue
                }
                if byte == 0x0A || byte == 0x0D { break }
                if byte > 0x20 {
                    ink += 1
                    last = byte
                    if byte != 0x2D, byte != 0x2B, byte != 0x3D, byte != 0x3A, byte != 0x7C { rule = false }
                }
                if byte == delimiter, !afterHigh || byte < 0x40 {
                    cells += 1
                    delimiters += 1
                    if at + 1 < limit, text[at + 1] == 0x20 { spaced += 1 }
                    opensCell = true
                } else if byte == 0x22, opensCell {
                    isQuoted = true
                    quoted += 1
                } else if byte > 0x20 {
                    opensCell = false
                }
                afterHigh = byte >= 0x80
                at += 1
            }
            if isQuoted { return nil }
            let end = at
            at = LineEnds.next(text, end, limit)
            if ink == 0 && cells == 1 || rule && ink > 2 { return 0 }
            if last == 0x2E || last == 0x21 || last == 0x3F { sentences += 1 }
            // `(3 rows)` under a table of a data base.
            if cells == 1, text[start] == 0x28, last == 0x29 { return 0 }
            return cells
        }

        var isTable: Bool {
            guard count >= 2, odd * 20 <= count else { return false }
            if hasNames, odd == 0 { return true }
            switch delimiter {
            case 0x09: return count >= 3 || cells >= 3
            case 0x7C: return count >= 3 || cells >= 4
            case 0x3B:
                return (count >= 3 || cells >= 4) && (sentences * 2 < count || quoted > 0) && spaced * 2 < delimiters
            default:
                // Sentences have commas with a space behind, and not the same number in each.
                if quoted >= count, quoted > 2 { return spaced * 2 < delimiters || cells >= 4 && count >= 3 }
                guard spaced * 5 <= delimiters || cells >= 4 && count >= 5 && sentences == 0 else { return false }
                return cells >= 3 && count >= 3 || cells == 2 && count >= 4 && sentences * 4 < count
                    || cells >= 4 && count >= 2
            }
        }
    }
}
