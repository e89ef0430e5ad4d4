/// Finds the blocks of a page that are the text of its article.
struct PageExtraction {
    let page: Page
    let features: BlockFeatures
    /// By block: above 0 where it is the article's.
    private(set) var scores: [Float] = []
    /// The blocks of the article's text, in their order.
    private(set) var chosen: [Int] = []

    /// The score above which a block is the article's: a little above even, for what is wrongly taken in is read as
    /// part
    /// of the story, and what is wrongly left out is mostly a line.
    static let threshold: Float = 0.3
    /// The characters that a text has at least, where it is sure.
    static let sureLength = 250

    init(_ context: borrowing PageContext, _ model: PageModel = .shared) {
        page = context.page
        features = BlockFeatures(page, PageClues(context))
        guard !page.blocks.isEmpty else { return }
        let first = model.linearScores(features.table)
        let surroundings = SurroundingFeatures(features, page, scores: first)
        scores = BlockRules.apply(features.table, page, model.treeScores(surroundings.table))
        chosen = scores.indices.filter { scores[$0] > PageExtraction.threshold }
        if length(of: chosen) < PageExtraction.sureLength { chooseWhatStandsOut() }
    }

    /// The length of some blocks in characters; those of scripts that need fewer of them count for more.
    func length(of blocks: [Int]) -> Int {
        blocks.reduce(0) { $0 + max(page.blocks[$1].characters, page.blocks[$1].range.count * 2 / 3) }
    }

    /// On a page with next to no sure text: what is surest against the rest.
    private mutating func chooseWhatStandsOut() {
        let ranked = scores.sorted(by: >)
        guard let best = ranked.first else { return }
        let threshold = max(-3, best - 1.5)
        chosen = scores.indices.filter { scores[$0] >= threshold }
    }
}
