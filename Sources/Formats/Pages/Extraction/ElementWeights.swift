/// How much text is in each element of a page, and which one is likeliest to hold the article, by the score of Arc90's
/// Readability.
struct ElementWeights {
    /// Of an element: the characters in it, of links, and of blocks that read like an article's; and its score.
    struct Weight {
        fileprivate(set) var characters: Float = 0
        fileprivate(set) var links: Float = 0
        fileprivate(set) var good: Float = 0
        fileprivate(set) var score: Float = 0
    }

    private var weights: [Weight]
    /// The characters of all blocks that read like an article's.
    private(set) var totalGood: Float = 0

    /// How many elements around a paragraph have a part in its score.
    private static let reach = 6

    subscript(element: Int) -> Weight { weights[element] }

    /// - Parameter commas: the commas in each block.
    init(_ page: Page, commas: [Int]) {
        weights = [Weight](repeating: Weight(), count: page.elements.count)
        for (row, block) in page.blocks.enumerated() {
            let length = Float(block.characters)
            weights[block.element].characters += length
            weights[block.element].links += Float(block.linkCharacters)
            guard ElementWeights.isGood(block) else { continue }
            totalGood += length
            weights[block.element].good += length
            let score = 1 + Float(commas[row]) + min(length / 100, 3)
            var element = block.element
            for distance in 0..<ElementWeights.reach where element >= 0 {
                weights[element].score += score * ElementWeights.share(page.elements[element].tag, distance)
                element = Int(page.elements[element].parent)
            }
        }
        // Elements come before those inside them.
        for element in page.elements.indices.reversed() {
            let parent = Int(page.elements[element].parent)
            guard parent >= 0 else { continue }
            weights[parent].characters += weights[element].characters
            weights[parent].links += weights[element].links
            weights[parent].good += weights[element].good
        }
    }

    /// Whether a block reads like a paragraph: long enough, and not mostly links.
    private static func isGood(_ block: PageBlock) -> Bool { block.characters >= 40 && block.linkDensity < 0.5 }

    private static func share(_ tag: HTMLTag, _ distance: Int) -> Float {
        switch distance {
        case 0: isParagraph(tag) ? 0 : 1
        case 1: 1
        case 2: 0.5
        default: 1 / (Float(distance) * 1.5)
        }
    }

    /// Whether an element holds one paragraph rather than several.
    static func isParagraph(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .p, .li, .h1, .h2, .h3, .h4, .blockquote, .pre, .td: true
        default: false
        }
    }

    /// The element with the best score; -1 where none has any.
    func best(_ page: Page) -> Int {
        var best = -1
        var bestValue: Float = -1
        for (number, element) in page.elements.enumerated() where weights[number].score > 0 {
            var weight: Float = 1
            let isText = !element.marks.isDisjoint(with: ClassMarks.text)
            if isText {
                weight = 1.6
            } else if element.marks.contains(.positive) {
                weight = 1.15
            }
            if element.tag == .article { weight *= 1.2 }
            if !isText, !element.marks.isDisjoint(with: ClassMarks.besides) { weight *= 0.4 }
            let linked = weights[number].links / max(1, weights[number].characters)
            let value = weights[number].score * weight * (1 - linked)
            if value > bestValue {
                bestValue = value
                best = number
            }
        }
        return best
    }
}
