/// ASCII words of which a line may open with one, by their first byte: a line that none of them opens costs one look.
struct LineOpenings: ExpressibleByArrayLiteral, Sendable {
    private var words: [[UInt8]] = []
    /// Where in `words` those begin that have this first byte; the last entry is their number.
    private var starts: [Int] = []

    init(arrayLiteral elements: String...) { self.init(elements) }

    init(_ elements: some Sequence<String>) {
        words = elements.map { Array($0.utf8) }.filter { !$0.isEmpty }.sorted { $0[0] < $1[0] }
        var next = 0
        for byte in 0...256 {
            while next < words.count, Int(words[next][0]) < byte { next += 1 }
            starts.append(next)
        }
    }

    /// Whether one of the words stands at an offset.
    func open(_ text: Span<UInt8>, at start: Int, before end: Int) -> Bool {
        holds(text, start, end) { _ in true }
    }

    /// Whether the stretch is one of the words and nothing else.
    func areAll(of text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        holds(text, start, end) { $0 == end - start }
    }

    /// - Parameter suits: whether a word of this length will do.
    @inline(__always)
    private func holds(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ suits: (Int) -> Bool) -> Bool {
        guard start < end else { return false }
        let first = Int(text[start])
        for index in starts[first]..<starts[first + 1]
        where words[index].count <= end - start && suits(words[index].count) && text.matches(words[index], at: start) {
            return true
        }
        return false
    }
}
