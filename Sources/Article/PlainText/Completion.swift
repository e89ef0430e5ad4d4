/// What follows from an article's parts: word count, content id, language, date of publication.
enum Completion {
    static func article(_ text: [UInt8], _ parts: Article.Parts, _ marks: UpdateMarks, _ context: ReadingContext)
        -> Article
    {
        let span = text.span
        var words = WordCounter()
        for range in parts.body { words.add(span.extracting(range.start..<range.end)) }
        return Article(
            text: text,
            parts: parts,
            marks: marks,
            published: PublicationDate.published(parts, span, context),
            language: language(parts, span),
            wordCount: words.words,
            contentID: ContentID.of(canonical: canonical(parts, span).bytes)
        )
    }

    static func canonical(_ parts: Article.Parts, _ text: Span<UInt8>) -> CanonicalText {
        var canonical = CanonicalText(capacity: text.count + 64)
        canonical.add(headline: text.extracting(parts.headline.start..<parts.headline.end))
        for range in parts.body { canonical.add(paragraph: text.extracting(range.start..<range.end)) }
        return canonical
    }

    static func language(_ parts: Article.Parts, _ text: Span<UInt8>) -> String? {
        var sample: [UInt8] = []
        // Four bytes a character at most.
        let limit = LanguageDetector.limit * 4
        for range in [parts.headline] + parts.body {
            guard sample.count < limit else { break }
            sample.append(contentsOf: text, from: range.start, to: min(range.end, range.start + limit - sample.count))
            sample.append(0x0A)
        }
        return LanguageDetector.language(of: sample.span)
    }
}
