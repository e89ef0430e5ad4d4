import Testing
import TestSupport

@testable import Formats

/// The layout of trees against the walk from node to node that it stands for.
@Suite struct DecisionTreesTests {
    private static let features = 7

    /// A tree with inner nodes as they come, children after their parents.
    private func tree(_ random: inout some RandomNumberGenerator, leaves: Int) -> [DecisionTrees.Node] {
        var nodes = [DecisionTrees.Node(feature: -1, number: .random(in: -1...1, using: &random))]
        for _ in 1..<leaves {
            let open = nodes.indices.filter { nodes[$0].feature < 0 }
            let at = open[Int.random(in: 0..<open.count, using: &random)]
            nodes[at] = DecisionTrees.Node(
                feature: .random(in: 0..<Self.features, using: &random),
                number: Float(Int.random(in: -3...3, using: &random)),
                left: nodes.count,
                right: nodes.count + 1
            )
            for _ in 0..<2 {
                nodes.append(DecisionTrees.Node(feature: -1, number: .random(in: -1...1, using: &random)))
            }
        }
        return nodes
    }

    private func walk(_ tree: [DecisionTrees.Node], _ row: [Float]) -> Float {
        var node = tree[0]
        while node.feature >= 0 { node = tree[row[node.feature] <= node.number ? node.left : node.right] }
        return node.number
    }

    @Test(arguments: [1, 2, 12, DecisionTrees.mostLeaves])
    func `a row gets the sum of the leaves that a walk through each tree ends at`(leaves: Int) {
        var random = SeededGenerator(seed: UInt64(leaves))
        let trees = (0..<40).map { _ in tree(&random, leaves: leaves) }
        let laidOut = DecisionTrees(base: 0.25, trees)
        var reach: [UInt32] = []
        for _ in 0..<500 {
            // Whole numbers meet thresholds exactly; what is not a number leads on as if above each.
            let row = (0..<Self.features).map { _ in
                Int.random(in: 0..<20, using: &random) == 0 ? Float.nan : Float(Int.random(in: -4...4, using: &random))
            }
            let expected = trees.reduce(Float(0.25)) { $0 + walk($1, row) }
            #expect(laidOut.score(row.span, &reach) == expected)
        }
    }

    @Test func `trees that cannot be laid out are left out`() {
        var random = SeededGenerator(seed: 7)
        let tooWide = tree(&random, leaves: DecisionTrees.mostLeaves + 1)
        let circle = [DecisionTrees.Node(feature: 0, number: 0, left: 0, right: 0)]
        let leaf = [DecisionTrees.Node(feature: -1, number: 2)]
        let trees = DecisionTrees(base: 1, [tooWide, circle, [], leaf])
        var reach: [UInt32] = []
        #expect(trees.score([0, 0, 0, 0, 0, 0, 0].span, &reach) == 3)
    }
}
