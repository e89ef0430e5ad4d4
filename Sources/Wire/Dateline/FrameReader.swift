import Text
import Article

/// Reads the bracket that datelines of Korean stand in: `(서울=연합뉴스) 홍길동 기자 = `, `[이데일리 홍길동 기자]`.
struct FrameReader {
    let tokens: Tokens
    let dates: DateReader
    let places: PlaceReader
    let sources: SourceReader
    /// The token that closes the bracket.
    let close: Int

    /// Reads place and agency. False where the bracket holds something else.
    func read(_ reading: inout DatelineReading) -> Bool {
        guard tokens[1]?.isCaseless == true, tokens[1]?.isA(.sentenceOpening) == false else { return false }
        if readSource(&reading) { return true }
        let joint = (2..<max(2, close)).first { tokens[$0]?.isMark("=") == true }
        // `(서울 로이터) - `: a known agency ends the bracket.
        let agency = joint.map { $0 + 1 } ?? (2..<max(2, close)).first { tokens.isA(.agency, $0, close) }
        guard let agency, agency < close, tokens.list[1..<agency].allSatisfy({ $0.kind != .number }) else {
            return false
        }
        reading.isFramed = true
        // `(수베라 AFP=연합뉴스)`: two agencies.
        let isPair = joint.map { $0 > 2 && tokens.isA(.agency, $0 - 1, $0) } ?? false
        let first = isPair ? agency - 2 : agency
        reading.place = places.words(1, isPair ? first : joint ?? agency)
        reading.source = sources.source(first, close, ending: close)
        reading.at = close
        let after = close + 1
        if let second = (after..<after + FrameReader.mostNames).first(where: { tokens[$0]?.isMark("=") == true }) {
            if second > after { reading.source?.correspondent = tokens.range(after, second) }
            reading.at = second
        }
        return true
    }

    /// A bracket that holds an agency and no place, or an agency behind a day: `[이데일리 홍길동 기자]`, `[파이낸셜뉴스]`,
    /// `(평양 6월 10일발 조선중앙통신)`.
    private func readSource(_ reading: inout DatelineReading) -> Bool {
        let isNamed = tokens.isA(.agency, 1, close)
        let isSigned =
            tokens[close - 1]?.isA(.correspondentWord) == true && close >= 4
            && tokens.list[1..<close].allSatisfy { $0.kind == .word }
        if isNamed || isSigned {
            reading.source = sources.source(1, isNamed ? close : close - 2, ending: close)
            if !isNamed { reading.source?.correspondent = tokens.range(close - 2, close) }
        } else {
            guard let start = (2..<max(2, close)).first(where: { tokens[$0]?.kind == .number }),
                let date = dates.date(at: start), date.end < close, tokens.isA(.agency, date.end, close)
            else { return false }
            reading.place = places.words(1, start)
            reading.date = date
            reading.source = sources.source(date.end, close, ending: close)
        }
        reading.source?.isBracketed = true
        reading.isFramed = true
        reading.at = close
        return true
    }

    /// The most words between the bracket and the sign that closes the correspondent's name.
    private static let mostNames = 10
}
