import Text
import Wire
import Article

/// A story whose fields are elements in it, or in what it has for a header, or attributes.
struct AgencyXMLStory {
    private let story: MarkupElement
    /// The fields by their names, the story's own before those of its header.
    private var fields: [String: [MarkupElement]] = [:]

    init(_ story: MarkupElement) {
        self.story = story
        for child in story.children { add(child) }
        for child in story.children where AgencyXMLFields.wrappers.contains(AgencyXMLFields.folded(child.local)) {
            for inner in child.children {
                add(inner)
                // A header in a header, as dates among the metadata.
                if AgencyXMLFields.wrappers.contains(AgencyXMLFields.folded(inner.local)) {
                    for innermost in inner.children { add(innermost) }
                }
            }
        }
    }

    private mutating func add(_ element: MarkupElement) {
        guard element.name.namespace == story.name.namespace || element.name.namespace == .none else { return }
        fields[AgencyXMLFields.folded(element.local), default: []].append(element)
    }

    static func isStory(_ element: MarkupElement) -> Bool {
        let namespace = element.name.namespace
        guard namespace == .none || namespace == .unknown else { return false }
        let story = AgencyXMLStory(element)
        guard let body = story.field(AgencyXMLFields.body) else { return false }
        let isHeaded = story.field(AgencyXMLFields.headline) != nil
        // A flash has an empty field for its headline.
        guard isHeaded || !story.all(AgencyXMLFields.headline).isEmpty else { return false }
        if namespace == .none, isHeaded { return true }
        // A vocabulary of its own may be about anything: a drawing has a title and texts too.
        let isNews = [element, element.tree.root].compactMap(\.self).contains {
            AgencyXMLFields.roots.contains(AgencyXMLFields.folded($0.local))
        }
        let hasSign = [AgencyXMLFields.date, AgencyXMLFields.byline, AgencyXMLFields.author, AgencyXMLFields.dateline]
            .contains { story.line($0) != nil }
        return (isNews || hasSign) && body.text.split(separator: " ", maxSplits: 8).count > 8
    }

    private func field(_ names: [String]) -> MarkupElement? {
        for name in names {
            for element in fields[name] ?? [] where element.textBytes.contains(where: { $0 > 0x20 }) { return element }
        }
        return nil
    }

    private func all(_ names: [String]) -> [MarkupElement] { names.flatMap { fields[$0] ?? [] } }

    /// The first field of some names as one line; an attribute of the story where no element has the name.
    private func line(_ names: [String]) -> String? {
        if let text = field(names).flatMap({ FieldText.plain($0.child("name")?.text ?? $0.text) }) { return text }
        for name in names {
            for attribute in story.attributes where AgencyXMLFields.folded(attribute.name.local) == name {
                if let text = FieldText.plain(attribute.value) { return text }
            }
            // `<date value="2026-06-10"/>`
            for element in fields[name] ?? [] {
                if let text = FieldText.plain(element.attribute("value") ?? element.attribute("norm")) { return text }
            }
        }
        return nil
    }

    func part(_ context: ReadingContext) -> Part {
        var draft = ArticleDraft()
        draft.headline = line(AgencyXMLFields.headline) ?? ""
        draft.deck = line(AgencyXMLFields.deck)
        draft.section = line(AgencyXMLFields.section) ?? line(AgencyXMLFields.kicker)
        // One word is a headline in the one language and a section in the other.
        if draft.section == draft.headline { draft.section = nil }
        draft.slugline = line(AgencyXMLFields.slugline)
        draft.dateline = line(AgencyXMLFields.dateline) ?? line(AgencyXMLFields.town)
        draft.url = line(AgencyXMLFields.url)
        draft.details.guid = line(AgencyXMLFields.guid)
        draft.details.version = line(AgencyXMLFields.version)
        // `/ritzau/`
        draft.details.provider = line(AgencyXMLFields.provider).flatMap { FieldText.line($0.replacing("/", with: " ")) }
        draft.language =
            FieldText.language(line(AgencyXMLFields.language)) ?? FieldText.language(story.attribute("lang"))
            ?? FieldText.language(story.tree.root?.attribute("lang"))
        readPeople(&draft)
        readDates(&draft)
        draft.marks.urgency = FieldText.urgency(line(AgencyXMLFields.priority))
        draft.note(status: line(AgencyXMLFields.status))
        draft.note(embargo: line(AgencyXMLFields.embargo))
        draft.note(notice: line(AgencyXMLFields.copyright))
        for note in all(AgencyXMLFields.note) { draft.add(note: note.text) }
        readSubjects(&draft)
        readPictures(&draft)
        if let body = field(AgencyXMLFields.body) { readText(body, &draft) }
        draft.dropRepeatedOpening()
        return AgencyCopy.part(member: draft.details.guid, draft, context)
    }

