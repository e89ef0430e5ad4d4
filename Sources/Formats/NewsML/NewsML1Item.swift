import Text
import Wire
import Article

/// A NewsItem of NewsML 1: its identification and management, and the components that its text, pictures and metadata lie in.
struct NewsML1Item {
    private let item: MarkupElement
    private let envelope: MarkupElement?

    init(_ item: MarkupElement, envelope: MarkupElement?) {
        self.item = item
        self.envelope = envelope
    }

    private var identifier: MarkupElement? { item.descend("Identification", "NewsIdentifier") }
    private var management: MarkupElement? { item.child("NewsManagement") }

    private var guid: String? {
        FieldText.line(identifier?.child("PublicIdentifier")) ?? FieldText.line(identifier?.child("NewsItemId"))
            ?? FieldText.line(item.attribute("Duid")) ?? FieldText.line(item.child("NewsComponent")?.attribute("Duid"))
    }

    func parts(_ context: ReadingContext) -> [Part] {
        let stories = NewsML1Story.stories(in: item)
        guard !stories.isEmpty else {
            if let kind { return [Part(member: guid, .notNews(kind))] }
            return [part(guid, nil, context)]
        }
        if stories.count == 1 { return [part(guid, stories[0], context)] }
        return stories.enumerated().map { index, story in
            part([guid, story.language ?? "\(index + 1)"].compactMap { $0 }.joined(separator: "#"), story, context)
        }
    }

    /// What an item without text is.
    private var kind: NotNews? {
        let types = item.descendants("MediaType").compactMap { $0.attribute("FormalName")?.lowercased() }
        if types.contains(where: { $0.contains("photo") || $0.contains("picture") || $0.contains("image") }) {
            return .picture
        }
        if types.contains(where: { $0.contains("video") || $0.contains("animation") }) { return .video }
        if types.contains(where: { $0.contains("audio") }) { return .audio }
        if types.contains(where: { $0.contains("graphic") }) { return .graphic }
        if item.child("TopicSet") != nil || item.child("Catalog") != nil { return .concept }
        let hasReferences = !item.descendants("NewsItemRef").isEmpty
        return hasReferences ? .package : nil
    }

    private func part(_ member: String?, _ story: NewsML1Story?, _ context: ReadingContext) -> Part {
        var draft = ArticleDraft()
        readManagement(&draft)
        if let story {
            story.fill(&draft)
        } else if let component = item.child("NewsComponent") {
            NewsML1Story.readLines(component, &draft)
        }
        let label = FieldText.line(item.descend("Identification", "NameLabel"))
        return AgencyCopy.part(member: member, draft, label: label, context)
    }

    private func readManagement(_ draft: inout ArticleDraft) {
        draft.details.guid = guid
        draft.details.version = FieldText.line(identifier?.child("RevisionId"))
        func name(_ child: String) -> String? { management?.child(child)?.attribute("FormalName") }
        let created = management?.child("FirstCreated")?.text
        let revised = management?.child("ThisRevisionCreated")?.text
        draft.note(
            published: [created, revised, identifier?.child("DateId")?.text, envelope?.child("DateAndTime")?.text],
            updated: [revised]
        )
        draft.marks.urgency =
            FieldText.urgency(name("Urgency")) ?? FieldText.urgency(management?.child("Urgency")?.text)
            ?? FieldText.urgency(envelope?.child("Priority")?.attribute("FormalName"))
        let status = name("Status")
        draft.note(status: status)
        if status?.lowercased() == "embargoed" {
            draft.note(embargo: management?.descend("StatusWillChange", "DateAndTime")?.text ?? status)
        }
        if item.child("Update") != nil { draft.note(signal: "update") }
        for instruction in management?.children("Instruction") ?? [] {
            let code = instruction.attribute("FormalName")
            draft.note(signal: code)
            if !NonPublicText.isMarked(constraint: code, role: nil) { draft.add(note: instruction.text) }
        }
        for related in management?.children("AssociatedWith") ?? [] {
            guard let url = FieldText.line(related.attribute("NewsItem")) else { continue }
            let rel = FieldText.line(related.attribute("FormalName"))
            draft.details.add(links: [ArticleDetails.Link(url: url, title: FieldText.line(related), rel: rel)])
        }
        for service in envelope?.children("NewsService") ?? [] {
            draft.add(ArticleDetails.Subject(code: FieldText.line(service.attribute("FormalName")), kind: .service))
        }
        draft.details.provider =
            FieldText.line(envelope?.descend("SentFrom", "Party")?.attribute("FormalName"))
            ?? FieldText.line(identifier?.child("ProviderId"))
        draft.slugline = FieldText.line(item.descend("Identification", "NameLabel"))
    }
}
