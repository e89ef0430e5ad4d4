/// Datelines of Chinese, Japanese and Korean copy, which have no spaces to part their elements.
enum AsianDateline {
    static func match(_ bytes: [UInt8]) -> DatelineMatch? {
        let text = Characters(bytes)
        guard text.count > 3 else { return nil }
        return chinese(text) ?? japanese(text) ?? korean(text)
    }

    /// The first characters of a paragraph and where each begins.
    struct Characters {
        private(set) var values: [UInt32] = []
        private(set) var starts: [Int] = []
        let bytes: [UInt8]

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            let span = bytes.span
            var index = 0
            while index < span.count, values.count < 100 {
                let point = span.codePoint(at: index)
                // Full-width figures, letters and brackets as ASCII.
                let isWide = (0xFF01...0xFF5E).contains(point.value)
                values.append(isWide ? point.value - 0xFEE0 : point.value == 0x3000 ? 0x20 : point.value)
                starts.append(index)
                index += point.length
            }
            starts.append(index)
        }

        var count: Int { values.count }

        subscript(index: Int) -> UInt32 { index >= 0 && index < values.count ? values[index] : 0 }

        func range(_ from: Int, _ to: Int) -> TextRange { TextRange(starts[from], starts[to]) }

        func string(_ from: Int, _ to: Int) -> String {
            String(decoding: bytes[starts[from]..<starts[to]], as: UTF8.self)
        }

