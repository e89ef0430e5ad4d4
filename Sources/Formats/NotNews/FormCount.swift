/// How many lines and bytes of a text have which form.
struct FormCount {
    private var lines = [Int](repeating: 0, count: LineForm.allCases.count)
    private var bytes = [Int](repeating: 0, count: LineForm.allCases.count)
    private var total = 0
    /// Whether a block of base64 with a head of its own stands in the text (RFC 7468, RFC 9580).
    private var hasArmor = false
    private var first: LineForm = .blank
    private var second: LineForm = .blank

    init(_ text: Span<UInt8>, from start: Int, before limit: Int) {
        var comment = OpenComment()
        var at = start
        // Whether the line is indented below a setting, as the text of a key in YAML is.
        var isBelowSetting = false
        while at < limit, total < TextShape.lineReach {
            let end = LineEnds.end(of: text, from: at, before: limit)
            var form = comment.isOpen(at: text, at, end) ? LineForm.comment : LineForm.form(of: text, at, end)
            if form != .blank {
                if text[at] > 0x20 {
                    isBelowSetting = form == .setting || isBelowSetting && form == .comment
                } else if isBelowSetting {
                    form = .setting
                }
                if total == 0 { first = form }
                if total == 1 { second = form }
                if !hasArmor, text.matches("-----BEGIN ", at: at, before: end) { hasArmor = true }
                total += 1
                lines[form.rawValue] += 1
                bytes[form.rawValue] += end - at
            }
            at = LineEnds.next(text, end, limit)
        }
    }

    private func count(_ forms: LineForm...) -> Int { forms.reduce(0) { $0 + lines[$1.rawValue] } }
    private func size(_ forms: LineForm...) -> Int { forms.reduce(0) { $0 + bytes[$1.rawValue] } }

    /// Whether lines of some forms open the text and make up a share of it, of ten.
    private func prevails(_ forms: LineForm..., least: Int = 1, tenths: Int = 8) -> Bool {
        let found = forms.reduce(0) { $0 + lines[$1.rawValue] }
        let told = total - count(.comment, .remark)
        return found >= least && found * 10 >= told * tenths && (opens(forms))
    }

    private func opens(_ forms: [LineForm]) -> Bool {
        forms.contains(first) || first == .comment || first == .remark || forms.contains(second) && total > 3
    }

    /// The kind that the text's lines make; nil where they may be news.
    var kind: FileKind? {
        // Nothing but comments: a licence, a program that is switched off.
        if total > 1, count(.comment) > 0, total == count(.comment, .remark) { return .sourceCode }
        if prevails(.checksum) { return .checksums }
        // A list of words: a headline has more than one.
        if total >= 12, first == .token || first == .figures, count(.token, .figures) * 20 >= total * 19 {
            return .table
        }
        if prevails(.path, .listing) { return .fileList }
        if prevails(.log, least: 2, tenths: 5), size(.prose) < size(.log) { return .log }
        if first == .patch, second == .patch { return .patch }
        if prevails(.patch, least: 2, tenths: 2), size(.prose) < size(.patch, .code, .other) || count(.patch) > 3 {
            return .patch
        }
        if isTimedText { return .subtitles }
        if hasArmor, size(.encoded) > size(.prose) { return .signature }
        if prevails(.typeset, least: 2, tenths: 3), size(.typeset) * 2 > size(.prose) || count(.typeset) * 2 > total {
            return .typesetting
        }
        if prevails(.encoded, least: 2, tenths: 8) { return .encodedData }
        if isConfiguration { return .configuration }
        if isCode { return .sourceCode }
        return isForProgram ? forProgram : nil
    }

    /// Lines that only what is written for a program has.
    private var written: Int { count(.code, .setting, .section, .signs, .typeset, .path, .encoded, .patch, .listing) }

    /// Whether the text is written for a program, in whatever language: it opens so, and holds little prose beside comments.
    private var isForProgram: Bool {
        guard total > 1 else { return false }
        let isSure = written >= 3 && written * 5 >= total - count(.comment, .remark)
        let foreign = written + count(.comment, .checksum) + (isSure ? count(.figures, .token, .remark) : 0)
        let prose = size(.prose) + (isSure ? 0 : size(.remark))
        let all = bytes.reduce(0, +)
        let told = all - size(.comment) - (isSure ? size(.remark) : 0)
        if first == .comment, size(.prose, .remark) == 0 { return true }
        guard opens([.code, .setting, .section, .signs, .typeset, .path, .encoded, .figures]) else {
            return foreign * 10 >= total * 7 && written >= 3 && prose * 4 < all
        }
        return foreign * 10 >= total * 6 && prose * 3 < all
            || foreign >= 2 && foreign * 10 >= total * 3 && prose * 3 < told
            || foreign >= 2 && prose * 10 < told
    }

    private var forProgram: FileKind {
        if size(.encoded) > size(.prose), count(.encoded) * 2 > total { return .encodedData }
        if count(.typeset) > count(.code, .setting, .signs) { return .typesetting }
        return count(.setting, .section) >= count(.code, .signs) ? .configuration : .sourceCode
    }

    /// Cues with times: each has a line of text or two.
    private var isTimedText: Bool {
        // A headline above the clocks makes a story of them.
        guard opens([.cue, .counter]) || first == .clock else { return false }
        let cues = count(.cue, .clock)
        return cues >= 1 && first == .counter && second == .cue || cues >= 2 && cues * 4 >= total
    }

    private var isConfiguration: Bool {
        let settings = count(.setting, .section)
        guard settings >= 2 || settings == 1 && total == 1, opens([.setting, .section]) else { return false }
        let told = total - count(.comment, .remark)
        guard (settings + count(.code, .path)) * 10 >= told * 8, settings * 2 >= told else { return false }
        return size(.prose) * 4 < size(.setting, .section)
    }

    private var isCode: Bool {
        let sure = count(.code)
        let code = count(.code, .section, .setting) + (sure > 1 ? count(.signs) : 0)
        let told = total - count(.comment, .remark)
        guard sure >= 2 || sure == told && told > 0, opens([.code, .setting, .signs])
        else { return false }
        guard size(.prose) < size(.code, .setting, .signs) else { return false }
        return code * 2 >= told
    }
}
