import Text

/// Text that still has the marks of a way it has come: as a page's source, through mail, from a database, as Markdown.
enum TextRepair {
    /// The text as its writer saw it; nil where it is that already.
    static func repaired(_ text: Span<UInt8>, from first: Int) -> [UInt8]? {
        var result: [UInt8]?
        func apply(_ step: (Span<UInt8>, Int) -> [UInt8]?) {
            if let changed = result.map({ step($0.span, 0) }) ?? step(text, first) { result = changed }
        }
        apply(QuotedPrintable.decoded)
        apply(CharacterReferences.decoded)
        apply(FrontMatter.unfolded)
        apply(FieldTags.unfolded)
        apply(MarkdownText.plain)
        return result
    }
}
