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
    private let trees: DecisionTrees

    /// The weights that the program was built with.
    static let shared = PageModel(parsing: PageWeights.text)

    /// Reads weights; a line that names no feature of this version is left out.
    package init(parsing text: String) {
        var first: [String: Int] = [:]
        var second: [String: Int] = [:]
        for (index, name) in FeatureColumns.names.enumerated() { first[name] = index }
        for (index, name) in SurroundingFeature.names.enumerated() { second[name] = index }
        var inTrees = false
        var base: Float = 0
        var trees: [[DecisionTrees.Node]] = []
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        for line in lines.flatMap({ $0.split(separator: ";") }) {
            let words = line.split(separator: " ")
            switch (words.first ?? "", words.count) {
            case ("linear", 2): intercept = Float(words[1]) ?? 0
            case ("trees", 2):
                inTrees = true
                base = Float(words[1]) ?? 0
            case ("tree", 1): trees.append([])
            case ("=", 2) where !trees.isEmpty:
                trees[trees.count - 1].append(DecisionTrees.Node(feature: -1, number: Float(words[1]) ?? 0))
            case (let name, 2) where !inTrees:
                if let index = first[String(name)] { weights[index] = Float(words[1]) ?? 0 }
            case (let name, 4) where !trees.isEmpty:
                trees[trees.count - 1].append(
                    DecisionTrees.Node(
                        feature: second[String(name)] ?? 0,
                        number: Float(words[1]) ?? 0,
                        left: Int(words[2]) ?? 0,
                        right: Int(words[3]) ?? 0
                    )
                )
            default: break
            }
        }
        self.trees = DecisionTrees(base: base, trees)
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
        var reach: [UInt32] = []
        var scores: [Float] = []
        scores.reserveCapacity(table.count)
        for row in 0..<table.count {
            let start = row * table.width
            let first = values[start + SurroundingFeature.score.rawValue]
            guard first > PageModel.hopeless else {
                scores.append(first)
                continue
            }
            scores.append(trees.score(values.extracting(start..<start + table.width), &reach))
        }
        return scores
    }
}
