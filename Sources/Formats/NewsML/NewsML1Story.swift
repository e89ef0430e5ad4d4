import Text
import Wire
import Article

/// A text in the components of a NewsItem, with what the components around it say.
struct NewsML1Story {
    /// The element that the text lies in: a `DataContent`.
    private let content: MarkupElement
    /// The components around it, from the inside out.
    private let components: [MarkupElement]
    private let item: MarkupElement
    private let topics: NewsML1Topics
    let language: String?

    private init(_ content: MarkupElement, _ item: MarkupElement, _ topics: NewsML1Topics) {
        self.content = content
        self.item = item
        self.topics = topics
        var components: [MarkupElement] = []
        var around = content.parent
        while let element = around {
            if element.local == "NewsComponent" { components.append(element) }
            if element.local == "NewsItem" { break }
            around = element.parent
        }
        self.components = components
        language =
            components.lazy.compactMap { component in
                FieldText.language(Self.description(of: component)?.child("Language")?.attribute("FormalName"))
                    ?? FieldText.language(component.attribute("lang"))
            }.first
    }

    /// The texts of an item, one to a language: where two components have the text in one language, the one with more of it.
    static func stories(in item: MarkupElement) -> [NewsML1Story] {
        var stories: [NewsML1Story] = []
        let topics = NewsML1Topics(in: item)
        for content in item.descendants("DataContent") where isText(content) {
            let story = NewsML1Story(content, item, topics)
            guard story.role != .beside else { continue }
            if let at = stories.firstIndex(where: {
                $0.language == story.language || $0.language == nil || story.language == nil
            }) {
                if story.weight > stories[at].weight { stories[at] = story }
            } else if stories.count < languageLimit {
                stories.append(story)
            }
        }
        return stories
    }

    /// How many languages of one item are read, and how many of its pictures are looked at.
    private static let languageLimit = 60
    private static let pictureLimit = 500

    /// Whether content is text to read, and not a picture's caption, data or a reference.
    private static func isText(_ content: MarkupElement) -> Bool {
        guard content.textBytes.contains(where: { $0 > 0x20 }) else { return false }
        let mime = content.parent?.child("MimeType")?.attribute("FormalName")?.lowercased() ?? ""
        if mime == "text/css" || mime.contains("script") { return false }
        guard let media = content.parent?.child("MediaType")?.attribute("FormalName")?.lowercased() else { return true }
        // Agencies call a text many things, and what is none only a few.
        return media.contains("text") || !holdsNone.contains { media.contains($0) }
    }

    /// Kinds of media that have no text but a caption.
    private static let holdsNone = ["photo", "picture", "image", "graphic", "video", "audio", "animation"]

    /// What the component of the text is.
    private var role: NewsML1Role { NewsML1Role(components.first) }

    private var weight: Int {
        (role.rawValue << 32) + (content.outermost { $0.local == "nitf" || $0.local == "html" }.isEmpty ? 0 : 1 << 24)
            + min(content.textBytes.count, 1 << 23)
    }

    func fill(_ draft: inout ArticleDraft) {
        for component in components { NewsML1Story.readLines(component, &draft) }
        for component in components { readMetadata(component, &draft) }
        draft.language = language ?? draft.language
        readPictures(&draft)
        readText(&draft)
        if draft.deck == nil { draft.deck = teaser }
        for comment in content.parent?.children("Comment") ?? [] { draft.add(note: comment.text) }
        for component in components { readComments(component, &draft) }
        draft.dropRepeatedOpening()
    }

    /// The text of a component beside the story that sums it up, in the story's language.
    private var teaser: String? {
        guard role > .teaser else { return nil }
        for component in item.descendants("NewsComponent") where NewsML1Role(component) == .teaser {
            guard let content = component.descendants("DataContent").first, NewsML1Story.isText(content) else {
                continue
            }
            let story = NewsML1Story(content, item, topics)
            guard story.language == language || story.language == nil || language == nil else { continue }
            let inner = NewsML1Story.text(of: content)
            if let text = FieldText.line(FeedText.text(inner).plain) { return text }
        }
        return nil
    }

    /// Comments on a component are notes; one on a story that is held back says until when.
    private func readComments(_ component: MarkupElement, _ draft: inout ArticleDraft) {
        for comment in component.children("Comment") where comment.attribute("FormalName") == nil {
            guard let text = FieldText.plain(comment.lineText) else { continue }
            if draft.embargo != nil, draft.details.embargoUntil == nil, text.lowercased().contains("embargo") {
                draft.note(embargo: text)
            } else {
                draft.add(note: text)
            }
        }
    }

