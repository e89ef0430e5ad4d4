import Text
import Wire
import Article

/// An item of NewsML-G2.
struct G2Item {
    private let element: MarkupElement
    private let itemMeta: MarkupElement?
    private let contentMeta: MarkupElement?

    init(_ element: MarkupElement) {
        self.element = element
        itemMeta = element.child("itemMeta")
        contentMeta = element.child("contentMeta")
    }

    /// The articles that the item has, one to a language; or what it is instead.
    func parts(_ context: ReadingContext) -> [Part] {
        let guid = FieldText.line(element.attribute("guid"))
        if let kind = kind { return [Part(member: guid, .notNews(kind))] }
        let contents = G2Content.stories(of: element)
        if contents.count < 2 { return [part(guid, contents.first, language: nil, context)] }
        return contents.map { content in
            part(
                [guid, content.language].compactMap { $0 }.joined(separator: "#"),
                content,
                language: content.language,
                context
            )
        }
    }

    private func part(_ member: String?, _ content: G2Content?, language: String?, _ context: ReadingContext) -> Part {
        var draft = ArticleDraft()
        var nonPublic = NonPublicText()
        let metadata = G2Metadata(element, language: language)
        metadata.fill(&draft, &nonPublic)
        content?.fill(&draft)
        draft.details.add(images: G2Content.remoteImages(of: element))
        if draft.headline.isEmpty { draft.headline = metadata.title ?? "" }
        if let language { draft.language = FieldText.language(language) ?? draft.language }
        nonPublic.remove(from: &draft)
        return AgencyCopy.part(member: member, draft, label: draft.slugline, context)
    }

    /// What the item is, where it is no text: by its name, by its class, by its content where there is no class.
    private var kind: NotNews? {
        switch element.local {
        case "conceptItem", "knowledgeItem", "catalogItem": return .concept
        case "planningItem": return .event
        case "packageItem": return .package
        default: break
        }
        let code = itemMeta?.child("itemClass").flatMap { G2Metadata.code($0)?.lowercased() }
        switch code.map({ FieldText.code($0).code }) {
        case "picture", "photo", "image": return .picture
        case "video", "animation": return .video
        case "audio": return .audio
        case "graphic": return .graphic
        default: break
        }
        // The text of a picture is its caption; that of anything else is a story.
        let hasText = element.child("contentSet").map { G2Content.holdsText($0) } ?? false
        if hasText { return nil }
        switch code.map({ FieldText.code($0).code }) {
        case "event", "planning": return .event
        case "concept": return .concept
        case "composite": return .package
        default: break
        }
        let types =
            element.child("contentSet")?.children("remoteContent").compactMap { $0.attribute("contenttype") } ?? []
        if types.contains(where: { $0.hasPrefix("image/") }) { return .picture }
        if types.contains(where: { $0.hasPrefix("video/") }) { return .video }
        if types.contains(where: { $0.hasPrefix("audio/") }) { return .audio }
        return nil
    }
}
