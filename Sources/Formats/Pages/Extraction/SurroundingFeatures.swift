/// What is measured of a block in the second pass: what the first pass says of it and of the blocks around it.
enum SurroundingFeature: Int, CaseIterable {
    case score, boundedScore, probability
    case oneAfter, oneBefore, twoAfter, twoBefore, threeAfter, threeBefore
    case meanOfThree, meanOfEight, meanOfTwenty
    case textBefore, textAfter, textInAll
    case distanceBack, distanceOn, isBetweenSure, isFarFromSure
    case isInBestRange, parentMean, parentShare, likenessMean
    case shortInRange, itemInRange, bestInRange, probabilityInRange

    /// What of the first pass's features the second one sees as well.
    static let measured: [BlockFeature] = [
        .logLength, .linkDensity, .endsSentence, .tagP, .tagLI, .isInBest, .isBoilerplate, .isRepeated, .isShort,
        .isPost,
        .inFigure, .tagH2, .tagH3, .tagH4, .tagDiv, .isTitle, .endsWithColon, .digits, .capitals, .titleOverlap,
        .position,
        .isAfterHeadline, .headlineDistance, .nearestIsText, .nearestIsBeside, .parentText, .parentLinks, .likenessText,
        .linksAround, .sentencesBefore, .sentencesAfter, .textSinceHeadline, .linkedItemsSinceHeadline, .isFirstText,
        .isInLinkedText, .hasLinkedText, .shareOfBest, .inForm, .inTable, .depth, .isDateLike, .startsSmall,
    ]
    static let measuredMarks: [ClassMark] = [
        .caption, .related, .comment, .promotion, .author, .letter, .deck, .note, .pulled, .tags,
    ]

    static let firstMeasured = allCases.count
    static let firstMark = firstMeasured + measured.count
    static let count = firstMark + measuredMarks.count

    static let names: [String] =
        allCases.map { "\($0)" } + measured.map { "block.\($0)" } + measuredMarks.map { "inside.\($0)" }
}

/// Measures how a block fits what the first pass says of the page.
struct SurroundingFeatures {
    private(set) var table: FeatureTable
    private let scores: [Float]
    private let probabilities: [Float]
    /// The characters of each block, up to 400, and what of them is an article's by the first pass.
    private let lengths: [Float]
    private let masses: [Float]
    private let total: Float

    init(_ features: BlockFeatures, _ page: Page, scores: [Float]) {
        table = FeatureTable(rows: scores.count, width: SurroundingFeature.count)
        self.scores = scores
        probabilities = scores.map { 1 / (1 + Logarithm.exponential(-max(-8, min(8, $0)))) }
        lengths = page.blocks.map { Float(min(400, $0.characters)) }
        var masses: [Float] = []
        var total: Float = 0
        for (row, length) in lengths.enumerated() {
            masses.append(probabilities[row] * length)
            total += masses[row]
        }
        self.masses = masses
        self.total = max(1, total)
        guard !scores.isEmpty else { return }
        measureNeighbours()
        measureMeans()
        measureDistances()
        measureGroups(features.parents.map { UInt64($0) }, mean: .parentMean, share: .parentShare)
        measureGroups(features.likenesses, mean: .likenessMean, share: nil)
        copyMeasured(features)
        measureRange()
    }

    private subscript(row: Int, feature: SurroundingFeature) -> Float {
        get { table[row, feature.rawValue] }
        set { table[row, feature.rawValue] = newValue }
    }

    private mutating func measureNeighbours() {
        let neighbours: [(Int, SurroundingFeature)] = [
            (-1, .oneBefore), (1, .oneAfter), (-2, .twoBefore), (2, .twoAfter), (-3, .threeBefore), (3, .threeAfter),
        ]
        for row in scores.indices {
            self[row, .score] = scores[row]
            self[row, .boundedScore] = max(-3, min(3, scores[row]))
            self[row, .probability] = probabilities[row]
            for (offset, feature) in neighbours where scores.indices.contains(row + offset) {
                self[row, feature] = probabilities[row + offset]
            }
        }
    }

