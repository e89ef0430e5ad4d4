/// Judges blocks: a linear pass over what is measured of each, then trees over what the first pass says of its
/// surroundings.
///
/// The weights are text, one to a line or parted by semicolons: `linear INTERCEPT` and lines of `FEATURE WEIGHT`;
/// `trees BASE`, then for each
/// tree a line `tree` and its nodes, `FEATURE THRESHOLD LEFT RIGHT` with the numbers of the nodes for a value up to the
/// threshold and above it, or `= VALUE` for a leaf. Lines that begin with `#` say where the weights come from.
package struct PageModel: Sendable {
    private var intercept: Float = 0
    private var weights = [Float](repeating: 0, count: FeatureColumns.count)
    private var base: Float = 0
    private var nodes: [Node] = []
    /// The first node of each tree.
    private var roots: [Int32] = []

    private struct Node {
        /// The feature that is asked for, -1 for a leaf.
        var feature: Int32
        /// The threshold, or the value of a leaf.
        var number: Float
        var left: Int32 = 0
        var right: Int32 = 0
    }

    /// The weights that the program was built with.
    static let shared = PageModel(parsing: PageWeights.text)

    /// Reads weights; a line that names no feature of this version is left out.
    package init(parsing text: String) {
        var first: [String: Int] = [:]
        var second: [String: Int] = [:]
        for (index, name) in FeatureColumns.names.enumerated() { first[name] = index }
        for (index, name) in SurroundingFeature.names.enumerated() { second[name] = index }
        var inTrees = false
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        for line in lines.flatMap({ $0.split(separator: ";") }) {
            let words = line.split(separator: " ")
            switch (words.first ?? "", words.count) {
            case ("linear", 2): intercept = Float(words[1]) ?? 0
            case ("trees", 2):
                inTrees = true
                base = Float(words[1]) ?? 0
            case ("tree", 1): roots.append(Int32(nodes.count))
            case ("=", 2): nodes.append(Node(feature: -1, number: Float(words[1]) ?? 0))
            case (let name, 2) where !inTrees:
                if let index = first[String(name)] { weights[index] = Float(words[1]) ?? 0 }
            case (let name, 4):
                let root = roots.last ?? 0
                nodes.append(
                    Node(
                        feature: Int32(second[String(name)] ?? 0),
                        number: Float(words[1]) ?? 0,
                        left: root + (Int32(words[2]) ?? 0),
                        right: root + (Int32(words[3]) ?? 0)
                    )
                )
            default: break
            }
        }
    }

    /// The scores of the first pass: above 0 a block is rather the article's than not.
    func linearScores(_ table: FeatureTable) -> [Float] {
        var scores: [Float] = []
        scores.reserveCapacity(table.count)
        let values = table.values.span
        let weights = self.weights.span
        for row in 0..<table.count {
            var sum = intercept
            let start = row * table.width
            for column in 0..<weights.count { sum += values[start + column] * weights[column] }
            scores.append(sum)
        }
        return scores
    }

    /// A block that the first pass puts below this is no article's, whatever stands around it.
    static let hopeless: Float = -6

    /// The scores of the second pass.
    func treeScores(_ table: FeatureTable) -> [Float] {
        let values = table.values.span
        let nodes = self.nodes.span
        var scores: [Float] = []
        scores.reserveCapacity(table.count)
        for row in 0..<table.count {
            let start = row * table.width
            let first = values[start + SurroundingFeature.score.rawValue]
            guard first > PageModel.hopeless else {
                scores.append(first)
                continue
            }
            var sum = base
            for root in roots {
                var node = nodes[Int(root)]
                // A tree is no deeper than it has nodes, and its links only lead on.
                while node.feature >= 0 {
                    node = nodes[Int(values[start + Int(node.feature)] <= node.number ? node.left : node.right)]
                }
                sum += node.number
            }
            scores.append(sum)
        }
        return scores
    }
}
