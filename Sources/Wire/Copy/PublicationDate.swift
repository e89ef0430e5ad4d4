import Text
import Article
import Base

/// Works out the day of publication.
enum PublicationDate {
    /// How many days before the file's own time a dateline's day can be for the file to have come as it happened.
    private static let fresh = 3

    /// - Parameter assumed: takes what of the context's defaults was needed.
    static func published(
        _ parts: Article.Parts,
        _ text: Span<UInt8>,
        _ context: ReadingContext,
        _ assumed: inout ArticleDetails.Assumed
    ) -> Published? {
        let stamp = parts.timestamp.flatMap { Timestamp.day(of: text.extracting($0.start..<$0.end)) }
        guard let line = parts.dateline, let month = line.month, let day = line.day else {
            return stamp.map { Published(day: $0, basis: .timestamp) }
        }
        if let year = line.year {
            return CivilDate(year: year, month: month, day: day).map { Published(day: $0, basis: .dateline) }
        }
        // A line that gives the full date outranks a year from elsewhere, and so does no other date in the text.
        if stamp == nil, let year = context.defaults.year, let date = CivilDate(year: year, month: month, day: day) {
            assumed.year = year
            return Published(day: date, basis: .given)
        }
        if let seconds = context.modified {
            if let date = recent(month, day, before: seconds) { return Published(day: date, basis: .fileTime) }
            // The day may have begun already where the dateline is.
            if let zone = context.defaults.zone,
                let date = recent(month, day, before: seconds + Int64(zone.offset(at: seconds)))
            {
                assumed.zone = zone.name
                return Published(day: date, basis: .fileTime)
            }
        }
        return nearest(month, day, stamp, parts, text).map { Published(day: $0, basis: .text) }
    }

    /// The dateline's day, where it is that of a time in seconds since 1970, or a few days before it.
    private static func recent(_ month: Int, _ day: Int, before seconds: Int64) -> CivilDate? {
        guard let file = CivilDate(secondsSince1970: seconds) else { return nil }
        return [file.year, file.year - 1].lazy.compactMap { CivilDate(year: $0, month: month, day: day) }.first {
            date in
            (0...fresh).contains(file.daysSince1970 - date.daysSince1970)
        }
    }

    /// The dateline's day in the year that brings it nearest to a full date in the text.
    private static func nearest(
        _ month: Int,
        _ day: Int,
        _ stamp: CivilDate?,
        _ parts: Article.Parts,
        _ text: Span<UInt8>
    ) -> CivilDate? {
        var best: (distance: Int, date: CivilDate)?
        func consider(_ full: CivilDate) {
            for year in [full.year - 1, full.year, full.year + 1] {
                guard let date = CivilDate(year: year, month: month, day: day) else { continue }
                let distance = abs(date.daysSince1970 - full.daysSince1970)
                if distance < best?.distance ?? .max { best = (distance, date) }
            }
        }
        if let stamp { consider(stamp) }
        FullDates.each(in: text.extracting(parts.headline.start..<parts.headline.end), consider)
        if let deck = parts.deck { FullDates.each(in: text.extracting(deck.start..<deck.end), consider) }
        // The paragraphs stand one after the other, a line end between.
        if let first = parts.body.first, let last = parts.body.last {
            FullDates.each(in: text.extracting(first.start..<last.end), consider)
        }
        return best?.date
    }
}

/// Dates with day, month and year in running text.
enum FullDates {
    /// Calls `body` with each. Looks around every number of four digits, and nowhere else.
    static func each(in text: Span<UInt8>, _ body: (CivilDate) -> Void) {
        var index = TextLibraries.nextDigit(text, 0)
        while index < text.count {
            defer { index = TextLibraries.nextDigit(text, index) }
            let start = index
            while index < text.count, text[index].isFigure { index += 1 }
            guard index - start == 4, text[start] == 0x31 || text[start] == 0x32 else { continue }
            if let date = around(text, start, index) { body(date) }
        }
    }

    private static func around(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> CivilDate? {
        var from = max(0, start - 48)
        while from < start, text[from].isContinuation { from += 1 }
        // Not from within a word or number.
        while from > 0, from < start, text[from - 1] > .space { from += 1 }
        // Nor from another line.
        for index in from..<start where text[index] == .lineFeed { from = index + 1 }
        var to = min(text.count, end + 40)
        while to > end, to < text.count, text[to].isContinuation { to -= 1 }
        for index in end..<to where text[index] == .lineFeed {
            to = index
            break
        }
        var bytes: [UInt8] = []
        bytes.append(text, from: from, to: to)
        let tokens = Tokens(bytes, limit: 48)
        let reader = DateReader(tokens: tokens)
        let year = start - from
        var last: CivilDate?
        for at in 0..<tokens.count {
            guard let token = tokens[at], token.start <= year else { break }
            if let date = reader.date(at: at), let number = date.year, let month = date.month, let day = date.day,
                token.start <= year, let final = tokens[date.end - 1], final.end > year
            {
                last = CivilDate(year: number, month: month, day: day) ?? last
                break
            }
        }
        return last
    }
}
