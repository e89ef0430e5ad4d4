/// Trees of decisions whose values are added up, laid out so that a row is judged without following a tree from node to
/// node.
///
/// The nodes of all trees stand by feature, those of one feature by threshold. Each has a mask of the leaves that stay in
/// reach of its tree where the row's value is above its threshold; the first leaf that stays is the one that the tree ends
/// at. (Lucchese and others, "QuickScorer", SIGIR 2015.)
struct DecisionTrees: Sendable {
    /// A tree has no more leaves than a mask has bits.
    static let mostLeaves = 32

    /// A tree as it is written: its nodes, the root first.
    struct Node {
        /// The feature that is asked for, -1 for a leaf.
        var feature: Int
        /// The threshold, or the value of a leaf.
        var number: Float
        /// The node for a value up to the threshold.
        var left = 0
        /// The node for a value above it.
        var right = 0
    }

    private struct Condition {
        var threshold: Float
        var tree: Int32
        var mask: UInt32
    }

    private struct Feature {
        var column: Int32
        var first: Int32
        var end: Int32
    }

    private var base: Float
    private var features: [Feature] = []
    private var conditions: [Condition] = []
    /// The values of the leaves, ``mostLeaves`` to a tree, from left to right.
    private var leaves: [Float] = []
    private var trees = 0

    /// Lays out trees. One with more leaves than ``mostLeaves``, or whose nodes do not lead on, is left out.
    init(base: Float, _ trees: [[Node]]) {
        self.base = base
        var found: [(feature: Int, condition: Condition)] = []
        for tree in trees {
            var values: [Float] = []
            var own: [(feature: Int, condition: Condition)] = []
            guard DecisionTrees.lay(out: tree, 0, as: self.trees, &values, &own) else { continue }
            leaves += values + [Float](repeating: 0, count: DecisionTrees.mostLeaves - values.count)
            found += own
            self.trees += 1
        }
        found.sort { ($0.feature, $0.condition.threshold) < ($1.feature, $1.condition.threshold) }
        for (feature, condition) in found {
            if features.last.map({ Int($0.column) }) != feature {
                let start = Int32(conditions.count)
                features.append(Feature(column: Int32(feature), first: start, end: start))
            }
            conditions.append(condition)
            features[features.count - 1].end += 1
        }
    }

    /// Adds what lies below a node; false where the tree cannot be laid out.
    private static func lay(
        out tree: [Node],
        _ index: Int,
        as number: Int,
        _ leaves: inout [Float],
        _ conditions: inout [(feature: Int, condition: Condition)]
    ) -> Bool {
        guard tree.indices.contains(index), leaves.count < mostLeaves else { return false }
        let node = tree[index]
        guard node.feature >= 0 else {
            leaves.append(node.number)
            return true
        }
        guard node.left > index, node.right > index else { return false }
        let first = leaves.count
        guard lay(out: tree, node.left, as: number, &leaves, &conditions) else { return false }
        let left = (UInt32(1) << UInt32(leaves.count - first)) &- 1
        conditions.append(
            (node.feature, Condition(threshold: node.number, tree: Int32(number), mask: ~(left << UInt32(first))))
        )
        return lay(out: tree, node.right, as: number, &leaves, &conditions)
    }

    /// The sum of what the trees say of a row.
    ///
    /// - Parameters:
    ///   - values: the row's value of each feature.
    ///   - reach: room for the leaves in reach, kept from row to row.
    func score(_ values: Span<Float>, _ reach: inout [UInt32]) -> Float {
        reach.removeAll(keepingCapacity: true)
        reach.append(contentsOf: repeatElement(.max, count: trees))
        var inReach = reach.mutableSpan
        let conditions = self.conditions.span
        for feature in features {
            let value = values[Int(feature.column)]
            var index = Int(feature.first)
            let end = Int(feature.end)
            while index < end, !(value <= conditions[index].threshold) {
                inReach[Int(conditions[index].tree)] &= conditions[index].mask
                index += 1
            }
        }
        let leaves = self.leaves.span
        var sum = base
        for tree in 0..<trees {
            sum += leaves[tree &* DecisionTrees.mostLeaves &+ inReach[tree].trailingZeroBitCount]
        }
        return sum
    }
}
