import Text
import Wire
import Article

/// Takes fact boxes out of the running text.
struct PageBoxes {
    private(set) var boxes: [ArticleDetails.Box] = []
    /// The blocks that stand in no box.
    private(set) var rest: [Int] = []

    private static let limit = 50

    init(_ page: Page, _ blocks: [Int]) {
        var open = -1
        for number in blocks {
            let block = page.blocks[number]
            let box = page.ancestors(of: block.element).first { page.elements[$0].marks.contains(.factBox) } ?? -1
            guard box >= 0, boxes.count < PageBoxes.limit || box == open else {
                rest.append(number)
                continue
            }
            let text = page.string(block.range).replacingLineFeeds
            let isHeading = page.elements[block.element].tag.traits.contains(.heading)
            if box != open {
                open = box
                boxes.append(isHeading ? ArticleDetails.Box(title: text, body: []) : ArticleDetails.Box(body: [text]))
            } else {
                boxes[boxes.count - 1].body.append(text)
            }
        }
        // A text that is nothing but a box is no box.
        if rest.isEmpty {
            rest = blocks
            boxes = []
        }
        boxes.removeAll { $0.body.isEmpty }
    }
}
