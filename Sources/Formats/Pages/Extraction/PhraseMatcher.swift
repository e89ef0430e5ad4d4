/// Finds many phrases in one pass over a text (Aho and Corasick, "Efficient string matching", CACM 18, 1975).
///
/// A text is read as letters in lower case, digits, and a hyphen for each run of anything else, with one before its
/// start and one after its end. So the phrase `-ad-` is the word, and `advert` also part of one. In a phrase
/// `(one|two)` stands for either and `~` for a hyphen or nothing.
///
/// ```swift
/// let matcher = PhraseMatcher([("(more|also)~from", 0), ("-ad-", 1)])
/// var scan = matcher.begin()
/// scan.add(bytes, range, limit: 400)
/// let isPromotion = scan.finish() & 2 != 0
/// ```
struct PhraseMatcher: Sendable {
    /// The column of each byte in the table.
    private var columns = [UInt8](repeating: 0, count: 256)
    private var width = 1
    private var transitions: [UInt16] = []
    /// The bits of the phrases that end in a state.
    private var outputs: [UInt64] = []

    static let hyphen = UInt8(ascii: "-")

    /// - Parameter phrases: each with the number of the bit, up to 63, that it sets.
    init(_ phrases: [(phrase: String, bit: Int)]) {
        var spelled: [([UInt8], Int)] = []
        for (phrase, bit) in phrases {
            for text in PhraseMatcher.expand(Array(phrase.utf8)) { spelled.append((text, bit)) }
        }
        for (text, _) in spelled {
            for byte in text where columns[Int(byte)] == 0 {
                columns[Int(byte)] = UInt8(width)
                width += 1
            }
        }
        // Capitals count as small letters, and what no phrase holds ends whatever was begun, column 0. ASCII that is
        // neither letter nor digit is a hyphen.
        for byte in 0..<128 {
            let byte = UInt8(byte)
            if ASCII.isLetter(byte) {
                columns[Int(byte)] = columns[Int(byte | 0x20)]
            } else if !ASCII.isDigit(byte) {
                columns[Int(byte)] = columns[Int(PhraseMatcher.hyphen)]
            }
        }
        build(spelled)
    }

    private mutating func build(_ phrases: [([UInt8], Int)]) {
        var next = [[Int]](repeating: [], count: 0)
        next.append([Int](repeating: -1, count: width))
        outputs = [0]
        for (text, bit) in phrases {
            var state = 0
            for byte in text {
                let column = Int(columns[Int(byte)])
                if next[state][column] < 0 {
                    next[state][column] = next.count
                    next.append([Int](repeating: -1, count: width))
                    outputs.append(0)
                }
                state = next[state][column]
            }
            outputs[state] |= 1 << UInt64(bit)
        }
        var failure = [Int](repeating: 0, count: next.count)
        var queue = [0]
        var head = 0
        while head < queue.count {
            let state = queue[head]
            head += 1
            for column in 0..<width {
                let child = next[state][column]
                let fallback = state == 0 ? 0 : next[failure[state]][column]
                if child < 0 {
                    next[state][column] = fallback
                } else {
                    failure[child] = fallback
                    outputs[child] |= outputs[fallback]
                    queue.append(child)
                }
            }
        }
        transitions = next.flatMap { row in row.map { UInt16($0) } }
    }

    /// All spellings of a phrase.
    private static func expand(_ phrase: [UInt8]) -> [[UInt8]] {
        var spellings: [[UInt8]] = [[]]
        var index = 0
        while index < phrase.count {
            var choices: [[UInt8]] = [[phrase[index]]]
            if phrase[index] == UInt8(ascii: "~") {
                choices = [[], [hyphen]]
            } else if phrase[index] == UInt8(ascii: "("),
                let close = phrase[index...].firstIndex(of: UInt8(ascii: ")"))
            {
                choices = phrase[(index + 1)..<close]
                    .split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map { Array($0) }
                index = close
            } else if phrase[index] == 0x20 {
                choices = [[hyphen]]
            }
            spellings = spellings.flatMap { start in choices.map { start + $0 } }
            index += 1
        }
        return spellings
    }

    /// A reading of one text, which may come in pieces.
    struct Scan {
        private let matcher: PhraseMatcher
        private var place: Place

        fileprivate init(_ matcher: PhraseMatcher) {
            self.matcher = matcher
            let start = Int(matcher.transitions[Int(matcher.columns[Int(PhraseMatcher.hyphen)])])
            place = Place(state: start, found: matcher.outputs[start], isAfterGap: true)
        }

        /// Adds a piece, which begins and ends at a gap, up to `limit` bytes of it.
        mutating func add(_ bytes: Span<UInt8>, _ range: ByteRange, limit: Int) {
            place = matcher.read(bytes, range.start, min(range.end, range.start + limit), from: place)
        }

        /// The bits of all phrases that were found.
        func finish() -> UInt64 { place.found }
    }

    /// How far a text has been read.
    private struct Place {
        var state: Int
        var found: UInt64
        var isAfterGap: Bool
    }

    /// Reads a piece, whose end is a gap as well.
    private func read(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, from place: Place) -> Place {
        let columns = self.columns.span
        let transitions = self.transitions.span
        let outputs = self.outputs.span
        let gap = Int(columns[Int(PhraseMatcher.hyphen)])
        var place = place
        var index = start
        while index <= end {
            let byte = index < end ? bytes[index] : PhraseMatcher.hyphen
            index += 1
            var column = gap
            if ASCII.isAlphanumeric(byte) || byte >= 0x80 {
                place.isAfterGap = false
                column = Int(columns[Int(byte)])
            } else if place.isAfterGap {
                continue
            } else {
                place.isAfterGap = true
            }
            place.state = Int(transitions[place.state * width + column])
            place.found |= outputs[place.state]
        }
        return place
    }

    func begin() -> Scan { Scan(self) }
}
