import Text
import Wire
import Article

/// An item of a JSON Feed (versions 1 and 1.1).
struct JSONFeedItem {
    private let item: JSONValue
    private let feed: JSONValue?

    init(_ item: JSONValue, feed: JSONValue?) {
        self.item = item
        self.feed = feed
    }

    func part(_ context: ReadingContext) -> Part {
        let guid = item["id"]?.printed
        var entry = FeedEntry()
        entry.guid = FieldText.line(guid)
        entry.title = FieldText.plain(item["title"]?.string)
        entry.address = FieldText.line(item["url"]?.string ?? item["external_url"]?.string)
        if let html = item["content_html"]?.string {
            entry.content = MarkedText(html: html, base: item["url"]?.string ?? feed?["home_page_url"]?.string)
        } else if let text = item["content_text"]?.string {
            var content = MarkedText()
            content.paragraphs = PlainParagraphs.split(text)
            entry.content = content
        }
        if let summary = item["summary"]?.string { entry.summary = MarkedText(html: summary) }
        var draft = ArticleDraft()
        draft.note(published: [item["date_published"]?.printed], updated: [item["date_modified"]?.printed])
        let authors = JSONFeedItem.authors(item)
        for author in authors.isEmpty ? feed.map({ JSONFeedItem.authors($0) }) ?? [] : authors {
            draft.add(author: author["name"]?.string, uri: author["url"]?.string)
        }
        for tag in item["tags"]?.elements ?? [] {
            draft.add(keyword: tag.string)
            if let name = FieldText.plain(tag.string) { draft.add(ArticleDetails.Subject(name: name, kind: .category)) }
        }
        draft.language = FieldText.language(item["language"]?.string ?? feed?["language"]?.string)
        draft.details.provider = FieldText.plain(feed?["title"]?.string)
        for key in ["image", "banner_image"] {
            if let url = FieldText.line(item[key]?.string) {
                draft.details.add(images: [ArticleDetails.Image(url: url)])
            }
        }
        for attachment in item["attachments"]?.elements ?? [] {
            guard let url = FieldText.line(attachment["url"]?.string) else { continue }
            if attachment["mime_type"]?.string?.hasPrefix("image/") == true {
                draft.details.add(images: [
                    ArticleDetails.Image(url: url, caption: FieldText.plain(attachment["title"]?.string))
                ])
            } else {
                draft.details.add(links: [
                    ArticleDetails.Link(url: url, title: FieldText.plain(attachment["title"]?.string), rel: "enclosure")
                ])
            }
        }
        return entry.part(&draft, context)
    }

    private static func authors(_ value: JSONValue) -> [JSONValue] {
        (value["authors"]?.elements ?? value["author"]?.elements ?? []).filter { $0["name"] != nil }
    }
}
