/// What is the article's by rule, whatever the weights say: sites and their editors disagree on captions, titles and
/// embedded posts, and a text is to be the same wherever it is read.
enum BlockRules {
    private static let out: Float = -5
    private static let kept: Float = 2

    /// Whether a block is left to the rules, so that nothing is to be learned from it.
    static func decides(_ table: FeatureTable, _ row: Int) -> Bool {
        table[row, .isPost] > 0 || isCaption(table, row) || table[row, .isTitle] > 0
    }

    static func apply(_ table: FeatureTable, _ page: Page, _ scores: [Float]) -> [Float] {
        var scores = scores
        for (row, block) in page.blocks.enumerated() {
            if isCaption(table, row) || isHeadline(table, row, block) || isRepeatedAside(table, row, block) {
                scores[row] = out
            }
        }
        // A post between two paragraphs belongs to the text.
        if let first = scores.firstIndex(where: { $0 > 0 }), let last = scores.lastIndex(where: { $0 > 0 }) {
            for row in first..<min(scores.count, last + 3) where table[row, .isPost] > 0 { scores[row] = kept }
        }
        return scores
    }

    /// Captions go with their pictures.
    private static func isCaption(_ table: FeatureTable, _ row: Int) -> Bool {
        table[row, .inFigure] > 0 || table[row, .tagFigcaption] > 0
    }

    private static func isHeadline(_ table: FeatureTable, _ row: Int, _ block: PageBlock) -> Bool {
        table[row, .titleOverlap] > 0.9 && (21..<200).contains(block.characters)
            && (table[row, .tagH1] + table[row, .tagH2] > 0 || table[row, .isAfterHeadline] == 0)
    }

    /// A text that stands several times is a caption or a label, unless it is a paragraph.
    private static func isRepeatedAside(_ table: FeatureTable, _ row: Int, _ block: PageBlock) -> Bool {
        guard table[row, .isRepeated] > 0, block.characters > 40 else { return false }
        return table[row, FeatureColumns.near + ClassMark.caption.rawValue] > 0
            || table[row, .tagP] + table[row, .tagLI] + table[row, .tagTD] == 0
    }
}
