import Text
import Article

/// Lines of a desk's or its writers' codes: `FENA/jd`, `PTI ABC XYZ`, `JRS // ABC`.
enum DeskLine {
    /// - Parameter bare: the line without the marks at its ends.
    static func matches(_ text: Span<UInt8>, _ bare: TextRange) -> Bool {
        isOfWriters(text) || isOfDesk(text, bare)
    }

    /// Letters of those who wrote and edited.
    private static func isOfWriters(_ text: Span<UInt8>) -> Bool {
        isInitials(text) || isCaselessInitials(text) || isBareInitials(text) || isBothSides(text)
            || isWriterAndEditor(text) || isDeskCode(text)
    }

    /// An agency and its codes, a time, or what goes with the copy.
    private static func isOfDesk(_ text: Span<UInt8>, _ bare: TextRange) -> Bool {
        isAgencyAndCodes(text.extracting(bare.start..<text.count)) || isBracketAndCodes(text) || isListOfMedia(text)
            || isTrailer(text) || isShared(text, bare) || isDated(text, bare)
    }

    /// `FENA/jd`, `END/IPS/JD/19`, `dpa jm yydd z2 ag`, `Reuter 03-16-87`, `AFP 101432 GMT JUN 16`: an agency and its
    /// desk's codes, the day or a time stamp.
    static func isAgencyAndCodes(_ text: Span<UInt8>) -> Bool {
        guard (6...28).contains(text.count) else { return false }
        var cut = 0
        while cut < text.count, text[cut] != .slash, text[cut] != .space { cut += 1 }
        guard cut >= 2, cut + 2 < text.count else { return false }
        if text[cut] == .slash {
            let isEnd = Word(text, 0, cut) == "end"
            for index in 0..<cut where !text[index].isCapital { return false }
            for index in cut + 1..<text.count {
                switch text[index] {
                case UInt8.smalls where text.count - cut <= 4: break
                case UInt8.capitals where isEnd, 0x2F...0x39 where isEnd: break
                default: return false
                }
            }
            return true
        }
        return Lexicon.isAgency(text, 0, cut)
            && (isDay(text, cut + 1) || isCodes(text, cut + 1)
                || isGroups(text.extracting(cut + 1..<text.count), fewest: 1)
                || Timestamp.matches(text.extracting(cut + 1..<text.count)))
    }

    /// `jm yydd z2 ag`, `js/ab`, `ABC XYZ`, `js.ab`: groups of at most four letters or figures, no small word alone.
    static func isCodes(_ text: Span<UInt8>, _ start: Int) -> Bool {
        var run = 0
        var longest = 0
        var groups = 0
        var signs = 0
        for index in start..<text.count {
            switch text[index] {
            case .space, .slash, .stop:
                if text[index] != .space { signs += 2 }
                run = 0
                continue
            case UInt8.capitals: signs += 1
            case UInt8.figures: signs += 2
            case UInt8.smalls: break
            default: return false
            }
            if run == 0 { groups += 1 }
            run += 1
            longest = max(longest, run)
            if run > 4 { return false }
        }
        guard groups > 0, text[text.count - 1] != .stop else { return false }
        // Small letters alone could be words.
        return signs > 1
            || longest == 2 && (groups > 1 || !Lexicon.shared.contains(Word(text, start, text.count), .notInitials))
    }

    /// `(KUNA) js.ab`, `(Schluss) js/ab`: an agency or a word of the end in a bracket, and a desk's codes.
    static func isBracketAndCodes(_ text: Span<UInt8>) -> Bool {
        guard text.count > 0, text[0] == .opening, text.count <= 32, let close = Brackets.closingByte(text, from: 0),
            close > 2,
            close + 3 < text.count, text[close + 1] == .space
        else { return false }
        let word = Word(text, 1, close)
        guard Lexicon.shared.contains(word, .endWord) || word == "schluss" || Lexicon.isAgency(text, 1, close) else {
            return false
        }
        // `(END) Dow Jones Newswires`
        if Lexicon.isAgency(text, close + 2, text.count) { return true }
        // `(Hina) xah ytl`
        let isDesk =
            Lexicon.isAgency(text, 1, close) && text.count - close <= 10
            && (close + 2..<text.count).allSatisfy { text[$0] == .space || text[$0].isSmall }
        return isCodes(text, close + 2) || text.count - close == 4 || isDesk
            || isCaselessInitials(text.extracting(close + 2..<text.count))
    }

