import Text
import Wire
import Article

/// An article in the vocabulary of schema.org, as JSON-LD has it.
struct SchemaArticle {
    private let article: JSONValue

    init(_ article: JSONValue) {
        self.article = article
    }

    /// The articles in a document: itself, or those in its graph.
    static func articles(in value: JSONValue) -> [JSONValue] {
        if isArticle(value) { return [value] }
        let graph = value["@graph"]?.elements ?? []
        let own = graph.filter { isArticle($0) }
        if !own.isEmpty { return own.map { resolving($0, among: graph) } }
        // A page, a list or a feed may hold its articles.
        for key in [
            "mainEntity", "mainEntityOfPage", "itemListElement", "dataFeedElement", "item", "hasPart", "blogPost",
            "liveBlogUpdate",
        ] {
            let inner = (value[key]?.elements ?? []).flatMap { articles(in: $0) }
            if !inner.isEmpty { return inner }
        }
        return []
    }

    /// An article with the nodes of its graph in place of what refers to them: `"author": {"@id": "#anna"}`.
    private static func resolving(_ article: JSONValue, among nodes: [JSONValue]) -> JSONValue {
        guard case .object(var object) = article else { return article }
        func node(_ value: JSONValue) -> JSONValue {
            guard let members = value.object?.members, members.count == 1, let id = value["@id"]?.string else {
                return value
            }
            return nodes.first { $0["@id"]?.string == id && $0.object?.members.count != 1 } ?? value
        }
        for index in object.members.indices {
            let value = object.members[index].value
            if case .array(let elements) = value {
                object.members[index].value = .array(elements.map(node))
            } else {
                object.members[index].value = node(value)
            }
        }
        return .object(object)
    }

    /// Whether an object's type is a kind of article: `NewsArticle`, `BlogPosting`, `Report` and those under them.
    static func isArticle(_ value: JSONValue) -> Bool {
        guard value.isObject else { return false }
        return (value["@type"] ?? value["type"])?.elements.contains { type in
            let name = type.string?.split { $0 == "/" || $0 == ":" || $0 == "#" }.last.map(String.init) ?? ""
            return name.hasSuffix("Article") || name.hasSuffix("Posting") || name == "Report"
        } ?? false
    }

    func part(_ context: ReadingContext) -> Part {
        let guid = article["@id"]?.string ?? identifier
        guard SchemaArticle.isArticle(article) || body != nil else {
            return Part(member: guid, .notNews(kind))
        }
        var draft = ArticleDraft()
        fill(&draft)
        return Part(member: guid, draft, context)
    }

    private var kind: NotNews {
        let type = article["@type"]?.elements.first?.string ?? ""
        if type.hasPrefix("Image") || type == "Photograph" { return .picture }
        if type.hasPrefix("Video") { return .video }
        if type.hasPrefix("Audio") { return .audio }
        return type.hasSuffix("Event") ? .event : .concept
    }

    private var body: String? { article["articleBody"]?.string ?? article["text"]?.string }

    private var identifier: String? { article["identifier"]?.printed ?? article["identifier"]?["value"]?.printed }

