import LinuxIO
import Testing
import TestSupport

@testable import Search

@Suite("A pattern held against many paths at once")
struct PathBlockTests {
    @Test("It finds what it finds in each path alone", arguments: 1...4 as ClosedRange<UInt64>)
    func sameAsOneByOne(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        func text(_ letters: [Character], _ lengths: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: lengths, using: &random)).map { _ in
                    letters[Int.random(in: 0..<letters.count, using: &random)]
                }
            )
        }
        for _ in 0..<200 {
            let paths = (0..<30).map { _ in text(["a", "b", "/", "."], 0...8) }
            let pattern = NamePattern(text(["a", "b", "/", ".", "*", "?"], 0...6))
            let block: [UInt8] = paths.flatMap { Array($0.utf8) + [UInt8(0)] }
            let expected = paths.indices.filter { pattern.matches(Path(paths[$0])) }.map { Int64($0) + 5 }
            #expect(
                PathBlock.rows(in: block.span, first: 5, matching: pattern) == expected,
                "seed \(seed), pattern \(pattern), paths \(paths)"
            )
        }
    }
}
