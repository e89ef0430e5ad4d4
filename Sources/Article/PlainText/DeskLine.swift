/// Lines of a desk's or its writers' codes: `FENA/jd`, `PTI ABC XYZ`, `JRS // ABC`.
extension SignOff {
    /// `FENA/jd`, `END/IPS/JD/19`, `dpa jm yydd z2 ag`, `Reuter 03-16-87`, `AFP 101432 GMT JUN 16`: an agency and its
    /// desk's codes, the day or a time stamp.
    static func isDeskLine(_ text: Span<UInt8>) -> Bool {
        guard (6...28).contains(text.count) else { return false }
        var cut = 0
        while cut < text.count, text[cut] != 0x2F, text[cut] != 0x20 { cut += 1 }
        guard cut >= 2, cut + 2 < text.count else { return false }
        if text[cut] == 0x2F {
            let isEnd = Word(text, 0, cut) == "end"
            for index in 0..<cut where !(0x41...0x5A).contains(text[index]) { return false }
            for index in cut + 1..<text.count {
                switch text[index] {
                case 0x61...0x7A where text.count - cut <= 4: break
                case 0x41...0x5A where isEnd, 0x2F...0x39 where isEnd: break
                default: return false
                }
            }
            return true
        }
        return Agencies.contains(text, 0, cut)
            && (isDay(text, cut + 1) || isCodes(text, cut + 1)
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
            case 0x20, 0x2F, 0x2E:
                if text[index] != 0x20 { signs += 2 }
                run = 0
                continue
            case 0x41...0x5A: signs += 1
            case 0x30...0x39: signs += 2
            case 0x61...0x7A: break
            default: return false
            }
            if run == 0 { groups += 1 }
            run += 1
            longest = max(longest, run)
            if run > 4 { return false }
        }
        guard groups > 0, text[text.count - 1] != 0x2E else { return false }
        // Small letters alone could be words.
        return signs > 1 || longest == 2 && (groups > 1 || !smallWords.contains(Word(text, start, text.count)))
    }

    /// `(KUNA) js.ab`, `(Schluss) js/ab`: an agency or a word of the end in a bracket, and a desk's codes.
    static func isBracketAndCodes(_ text: Span<UInt8>) -> Bool {
        guard text[0] == 0x28, text.count <= 28 else { return false }
        var close = 1
        while close < text.count, text[close] != 0x29 { close += 1 }
        guard close > 2, close + 3 < text.count, text[close + 1] == 0x20 else { return false }
        let word = Word(text, 1, close)
        guard words.contains(word) || word == "schluss" || Agencies.contains(text, 1, close) else { return false }
        return isCodes(text, close + 2) || text.count - close == 4
    }

    /// `JRS // ABC`, `ABC (DEF) // GHI`: writers' capitals before two slashes and their editor's after them.
    static func isBothSides(_ text: Span<UInt8>) -> Bool {
        guard (8...28).contains(text.count) else { return false }
        var slashes = 0
        var run = 0
        var groups = 0
        for index in 0..<text.count {
            switch text[index] {
            case 0x41...0x5A:
                if run == 0 { groups += 1 }
                run += 1
                if run > 4 { return false }
                continue
            case 0x2F: slashes += 1
            case 0x20, 0x28, 0x29: break
            default: return false
            }
            run = 0
        }
        return slashes == 2 && groups > 1
    }

    /// `--Jane Smith`: two hyphens and a name of two or three words.
    static func isSignature(_ text: Span<UInt8>) -> Bool {
        guard (8...28).contains(text.count), text[0] == 0x2D, text[1] == 0x2D else { return false }
        var words = 0
        var afterSpace = true
        for index in 2..<text.count {
            let byte = text[index]
            if byte == 0x20 {
                if afterSpace { return false }
                afterSpace = true
                continue
            }
            if afterSpace {
                guard (0x41...0x5A).contains(byte) else { return false }
                words += 1
            } else if byte < 0x80, !CharacterClass.isLetter(UInt32(byte)), byte != 0x2D, byte != 0x2E {
                return false
            }
            afterSpace = false
        }
        return words == 2 || words == 3
    }

    /// `yna@yna.co.kr`: an address and nothing else.
    static func isAddressAlone(_ text: Span<UInt8>) -> Bool {
        var ats = 0
        var stops = 0
        for index in 0..<text.count {
            switch text[index] {
            case 0x40: ats += 1
            case 0x2E where ats == 1: stops += 1
            case 0x21...0x7E: break
            default: return false
            }
        }
        return ats == 1 && stops > 0 && text[0] != 0x40 && text[text.count - 1] != 0x2E
    }

    /// `03-16-87`, `16/03/1987`
    static func isDay(_ text: Span<UInt8>, _ start: Int) -> Bool {
        var joints = 0
        for index in start..<text.count {
            if text[index] == 0x2D || text[index] == 0x2F { joints += 1 }
            guard (0x2D...0x39).contains(text[index]), text[index] != 0x2E else { return false }
        }
        return joints == 2 && (8...10).contains(text.count - start)
    }
}
