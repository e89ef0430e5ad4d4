import Text
import Article

/// Reads the elements of datelines in Chinese and Japanese, where nothing parts them: `新华社北京6月10日电（记者王明）`,
/// `【ロンドン共同】`, `[東京 10日 ロイター]`.
struct SignReader {
    let tokens: Tokens
    let dates: DateReader
    let places: PlaceReader
    /// The token that closes the bracket around the dateline; the number of tokens where none stands around it.
    let close: Int

    /// The most signs of an agency's name, of what stands between a day and the sign that the dispatch was wired, and of a
    /// bracket that names a correspondent without saying so.
    private static let longestAgency = 9
    private static let longestKind = 7
    private static let longestName = 12
    private static let longestBracket = 40

    /// Reads the next element. False when what follows is none.
    func read(_ reading: inout DatelineReading) -> Bool {
        // `聯合報／記者王明／台北報導`
        if reading.isFramed, reading.at < close, tokens[reading.at]?.isMark("/") == true { reading.at += 1 }
        let at = reading.at
        if reading.date == nil, let date = dates.date(at: at) {
            reading.date = date
            reading.at = date.end
            readWire(&reading)
            return true
        }
        if reading.wire != nil || at == close { return readCorrespondent(&reading) }
        if reading.source == nil, let source = source(&reading) {
            reading.source = source
            reading.at = source.end
            readName(&reading)
            if reading.place == nil, dates.date(at: reading.at) == nil { readWire(&reading) }
            return true
        }
        if readWriter(&reading) || readNamed(&reading) || readBracket(&reading) { return true }
        guard reading.place == nil, reading.date == nil else { return false }
        readReporter(&reading)
        // 综合: compiled there.
        let start = tokens.isA(.placeLead, reading.at, reading.at + 2) ? reading.at + 2 : reading.at
        guard let place = places.signs(at: start, to: placeEnd(start)) else { return false }
        reading.place = place
        reading.at = place.end
        if reading.correspondent != nil { readWire(&reading) }
        return true
    }

    /// `【記者王明/台北报导】`, `【記者王明台北報導】`: the word, a name, and the place behind a slash or nothing.
    private func readReporter(_ reading: inout DatelineReading) {
        let start = reading.at + 2
        guard reading.isFramed, tokens.isA(.correspondentWord, reading.at, start) else { return }
        let end = tokens.end(from: start, limit: SignReader.longestName) { _ in true }
        if end > start, end + 1 < close, tokens[end]?.isMark("/") == true {
            reading.correspondent = tokens.range(start, end)
            reading.at = end + 1
        } else if tokens.isA(.reportSign, close - 2, close), let name = personEnd(start), name < close - 2 {
            reading.correspondent = tokens.range(start, name)
            reading.at = name
        }
    }

    /// The token after a name of three signs, two where that leaves no place.
    private func personEnd(_ start: Int) -> Int? {
        let left = nameEnd(start) - start
        let end = start + (left >= 5 ? 3 : left >= 4 ? 2 : left)
        return end > start ? end : nil
    }

    /// `【ロンドン＝山田花子】`: place and name, which an equals sign joins, in a bracket.
    private func readWriter(_ reading: inout DatelineReading) -> Bool {
        guard reading.isFramed, reading.source == nil, let place = reading.place, reading.marks.contains(.colon),
            !tokens.isLabel(place.start, place.end), SignReader.writerLengths.contains(close - reading.at),
            tokens.list[reading.at..<close].allSatisfy({ CharacterClass.isIdeographic($0.character) })
        else { return false }
        // `【ワシントン共同＝山田花子】`
        if let cut = (place.start + 1..<place.end).first(where: { tokens.isA(.agency, $0, place.end) }) {
            reading.source = DatelineSource(name: tokens.range(cut, place.end), isKnown: true, end: place.end)
            reading.place = places.signs(at: place.start, to: cut)
        }
        reading.correspondent = tokens.range(reading.at, close)
        reading.wire = .report
        reading.at = close
        return true
    }