        func skipSpaces(_ index: Int) -> Int {
            var at = index
            while self[at] == 0x20 { at += 1 }
            return at
        }
    }

    // MARK: Chinese

    private static let year: UInt32 = 0x5E74
    private static let month: UInt32 = 0x6708
    private static let day: UInt32 = 0x65E5

    /// `新华社北京6月10日电`, `中新网东京6月10日电 (记者 张三)`, `（中央社台北10日電）`, `【共同社6月10日电】`.
    private static func chinese(_ text: Characters) -> DatelineMatch? {
        if let flash = chineseFlash(text) { return flash }
        let close = closing(text[0])
        let start = close == nil ? 0 : 1
        // 东方日报 has the sign within an agency's name: a day is a number.
        guard let dayMark = (start..<min(text.count, 60)).first(where: { text[$0] == day && isNumeral(text[$0 - 1]) })
        else { return chineseReport(text) }
        guard let wire = wireMark(text, after: dayMark) ?? bareClose(text, after: dayMark, close) else { return nil }
        guard let days = number(text, endingAt: dayMark), days.value >= 1, days.value <= 31 else { return nil }
        var at = days.start
        var parts = DatelineParts(text: TextRange(0, 0))
        parts.day = days.value
        if text[at - 1] == month, let months = number(text, endingAt: at - 1), (1...12).contains(months.value) {
            parts.month = months.value
            at = months.start
            if text[at - 1] == year, let years = number(text, endingAt: at - 1), years.value > 1800 {
                parts.year = years.value
                at = years.start
            }
        }
        while at > start, text[at - 1] == 0x20 { at -= 1 }
        // 据新华社北京6月10日电: the paper has it from there.
        let isCited = text[start] == 0x636E || text[start] == 0x64DA
        if at > start { nameParts(text, isCited ? start + 1 : start, at, &parts) }
        if wire == dayMark, parts.source == nil { return nil }
        // 消息 ends sentences' own openings as well: an agency stands before it, a space or bracket after.
        if text[wire] == news.last || reports.contains(text[wire]),
            parts.source == nil || isCited
                || ![0x20, 0x28, 0x3A, 0x29, 0x3011].contains(text[wire + 1])
        {
            return nil
        }
        var end = wire + 1
        if let close {
            // The bracket may hold a correspondent before it closes.
            while end < text.count, end < 60, text[end] != close { end += 1 }
            guard text[end] == close else { return nil }
            end += 1
        } else {
            end = afterCorrespondents(text, end, &parts)
            // 财联社6月10日电，
            if text[end] == 0x2C, parts.source != nil { end += 1 }
        }
        return finished(text, end, parts)
    }

    /// The day itself where a dash or the closing bracket follows: `路透北京6月10日 - `, `【新華社北京6月10日】`.
    private static func bareClose(_ text: Characters, after day: Int, _ close: UInt32?) -> Int? {
        if let close { return text[day + 1] == close ? day : nil }
        return CharacterClass.isDash(text[text.skipSpaces(day + 1)]) ? day : nil
    }

    /// `【本報訊】`, `【环球网报道 记者 张三】`: an agency or paper and the word for a report, no day.
    private static func chineseReport(_ text: Characters) -> DatelineMatch? {
        // 本报讯（记者王明）
        if text[0] == 0x672C, text[1] == 0x62A5 || text[1] == 0x5831, text[2] == 0x8BAF || text[2] == 0x8A0A,
            text[3] == 0x28 || text[3] == 0x20
        {
            var parts = DatelineParts(text: TextRange(0, 0))
            parts.source = text.range(0, 2)
            return finished(text, afterCorrespondents(text, 3, &parts), parts)
        }
        guard text[0] == 0x3010, let close = (3..<max(3, min(text.count, 40))).first(where: { text[$0] == 0x3011 }),
            let mark = (3..<close).first(where: { isReport(text, $0) })
        else { return nil }
        let nameEnd = reports.contains(text[mark]) ? mark - 1 : mark
        var parts = DatelineParts(text: TextRange(0, 0))
        nameParts(text, 1, nameEnd, &parts)
        guard let source = parts.source, source.end <= text.range(0, nameEnd).end else { return nil }
        var person = text.skipSpaces(mark + 1)
        guard person > mark + 1 || person == close || text[person] == 0x8BB0 || text[person] == 0x8A18 else {
            return nil
        }
        if text[person + 1] == 0x8005 { person = text.skipSpaces(person + 2) }
        if person < close { parts.correspondent = text.range(person, close) }
        return finished(text, close + 1, parts)
    }

    /// 讯, 訊, 报道, 報道, 報導.
    private static func isReport(_ text: Characters, _ index: Int) -> Bool {
        switch text[index] {
        case 0x8BAF, 0x8A0A: true
        case let sign: reports.contains(sign) && (text[index - 1] == 0x62A5 || text[index - 1] == 0x5831)
        }
    }

    /// 道, 導
    private static let reports: [UInt32] = [0x9053, 0x5C0E]

    /// `新华社快讯：`: an agency, the word for a flash, and a colon.
    private static func chineseFlash(_ text: Characters) -> DatelineMatch? {
        guard let end = (2..<min(9, text.count)).first(where: { text[$0 - 1] == agencyLast }), text[end] == 0x5FEB,
            text[end + 1] == 0x8BAF || text[end + 1] == 0x8A0A, text[end + 2] == 0x3A
        else { return nil }
        var parts = DatelineParts(text: TextRange(0, 0))
        parts.source = text.range(0, end)
        return finished(text, end + 2, parts)
    }

    /// 社
    private static let agencyLast: UInt32 = 0x793E
    private static let news: [UInt32] = [0x6D88, 0x606F]

    /// The character that says a dispatch was wired: 电, 電, 讯, 訊, 消息 follow the day, a word like 专 or 综合 between.
    private static func wireMark(_ text: Characters, after day: Int) -> Int? {
        for index in (day + 1)..<min(day + 8, max(day + 1, text.count)) {
            switch text[index] {
            case 0x7535, 0x96FB:
                // 日电影节 is a film festival, 日电话 a call.
                return partners.contains(text[index + 1]) ? nil : index
            case 0x8BAF, 0x8A0A: return index
            case 0x606F where text[index - 1] == news[0]: return index
            case 0x9053 where index == day + 2 && isReport(text, index): return index
            case 0x4E00...0x9FFF: continue
            default: return nil
            }
        }
        return nil
    }

    private static let partners = Set("影视視话話力商动動子信器网網脑腦梯台缆纜压壓厂廠站池价價量费費源车車磁机機".unicodeScalars.map(\.value))

    private static func number(_ text: Characters, endingAt end: Int) -> (value: Int, start: Int)? {
        var start = end
        while start > 0, text[start - 1] >= 0x30, text[start - 1] <= 0x39, end - start < 4 { start -= 1 }
        if start < end {
            var value = 0
            for index in start..<end { value = value * 10 + Int(text[index] - 0x30) }
            return (value, start)
        }
        while start > 0, numerals[text[start - 1]] != nil, end - start < 3 { start -= 1 }
        guard start < end else { return nil }
        var value = 0
        for index in start..<end {
            let digit = numerals[text[index]] ?? 0
            value = digit == 10 ? max(1, value) * 10 : value + digit
        }
        return (value, start)
    }

    private static func isNumeral(_ value: UInt32) -> Bool {
        (0x30...0x39).contains(value) || numerals[value] != nil
    }

    private static let numerals: [UInt32: Int] = [
        0x4E00: 1, 0x4E8C: 2, 0x4E09: 3, 0x56DB: 4, 0x4E94: 5, 0x516D: 6, 0x4E03: 7, 0x516B: 8, 0x4E5D: 9, 0x5341: 10,
    ]

    /// Parts what stands before the date into agency, correspondent and place. An agency ends in 社, 网, 报, 台 or 讯.
    private static func nameParts(_ text: Characters, _ start: Int, _ end: Int, _ parts: inout DatelineParts) {
        var agency: Int?
        for index in start..<min(end, start + 9) where isAgencyEnd(text, index) && index > start {
            // 路透社, 新华社: the first sign ends the name, unless a second follows at once: 中新社网.
            agency = index + 1
            if index + 1 < end, isAgencyEnd(text, index + 1) { continue }
            break
        }
        if agency == nil { agency = ChineseAgencies.end(text, start, end) }
        if agency == nil, isLatin(text[start]) {
            var index = start
            while index < end, isLatin(text[index]) { index += 1 }
            agency = index
        }
        var place = start
        if var agency {
            // 新华社客户端
            if text[agency] == 0x5BA2, text[agency + 1] == 0x6237, text[agency + 2] == 0x7AEF, agency + 3 <= end {
                agency += 3
            }
            parts.source = text.range(start, agency)
            place = agency
        }
        if let person = correspondent(text, place, end) {
            parts.correspondent = text.range(place, person)
            place = person
        }
        while place < end, text[place] == 0x20 { place += 1 }
        // 综合, 綜合: compiled there.
        if text[place] == 0x7EFC || text[place] == 0x7D9C, text[place + 1] == 0x5408 { place += 2 }
        if place < end, end - place <= 16 { parts.place = text.range(place, end) }
    }

    /// `記者王小明`: the word and a name of three characters, two where that leaves no place.
    private static func correspondent(_ text: Characters, _ start: Int, _ end: Int) -> Int? {
        guard text[start] == 0x8BB0 || text[start] == 0x8A18, text[start + 1] == 0x8005 else { return nil }
        let left = end - start - 2
        let name = left >= 5 ? 3 : left >= 4 ? 2 : left
        return start + 2 + name
    }

    private static let agencyEnds = Set("社网網报報台讯訊".unicodeScalars.map(\.value))

    /// 台 ends a station's name (电台, 电视台) and begins a city's (台北).
    private static func isAgencyEnd(_ text: Characters, _ index: Int) -> Bool {
        guard agencyEnds.contains(text[index]) else { return false }
        // 电网 is the grid.
        if text[index] == 0x7F51 || text[index] == 0x7DB2 {
            return text[index - 1] != 0x7535 && text[index - 1] != 0x96FB
        }
        return text[index] != 0x53F0 || stations.contains(text[index - 1])
    }

    private static let stations = Set("视視电電播".unicodeScalars.map(\.value))

    private static func isLatin(_ value: UInt32) -> Bool {
        value < 0x80 && CharacterClass.isLetter(value)
    }

    /// Takes in `（记者张三）` and `记者 张三` where a bracket or colon closes it.
    private static func afterCorrespondents(_ text: Characters, _ index: Int, _ parts: inout DatelineParts) -> Int {
        let at = text.skipSpaces(index)
        guard text[at] == 0x28 else { return index }
        var close = at + 1
        while close < text.count, text[close] != 0x29, close - at < 40 { close += 1 }
        guard text[close] == 0x29 else { return index }
        let inner = text.string(at + 1, close)
        guard inner.contains("记者") || inner.contains("記者") || close - at <= 12 else { return index }
        var from = at + 1
        if text[from] == 0x8BB0 || text[from] == 0x8A18, text[from + 1] == 0x8005 {
            from += 2
            while from < close, text[from] == 0x20 || text[from] == 0x3A { from += 1 }
        }
        parts.correspondent = text.range(from < close ? from : at + 1, close)
        return close + 1
    }

    private static func closing(_ value: UInt32) -> UInt32? {
        switch value {
        case 0x28: 0x29
        case 0x5B: 0x5D
        case 0x3010: 0x3011
        default: nil
        }
    }

    // MARK: Japanese and Korean

    /// `【ワシントン共同】`, `［東京　１０日　ロイター］ - `.
    private static func japanese(_ text: Characters) -> DatelineMatch? {
        guard text[0] == 0x3010 || text[0] == 0x5B, let close = closing(text[0]),
            let end = (1..<min(text.count, 40)).first(where: { text[$0] == close }), end > 2
        else { return nil }
        let inner = text.string(1, end)
        var parts = DatelineParts(text: TextRange(0, 0))
        guard let agency = japaneseAgencies.first(where: { inner.hasSuffix($0) }) else { return nil }
        let size = agency.unicodeScalars.count
        parts.source = text.range(end - size, end)
        var place = end - size
        while place > 1, text[place - 1] == 0x20 || text[place - 1] == 0x3D || text[place - 1] == 0xFF1D { place -= 1 }
        if text[place - 1] == day, let days = number(text, endingAt: place - 1) {
            guard (1...31).contains(days.value) else { return nil }
            parts.day = days.value
            place = days.start
            if text[place - 1] == month, let months = number(text, endingAt: place - 1) {
                guard (1...12).contains(months.value) else { return nil }
                parts.month = months.value
                place = months.start
            }
            while place > 1, text[place - 1] == 0x20 { place -= 1 }
        }
        if place > 1 { parts.place = text.range(1, place) }
        return finished(text, end + 1, parts)
    }

    private static let japaneseAgencies = [
        "共同通信", "共同", "時事", "ロイター", "AFP時事", "AFP=時事", "AFP", "AP", "新華社", "聯合ニュース", "タス", "ブルームバーグ",
    ]

    /// `(서울=연합뉴스) 홍길동 기자 = `.
    private static func korean(_ text: Characters) -> DatelineMatch? {
        guard let close = closing(text[0]),
            let end = (1..<min(text.count, 40)).first(where: { text[$0] == close }),
            let equals = (1..<end).first(where: { text[$0] == 0x3D }), equals > 1, equals + 1 < end,
            isHangul(text[equals + 1]) || isHangul(text[1])
        else { return nil }
        var parts = DatelineParts(text: TextRange(0, 0))
        parts.place = text.range(1, equals)
        parts.source = text.range(equals + 1, end)
        var at = end + 1
        if let second = (at..<max(at, min(text.count, at + 40))).first(where: { text[$0] == 0x3D }) {
            var from = at
            while text[from] == 0x20 { from += 1 }
            var to = second
            while to > from, text[to - 1] == 0x20 { to -= 1 }
            if to > from { parts.correspondent = text.range(from, to) }
            at = second + 1
        }
        return finished(text, at, parts)
    }

    private static func isHangul(_ value: UInt32) -> Bool { (0xAC00...0xD7A3).contains(value) }

    /// Skips the marks after the dateline and the spaces before the text.
    private static func finished(_ text: Characters, _ index: Int, _ parts: DatelineParts) -> DatelineMatch {
        var parts = parts
        var end = index
        var at = text.skipSpaces(index)
        while at < text.count,
            text[at] == 0x3A || text[at] == 0x2D || text[at] == 0x2014 || text[at] == 0x2013 || text[at] == 0x2015
        {
            at += 1
            end = at
            at = text.skipSpaces(at)
        }
        parts.text = TextRange(0, text.starts[min(end, text.count)])
        return DatelineMatch(parts: parts, bodyStart: text.starts[min(at, text.count)], isStrong: true)
    }
}
