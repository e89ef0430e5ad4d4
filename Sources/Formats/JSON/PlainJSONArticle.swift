import Text
import Wire
import Article

/// An article in a plain object: a title, a text, and what else a crawler found. The keys are those of news-please, fundus,
/// newspaper, trafilatura, Webhose, NewsAPI, WordPress and the like; the earlier of two that are filled counts.
struct PlainJSONArticle {
    private let article: JSONValue

    /// An interface may give the fields of an article in an object of their own, beside what it says of it.
    init(_ article: JSONValue) {
        guard var object = article.object, let fields = article["fields"]?.object else {
            self.article = article
            return
        }
        object.members.insert(contentsOf: fields.members, at: 0)
        self.article = .object(object)
    }

    private enum Keys {
        static let headline = ["headline", "title", "heading", "hed", "headline_main", "titulo", "titel", "webTitle"]
        static let body = [
            "maintext", "articleBody", "article_body", "body_html", "content_html", "fulltext", "full_text", "text",
            "body",
            "content", "plaintext", "cleaned_text", "article_text", "main_text", "body_text", "content_text", "story",
            "article", "paragraphs", "html", "raw_text", "bodytext", "text_content", "description_full", opening,
        ]
        /// What an interface gives that does not give the text.
        static let opening = "lead_paragraph"
        static let deck = [
            "subheadline", "subtitle", "subhead", "dek", "standfirst", "lead", "lede", "teaser", "abstract", "excerpt",
            "summary",
            "description", "meta_description", "snippet", "trailText",
        ]
        static let author = ["authors", "author", "byline", "creator", "writer", "journalist"]
        static let byline = ["byline", "by"]
        static let published = [
            "date_publish", "publish_date", "published_at", "publishedAt", "publishing_date", "published",
            "datePublished",
            "date_published", "pub_date", "pubDate", "publication_date", "publicationDate", "webPublicationDate",
            "first_publish_date",
            "firstcreated", "published_time", "date_gmt", "date", "datetime", "timestamp", "created", "created_at",
            "time", "filedate",
        ]
        static let updated = [
            "date_modify", "modified_at", "dateModified", "date_modified", "updated_at", "updatedAt", "updated",
            "modified_gmt", "modified",
            "last_modified", "versioncreated",
        ]
        static let url = [
            "canonical_url", "canonical_link", "url", "link", "source_url", "webUrl", "web_url", "permalink", "uri",
        ]
        static let guid = ["guid", "uuid", "id", "_id", "article_id", "fingerprint", "uri"]
        static let language = ["language", "lang", "meta_lang", "locale", "inLanguage"]
        static let section = ["section", "category", "sectionName", "section_name", "rubrik", "channel", "news_desk"]
        static let keywords = ["keywords", "tags", "meta_keywords", "topics", "categories", "news_keywords"]
        static let provider = [
            "publisher", "agency", "provider", "source", "sitename", "site_name", "source_domain", "source-hostname",
            "hostname", "site",
            "domain", "publication", "newspaper", "outlet",
        ]
        static let image = ["image_url", "image", "top_image", "urlToImage", "main_image", "thumbnail", "images"]
        static let slugline = ["slugline", "slug"]
    }

    /// Whether an object has a title and a text.
    static func isArticle(_ value: JSONValue) -> Bool {
        let article = PlainJSONArticle(value)
        return article.first(Keys.headline) != nil && article.bodyValue != nil
    }

    func part(_ context: ReadingContext) -> Part {
        var draft = ArticleDraft()
        draft.headline = FieldText.plain(first(Keys.headline)) ?? ""
        let guid = FieldText.line(
            Keys.guid.lazy.compactMap { article[$0]?.printed ?? article[$0]?["rendered"]?.string }.first
        )
        draft.details.guid = guid
        draft.details.version = FieldText.line(article["version"]?.printed)
        draft.url =
            FieldText.line(first(Keys.url)) ?? FieldText.line(article.at("html", "responded_url")?.string)
            ?? FieldText.line(article.at("html", "requested_url")?.string)
        draft.note(
            published: Keys.published.map { article[$0]?.printed },
            updated: Keys.updated.map { article[$0]?.printed }
        )
        draft.language =
            FieldText.language(first(Keys.language))
            ?? PlainJSONArticle.languageNames[first(Keys.language)?.lowercased() ?? ""]
        draft.slugline = FieldText.plain(first(Keys.slugline))
        draft.section =
            FieldText.plain(first(Keys.section)) ?? FieldText.plain(article.at("thread", "section_title")?.string)
        draft.dateline = FieldText.plain(article["dateline"]?.string)
        draft.marks.urgency =
            FieldText.urgency(article["urgency"]?.printed) ?? FieldText.urgency(article["priority"]?.printed)
        draft.details.provider =
            Keys.provider.lazy.compactMap {
                FieldText.plain(article[$0]?.string ?? article[$0]?["name"]?.string ?? article[$0]?["title"]?.string)
            }.first
            ?? FieldText.plain(article.at("thread", "site")?.string)
        draft.note(notice: article["copyright"]?.string ?? article["rights"]?.string, terms: article["license"]?.string)
        draft.note(embargo: article["embargo"]?.string ?? article["embargoed"]?.string)
        draft.note(status: article["pubstatus"]?.string)
        draft.dropProviderFromHeadline()
        readAuthors(&draft)
        readSubjects(&draft)
        readImages(&draft)
        readBody(&draft)
        return Part(member: guid, draft, context)
    }