    /// `【ニューヨーク山田花子】`, `【ロンドン山田花子、ベルリン佐藤一郎】`: places and names that nothing parts, in a bracket.
    private func readNamed(_ reading: inout DatelineReading) -> Bool {
        guard reading.isFramed, reading.at == 1, reading.source == nil, reading.place == nil,
            let first = CorrespondentName.find(tokens, 1, close)
        else { return false }
        var at = first.upperBound
        while at < close {
            guard tokens[at]?.isMark("\u{3001}") == true,
                let other = CorrespondentName.find(tokens, at + 1, close)
            else { return false }
            at = other.upperBound
        }
        reading.place = places.signs(at: 1, to: first.lowerBound)
        reading.correspondent = tokens.range(first.lowerBound, first.upperBound)
        reading.wire = .report
        reading.at = close
        return true
    }

    /// `ロンドン（AP） `: a known agency in a bracket behind the place.
    private func readBracket(_ reading: inout DatelineReading) -> Bool {
        guard !reading.isFramed, reading.source == nil, reading.place != nil, tokens[reading.at]?.isMark("(") == true
        else { return false }
        let start = reading.at + 1
        let end = tokens.end(from: start, limit: SignReader.longestAgency) { _ in true }
        guard tokens[end]?.isMark(")") == true, tokens.isA(.agency, start, end) else { return false }
        reading.source = DatelineSource(
            name: tokens.range(start, end),
            isKnown: true,
            isBracketed: true,
            end: end + 1
        )
        reading.at = end + 1
        return true
    }

    /// The signs of a person's name.
    private static let writerLengths = 3...6

    // MARK: Names

    /// The token after the signs of names: before a date, a mark, or a word for a report that something sets off.
    private func nameEnd(_ index: Int) -> Int {
        var at = index
        while at < close, let token = tokens[at], token.kind == .word, dates.date(at: at) == nil {
            if at > index, isSetOff(at + 1), token.isA(.wireSign) { break }
            if at > index, isSetOff(at + 2), tokens.isA(.reportSign, at, at + 2) { break }
            if at > index, token.afterSpace { break }
            at += 1
        }
        return at
    }

    /// Whether nothing of a sentence follows directly.
    private func isSetOff(_ index: Int) -> Bool {
        guard index < close, let token = tokens[index] else { return true }
        return token.afterSpace || token.isMark(of: "(:")
    }

    /// The agency that opens the dateline, or ends the bracket around it.
    private func source(_ reading: inout DatelineReading) -> DatelineSource? {
        var start = reading.at
        if reading.place != nil || reading.date != nil {
            guard reading.isFramed, tokens.isA(.agency, start, close) else { return nil }
            return DatelineSource(name: tokens.range(start, close), isKnown: true, end: close)
        }
        // 据新华社北京6月10日电: the paper has it from there.
        if tokens[start]?.isA(.cited) == true {
            start += 1
            reading.isCited = true
        }
        guard var end = agencyEnd(start, nameEnd(start)) else { return nil }
        // `AFP＝時事`
        let isPair = reading.isFramed && tokens[end]?.isMark("=") == true && tokens.isA(.agency, end + 1, close)
        if isPair { end = close }
        let isKnown = isPair || tokens.isA(.agency, start, end)
        return DatelineSource(name: tokens.range(start, end), isKnown: isKnown, end: end)
    }

    /// Where an agency's name ends: one that is known, one that ends as names of media do, or one in Latin letters.
    private func agencyEnd(_ start: Int, _ end: Int) -> Int? {
        let last = min(end, start + SignReader.longestAgency)
        guard start < last else { return nil }
        var found = (start + 1...last).last { tokens.isA(.agency, start, $0) }
        if found == nil { found = (start + 1...last).first { isMedium(start, $0) } }
        if found == nil, tokens[start]?.shape.contains(.caseless) == false { found = start + 1 }
        // 中新社网, 路透社, 中新经纬客户端: a further ending at once goes on.
        while let at = found,
            let further = (at + 1...at + 3).last(where: { $0 <= end && tokens.isA(.mediumEnding, at, $0) })
        {
            found = further
        }
        return found
    }

