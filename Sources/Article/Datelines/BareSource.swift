/// An agency that no bracket and no slash tells.
extension SourceReader {
    /// An agency without brackets, closed by a dash or a full stop: `INTERFAX.RU - `, `РИА Новости. `,
    /// `IRNA – `, or by nothing where it is in capitals alone: `UNIAN Two bridges`.
    func bare(at index: Int, afterDash: Bool, afterStop: Bool) -> DatelineSource? {
        guard let first = tokens[index], first.kind == .word else { return nil }
        if !afterDash || Agencies.contains(first, in: tokens), let quoted = quoted(at: index) { return quoted }
        // `TASS/. `
        if tokens[index + 1]?.isMark("/") == true, tokens[index + 2]?.isMark(".") == true,
            Agencies.contains(first, in: tokens)
        {
            return DatelineSource(
                name: TextRange(first.start, first.end),
                correspondent: nil,
                date: nil,
                isKnown: true,
                isSlashed: true,
                end: index + 2
            )
        }
        var at = index
        var close: Int?
        var comma: Int?
        while at - index <= 6, let token = tokens[at] {
            if token.kind == .mark {
                if token.isDash, token.afterSpace || isDouble(at) || isGluedDash(at),
                    tokens[at + 1]?.afterSpace ?? false || isDouble(at)
                {
                    close = at
                    break
                }
                if token.isMark("."), isSentenceStart(at + 1) {
                    close = at
                    break
                }
                if token.isMark("."), at - index <= 3, !token.afterSpace, isClosingStopAndDash(at) {
                    close = at
                    break
                }
                if token.isMark(","), comma == nil {
                    comma = at
                    at += 1
                    continue
                }
                // `Минск /Анна Иванова - БЕЛТА/`: a slash with a space before it opens a bracket.
                if token.isMark("/") && !token.afterSpace || token.isMark("&") {
                    at += 1
                    continue
                }
                if token.isMark(":"), at == index + 1 || at == index + 2 {
                    close = at
                    break
                }
                break
            }
            if token.kind == .number { break }
            if !token.isCapitalized, !(token.isAllCaps), !Particles.contains(token.word) { break }
            at += 1
        }
        if let close, let closeToken = tokens[close] {
            let nameEnd = comma ?? close
            if let source = content(from: index, to: close), isName(from: index, to: nameEnd) {
                let isStop = closeToken.isMark(".")
                let isColon = closeToken.isMark(":")
                // After a dash the sentence may begin: `- Shares of LTV Corp. The`; only a name is believed there.
                let credible =
                    source.isKnown || !afterDash && isShout(from: index, to: nameEnd)
                    || (isCyrillic(first) || isUnabbreviated(from: index, to: close)) && !isColon && close - index <= 5
                if afterDash, !isStop || !credible {
                    // `- Tass - in a report - said`
                    let at = isDouble(close) ? close + 2 : close + 1
                    return source.isKnown && !isColon && isSentenceStart(at) ? ended(source, at: close) : nil
                }
                if isColon, !source.isKnown { return nil }
                if afterStop || credible || !isStop { return ended(source, at: close) }
            }
        }
        // Behind the dash that closes a date the story has begun: `- CNA Financial Corp said`.
        if afterDash { return nil }
        // `КАЗИНФОРМ /Иван Петров/ -`.
        if let open = tokens[index + 1], open.afterSpace, open.isMark("/") || open.isMark("("),
            Agencies.contains(first, in: tokens)
        {
            return DatelineSource(
                name: TextRange(first.start, first.end),
                correspondent: nil,
                date: nil,
                isKnown: true,
                end: index + 1
            )
        }
        // `KYIV. June 10. UNIAN Two bridges`.
        let isKnown = Agencies.contains(first, in: tokens)
        guard afterStop || isKnown && first.isAllCaps, let next = tokens[index + 1], next.afterSpace else { return nil }
        guard isKnown || first.isAllCaps && first.count >= 3 && !Labels.contains(first.word) else { return nil }
        switch next.kind {
        case .word: guard next.isCapitalized, !next.isAllCaps || isInitials(next) else { return nil }
        case .mark: guard CharacterClass.isQuotationMark(next.character) else { return nil }
        case .number: guard tokens[index + 2]?.kind == .word, !first.isNumbered(in: tokens) else { return nil }
        }
        return DatelineSource(
            name: TextRange(first.start, first.end),
            correspondent: nil,
            date: nil,
            isKnown: isKnown,
            end: index + 1
        )
    }

    private func ended(_ source: DatelineSource, at close: Int) -> DatelineSource {
        var source = source
        source.end = close
        return source
    }

    private func isDouble(_ index: Int) -> Bool {
        guard let one = tokens[index], let two = tokens[index + 1] else { return false }
        return one.isDash && (two.isDash && !two.afterSpace || one.character == 0x2014)
    }

    /// `SANA- The`: a hyphen behind capitals, a space and a sentence's first word.
    private func isGluedDash(_ index: Int) -> Bool {
        guard let name = tokens[index - 1], name.isAllCaps, name.count >= 3, tokens[index]?.character == 0x2D else {
            return false
        }
        return tokens[index + 1].map { $0.kind == .word && $0.afterSpace && $0.isCapitalized } ?? false
    }

    private func isClosingStopAndDash(_ index: Int) -> Bool {
        tokens[index + 1]?.isDash ?? false
    }

    func isSentenceStart(_ index: Int) -> Bool {
        guard let token = tokens[index] else { return true }
        guard token.afterSpace else { return false }
        return token.kind != .word || token.isCapitalized
    }

    private func isShout(from start: Int, to end: Int) -> Bool {
        for index in start..<end where tokens[index]?.kind == .word {
            guard let token = tokens[index], token.isAllCaps, token.count >= 3 else { return false }
            if Labels.contains(token.word) { return false }
        }
        return true
    }

    /// `U.S`, `A`: letters with stops, or one letter.
    private func isInitials(_ token: Token) -> Bool {
        token.count == 1 || tokens.bytes[token.start..<token.end].contains(0x2E)
    }

    /// Whether one or two words of a name are written out, so that the stop after them ends a dateline: no `Corp. `,
    /// `U.S. `, `Gen. ` that a sentence goes on after.
    private func isUnabbreviated(from start: Int, to end: Int) -> Bool {
        guard end - start <= 2, let last = tokens[end - 1], last.count >= 3, let next = tokens[end + 1],
            next.kind != .word || next.isCapitalized
        else { return false }
        for index in start..<end {
            guard let token = tokens[index], token.kind == .word, !tokens.bytes[token.start..<token.end].contains(0x2E),
                !Particles.opensSentence(token.word), !Particles.isAbbreviation(token.word),
                Months.number(of: token, in: tokens) == nil
            else { return false }
        }
        return true
    }

    private func isCyrillic(_ token: Token) -> Bool {
        (0x400...0x52F).contains(token.character)
    }
}
