import Text
import Wire
import Article

/// What the training of the weights needs of the reader, so that both measure the same.
///
/// Tools/PageLab prints it; Tools/train_pages.py learns from it.
package enum PageTraining {
    /// What is measured of the blocks of a page, row by row.
    package struct Measured {
        package var texts: [String]
        /// Whether a rule decides on the block, so that there is nothing to learn from it.
        package var decided: [Bool]
        /// As many for each block as there are names.
        package var values: [Float]
    }

    package static var firstNames: [String] { FeatureColumns.names }
    package static var secondNames: [String] { SurroundingFeature.names }

    /// The features of the first pass.
    package static func first(_ bytes: Span<UInt8>) -> Measured {
        let text = DecodedPage(bytes)
        let context = PageContext(text.bytes.span, PageBuilder.read(text.bytes.span))
        let features = BlockFeatures(context.page, PageClues(context))
        return Measured(
            texts: context.page.blocks.map { context.page.string($0.range).replacingLineFeeds },
            decided: context.page.blocks.indices.map { BlockRules.decides(features.table, $0) },
            values: features.table.values
        )
    }

    /// The features of the second pass.
    /// - Parameter scores: what the first pass says of each block.
    package static func second(_ bytes: Span<UInt8>, scores: [Float]) -> [Float] {
        let text = DecodedPage(bytes)
        let context = PageContext(text.bytes.span, PageBuilder.read(text.bytes.span))
        let features = BlockFeatures(context.page, PageClues(context))
        return SurroundingFeatures(features, context.page, scores: scores).table.values
    }

    /// The paragraphs that weights find on a page.
    package static func text(_ bytes: Span<UInt8>, _ model: PageModel) -> [String] {
        let text = DecodedPage(bytes)
        let context = PageContext(text.bytes.span, PageBuilder.read(text.bytes.span))
        let extraction = PageExtraction(context, model)
        return PageText(context.page, extraction.chosen).paragraphs.map(\.text)
    }
}

/// A page in UTF-8, as a copy.
private struct DecodedPage {
    let bytes: [UInt8]

    init(_ page: Span<UInt8>) {
        let text = DocumentText(page, declared: PageEncoding.declared(page))
        if let converted = text.converted {
            bytes = converted
        } else {
            var copy: [UInt8] = []
            copy.append(copying: page, text.skip..<page.count)
            bytes = copy
        }
    }
}
