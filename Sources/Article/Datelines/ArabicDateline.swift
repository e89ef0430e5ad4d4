/// Datelines of Arabic copy: `القاهرة 10 يونيو (رويترز) - `, `موسكو، 10 يونيو. /تاس/. `.
///
/// The letters have no capitals, so that the marks carry more weight than elsewhere: a bracket or slashes around the
/// agency, and a date or a dash beside it.
struct ArabicDateline {
    private let bytes: [UInt8]
    private let tokens: [Token]

    static func match(_ bytes: [UInt8]) -> DatelineMatch? { ArabicDateline(bytes).match() }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // Marks of direction are no part of what is printed.
        tokens = Tokens(bytes, limit: 40).list.filter { !ArabicDateline.isDirectionMark($0.character) }
    }

    private static func isDirectionMark(_ value: UInt32) -> Bool {
        value == 0x61C || (0x200E...0x200F).contains(value) || (0x202A...0x202E).contains(value)
            || (0x2066...0x2069).contains(value)
    }

    private subscript(index: Int) -> Token? { index >= 0 && index < tokens.count ? tokens[index] : nil }

    private func match() -> DatelineMatch? {
        let place = place()
        var at = place?.end ?? 0
        var parts = DatelineParts(text: TextRange(0, 0))
        parts.place = place?.range
        var joint = marks(at: at)
        let date = place == nil ? nil : date(at: joint.end)
        if let date {
            parts.day = date.day
            parts.month = date.month
            parts.year = date.year
            at = date.end
            joint = marks(at: at)
        }
        // The agency follows the date, or the place, with nothing or a stop or comma between, one known by name also a dash.
        var source = source(at: joint.end)
        if joint.dash, let found = source, !found.isKnown || marks(at: found.end).end == found.end { source = nil }
        if let source {
            parts.source = source.name
            at = source.end
        }
        let close = marks(at: at)
        guard isDateline(place, hasDate: date != nil, source, close), let last = self[close.end - 1] else { return nil }
        parts.text = TextRange(0, last.end)
        return DatelineMatch(
            parts: parts,
            bodyStart: self[close.end]?.start ?? bytes.count,
            isStrong: date != nil || source != nil
        )
    }

    private func isDateline(_ place: Place?, hasDate: Bool, _ source: Source?, _ close: Marks) -> Bool {
        guard let place else { return source?.isKnown == true && (close.dash || close.colon) }
        guard let source else { return hasDate && close.dash && place.words <= 4 }
        if hasDate { return source.isBracketed || source.isKnown }
        if source.isKnown, place.words <= 3, close.dash || close.colon { return true }
        guard source.isBracketed, place.words <= 4 else { return false }
        return source.isKnown || place.words <= 2 && (close.dash || close.colon || source.isSlashed && close.stop)
    }

    // MARK: Elements

    private struct Place {
        var range: TextRange
        var words: Int
        var end: Int
    }

    /// Up to six words, joined by slashes or commas, that open no sentence.
    private func place() -> Place? {
        guard let first = self[0], first.kind == .word, !ArabicDateline.openings.contains(first.word) else {
            return nil
        }
        var at = 1
        var words = 1
        while let token = self[at], words < 7 {
            if token.kind == .word {
                guard token.word != ArabicDateline.within else { break }
                words += 1
                at += 1
            } else if token.isMark("/") && !token.afterSpace || isComma(token), let next = self[at + 1],
                next.kind == .word, next.word != ArabicDateline.within
            {
                at += 1
            } else {
                break
            }
        }
        guard words < 7, let last = self[at - 1] else { return nil }
        return Place(range: TextRange(first.start, last.end), words: words, end: at)
    }

    private static let within: Word = "في"
    private static let openings: WordSet = [
        "في", "من", "على", "إلى", "الى", "عن", "قال", "قالت", "إن", "أن", "بعد", "قبل", "منذ", "هذا", "هذه", "ذكر",
        "ذكرت",
        "أعلن", "أعلنت", "أكد", "أكدت", "كان", "كانت", "مع", "لا", "لم", "هو", "هي", "كل", "حول", "صورة", "فيديو",
        "الرئيس", "رئيس", "وزير", "الوزير", "النائب", "الملك", "الأمير", "السيناتور",
    ]

    /// `10 يونيو 2016`, `10 حزيران/يونيو`, `10-6-2016`, after `في` or the day of the Islamic calendar.
    private func date(at index: Int) -> PrintedDate? {
        var at = index
        if self[at]?.word == ArabicDateline.within, self[at]?.kind == .word { at += 1 }
        // `5 رمضان 1437 هـ الموافق 10 يونيو`
        if let equals = (at..<at + 7).first(where: { self[$0]?.word == ArabicDateline.corresponding }) {
            at = equals + 1
        }
        guard let day = number(at: at), (1...31).contains(day.value) else { return nil }
        at = day.end
        if let month = month(at: at) {
            at = month.end
            // Two names of one month: `يونيو/حزيران`, `يونيو حزيران`.
            let second = self[at]?.isMark("/") == true ? at + 1 : at
            if let other = self.month(at: second), other.number == month.number {
                at = other.end
            }
            var date = PrintedDate(day: day.value, month: month.number, year: nil, end: at)
            if let comma = self[at], isComma(comma), let year = year(at: at + 1) {
                (date.year, date.end) = year
            } else if let year = year(at: at) {
                (date.year, date.end) = year
            }
            if let era = self[date.end], era.kind == .word, era.word == "م" { date.end += 1 }
            return date
        }
        guard let joint = self[at], isJoint(joint), let month = number(at: at + 1), (1...12).contains(month.value)
        else {
            return nil
        }
        var date = PrintedDate(day: day.value, month: month.value, year: nil, end: month.end)
        if let again = self[month.end], again.character == joint.character, let year = year(at: month.end + 1) {
            (date.year, date.end) = year
        }
        return date
    }

    private static let corresponding: Word = "الموافق"

    private func isJoint(_ token: Token) -> Bool { token.isDash || token.isMark("/") }

    private func year(at index: Int) -> (Int, Int)? {
        guard let year = number(at: index), (1800...2199).contains(year.value) else { return nil }
        return (year.value, year.end)
    }

    /// A number in European or Arabic figures.
    private func number(at index: Int) -> (value: Int, end: Int)? {
        guard let first = self[index] else { return nil }
        if first.kind == .number { return (first.value, index + 1) }
        var at = index
        var value = 0
        while let token = self[at], let digit = ArabicDateline.digit(token), at == index || !token.afterSpace,
            at < index + 4
        {
            value = value * 10 + digit
            at += 1
        }
        return at > index ? (value, at) : nil
    }

    private static func digit(_ token: Token) -> Int? {
        guard token.kind == .mark else { return nil }
        switch token.character {
        case 0x660...0x669: return Int(token.character) - 0x660
        case 0x6F0...0x6F9: return Int(token.character) - 0x6F0
        default: return nil
        }
    }

    /// A month's name, of one word or of two.
    private func month(at index: Int) -> (number: Int, end: Int)? {
        guard let word = self[index], word.kind == .word else { return nil }
        if let number = ArabicDateline.months[word.word] { return (number, index + 1) }
        guard let next = self[index + 1], next.kind == .word,
            let number = ArabicDateline.months[Word(bytes.span, word.start, next.end)]
        else { return nil }
        return (number, index + 2)
    }

    /// The names of Egypt and the Gulf, of the Levant, and of the Maghreb.
    private static let months = WordMap(
        [
            ["يناير", "كانون الثاني", "جانفي"], ["فبراير", "شباط", "فيفري"], ["مارس", "آذار", "اذار"],
            ["أبريل", "ابريل", "إبريل", "نيسان", "أفريل"], ["مايو", "أيار", "ايار", "ماي"],
            ["يونيو", "يونيه", "حزيران", "جوان"],
            ["يوليو", "يوليه", "تموز", "جويلية", "يوليوز"], ["أغسطس", "اغسطس", "آب", "أوت", "غشت"],
            ["سبتمبر", "أيلول", "ايلول", "شتنبر"], ["أكتوبر", "اكتوبر", "تشرين الأول", "تشرين الاول"],
            ["نوفمبر", "تشرين الثاني", "نونبر"], ["ديسمبر", "كانون الأول", "كانون الاول", "دجنبر"],
        ].enumerated().flatMap { index, names in names.map { (Word($0), index + 1) } }
    )

    private struct Source {
        var name: TextRange
        var isKnown: Bool
        var isBracketed: Bool
        var isSlashed: Bool
        var end: Int
    }

    /// A name of up to five words in brackets or between slashes; without them only an agency known by name.
    private func source(at index: Int) -> Source? {
        guard let open = self[index] else { return nil }
        let close: Unicode.Scalar
        switch open.character {
        case 0x28: close = ")"
        case 0x2F: close = "/"
        case 0x5B: close = "]"
        default:
            guard open.kind == .word, ArabicDateline.agencies.contains(open.word) else { return nil }
            return Source(
                name: TextRange(open.start, open.end),
                isKnown: true,
                isBracketed: false,
                isSlashed: false,
                end: index + 1
            )
        }
        var at = index + 1
        while let token = self[at], !token.isMark(close), at - index < 8 {
            guard token.kind == .word || token.isMark(".") || token.isDash else { return nil }
            at += 1
        }
        guard let first = self[index + 1], first.kind == .word, let last = self[at - 1], at > index + 1,
            self[at]?.isMark(close) == true, at - index <= 6
        else { return nil }
        let name = Word(bytes.span, first.start, last.end)
        if ArabicDateline.openings.contains(first.word) { return nil }
        return Source(
            name: TextRange(first.start, last.end),
            isKnown: ArabicDateline.agencies.contains(name) || Agencies.contains(bytes.span, first.start, last.end),
            isBracketed: true,
            isSlashed: open.isMark("/"),
            end: at + 1
        )
    }

    private static let agencies: WordSet = [
        "رويترز", "أ ف ب", "ا ف ب", "أ.ف.ب", "فرانس برس", "تاس", "شينخوا", "سبوتنيك", "نوفوستي", "كونا", "واس", "وام",
        "بنا", "قنا",
        "سانا", "وفا", "معا", "أ ش أ", "أش أ", "أ.ش.أ", "بترا", "واع", "وال", "وات", "واج", "د ب أ", "د.ب.أ", "أ ب",
        "أب", "أ.ب",
        "الأناضول", "الاناضول", "العمانية", "إرنا", "ارنا", "فارس", "سونا", "سبأ", "ومع", "يونا", "نينا", "الوطنية",
    ]

    private struct Marks {
        var dash = false
        var colon = false
        var stop = false
        var end: Int
    }

    /// Commas, stops, dashes and colons from a token on.
    private func marks(at index: Int) -> Marks {
        var marks = Marks(end: index)
        while let token = self[marks.end], token.kind == .mark, marks.end - index < 4 {
            if token.isDash || token.isMark("_") {
                marks.dash = true
            } else if token.isMark(":") || token.isMark("=") {
                marks.colon = true
            } else if token.isMark(".") {
                marks.stop = true
            } else if !isComma(token) {
                break
            }
            marks.end += 1
        }
        return marks
    }

    private func isComma(_ token: Token) -> Bool {
        token.kind == .mark && (token.character == 0x60C || token.character == 0x2C)
    }
}
