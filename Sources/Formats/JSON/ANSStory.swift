import Text
import Wire
import Article

/// A story in Arc XP's Arc Native Specification.
struct ANSStory {
    private let story: JSONValue

    init(_ story: JSONValue) {
        self.story = story
    }

    func part(_ context: ReadingContext) -> Part {
        let guid = story["_id"]?.string
        switch story["type"]?.string {
        case "image", "gallery": return Part(member: guid, .notNews(.picture))
        case "video": return Part(member: guid, .notNews(.video))
        case "audio": return Part(member: guid, .notNews(.audio))
        case "collection", "list", "author", "redirect": return Part(member: guid, .notNews(.package))
        default: break
        }
        var draft = ArticleDraft()
        draft.details.guid = FieldText.line(guid)
        draft.headline = FieldText.plain(basic("headlines")) ?? FieldText.plain(basic("headline")) ?? ""
        draft.deck = FieldText.plain(basic("subheadlines")) ?? FieldText.plain(basic("description"))
        draft.slugline = FieldText.plain(story["slug"]?.string)
        draft.language = FieldText.language(story["language"]?.string)
        draft.url = story["canonical_url"]?.string ?? story["website_url"]?.string
        readManagement(&draft)
        readCredits(&draft)
        readTaxonomy(&draft)
        for element in story["content_elements"]?.elements ?? [] { read(element, &draft) }
        for item in story["promo_items"]?.object?.members.map(\.value) ?? [] where item["type"]?.string == "image" {
            draft.details.add(images: [ANSStory.image(item)])
        }
        for list in story["related_content"]?.object?.members.map(\.value) ?? [] {
            for item in list.elements { addLink(item, &draft) }
        }
        return Part(member: guid, draft, context)
    }

    private func basic(_ key: String) -> String? { story[key]?.string ?? story[key]?["basic"]?.string }

    private func readManagement(_ draft: inout ArticleDraft) {
        draft.note(
            published: ["first_publish_date", "display_date", "publish_date", "created_date"].map {
                story[$0]?.printed
            },
            updated: [story["last_updated_date"]?.printed]
        )
        draft.note(embargo: story["embargo_date"]?.string)
        if story["canceled"] == .bool(true) { draft.note(status: "canceled") }
        if let note = story["editor_note"]?.string ?? story.at("planning", "internal_note")?.string,
            story["editor_note"] != nil
        {
            draft.add(note: note)
        }
        draft.note(notice: story["copyright"]?.string)
        let distributor = story["distributor"]
        draft.details.provider =
            FieldText.plain(distributor?["name"]?.string) ?? FieldText.plain(story.at("source", "name")?.string)
            ?? FieldText.plain(story.at("owner", "name")?.string)
        if let place = FieldText.plain(story["location"]?.string) {
            draft.add(ArticleDetails.Subject(name: place, kind: .place))
        }
        draft.details.version = FieldText.line(story.at("revision", "revision_id")?.printed)
    }

    private func readCredits(_ draft: inout ArticleDraft) {
        for author in story.at("credits", "by")?.elements ?? [] {
            let name =
                author["name"]?.string ?? author["byline"]?.string
                ?? author.at("additional_properties", "original", "byline")?.string
            draft.add(author: name, uri: author["url"]?.string)
        }
        draft.byline = FieldText.line(draft.details.authors.map(\.name).joined(separator: ", "))
    }

