/// Lines of configuration: INI, YAML, TOML, properties, environment, systemd.
enum SettingLine {
    static func form(
        of text: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ weight: LineWeight,
        isIndented: Bool
    ) -> LineForm? {
        if text[start] == 0x5B, text[end - 1] == 0x5D {
            return isSection(text, start, end) ? .section : nil
        }
        if text.matches("---", at: start, before: end), end - start == 3 { return .section }
        if isSchedule(text, start, end) || isAddress(text, start, end) { return .setting }
        var at = start
        if text.matches("- ", at: at, before: end) || text.matches("export ", at: at, before: end) {
            at = text.next(0x20, from: at, before: end) + 1
            if isIndented || text[start] != 0x2D, at < end, !weight.isProse { return item(text, at, end) }
            if isBareItem(text, at, end) { return .setting }
        }
        return keyed(text, at, end, weight, isIndented: isIndented) ? .setting : nil
    }

    /// `[name]`, `[[table]]`, `[a.b "c"]`: no sentence, and no label of news (`[Watch]` stands before a headline).
    private static func isSection(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard end - start >= 3, end - start <= 96 else { return false }
        var spaces = 0
        for index in start + 1..<end - 1 {
            if text[index] == 0x20 { spaces += 1 }
            if text[index] == 0x5D, index < end - 2 { return false }
        }
        return spaces <= 4
    }

    /// The five fields of a crontab, one of which is a star.
    private static func isSchedule(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var at = start
        var stars = 0
        for _ in 0..<5 {
            let field = at
            while at < end, text[at].isASCIIDigit || [0x2A, 0x2F, 0x2C, 0x2D].contains(text[at]) {
                if text[at] == 0x2A { stars += 1 }
                at += 1
            }
            guard at > field, at < end, text[at] == 0x20 || text[at] == 0x09 else { return false }
            while at < end, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
        }
        return stars > 0
    }

    /// `127.0.0.1 localhost`
    private static func isAddress(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard let stop = address.end(in: text, start, end) else {
            return text.matches("::1 ", at: start, before: end)
        }
        return stop < end && text[stop] <= 0x20
    }

    private static let address: Shape = "d+.d+.d+.d+"

    /// An element of a list in YAML, `- '*.tmp'`.
    private static func item(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> LineForm? {
        var spaces = 0
        for index in start..<end where text[index] == 0x20 { spaces += 1 }
        return spaces <= 3 || text[end - 1] == 0x5D ? .setting : nil
    }

    private static func isBareItem(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard start < end, text.next(0x20, from: start, before: end) == end else { return false }
        return text[start] == 0x22 || text[start] == 0x27 || text[start] == 0x2E || text[start] == 0x2F
    }

    private static func keyed(
        _ text: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ weight: LineWeight,
        isIndented: Bool
    ) -> Bool {
        guard start < end else { return false }
        var at = start
        var isQuoted = false
        if text[at] == 0x22 || text[at] == 0x27 {
            at = text.next(text[at], from: at + 1, before: end)
            guard at < end else { return false }
            at += 1
            isQuoted = true
        } else {
            while at < end, isKeyByte(text[at]) { at += 1 }
        }
        guard at > start else { return false }
        let keyEnd = at
        while at < end, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
        // Keys of several words stand before an equals sign only: `read only = no`.
        if at < end, text[at] != 0x3D, text[at] != 0x3A, !isQuoted {
            let equals = text.next(0x3D, from: at, before: min(end, start + 48))
            guard equals < min(end, start + 48), equals > at,
                text[equals - 1] == 0x20 || equals + 1 == end || text[equals + 1] != 0x20
            else { return false }
            for index in start..<equals
            where !text[index].isASCIILetter && !text[index].isASCIIDigit
                && ![0x20, 0x2E, 0x5F, 0x2D, 0x3A].contains(text[index])
            {
                return false
            }
            return true
        }
        guard at < end else { return false }
        // The escapes and soft breaks of quoted-printable (RFC 2045).
        if text[at] == 0x3D, at + 2 < end, text[at + 1].isASCIIHex, text[at + 2].isASCIIHex, at == keyEnd,
            at + 3 == end || text[at + 3] == 0x3D || text[at + 3].isASCIILetter || text[at + 3] == 0x20
        {
            return false
        }
        if text[at] == 0x3D { return at + 1 >= end || text[at + 1] != 0x3D || text[keyEnd - 1] != 0x20 }
        guard text[at] == 0x3A, at == keyEnd else { return false }
        guard at + 1 == end || text[at + 1] == 0x20 || text[at + 1] == 0x09 else { return false }
        return isQuoted
            || isIdentifier(text, start, keyEnd)
                && (!endsSentence(text, end) || !weight.isProse) && (weight.words <= 12 || isIndented)
    }

    /// A key of YAML or of a header: small letters, underscores, hyphens, dots; or words that hyphens join.
    private static func isIdentifier(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard text[start].isASCIILetter || text[start] == 0x5F else { return false }
        if text[start].isASCIILower {
            // `dpa-Eilmeldung: ` is a mark.
            for index in start + 1..<max(start + 1, end - 1)
            where text[index] == 0x2D && text[index + 1].isASCIILetter && !text[index + 1].isASCIILower {
                return false
            }
            return end - start > 1
        }
        for index in start..<end where text[index] == 0x5F || text[index] == 0x2D { return true }
        return false
    }

    private static func endsSentence(_ text: Span<UInt8>, _ end: Int) -> Bool {
        [0x2E, 0x21, 0x3F, 0x22].contains(text[end - 1]) || text[end - 1] >= 0x80
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        byte.isIdentifierByte || byte == 0x2E || byte == 0x2D || byte == 0x24 || byte == 0x2F || byte == 0x5B
            || byte == 0x5D
    }
}