    private mutating func measureMeans() {
        var masses: [Float] = [0]
        var lengths: [Float] = [0]
        for row in scores.indices {
            masses.append(masses[row] + self.masses[row])
            lengths.append(lengths[row] + self.lengths[row])
        }
        let windows: [(Int, SurroundingFeature)] = [(3, .meanOfThree), (8, .meanOfEight), (20, .meanOfTwenty)]
        for row in scores.indices {
            for (reach, feature) in windows {
                let first = max(0, row - reach)
                let end = min(scores.count, row + reach + 1)
                let mass = masses[end] - masses[first] - self.masses[row]
                self[row, feature] = mass / max(1, lengths[end] - lengths[first] - self.lengths[row])
            }
            self[row, .textBefore] = masses[row] / total
            self[row, .textAfter] = max(0, 1 - masses[row + 1] / total)
            self[row, .textInAll] = Logarithm.ofOnePlus(total) / 10
        }
    }

    /// How far the nearest blocks are that are surely the article's.
    private mutating func measureDistances() {
        var distance: Float = 99
        for row in scores.indices {
            distance = probabilities[row] > 0.8 ? 0 : distance + 1
            self[row, .distanceBack] = min(distance, 30) / 30
        }
        distance = 99
        for row in scores.indices.reversed() {
            distance = probabilities[row] > 0.8 ? 0 : distance + 1
            self[row, .distanceOn] = min(distance, 30) / 30
        }
        for row in scores.indices {
            let back = self[row, .distanceBack]
            let on = self[row, .distanceOn]
            self[row, .isBetweenSure] = Float(back < 0.2 && on < 0.2)
            self[row, .isFarFromSure] = Float(back >= 1 && on >= 1)
        }
    }

    private mutating func measureGroups(_ keys: [UInt64], mean: SurroundingFeature, share: SurroundingFeature?) {
        var groups: [UInt64: (mass: Float, length: Float)] = [:]
        for (row, key) in keys.enumerated() {
            let group = groups[key] ?? (0, 0)
            groups[key] = (group.mass + masses[row], group.length + lengths[row])
        }
        for (row, key) in keys.enumerated() {
            guard let group = groups[key] else { continue }
            self[row, mean] = group.mass / max(1, group.length)
            if let share { self[row, share] = group.mass / total }
        }
    }

    private mutating func copyMeasured(_ features: BlockFeatures) {
        for row in scores.indices {
            for (index, feature) in SurroundingFeature.measured.enumerated() {
                table[row, SurroundingFeature.firstMeasured + index] = features.table[row, feature]
            }
            for (index, mark) in SurroundingFeature.measuredMarks.enumerated() {
                table[row, SurroundingFeature.firstMark + index] =
                    features.table[row, FeatureColumns.inside + mark.rawValue]
            }
        }
    }

    /// The stretch of blocks with the best sum of scores.
    static func bestRange(_ scores: [Float], _ lengths: [Float]) -> Range<Int> {
        var best: Float = 0
        var current: Float = 0
        var start = 0
        var range = 0..<0
        for row in scores.indices {
            if current <= 0 {
                current = 0
                start = row
            }
            current += max(-3, min(3, scores[row])) * lengths[row].squareRoot()
            if current > best {
                best = current
                range = start..<(row + 1)
            }
        }
        return range
    }

    private mutating func measureRange() {
        func column(_ feature: BlockFeature) -> Int {
            SurroundingFeature.firstMeasured + (SurroundingFeature.measured.firstIndex(of: feature) ?? 0)
        }
        let short = column(.isShort)
        let item = column(.tagLI)
        let best = column(.isInBest)
        for row in SurroundingFeatures.bestRange(scores, lengths) {
            self[row, .isInBestRange] = 1
            self[row, .shortInRange] = table[row, short]
            self[row, .itemInRange] = table[row, item]
            self[row, .bestInRange] = table[row, best]
            self[row, .probabilityInRange] = probabilities[row]
        }
    }
}