    /// The text of the first of the keys that has some: a string, or WordPress's `{"rendered": …}`.
    private func first(_ keys: [String]) -> String? {
        keys.lazy.compactMap { key in
            guard let value = article[key] else { return nil }
            let text =
                ["rendered", "main", "name", "original"].lazy.compactMap { value[$0]?.string }.first ?? value.string
            return text.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil }
        }.first
    }

    // MARK: Text

    private enum Body {
        case text(String)
        case paragraphs([String])
        /// fundus: a summary and sections of headlines and paragraphs.
        case sections(JSONValue)
    }

    private var bodyValue: Body? {
        for key in Keys.body {
            guard let value = article[key] else { continue }
            if let text = value.string ?? value["rendered"]?.string ?? value["text"]?.string ?? value["html"]?.string
                ?? value["content"]?.string,
                text.contains(where: { !$0.isWhitespace })
            {
                return .text(text)
            }
            if value["sections"] != nil { return .sections(value) }
            let paragraphs =
                value.isObject
                ? [] : value.elements.compactMap { $0.string ?? $0["text"]?.string ?? $0["content"]?.string }
            if !paragraphs.isEmpty { return .paragraphs(paragraphs) }
        }
        return nil
    }

    private func readBody(_ draft: inout ArticleDraft) {
        var deck = first(Keys.deck)
        switch bodyValue {
        case .text(let text):
            if MarkedText.isMarkup(text) {
                MarkedText(html: text, base: draft.url).fill(&draft)
            } else {
                var paragraphs = PlainParagraphs.split(HTMLText.decodeReferences(text))
                if let last = paragraphs.last?.text, let cut = PlainJSONArticle.cut(last) {
                    // An interface that gives the beginning says how much is left out.
                    paragraphs[paragraphs.count - 1].text = cut
                    draft.details.extent = .summary
                }
                draft.paragraphs.append(contentsOf: paragraphs)
            }
        case .paragraphs(let paragraphs):
            for paragraph in paragraphs { MarkedText(html: paragraph).fill(&draft) }
        case .sections(let body):
            let summary = (body["summary"]?.elements ?? []).compactMap(\.string).joined(separator: " ")
            if !summary.isEmpty { deck = summary }
            for section in body["sections"]?.elements ?? [] {
                for line in section["headline"]?.elements ?? [] {
                    if let text = FieldText.plain(line.string) {
                        draft.paragraphs.append(ArticleDraft.Paragraph(text, isHeading: true))
                    }
                }
                for line in section["paragraphs"]?.elements ?? [] {
                    if let text = FieldText.plain(line.string) { draft.paragraphs.append(ArticleDraft.Paragraph(text)) }
                }
            }
        case nil: break
        }
        if let deck = FieldText.plain(deck), !FeedEntry.opens(draft.paragraphs, with: deck) {
            draft.deck = draft.deck ?? deck
        }
        if Keys.body.first(where: { first([$0]) != nil }) == Keys.opening { draft.details.extent = .summary }
        draft.dropRepeatedOpening()
    }

    /// A text without `… [+1234 chars]` at its end; nil where it does not end so.
    private static func cut(_ text: String) -> String? {
        guard text.hasSuffix(" chars]"), let bracket = text.lastIndex(of: "["),
            text[text.index(after: bracket)...].first == "+"
        else { return nil }
        return WhiteSpace.fold(text[..<bracket])
    }

    // MARK: Lists

    private func readAuthors(_ draft: inout ArticleDraft) {
        // WordPress names authors by number, and says who they are where it was asked to.
        let values = [article.at("_embedded", "author")].compactMap(\.self) + Keys.author.compactMap { article[$0] }
        for value in values where draft.details.authors.isEmpty {
            for author in value.elements {
                let name =
                    author.string ?? author["name"]?.string ?? author["display_name"]?.string
                    ?? author["original"]?.string
                // Several names in one text are parted by semicolons, as trafilatura has them.
                for part in name?.split(separator: ";") ?? [] { draft.add(author: String(part)) }
            }
        }
        draft.byline =
            FieldText.plain(first(Keys.byline))
            ?? FieldText.line(draft.details.authors.map(\.name).joined(separator: ", "))
    }

    private func readSubjects(_ draft: inout ArticleDraft) {
        for key in Keys.keywords {
            for element in article[key]?.elements ?? [] {
                let text =
                    ["value", "name", "text"].lazy.compactMap { element[$0]?.string }.first ?? element.string ?? ""
                for word in text.split(whereSeparator: { $0 == "," || $0 == ";" }) { draft.add(keyword: String(word)) }
            }
        }
        let kinds: [(String, ArticleDetails.Subject.Kind)] = [
            ("persons", .person), ("organizations", .organisation), ("locations", .place),
        ]
        for (key, kind) in kinds {
            for entity in article.at("entities", key)?.elements ?? [] {
                if let name = FieldText.plain(entity.string ?? entity["name"]?.string) {
                    draft.add(ArticleDetails.Subject(name: name, kind: kind))
                }
            }
        }
        for entry in article["subject"]?.elements ?? article["subjects"]?.elements ?? [] {
            draft.add(NinjsItem.subject(entry, .subject))
        }
    }

    private func readImages(_ draft: inout ArticleDraft) {
        for key in Keys.image {
            for image in article[key]?.elements ?? [] {
                let found = SchemaArticle.image(image)
                if found.url != nil { draft.details.add(images: [found]) }
            }
            if !draft.details.images.isEmpty { return }
        }
    }

    /// Names of languages that some crawlers give instead of codes.
    private static let languageNames: [String: String] = [
        "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt",
        "dutch": "nl",
        "russian": "ru", "arabic": "ar", "chinese": "zh", "japanese": "ja", "korean": "ko", "turkish": "tr",
        "polish": "pl",
        "swedish": "sv", "norwegian": "no", "danish": "da", "finnish": "fi", "ukrainian": "uk", "greek": "el",
        "hebrew": "he",
    ]
}
