import Text
import Wire
public import Article

/// Reads the article out of a web page.
///
/// The page is cut into blocks of text (``PageBuilder``), each is judged by what is measured of it and around it
/// (``PageExtraction``), and what the page declares about its article fills the record. <doc:Pages> tells how.
public struct PageReader: ArticleFormat {
    public init() {}

    public var name: String { "html" }

    /// Whether the bytes open as a page does, whatever stands before the document type.
    public func recognizes(_ bytes: Span<UInt8>) -> Bool {
        let head = bytes.extracting(0..<min(bytes.count, 4_096))
        var tokens = HTMLTokenizer()
        while tokens.next(head) {
            switch tokens.kind {
            case .startTag: return tokens.tag != .unknown
            case .text:
                for index in tokens.range.start..<tokens.range.end
                where head[index] < 0x80 && !ASCII.isSpace(head[index]) && head[index] != 0 {
                    return false
                }
            case .doctype:
                return HTMLName(head, tokens.range.start, min(tokens.range.end, tokens.range.start + 5)) == .spacedHTML
            case .comment, .endTag: break
            }
        }
        return false
    }

    /// Reads a page; the encoding and the address that the context has are those of the message or response around it.
    public func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
        // UTF-8, which is nearly every page, is read where it lies.
        let text = DocumentText(
            bytes,
            declared: context.charset ?? PageEncoding.declared(bytes),
            assumed: context.defaults.encoding
        )
        let context = context.reading(text)
        let parts: [Part]
        if let converted = text.converted {
            parts = PageReader.parts(converted.span, context)
        } else {
            parts = PageReader.parts(bytes.extracting(text.skip..<bytes.count), context)
        }
        return Reading(format: name, encoding: text.encoding, damaged: text.damaged, parts: parts)
    }

    private static func parts(_ text: Span<UInt8>, _ context: ReadingContext) -> [Part] {
        switch PageArticle.drafts(text, address: context.url, limits: context.limits.documents) {
        case .success(let drafts): drafts.map { part($0, context) }.named()
        case .failure(let rejection): [Part(.refused(rejection))]
        }
    }

    private static func part(_ draft: ArticleDraft, _ context: ReadingContext) -> Part {
        var draft = draft
        if draft.url == nil { draft.url = context.url }
        switch draft.article(context) {
        case .success(let article):
            // A page without any date is dated by the crawler that fetched it.
            guard article.published == nil, let fetched = context.fetched,
                let time = OffsetTime(secondsSince1970: fetched)
            else { return Part(.article(article)) }
            draft.published = Published(at: time)
            guard case .success(let dated) = draft.article(context) else { return Part(.article(article)) }
            return Part(.article(dated))
        case .failure(let rejection): return Part(.refused(rejection))
        }
    }
}

extension HTMLName {
    static let spacedHTML = HTMLName(" html")
}
