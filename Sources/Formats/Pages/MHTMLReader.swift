import Text
import Wire
public import Article

/// Reads a page that a browser saved with its pictures and styles in one file (RFC 2557).
///
/// The page is the part that `start` names, or that was saved from the address which the browser noted, or the first of
/// type `text/html`: it need not stand first. All other parts serve to show it and are left alone.
public struct MHTMLReader: ArticleFormat {
    public init() {}

    public var name: String { "mhtml" }

    /// A page has a part for each picture and style: so many times as many as a mail.
    private static let partsOfPage = 10

    public func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
        let message: MimePart
        var limits = context.limits.documents
        limits.mailParts *= Self.partsOfPage
        do {
            message = try MimeParser.parse(bytes, in: MailRange.message(bytes), limits: limits)
        } catch {
            return Reading(format: name, refused: Rejection(error))
        }
        var pages: [MimePart] = []
        message.each { if ["text/html", "application/xhtml+xml"].contains($0.mediaType) { pages.append($0) } }
        func field(_ name: String, _ part: MimePart) -> String? {
            part.fields.value(name, of: bytes).map { EncodedWord.text($0) }
        }
        let saved = field("snapshot-content-location", message)
        let start = message.contentType["start"]
        let page =
            pages.first { start != nil && field("content-id", $0) == start }
            ?? pages.first { saved != nil && field("content-location", $0) == saved } ?? pages.first
        guard let page else { return Reading(format: name, refused: .noPage) }
        let location = field("content-location", page)
        let content = page.content(bytes)
        var context = context
        context.charset = page.contentType["charset"]
        context.url = location.flatMap { $0.hasPrefix("http") ? $0 : nil } ?? saved
        var reading = PageReader().read(content.span, context: context)
        reading.format = name
        return reading
    }
}

extension Rejection {
    /// A saved page without the page.
    static let noPage = Rejection(
        code: .noArticle,
        explanation: "The saved page holds no part of the type text/html.",
        advice: "Save the page again from a browser."
    )
}