    /// `JRS // ABC`, `ABC (DEF) // GHI`: writers' capitals before two slashes and their editor's after them.
    private static func isBothSides(_ text: Span<UInt8>) -> Bool {
        guard (8...28).contains(text.count) else { return false }
        var slashes = 0
        var run = 0
        var groups = 0
        for index in 0..<text.count {
            switch text[index] {
            case UInt8.capitals:
                if run == 0 { groups += 1 }
                run += 1
                if run > 4 { return false }
                continue
            case .slash: slashes += 1
            case .space, .opening, .closing: break
            default: return false
            }
            run = 0
        }
        return slashes == 2 && groups > 1
    }

    /// `10-GIU-26 14:05 NNNN`, `XYZ-ABC`: the time that a wire prints below its copy, or groups of capitals with a hyphen.
    private static func isTrailer(_ text: Span<UInt8>) -> Bool {
        var end = text.count
        while end > 0, text[end - 1] == 0x4E { end -= 1 }
        end = text.count - end >= 4 ? end : text.count
        while end > 0, text[end - 1] <= .space { end -= 1 }
        var colons = 0
        var hyphens = 0
        var capitals = 0
        for index in 0..<end {
            switch text[index] {
            case .colon: colons += 1
            case .hyphen: hyphens += 1
            case UInt8.capitals: capitals += 1
            default: break
            }
        }
        if Word(text, 0, min(4, end)) == "issn" { return capitals == 4 && end > 8 }
        // `101405 GIU 26`
        if end > 6, (0..<6).allSatisfy({ CharacterClass.isDigit(UInt32(text[$0])) }) {
            return Timestamp.matches(text.extracting(0..<end))
        }
        if isJoined(text, end) || isNumbers(text, end) { return true }
        if capitals + hyphens == end { return hyphens == 1 && (6...9).contains(end) && text[3] == .hyphen }
        if isPair(text, end) { return true }
        return colons == 1 && hyphens == 2 && Timestamp.matches(text.extracting(0..<end))
    }

    /// `ABC/DEF`, `AH/PL`: two groups of two or three capitals.
    private static func isPair(_ text: Span<UInt8>, _ end: Int) -> Bool {
        guard (5...7).contains(end), let slash = (2...3).first(where: { text[$0] == .slash }) else { return false }
        return end - slash <= 4 && end - slash >= 3 && (0..<end).allSatisfy { $0 == slash || text[$0].isCapital }
    }

    /// `ABC-DEF/GHI`: three groups or more of two to four capitals, joined without a space.
    private static func isJoined(_ text: Span<UInt8>, _ end: Int) -> Bool {
        guard (8...24).contains(end) else { return false }
        var run = 0
        var groups = 0
        for index in 0...end {
            if index < end, text[index].isCapital {
                run += 1
                continue
            }
            guard (2...4).contains(run), index == end || text[index] == .hyphen || text[index] == .slash else {
                return false
            }
            groups += 1
            run = 0
        }
        return groups > 2
    }

    /// `9341**1416`: the numbers of desk and writer.
    private static func isNumbers(_ text: Span<UInt8>, _ end: Int) -> Bool {
        var stars = 0
        var figures = 0
        for index in 0..<end {
            switch text[index] {
            case .star: stars += 1
            case UInt8.figures: figures += 1
            default: return false
            }
        }
        return stars >= 2 && figures >= 6 && text[0] != .star && text[end - 1] != .star
    }

