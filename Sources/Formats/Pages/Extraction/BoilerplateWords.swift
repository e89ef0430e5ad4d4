/// What the text of a block says about itself.
enum TextMark: Int {
    /// It asks to subscribe, share, follow, log in, accept, or names the holder of the rights.
    case boilerplate
    /// It names a month.
    case month
}

/// The phrases of text that stands around articles, in the languages of the large news markets.
enum BoilerplateWords {
    static let shared = PhraseMatcher(
        boilerplate.map { ($0, TextMark.boilerplate.rawValue) } + months.map { ($0, TextMark.month.rawValue) }
    )

    private static let boilerplate = [
        "copyright", "all rights reserved", "alle rechte", "subscribe", "sign up", "newsletter", "follow us",
        "click here",
        "read more", "read also", "-related-(articles|stories)", "share (this|on)-", "advertisement", "cookie",
        "-log in-",
        "terms of (use|service)", "privacy policy", "more from", "most read", "leave a (comment|reply)", "-photo by-",
        "-photos by-", "getty images", "-image credit", "-image source", "filed under", "posted (in|by|on)-",
        "min read",
        "-updated", "-published", "-comment-", "-comments-", "download our app", "have a tip", "contact (us|the)-",
        "-email-", "e-mail-", "whatsapp", "facebook", "twitter", "-tags-",
        // German, French, Spanish, Portuguese, Italian, Dutch, Polish
        "mehr zum thema", "lesen sie auch", "jetzt abonnieren", "zur startseite", "alle artikel", "lire aussi",
        "à lire aussi", "tous droits réservés", "abonnez-vous", "s-abonner", "lee también", "le puede interesar",
        "todos los derechos", "suscríbete", "suscribirse", "leia também", "leia mais", "todos os direitos", "assine",
        "leggi anche", "tutti i diritti", "iscriviti", "abbonati", "lees ook", "lees meer", "alle rechten",
        "czytaj także",
        "zobacz także", "wszelkie prawa",
    ]

    private static let months = [
        "-(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)-",
        "-(january|february|march|april|june|july|august|september|october|november|december)-",
        "-(januar|februar|märz|mai|juni|juli|oktober|dezember)-",
        "-(janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre)-",
        "-(enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)-",
        "-(janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)-",
        "-(gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre)-",
        "-(januari|februari|maart|mei|augustus)-",
    ]

    /// Whether digits stand as those of a time or a date: `10:30`, `2026-11-30`, `30.11.2026`, `30/11/26`.
    static func hasDateDigits(_ text: Span<UInt8>, _ range: ByteRange) -> Bool {
        var index = range.start
        var runs: [(length: Int, next: UInt8)] = []
        var length = 0
        while index <= range.end {
            let byte = index < range.end ? text[index] : 0x20
            if ASCII.isDigit(byte) {
                length += 1
            } else if length > 0 {
                runs.append((length, byte))
                length = 0
                if isDate(runs) { return true }
                if byte != 0x3A && byte != 0x2E && byte != 0x2D && byte != 0x2F {
                    runs.removeAll(keepingCapacity: true)
                }
            } else {
                runs.removeAll(keepingCapacity: true)
            }
            index += 1
        }
        return false
    }

    private static func isDate(_ runs: [(length: Int, next: UInt8)]) -> Bool {
        guard let last = runs.last, runs.count > 1 else { return false }
        let before = runs[runs.count - 2]
        if before.length <= 2, last.length == 2, before.next == 0x3A || before.next == 0x2E { return true }
        guard runs.count > 2 else { return false }
        let first = runs[runs.count - 3]
        return first.length == 4 && before.length == 2 && last.length == 2
            || first.length <= 2 && before.length <= 2 && (last.length == 2 || last.length == 4)
    }
}
