/// Lines that hold a date or a time and nothing else: `Published: June 10, 2016 14:32 GMT`.
enum Timestamp {
    static func matches(_ text: Span<UInt8>) -> Bool {
        var hasDigit = false
        for index in 0..<text.count where text[index] >= 0x30 && text[index] <= 0x39 { hasDigit = true }
        guard hasDigit else { return false }
        var bytes: [UInt8] = []
        bytes.append(text, from: 0, to: text.count)
        let tokens = Tokens(bytes, limit: 32)
        guard tokens.list.last?.end == text.count, tokens.count < 24 else { return false }
        return date(in: tokens).isStamp
    }

    /// The full date of a time stamp.
    static func day(of text: Span<UInt8>) -> CivilDate? {
        var bytes: [UInt8] = []
        bytes.append(text, from: 0, to: text.count)
        guard let found = date(in: Tokens(bytes, limit: 32)).found, let year = found.year, let month = found.month,
            let day = found.day
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    private static func date(in tokens: Tokens) -> (isStamp: Bool, found: PrintedDate?) {
        let reader = DateReader(tokens: tokens)
        var found: PrintedDate?
        var hasTime = false
        var at = 0
        while let token = tokens[at] {
            if let date = reader.date(at: at) {
                if found?.year == nil { found = date }
                at = date.end
                continue
            }
            switch token.kind {
            case .number:
                guard let colon = tokens[at + 1], colon.isMark(":") || colon.isMark(".") || colon.isMark("h"),
                    !colon.afterSpace,
                    let minute = tokens[at + 2], minute.kind == .number, minute.value < 60, token.value < 24
                else {
                    // `1432 GMT`, or a year on its own after its day.
                    guard token.count == 4, let zone = tokens[at + 1], zone.kind == .word, words.contains(zone.word)
                    else {
                        return (false, nil)
                    }
                    hasTime = true
                    at += 2
                    continue
                }
                hasTime = true
                at += 3
                // Seconds.
                if let mark = tokens[at], mark.isMark(":"), let second = tokens[at + 1], second.kind == .number {
                    at += 2
                }
            case .mark:
                guard ":,.|-–—()/[]•·+@".unicodeScalars.contains(where: { $0.value == token.character }) else {
                    return (false, nil)
                }
                at += 1
            case .word:
                let word = token.word
                // `14h32`
                if let hour = hour(token, in: tokens) {
                    hasTime = true
                    at += hour
                    continue
                }
                guard words.contains(word) || Weekdays.contains(word) else {
                    // `2016-06-10T14:32:00Z`
                    guard found != nil || hasTime, word == "z" || tokens.hasPrefix(token, "t"), token.count <= 3 else {
                        return (false, nil)
                    }
                    at += 1
                    while let colon = tokens[at], colon.isMark(":"), let number = tokens[at + 1], number.kind == .number
                    {
                        at += 2
                    }
                    continue
                }
                at += 1
            }
        }
        return (found != nil || hasTime, found)
    }

    /// How many tokens `14h` or `14h32` has, nil for anything else.
    private static func hour(_ token: Token, in tokens: Tokens) -> Int? {
        let bytes = tokens.bytes[token.start..<token.end]
        guard bytes.count == 2 || bytes.count == 3, bytes.last.map({ $0 | 0x20 == 0x68 }) == true,
            bytes.dropLast().allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return nil }
        guard let at = tokens.list.firstIndex(where: { $0.start == token.end }), let minute = tokens[at],
            minute.kind == .number
        else { return 1 }
        return 2
    }

    private static let words = WordSet(
        """
        published publish posted updated update last modified created issued released date dated time at on the of and gmt utc est edt et \
        cst cdt pst pdt pt cet cest msk bst ist jst hkt am pm a.m p.m z h hrs uhr stand veröffentlicht aktualisiert publié publiée \
        mis mise à jour le modifié publicado publicada actualizado actualizada el a las h pubblicato aggiornato il alle ore \
        publicado atualizado em às data data: opublikowano aktualizacja dnia o godz zveřejněno aktualizováno v hod geplaatst \
        bijgewerkt om gepubliceerd publicerad uppdaterad kl klokken publisert oppdatert udgivet opdateret julkaistu päivitetty klo \
        megjelent frissítve опубликовано обновлено дата время в мск опубліковано оновлено о киев київ moscow london new york time local
        """.split(separator: " ").map(String.init)
    )
}