    /// `Red/Xyz`: three letters of a desk and three of a writer, each with a capital.
    static func isWriterAndEditor(_ text: Span<UInt8>) -> Bool {
        guard text.count == 7, text[3] == .slash else { return false }
        return [0, 4].allSatisfy {
            text[$0].isCapital && text[$0 + 1].isSmall
                && text[$0 + 2].isSmall
        }
    }

    /// `(foto) (vídeo)`: two brackets or more, each with a word for what goes with the copy.
    private static func isListOfMedia(_ text: Span<UInt8>) -> Bool {
        guard text[0] == .opening else { return false }
        let tokens = Tokens(text, limit: 16)
        guard tokens.isWhole, tokens.count >= 6, tokens.count % 3 == 0 else { return false }
        return stride(from: 0, to: tokens.count, by: 3).allSatisfy {
            tokens.list[$0].isMark("(") && tokens.list[$0 + 1].isA(.remark) && tokens.list[$0 + 2].isMark(")")
        }
    }

    /// `(jd)`, `--JD`, `=JD`, `-- JD`: two or three letters in a frame.
    private static func isDeskCode(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 9, SignOff.isFrame(UInt32(text[0])), text[0] != .stop, text[0] != .space else {
            return false
        }
        let range = SignOff.bare(text, 0, text.count)
        guard range.start > 0, (2...3).contains(range.count) else { return false }
        // A bracket closes; one hyphen alone is an item of a list.
        if text[0] == .opening ? text[text.count - 1] != .closing : text[0] == .hyphen && text[1] != .hyphen {
            return false
        }
        var capitals = 0
        for index in range.start..<range.end {
            switch text[index] {
            case UInt8.capitals: capitals += 1
            case UInt8.smalls: break
            default: return false
            }
        }
        return (capitals == 0 || capitals == range.count)
            && !Lexicon.shared.contains(Word(text, range.start, range.end), .notInitials)
    }

    /// `JD`, `jn ab`: two capitals, or two pairs of small letters, that are no words.
    private static func isBareInitials(_ text: Span<UInt8>) -> Bool {
        guard text.count == 2 || text.count == 5 else { return false }
        let isPairs = text.count == 5
        for index in 0..<text.count {
            switch text[index] {
            case UInt8.capitals where !isPairs: break
            case UInt8.smalls where isPairs && index != 2: break
            case .space where isPairs && index == 2: break
            default: return false
            }
        }
        return !Lexicon.shared.contains(Word(text, 0, isPairs ? 2 : text.count), .notInitials)
            && (!isPairs || !Lexicon.shared.contains(Word(text, 3, 5), .notInitials))
    }

    /// `jnv mza`, `xabc yde`: two or three groups of two to four small letters, none of them a small word of a language. Sentences
    /// have such words too: the copy has to be an agency's.
    static func isGroups(_ text: Span<UInt8>, fewest: Int = 2) -> Bool {
        guard (fewest * 2...14).contains(text.count) else { return false }
        var groups = 0
        var start = 0
        for index in 0...text.count where index == text.count || text[index] == .space {
            // `abc - xyz`
            if index == start + 1, groups > 0, text[start] == .hyphen {
                start = index + 1
                continue
            }
            guard (2...4).contains(index - start), !isWord(Word(text, start, index)) else { return false }
            for letter in start..<index where !text[letter].isSmall { return false }
            groups += 1
            start = index + 1
        }
        return (fewest...3).contains(groups)
    }

    private static func isWord(_ word: Word) -> Bool {
        Lexicon.shared.contains(word, .notInitials) || Lexicon.shared.contains(word, .common)
    }

    /// `ABC, VDV`, `АБ`: groups of two to four capitals.
    static func isCapitals(_ text: Span<UInt8>, in name: TextRange) -> (groups: Int, isOne: Bool)? {
        let tokens = Tokens(text, name, limit: 8)
        guard tokens.isWhole, !tokens.list.isEmpty else { return nil }
        var groups = 0
        for token in tokens.list {
            if token.isMark(of: ",/") { continue }
            guard token.isAllCaps, token.shape.isDisjoint(with: [.stop, .figure]), !token.isA(.notPlace),
                token.count <= (token.character < 0x80 ? 4 : 6), token.count > 1
            else { return nil }
            groups += 1
        }
        return (groups, tokens.count == 1)
    }