    private func readTaxonomy(_ draft: inout ArticleDraft) {
        let primary = story.at("taxonomy", "primary_section") ?? story.at("taxonomy", "primary_site")
        draft.section =
            FieldText.plain(primary?["name"]?.string) ?? FieldText.plain(primary?["title"]?.string)
            ?? FieldText.plain(story.at("label", "basic", "text")?.string)
        guard let taxonomy = story["taxonomy"] else { return }
        for key in ["sections", "sites"] {
            for section in taxonomy[key]?.elements ?? [] {
                draft.add(
                    ArticleDetails.Subject(
                        code: FieldText.line(section["_id"]?.string),
                        name: FieldText.plain(section["name"]?.string),
                        kind: .category
                    )
                )
            }
        }
        for tag in taxonomy["tags"]?.elements ?? [] { draft.add(keyword: tag["text"]?.string ?? tag["slug"]?.string) }
        for keyword in taxonomy["keywords"]?.elements ?? taxonomy["seo_keywords"]?.elements ?? [] {
            draft.add(keyword: keyword.string ?? keyword["keyword"]?.string)
        }
        for topic in taxonomy["topics"]?.elements ?? [] {
            draft.add(
                ArticleDetails.Subject(
                    code: FieldText.line(topic["_id"]?.string),
                    name: FieldText.plain(topic["name"]?.string),
                    kind: .subject
                )
            )
        }
        for entity in taxonomy["named_entities"]?.elements ?? [] {
            let type = entity["type"]?.string?.lowercased() ?? ""
            let kind: ArticleDetails.Subject.Kind =
                type.contains("person")
                ? .person : type.contains("organi") ? .organisation : type.contains("location") ? .place : .subject
            draft.add(
                ArticleDetails.Subject(
                    code: FieldText.line(entity["_id"]?.string),
                    name: FieldText.plain(entity["name"]?.string),
                    kind: kind
                )
            )
        }
    }

    // MARK: Content

    private func read(_ element: JSONValue, _ draft: inout ArticleDraft) {
        switch element["type"]?.string {
        case "text", "raw_html", "dropcap", "code":
            if let content = element["content"]?.string { MarkedText(html: content).fill(&draft) }
        case "header":
            if let content = FieldText.plain(element["content"]?.string) {
                draft.paragraphs.append(ArticleDraft.Paragraph(content, isHeading: true))
            }
        case "list":
            for item in element["items"]?.elements ?? [] { read(item, &draft) }
        case "quote", "element_group":
            for item in element["content_elements"]?.elements ?? [] { read(item, &draft) }
            if let content = element["content"]?.string { MarkedText(html: content).fill(&draft) }
            if let citation = FieldText.plain(element.at("citation", "content")?.string) {
                draft.paragraphs.append(ArticleDraft.Paragraph(citation))
            }
        case "table": readTable(element, &draft)
        case "image": draft.details.add(images: [ANSStory.image(element)])
        case "gallery":
            for item in element["content_elements"]?.elements ?? [] {
                draft.details.add(images: [ANSStory.image(item)])
            }
        case "correction":
            draft.marks.correction = true
            draft.add(note: element["text"]?.string ?? element["content"]?.string)
        case "interstitial_link", "story": addLink(element, &draft)
        case "link_list":
            for item in element["items"]?.elements ?? [] { addLink(item, &draft) }
        default: break
        }
    }

    private func readTable(_ table: JSONValue, _ draft: inout ArticleDraft) {
        let header = table["header"]?.elements ?? []
        let rows = (header.isEmpty ? [] : [header]) + (table["rows"]?.elements.map(\.elements) ?? [])
        let lines = rows.map { row in
            row.map { FieldText.plain($0["content"]?.string ?? $0.string) ?? "" }.joined(separator: "\t")
        }
        if !lines.isEmpty { draft.paragraphs.append(ArticleDraft.Paragraph(lines.joined(separator: "\n"))) }
    }

    private func addLink(_ item: JSONValue, _ draft: inout ArticleDraft) {
        guard let url = item["url"]?.string ?? item["canonical_url"]?.string ?? item.at("referent", "id")?.string else {
            return
        }
        let title = FieldText.plain(item["content"]?.string) ?? FieldText.plain(item.at("headlines", "basic")?.string)
        draft.details.add(links: [ArticleDetails.Link(url: url, title: title)])
    }

    private static func image(_ image: JSONValue) -> ArticleDetails.Image {
        let credits = (image.at("credits", "by")?.elements ?? []).compactMap { $0["name"]?.string }
        return ArticleDetails.Image(
            url: image["url"]?.string ?? image["_id"]?.string,
            caption: FieldText.plain(image["caption"]?.string) ?? FieldText.plain(image["subtitle"]?.string),
            credit: FieldText.line(credits.joined(separator: ", ")),
            alt: FieldText.plain(image["alt_text"]?.string)
        )
    }
}