    // MARK: Lines

    /// The lines of a component, where no component inside it had them.
    static func readLines(_ component: MarkupElement, _ draft: inout ArticleDraft) {
        guard let lines = component.child("NewsLines") else { return }
        func line(_ name: String) -> String? {
            lines.children.lazy.filter { $0.local.lowercased() == name }.compactMap { FieldText.plain($0.lineText) }
                .first
        }
        if draft.headline.isEmpty { draft.headline = line("headline") ?? "" }
        draft.deck = draft.deck ?? line("subheadline")
        draft.byline = draft.byline ?? line("byline")
        draft.dateline = draft.dateline ?? line("dateline")
        draft.slugline = line("slugline") ?? draft.slugline
        for keywords in lines.children("KeywordLine") { draft.add(keyword: keywords.text) }
        if let credit = line("creditline"), !draft.credits.contains(credit) { draft.credits.append(credit) }
        draft.note(notice: line("copyrightline"), terms: line("rightsline"))
        for other in lines.children("NewsLine") {
            let type = other.child("NewsLineType")?.attribute("FormalName")?.lowercased() ?? ""
            let text = FieldText.line(other.child("NewsLineText"))
            if ["deck", "subhead", "summary", "abstract", "standfirst"].contains(where: { type.contains($0) }) {
                draft.deck = draft.deck ?? FieldText.plain(text)
            }
            if type == "catchword" { draft.add(keyword: text) }
            if type.contains("advisory") || type.contains("ednote") || type.contains("editor") { draft.add(note: text) }
        }
    }

    // MARK: Metadata

    /// What a component says about its story. TASS misspells the element's name.
    private static func description(of component: MarkupElement) -> MarkupElement? {
        component.children.first { $0.local.hasPrefix("DescriptiveMetada") }
    }

    private func readMetadata(_ component: MarkupElement, _ draft: inout ArticleDraft) {
        if let metadata = Self.description(of: component) { readDescription(metadata, &draft) }
        if let metadata = component.child("AdministrativeMetadata") {
            let provider = FieldText.line(metadata.descend("Provider", "Party")?.attribute("FormalName"))
            draft.details.provider = provider ?? draft.details.provider
            for creator in metadata.children("Creator") {
                for party in creator.children("Party") { draft.add(author: party.attribute("FormalName")) }
            }
            readProperties(metadata, &draft)
        }
        if let rights = component.child("RightsMetadata") {
            draft.note(
                holder: rights.descend("Copyright", "CopyrightHolder")?.text,
                terms: rights.child("UsageRights").flatMap { FieldText.line($0) }
            )
        }
    }

    private func readDescription(_ metadata: MarkupElement, _ draft: inout ArticleDraft) {
        for genre in metadata.children("Genre") {
            draft.add(ArticleDetails.Subject(code: FieldText.line(genre.attribute("FormalName")), kind: .genre))
        }
        let own = language ?? FieldText.language(item.attribute("lang"))
        for code in metadata.children("SubjectCode") {
            for topic in code.children {
                draft.add(
                    ArticleDetails.Subject(
                        scheme: FieldText.line(topic.attribute("Scheme") ?? topic.attribute("Vocabulary")),
                        code: FieldText.line(topic.attribute("FormalName")),
                        name: NewsML1Story.name(topic) ?? topics.name(of: topic.attribute("FormalName"), in: own),
                        kind: .subject
                    )
                )
            }
        }
        for place in metadata.children("Location") {
            let names = ["City", "CountryArea", "Country", "SubLocation"].compactMap { wanted in
                place.children("Property").first { $0.attribute("FormalName")?.lowercased() == wanted.lowercased() }?
                    .attribute("Value")
            }
            draft.add(ArticleDetails.Subject(name: FieldText.line(names.first), kind: .place))
        }
        readProperties(metadata, &draft)
    }

    /// A topic's printed name, where a property gives one.
    private static func name(_ topic: MarkupElement) -> String? {
        FieldText.line(
            topic.children("Property").first { $0.attribute("FormalName")?.lowercased().contains("name") == true }?
                .attribute("Value")
        )
            ?? FieldText.line(topic.text)
    }