    /// Whether signs end as the names of media do: 社, 网, 电台, but not 电网.
    private func isMedium(_ start: Int, _ end: Int) -> Bool {
        guard !tokens.isA(.notMedium, end - 2, end) else { return false }
        return (end - 2..<end).contains { $0 > start && tokens.isA(.mediumEnding, $0, end) }
    }

    /// The token after the signs of a place: before a date, or before the agency that ends the bracket around it.
    private func placeEnd(_ start: Int) -> Int {
        let end = nameEnd(start)
        guard close < tokens.count, end == close || tokens[end]?.afterSpace == true else { return end }
        return (start + 1..<max(start + 1, close)).first { tokens.isA(.agency, $0, close) && $0 <= end } ?? end
    }

    /// `記者王小明`: the word and a name of three signs, two where that leaves no place.
    private func readName(_ reading: inout DatelineReading) {
        let start = reading.at + 2
        guard tokens.isA(.correspondentWord, reading.at, start), let end = personEnd(start) else { return }
        reading.source?.correspondent = tokens.range(start, end)
        reading.at = end
    }

    // MARK: The sign of the wire

    /// The sign that says a dispatch was wired: 电, 讯 after the day, a word like 专 or 综合 between; or 消息, 报道 after an
    /// agency, which sentences hold as well.
    private func readWire(_ reading: inout DatelineReading) {
        let start = reading.at
        let isDated = reading.date != nil
        for at in start..<(isDated ? start + SignReader.longestKind : start + 1) {
            // 日电影节 is a film festival, 日电话 a call.
            guard at < close, let token = tokens[at], token.kind == .word, !tokens.isA(.notWireSign, at, at + 2) else {
                return
            }
            if token.isA(.wireSign), isDated || isSetOff(at + 1) {
                reading.wire = .sign
                reading.at = at + 1
                return
            }
            if tokens.isA(.reportSign, at, at + 2) {
                guard reading.source != nil || reading.correspondent != nil, !reading.isCited, isSetOff(at + 2),
                    isDated || reading.isFramed || tokens[at + 2]?.isMark(":") == true
                else { return }
                reading.wire = .report
                reading.at = at + 2
                return
            }
        }
    }

    /// `（记者张三）`, `【北方网报道 记者 王明】`: the name in a bracket behind the sign, or in the dateline's own.
    private func readCorrespondent(_ reading: inout DatelineReading) -> Bool {
        guard reading.source?.correspondent == nil else { return false }
        if reading.isFramed, reading.at <= close {
            guard reading.at < close else { return false }
            let isTold = tokens.isA(.correspondentWord, reading.at, reading.at + 2)
            let start = isTold ? reading.at + 2 : reading.at
            if start < close, isTold || reading.date == nil {
                reading.source?.correspondent = tokens.range(start, close)
            }
            reading.at = close
            return true
        }
        guard tokens[reading.at]?.isMark("(") == true,
            let end = (reading.at + 1..<reading.at + SignReader.longestBracket).first(where: {
                tokens[$0]?.isMark(")") == true
            })
        else { return false }
        var start = reading.at + 1
        let isTold = (start..<end).contains { tokens.isA(.correspondentWord, $0, $0 + 2) }
        guard end > start, isTold || !reading.isFramed && end - start < SignReader.longestName else { return false }
        if let word = (start..<end).first(where: { tokens.isA(.correspondentWord, $0, $0 + 2) }) { start = word + 2 }
        if tokens[start]?.isMark(":") == true { start += 1 }
        // `（大紀元記者王明綜合報導）`
        var last = end
        if tokens.isA(.reportSign, last - 2, last) { last -= 2 }
        if tokens.isA(.placeLead, last - 2, last) { last -= 2 }
        if reading.source != nil, start < last { reading.source?.correspondent = tokens.range(start, last) }
        reading.at = end + 1
        return true
    }
}
