import TestSupport
import Testing

@testable import Catalogue

@Suite("The filter of a run")
struct KeyFilterTests {
    @Test("A full filter lets every key pass that was added, and of the others fewer than one in a hundred")
    func fewOthersPass() {
        var random = SeededGenerator(seed: 11)
        var filter = KeyFilter(blocks: 8)
        // The keys of one bucket begin with the same bits.
        func key(in block: Int) -> UInt64 { UInt64(block) << 61 | random.next() >> 3 }
        for block in 0..<8 {
            let keys = (0..<256).map { _ in key(in: block) }
            for key in keys { filter.add(key, to: block) }
            #expect(keys.allSatisfy { filter.mayHave($0, in: block) })
        }
        let passed = (0..<20_000).filter { filter.mayHave(key(in: $0 % 8), in: $0 % 8) }.count
        #expect(passed < 200)
    }
}