    /// Properties under the names that agencies use.
    private func readProperties(_ metadata: MarkupElement, _ draft: inout ArticleDraft) {
        for property in metadata.children("Property") {
            let name = property.attribute("FormalName")?.lowercased() ?? ""
            let value = FieldText.line(property.attribute("Value")) ?? FieldText.line(property)
            if name.contains("keyword") {
                draft.add(keyword: value)
            } else if name == "section" || name == "category" || name.hasSuffix("section") {
                draft.section = draft.section ?? value
                draft.add(ArticleDetails.Subject(code: value, kind: .category))
            } else if name.contains("ednote") || name.contains("editorialnote") {
                draft.add(note: value)
            }
        }
    }

    // MARK: Text and pictures

    private func readText(_ draft: inout ArticleDraft) {
        if let nitf = content.outermost(where: { $0.local == "nitf" }).first {
            NITFStory(nitf).fill(&draft)
            return
        }
        if content.children.contains(where: { _ in true }) {
            FeedText.text(NewsML1Story.text(of: content)).fill(&draft)
        } else {
            let text = content.text
            if MarkedText.isMarkup(text) {
                MarkedText(html: text).fill(&draft)
            } else {
                draft.paragraphs.append(contentsOf: PlainParagraphs.split(text))
            }
        }
    }

    /// The innermost element around the text of content.
    private static func text(of content: MarkupElement) -> MarkupElement {
        content.descendants("body.content").first ?? content.descendants("body").first ?? content
    }

    /// The pictures of the item, each with the caption of its component. Of renditions of one picture, which share their
    /// caption, or their component where it has none, the largest counts.
    private func readPictures(_ draft: inout ArticleDraft) {
        var found: [(image: ArticleDetails.Image, pixels: Int, component: Int)] = []
        var looked = 0
        for component in item.descendants("NewsComponent") {
            for content in component.children("ContentItem") where NewsML1Story.isPicture(content) {
                looked += 1
                if looked > NewsML1Story.pictureLimit { return draft.details.add(images: found.map(\.image)) }
                guard let url = FieldText.line(content.attribute("Href")), !url.hasPrefix("#") else { continue }
                let credit = FieldText.line(component.descend("NewsLines", "CreditLine"))
                let own = content.children("Property").first { $0.attribute("FormalName")?.lowercased() == "caption" }
                let image = ArticleDetails.Image(
                    url: url,
                    caption: FieldText.line(own?.attribute("Value") ?? own?.attribute("value"))
                        ?? caption(of: component),
                    credit: credit
                )
                let pixels = NewsML1Story.pixels(content)
                let same = found.firstIndex {
                    image.caption == nil ? $0.component == component.index : $0.image.caption == image.caption
                }
                if let same {
                    if pixels > found[same].pixels { found[same] = (image, pixels, component.index) }
                } else {
                    found.append((image, pixels, component.index))
                }
                if found.count == ArticleDetails.imageLimit { return draft.details.add(images: found.map(\.image)) }
            }
        }
        draft.details.add(images: found.map(\.image))
    }

    private static func isPicture(_ content: MarkupElement) -> Bool {
        let type = ["MediaType", "MimeType", "Format"].lazy
            .compactMap { FieldText.line(content.child($0)?.attribute("FormalName"))?.lowercased() }.first
        guard let type else { return false }
        return type.contains("photo") || type.contains("picture") || type.hasPrefix("image")
            || ["jpeg", "jpg", "png", "tiff", "gif"].contains { type.hasPrefix($0) }
    }

    /// The caption of a picture's component: that of a component beside or around it with this role, else its headline.
    private func caption(of component: MarkupElement) -> String? {
        var around: MarkupElement? = component
        while let current = around, current.local == "NewsComponent" {
            let beside = current.children("NewsComponent").first { inner in
                inner.child("Role")?.attribute("FormalName")?.lowercased().contains("caption") == true
            }
            if let content = beside?.descendants("DataContent").first {
                let text = content.outermost { $0.local == "body.content" }.first ?? content
                if let caption = FieldText.line(MarkedText(text).plain) { return caption }
            }
            // The story's own headline is not a caption.
            if components.contains(where: { $0.index == current.index }) { return nil }
            if let line = FieldText.line(current.descend("NewsLines", "HeadLine")) { return line }
            around = current.parent
        }
        return nil
    }

    private static func pixels(_ content: MarkupElement) -> Int {
        func value(_ name: String) -> Int {
            let property = content.child("Characteristics")?.children("Property").first {
                $0.attribute("FormalName")?.lowercased() == name
            }
            return Int(property?.attribute("Value") ?? "") ?? 0
        }
        return value("width") * max(1, value("height"))
    }
}
