import Text
import Wire
import Article

/// Finds the pictures of an article, with what is written under them.
enum PageImages {
    /// Smaller ones are icons.
    private static let leastSize = 100

    static func find(
        _ context: borrowing PageContext,
        _ extraction: PageExtraction,
        headline: Int,
        base: String?
    ) -> [ArticleDetails.Image] {
        let page = context.page
        var images: [ArticleDetails.Image] = []
        var seen: Set<String> = []
        let first = min(headline >= 0 ? headline : .max, extraction.chosen.first ?? 0)
        let last = (extraction.chosen.last ?? -1) + 2
        for image in page.images where image.block >= first && image.block <= last {
            guard images.count < ArticleDetails.imageLimit else { break }
            guard !isSmall(image), !page.isInside(image.element, { isAside($0) }) else { continue }
            guard let address = address(context, image, base), seen.insert(address).inserted else { continue }
            var found = ArticleDetails.Image(url: address)
            found.alt = FoldedText.attribute(context.bytes, image.alternative).nonEmpty
            if let figure = figure(page, image.element) { (found.caption, found.credit) = caption(page, figure) }
            images.append(found)
        }
        if images.isEmpty, let shared = context.declared("og:image", "og:image:url", "twitter:image"),
            shared.hasPrefix("http")
        {
            images.append(ArticleDetails.Image(url: shared, alt: context.declared("og:image:alt")))
        }
        return images
    }

    private static func isSmall(_ image: PageImage) -> Bool {
        image.width > 0 && image.width < leastSize || image.height > 0 && image.height < leastSize
    }

    private static func isAside(_ element: PageElement) -> Bool {
        for mark in [ClassMark.author, .related, .share, .promotion, .navigation, .comment, .side]
        where element.marks.contains(mark) {
            return element.marks.isDisjoint(with: ClassMarks.text) && element.tag != .body && element.tag != .figure
        }
        return element.tag == .nav || element.tag == .footer
    }

    /// Where a picture is: the address that is loaded late, the first of a set, or the plain one.
    private static func address(_ context: borrowing PageContext, _ image: PageImage, _ base: String?) -> String? {
        for range in [image.source, image.lateSource] where !range.isEmpty {
            let text = FoldedText.attribute(context.bytes, range)
            guard !text.hasPrefix("data:"), let first = text.split(whereSeparator: { $0 == " " || $0 == "," }).first
            else { continue }
            let address = first.hasPrefix("https://") ? String(first) : WebAddress.resolve(String(first), against: base)
            if address.utf8.count <= 2_000 { return address }
        }
        return nil
    }

    private static func figure(_ page: Page, _ element: Int) -> Int? {
        var distance = 0
        for number in page.ancestors(of: element) {
            if page.elements[number].tag == .figure { return number }
            // Templates without `figure` keep picture and caption in one box.
            if distance < 3, page.elements[number].marks.contains(.caption), page.elements[number].tag == .div {
                return number
            }
            distance += 1
        }
        return nil
    }

    /// What the blocks of a figure say: the caption, and who made the picture.
    private static func caption(_ page: Page, _ figure: Int) -> (String?, String?) {
        var caption: [String] = []
        var credit: [String] = []
        var low = 0
        var high = page.blocks.count
        // Blocks and elements stand in one order: the first block inside the figure is found by halving.
        while low < high {
            let middle = (low + high) / 2
            if page.blocks[middle].element < figure { low = middle + 1 } else { high = middle }
        }
        while low < page.blocks.count, caption.count < 10, page.isInside(page.blocks[low].element, number: figure) {
            let block = page.blocks[low]
            let text = page.string(block.range).replacingLineFeeds
            if page.isInside(block.inner, { $0.marks.contains(.credit) }) || CreditWords.open(text) {
                credit.append(text)
            } else {
                let (words, maker) = CreditWords.split(text)
                caption.append(words)
                if let maker { credit.append(maker) }
            }
            low += 1
        }
        return (caption.joined(separator: " ").nonEmpty, credit.joined(separator: " ").nonEmpty)
    }
}

/// The words that open the credit of a picture.
enum CreditWords {
    private static let words = [
        "photo:", "photo by", "photograph:", "photograph by", "credit:", "image:", "image credit", "picture:", "(photo",
        "foto:", "bild:", "photo :", "crédit", "imagen:", "imagem:", "©", "getty images", "(c)", "source:", "quelle:",
    ].map { Array($0.utf8) }

    /// A credit has no more bytes.
    private static let longest = 120

    /// A caption that ends in a credit, as the two.
    static func split(_ text: String) -> (caption: String, credit: String?) {
        let lower = Array(text.lowercased().utf8)
        let bytes = Array(text.utf8)
        guard lower.count == bytes.count, lower.contains(0x20) else { return (text, nil) }
        for word in words {
            // Where the word stands last, and no further from the end than a credit is long.
            var offset = lower.count - word.count - 1
            while offset >= max(0, lower.count - longest) {
                if lower[offset] == 0x20, lower[(offset + 1)...].starts(with: word) {
                    return (
                        String(decoding: bytes[..<offset], as: UTF8.self),
                        String(decoding: bytes[(offset + 1)...], as: UTF8.self)
                    )
                }
                offset -= 1
            }
        }
        return (text, nil)
    }

    static func open(_ text: String) -> Bool {
        let lower = Array(text.prefix(20).lowercased().utf8)
        return words.contains { lower.starts(with: $0) }
    }
}

extension Page {
    /// Whether an element is, or stands in, another.
    func isInside(_ element: Int, number outer: Int) -> Bool {
        var element = element
        while element > outer { element = Int(elements[element].parent) }
        return element == outer
    }
}
