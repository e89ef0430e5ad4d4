import Text
import Article
import Base

/// What follows from an article's parts: word count, content id, language, date of publication.
enum Completion {
    /// What a document states beside the copy, which outranks what follows from the copy.
    struct Document {
        var published: Published?
        var language: String?
        /// Which paragraphs are subheads, counted from 0.
        var headings: [Int] = []
        var details = ArticleDetails()
    }

    /// Gives a time that was stated without an offset the one of the zone that is known for it.
    private static func place(
        _ time: inout OffsetTime?,
        _ context: ReadingContext,
        _ assumed: inout ArticleDetails.Assumed
    ) {
        guard let stated = time, stated.isLocal else { return }
        let zone = context.defaults.zone
        time = stated.placed(in: zone)
        if let zone { assumed.zone = zone.name }
    }

    static func article(
        _ text: [UInt8],
        _ parts: Article.Parts,
        _ marks: UpdateMarks,
        _ context: ReadingContext,
        document: Document = Document()
    ) -> Article {
        let span = text.span
        var (published, details) = (document.published, document.details)
        var assumed = details.assumed
        place(&details.updated, context, &assumed)
        place(&details.embargoUntil, context, &assumed)
        if published != nil {
            var moment = published?.at
            place(&moment, context, &assumed)
            published?.at = moment
        } else {
            published = PublicationDate.published(parts, span, context, &assumed)
        }
        if parts.dateline?.source == nil, details.provider == nil { assumed.source = context.defaults.source }
        let shown = document.language ?? language(parts, span)
        if shown == nil { assumed.language = context.defaults.language }
        assumed.encoding = context.assumedEncoding
        details.assumed = assumed
        var words = WordCounter()
        for range in parts.body { words.add(span.extracting(range.start..<range.end)) }
        return Article(
            text: text,
            parts: parts,
            marks: marks,
            published: published,
            language: shown ?? assumed.language,
            wordCount: words.words,
            contentID: ContentID.of(canonical: canonical(parts, span).bytes),
            headings: document.headings,
            details: details
        )
    }

    static func canonical(_ parts: Article.Parts, _ text: Span<UInt8>) -> CanonicalText {
        var canonical = CanonicalText(capacity: text.count + 64)
        canonical.add(headline: text.extracting(parts.headline.start..<parts.headline.end))
        for range in parts.body { canonical.add(paragraph: text.extracting(range.start..<range.end)) }
        return canonical
    }

    static func language(_ parts: Article.Parts, _ text: Span<UInt8>) -> String? {
        let opening = sample(parts, text, count: PlainEnglish.looksAt)
        if PlainEnglish.opens(opening.bytes.span.extracting(0..<opening.count)) { return "en" }
        let sample = sample(parts, text, count: LanguageDetector.limit * 4)
        let text = sample.bytes.span.extracting(0..<sample.count)
        guard let code = LanguageDetector.language(of: text), ShortText.confirms(code, text) else { return nil }
        return code
    }

    /// The first `count` bytes of headline and body, which follow each other in the text but for the head's other parts
    /// and the dateline.
    private static func sample(_ parts: Article.Parts, _ text: Span<UInt8>, count: Int) -> ByteBuffer {
        var sample = ByteBuffer(capacity: count)
        func add(_ range: TextRange) {
            let room = count - sample.count - 1
            guard room > 0 else { return }
            sample.append(text, range.start, min(range.end, range.start + room))
            sample.append(0x0A)
        }
        add(parts.headline)
        for range in parts.body where sample.count < count { add(range) }
        return sample
    }
}