    private func readPeople(_ draft: inout ArticleDraft) {
        for author in all(AgencyXMLFields.author) {
            let inner = author.children.filter { AgencyXMLFields.author.contains(AgencyXMLFields.folded($0.local)) }
            for person in inner.isEmpty ? [author] : inner {
                draft.add(author: person.child("name").map(\.text) ?? person.text)
            }
        }
        draft.byline = line(AgencyXMLFields.byline)
        if draft.byline == nil, !draft.details.authors.isEmpty {
            draft.byline = draft.details.authors.map(\.name).joined(separator: ", ")
        }
    }

    private func readDates(_ draft: inout ArticleDraft) {
        let isDayFirst = AgencyXMLFields.dayFirst.contains { fields[$0] != nil }
        func stated(_ text: String) -> String? { isDayFirst ? text.replacing("/", with: ".") : text }
        let date = line(AgencyXMLFields.date).flatMap(stated)
        let time = line(AgencyXMLFields.time)
        // The time in a field of its own may be a whole date.
        let both = [date, time].compactMap(\.self).joined(separator: " ")
        let dates = all(AgencyXMLFields.date).map { stated($0.text) }
        draft.note(
            published: (date == nil ? [] : [both, date]) + dates + [time],
            updated: all(AgencyXMLFields.updated).map { stated($0.text) }
        )
    }

    private func readSubjects(_ draft: inout ArticleDraft) {
        for element in all(AgencyXMLFields.section) + all(AgencyXMLFields.subjects) {
            let inner = Array(element.children)
            for item in inner.isEmpty ? [element] : inner {
                let name = FieldText.plain(item.lineText)
                let code = FieldText.line(item.attribute("code") ?? item.attribute("id") ?? item.attribute("qcode"))
                let isSection = AgencyXMLFields.section.contains(AgencyXMLFields.folded(element.local))
                draft.add(
                    ArticleDetails.Subject(
                        code: code ?? (isSection ? name : nil),
                        name: code == nil && isSection ? nil : name,
                        kind: isSection ? .category : .subject
                    )
                )
            }
        }
        if let place = line(AgencyXMLFields.place) { draft.add(ArticleDetails.Subject(name: place, kind: .place)) }
        for element in all(AgencyXMLFields.keywords) {
            let inner = element.children.map { $0.text }
            for word in inner.isEmpty
                ? element.text.split(whereSeparator: { ",;/".contains($0) }).map(String.init) : inner
            {
                draft.add(keyword: word)
            }
        }
    }

    private func readPictures(_ draft: inout ArticleDraft) {
        for element in all(AgencyXMLFields.picture) {
            let inner = element.children.filter { AgencyXMLFields.picture.contains(AgencyXMLFields.folded($0.local)) }
            for picture in inner.isEmpty ? [element] : inner {
                let fields = AgencyXMLStory(picture)
                let image = ArticleDetails.Image(
                    url: fields.line(AgencyXMLFields.pictureName),
                    caption: fields.line(AgencyXMLFields.caption)
                )
                if image.url != nil || image.caption != nil { draft.details.add(images: [image]) }
            }
        }
    }

    /// The paragraphs of a text, whatever their elements are called.
    private func readText(_ body: MarkupElement, _ draft: inout ArticleDraft) {
        let pieces = Array(body.children)
        let isListOfBlocks =
            pieces.count > 1 && pieces.allSatisfy { $0.name == pieces[0].name && TextRole.of($0) == .inline }
            && body.content.allSatisfy {
                if case .text(let bytes) = $0 { bytes.allSatisfy { $0 <= 0x20 } } else { true }
            }
        if isListOfBlocks {
            for piece in pieces { MarkedText(piece).fill(&draft) }
        } else {
            FeedText.text(body).fill(&draft)
        }
    }
}
