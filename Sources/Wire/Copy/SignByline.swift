import Text
import Article

/// Bylines in Chinese, Japanese and Korean, on a line of their own: `記者王明／台北報導`, `홍길동 기자`, `聯合報記者王明、李強台北報導`, `新华社记者 王明`.
enum SignByline {
    /// The most signs of such a line, and of a name.
    private static let mostSigns = 40
    private static let nameLengths = 2...4

    static func matches(_ text: Span<UInt8>) -> Bool {
        guard text.count <= mostSigns * 3, text.count >= 9 else { return false }
        if Script.of(text.codePoint(at: 0).value) == .caseless { return isHangul(text) }
        guard Script.of(text.codePoint(at: 0).value) == .unspaced else { return false }
        let tokens = Tokens(bytes(text), limit: mostSigns, bySign: true)
        guard tokens.isWhole else { return false }
        if isLabelled(tokens) || isOfDesk(tokens) { return true }
        guard let word = writerWord(tokens) else { return false }
        guard tokens.list.allSatisfy({ $0.kind == .word || $0.isMark(of: "/-") || isPause($0) }) else { return false }
        // What ends in the word for a report is one, whatever stands between.
        if tokens.isA(.reportSign, tokens.count - 2, tokens.count) { return tokens.count > word + 4 }
        // Names alone: behind an agency's name, or parted from the word.
        let names = tokens.list[(word + 2)...]
        guard word > 0 || names.first?.afterSpace == true else { return false }
        return names.split(whereSeparator: { $0.kind == .mark }).allSatisfy {
            parts(of: $0).allSatisfy(nameLengths.contains)
        }
            && !names.isEmpty
    }

    /// `作者：王明 李强`, `記者：王明`, `文/王明`: a label, a colon or a slash, and names.
    private static func isLabelled(_ tokens: Tokens) -> Bool {
        guard let colon = tokens.list.firstIndex(where: { $0.isMark(of: ":/") }), (1...3).contains(colon),
            tokens.isA(.bylineLabel, 0, colon), colon + 1 < tokens.count
        else { return false }
        let names = tokens.list[(colon + 1)...]
        return names.allSatisfy { $0.kind == .word || $0.isMark(of: "/") || isPause($0) }
            && names.split(whereSeparator: { $0.kind == .mark }).allSatisfy {
                parts(of: $0).allSatisfy(nameLengths.contains)
            }
    }

    /// `北方新聞社会部　山田花子`: a paper's desk, and a name behind a space.
    private static func isOfDesk(_ tokens: Tokens) -> Bool {
        guard tokens.list.allSatisfy({ $0.kind == .word }),
            let name = tokens.list.lastIndex(where: \.afterSpace), (3...5).contains(tokens.count - name),
            tokens.list[(name + 1)...].allSatisfy({ !$0.afterSpace })
        else { return false }
        return (1...4).contains { $0 < name && tokens.isA(.bylineTitle, name - $0, name) }
    }

    /// `홍길동 기자`, `이데일리 홍길동 특파원`: one to three words, and the one for a reporter.
    private static func isHangul(_ text: Span<UInt8>) -> Bool {
        let tokens = Tokens(text, limit: 6)
        return tokens.isWhole && (2...4).contains(tokens.count) && tokens.list.allSatisfy { $0.isCaseless }
            && tokens.list.last?.isA(.correspondentWord) == true
    }

    private static func bytes(_ text: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(text, from: 0, to: text.count)
        return bytes
    }

    /// Where the word for a reporter stands: at the start, or behind an agency's name.
    private static func writerWord(_ tokens: Tokens) -> Int? {
        for at in 0..<max(0, tokens.count - 2) where tokens.isA(.correspondentWord, at, at + 2) {
            if at == 0 || tokens.isA(.agency, 0, at) { return at }
            let isMedium = (1...3).contains { at - $0 > 0 && tokens.isA(.mediumEnding, at - $0, at) }
            return isMedium ? at : nil
        }
        return nil
    }

    /// How many signs each name has that spaces part.
    private static func parts(of run: ArraySlice<Token>) -> [Int] {
        var counts: [Int] = []
        for token in run {
            if counts.isEmpty || token.afterSpace { counts.append(0) }
            counts[counts.count - 1] += 1
        }
        return counts
    }

    /// A comma between names: `、`, `，`.
    private static func isPause(_ token: Token) -> Bool { token.isMark(",") || token.isMark("\u{3001}") }
}