    /// `js/kk`, `bur-jh/lc`, `abc/ def/`, `jmr/cae`: the initials of desk and writer.
    private static func isInitials(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 28 else { return false }
        var slashes = 0
        var run = 0
        var longest = 0
        var letters = 0
        for index in 0..<text.count {
            switch text[index] {
            case UInt8.smalls:
                run += 1
                letters += 1
                longest = max(longest, run)
            case .slash:
                slashes += 1
                run = 0
            case .hyphen, .equals, .star: run = 0
            case .space:
                run = 0
                // A space only after a joint.
                if slashes == 0 { return false }
            default: return false
            }
        }
        if slashes == 0 {
            return letters >= 2 && letters <= 3 && text.count == letters
                && !Lexicon.shared.contains(Word(text, 0, text.count), .notInitials)
        }
        return longest <= 6 && letters >= 3
    }

    /// `اب/جد/هو`, `ا ب / ج`: the same without capitals, one to four letters each; or `ا ح م`, `ا.ح`, one letter each.
    private static func isCaselessInitials(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 28, Script.of(text.codePoint(at: 0).value) == .caseless else { return false }
        var groups = 0
        var run = 0
        var index = 0
        let isSingle = isSingleLetters(text)
        while index <= text.count {
            var point = index < text.count ? text.codePoint(at: index) : CodePoint(value: 0x2F, length: 1)
            index += point.length
            if isSingle, point.value == .space || point.value == .stop { point = CodePoint(value: 0x2F, length: 1) }
            if point.value == .space { continue }
            if point.value == .slash {
                guard (1...4).contains(run) else { return false }
                groups += 1
                run = 0
            } else {
                guard Script.of(point.value) == .caseless else { return false }
                run += 1
            }
        }
        return groups > 1
    }

    /// Whether a space or a stop parts each letter from the next.
    private static func isSingleLetters(_ text: Span<UInt8>) -> Bool {
        var index = 0
        var isLetter = true
        while index < text.count {
            let point = text.codePoint(at: index)
            guard point.value != .slash, isLetter != (point.value == .space || point.value == .stop) else {
                return false
            }
            isLetter.toggle()
            index += point.length
        }
        return !isLetter
    }

    /// `(Xyz/Kestrel)`: the letters of who wrote it, and a known agency.
    private static func isShared(_ text: Span<UInt8>, _ bare: TextRange) -> Bool {
        text[0] == .opening && isShared(text, in: bare)
    }

    /// `Xyz/Kestrel`, `JDK, Belga`
    static func isShared(_ text: Span<UInt8>, in name: TextRange) -> Bool {
        guard let joint = (name.start..<name.end).first(where: { text[$0] == .slash || text[$0] == .comma }),
            joint - name.start <= 4
        else { return false }
        var start = joint + 1
        while start < name.end, text[start] == .space { start += 1 }
        return Lexicon.isAgency(text, start, name.end)
    }

    /// `(Beta, 10.06.2026)`: an agency and a day in a bracket.
    private static func isDated(_ text: Span<UInt8>, _ bare: TextRange) -> Bool {
        guard text[0] == .opening, let comma = (bare.start..<bare.end).first(where: { text[$0] == .comma }) else {
            return false
        }
        return Lexicon.isAgency(text, bare.start, comma) && comma + 2 < bare.end
            && Timestamp.matches(text.extracting(comma + 2..<bare.end))
    }

    /// `03-16-87`, `16/03/1987`
    private static func isDay(_ text: Span<UInt8>, _ start: Int) -> Bool {
        var joints = 0
        for index in start..<text.count {
            if text[index] == .hyphen || text[index] == .slash { joints += 1 }
            guard (0x2D...0x39).contains(text[index]), text[index] != .stop else { return false }
        }
        return joints == 2 && (8...10).contains(text.count - start)
    }
}