    /// Fills a draft with all that the article says.
    func fill(_ draft: inout ArticleDraft) {
        draft.headline = FieldText.plain(article["headline"]?.string) ?? FieldText.plain(article["name"]?.string) ?? ""
        draft.deck =
            FieldText.plain(article["alternativeHeadline"]?.string) ?? FieldText.plain(article["description"]?.string)
            ?? FieldText.plain(article["abstract"]?.string)
        draft.section = (article["articleSection"]?.elements ?? []).lazy.compactMap { FieldText.plain($0.string) }.first
        draft.dateline = FieldText.plain(article["dateline"]?.string)
        draft.language = FieldText.language(
            article["inLanguage"]?.string ?? article["inLanguage"]?["alternateName"]?.string
        )
        draft.url = FieldText.line(article["url"]?.string ?? SchemaArticle.address(article["mainEntityOfPage"]))
        draft.details.guid = FieldText.line(article["@id"]?.string ?? identifier)
        draft.details.version = FieldText.line(article["version"]?.printed)
        draft.note(
            published: [article["datePublished"]?.printed, article["dateCreated"]?.printed],
            updated: [article["dateModified"]?.printed]
        )
        for author in article["author"]?.elements ?? article["creator"]?.elements ?? [] {
            draft.add(
                author: author.string ?? SchemaArticle.name(author),
                uri: author["url"]?.string ?? author["@id"]?.string
            )
        }
        draft.byline = FieldText.line(draft.details.authors.map(\.name).joined(separator: ", "))
        draft.details.provider =
            (article["publisher"] ?? article["sourceOrganization"] ?? article["provider"])?.elements.lazy
            .compactMap { FieldText.plain(SchemaArticle.name($0)) }.first
        draft.note(
            holder: article["copyrightHolder"]?.elements.first.flatMap { SchemaArticle.name($0) },
            notice: article["copyrightNotice"]?.string,
            terms: article["usageInfo"]?.string ?? article["license"]?.string
        )
        readSubjects(&draft)
        for image in article["image"]?.elements ?? [] { draft.details.add(images: [SchemaArticle.image(image)]) }
        for correction in article["correction"]?.elements ?? [] {
            draft.marks.correction = true
            draft.add(note: correction["text"]?.string ?? correction.string)
        }
        if let credit = FieldText.plain(article["creditText"]?.string) { draft.credits.append(credit) }
        if let body { MarkedText(html: body).fill(&draft) }
    }

    private func readSubjects(_ draft: inout ArticleDraft) {
        for keyword in article["keywords"]?.elements ?? [] {
            if let text = keyword.string {
                // Keywords are a list, or one text with commas.
                for word in text.split(separator: ",") { draft.add(keyword: String(word)) }
            } else {
                draft.add(keyword: keyword["name"]?.string)
            }
        }
        for section in article["articleSection"]?.elements ?? [] {
            if let name = FieldText.plain(section.string) {
                draft.add(ArticleDetails.Subject(name: name, kind: .category))
            }
        }
        for genre in article["genre"]?.elements ?? [] {
            if let name = FieldText.plain(genre.string) { draft.add(ArticleDetails.Subject(name: name, kind: .genre)) }
        }
        for key in ["about", "mentions"] {
            for thing in article[key]?.elements ?? [] { add(thing, .subject, &draft) }
        }
        for place in (article["contentLocation"]?.elements ?? []) + (article["locationCreated"]?.elements ?? []) {
            add(place, .place, &draft)
        }
    }

    private func add(_ thing: JSONValue, _ usual: ArticleDetails.Subject.Kind, _ draft: inout ArticleDraft) {
        let type = thing["@type"]?.elements.first?.string ?? ""
        let kind: ArticleDetails.Subject.Kind =
            switch type {
            case "Person": .person
            case "Organization", "NewsMediaOrganization", "Corporation", "SportsTeam", "SportsOrganization":
                .organisation
            case "Place", "City", "Country", "State", "AdministrativeArea": .place
            default: usual
            }
        let subject = ArticleDetails.Subject(
            code: FieldText.line(thing["@id"]?.string ?? thing["sameAs"]?.string),
            name: FieldText.plain(thing.string ?? SchemaArticle.name(thing)),
            kind: kind
        )
        if subject.name != nil { draft.add(subject) }
    }

    private static func name(_ value: JSONValue) -> String? {
        value.string ?? value["name"]?.string ?? value["name"]?.elements.first?.string ?? value["legalName"]?.string
    }

    private static func address(_ value: JSONValue?) -> String? {
        value?.string ?? value?["@id"]?.string ?? value?["url"]?.string
    }

    static func image(_ image: JSONValue) -> ArticleDetails.Image {
        ArticleDetails.Image(
            url: FieldText.line(
                image.string ?? image["url"]?.string ?? image["contentUrl"]?.string ?? image["@id"]?.string
            ),
            caption: FieldText.plain(image["caption"]?.string ?? image["description"]?.string),
            credit: FieldText.plain(
                image["creditText"]?.string ?? image["creator"]?.elements.first.flatMap { name($0) }
            ),
            alt: FieldText.plain(image["alternateName"]?.string)
        )
    }
}
