import Text
import Wire
import Article

/// What an item of NewsML-G2 says about its story (IPTC, NewsML-G2 2.34, itemMeta, contentMeta, rightsInfo).
struct G2Metadata {
    private let item: MarkupElement
    private let itemMeta: MarkupElement?
    private let contentMeta: MarkupElement?
    /// The language that is wanted of fields that stand in several.
    private let language: String?

    init(_ item: MarkupElement, language: String?) {
        self.item = item
        itemMeta = item.child("itemMeta")
        contentMeta = item.child("contentMeta")
        self.language = language
    }

    /// The item's title, which stands in for a headline where neither metadata nor content have one.
    var title: String? { FieldText.line(itemMeta?.child("title")) }

    func fill(_ draft: inout ArticleDraft, _ nonPublic: inout NonPublicText) {
        draft.details.guid = FieldText.line(item.attribute("guid"))
        draft.details.version = FieldText.line(item.attribute("version"))
        readManagement(&draft, &nonPublic)
        readContent(&draft)
        readRights(&draft)
        let declared = contentMeta?.children("language").lazy.compactMap { FieldText.language($0.attribute("tag")) }
            .first
        draft.language = declared ?? FieldText.language(item.attribute("lang"))
    }

    // MARK: Names and codes

    /// The code of a property: a QCode, else a URI, else a literal.
    static func code(_ element: MarkupElement) -> String? {
        FieldText.line(element.attribute("qcode")) ?? FieldText.line(element.attribute("uri"))
            ?? FieldText.line(element.attribute("literal"))
    }

    /// The name of a property in the wanted language, else the first.
    private func name(_ element: MarkupElement) -> String? {
        let names = element.children("name")
        return FieldText.line(best(names)) ?? FieldText.line(element.attribute("name"))
    }

    /// Of elements that say the same in several languages the one in the wanted language, or the document's own.
    private func best(_ elements: [MarkupElement]) -> MarkupElement? {
        guard let wanted = FieldText.language(language ?? item.attribute("lang")) else { return elements.first }
        return elements.first { FieldText.language($0.attribute("lang")) == wanted } ?? elements.first
    }

    private func subject(_ element: MarkupElement, _ kind: ArticleDetails.Subject.Kind) -> ArticleDetails.Subject {
        let code = G2Metadata.code(element).map { FieldText.code($0) }
        return ArticleDetails.Subject(scheme: code?.scheme, code: code?.code, name: name(element), kind: kind)
    }

    // MARK: The item

    private func readManagement(_ draft: inout ArticleDraft, _ nonPublic: inout NonPublicText) {
        guard let itemMeta else { return }
        let provider = itemMeta.child("provider")
        draft.details.provider =
            provider.flatMap { name($0) ?? G2Metadata.code($0).map { FieldText.code($0).code } }
            ?? FieldText.line(provider)
        let created = itemMeta.child("firstCreated")?.text
        let changed = itemMeta.child("versionCreated")?.text
        draft.note(published: [created, contentMeta?.child("contentCreated")?.text, changed], updated: [changed])
        draft.note(status: itemMeta.child("pubStatus").flatMap { G2Metadata.code($0) })
        draft.note(embargo: itemMeta.child("embargoed")?.text)
        for signal in itemMeta.children("signal") { draft.note(signal: G2Metadata.code(signal)) }
        for service in itemMeta.children("service") { draft.add(subject(service, .service)) }
        for link in itemMeta.children("link") + item.children("link") { readLink(link, &draft) }
        readNotes(itemMeta.children("edNote") + (contentMeta?.children("edNote") ?? []), &draft, &nonPublic)
    }

    private func readNotes(_ notes: [MarkupElement], _ draft: inout ArticleDraft, _ nonPublic: inout NonPublicText) {
        for note in notes {
            let role = note.attribute("role") ?? note.attribute("roleuri")
            if NonPublicText.isMarked(
                constraint: note.attribute("pubconstraint") ?? note.attribute("pubconstrainturi"),
                role: role
            ) {
                nonPublic.add(MarkedText(note).plain)
                continue
            }
            if role?.lowercased().contains("closingline") == true {
                draft.signOff = draft.signOff ?? FieldText.line(note)
                continue
            }
            let text = note.children.contains { _ in true } ? MarkedText(note) : MarkedText(html: note.text)
            for paragraph in text.paragraphs where !paragraph.isHeading { draft.add(note: paragraph.text) }
            for line in text.notes { draft.add(note: line) }
            draft.signOff = draft.signOff ?? text.signOff
            // What stands in a part of the note that is marked may stand unmarked elsewhere.
            for part in note.outermost(where: { TextRole.of($0) == .nonPublic }) {
                for line in MarkedText(part).paragraphs { nonPublic.add(line.text) }
            }
        }
    }

    private func readLink(_ link: MarkupElement, _ draft: inout ArticleDraft) {
        let type = link.attribute("contenttype")?.lowercased() ?? ""
        let code = link.child("itemClass").flatMap { G2Metadata.code($0) }.map { FieldText.code($0).code.lowercased() }
        let title = FieldText.line(best(link.children("title"))) ?? FieldText.line(best(link.children("headline")))
        if type.hasPrefix("image/") || code == "picture" || code == "graphic" {
            let caption = FieldText.line(best(link.children("description")))
            draft.details.add(images: [
                ArticleDetails.Image(
                    url: FieldText.line(link.attribute("href")) ?? FieldText.line(link.attribute("residref")),
                    caption: caption ?? title
                )
            ])
            return
        }
        guard let url = FieldText.line(link.attribute("href")) ?? FieldText.line(link.attribute("residref")) else {
            return
        }
        let rel = FieldText.line(link.attribute("rel")) ?? FieldText.line(link.attribute("reluri"))
        draft.details.add(links: [ArticleDetails.Link(url: url, title: title, rel: rel)])
    }

    // MARK: The story

    private func readContent(_ draft: inout ArticleDraft) {
        guard let contentMeta else { return }
        readHeadlines(contentMeta, &draft)
        draft.slugline = FieldText.line(best(contentMeta.children("slugline")))
        draft.marks.urgency =
            FieldText.urgency(contentMeta.child("urgency")?.text)
            ?? FieldText.urgency(itemMeta?.child("priority")?.text)
        draft.byline = FieldText.plain(best(contentMeta.children("by"))?.lineText)
        draft.dateline = FieldText.line(best(contentMeta.children("dateline")))
        if let credit = FieldText.line(best(contentMeta.children("creditline"))), credit != draft.details.provider {
            draft.credits.append(credit)
        }
        for creator in contentMeta.children("creator") where !isOrganisation(creator) { add(author: creator, &draft) }
        for contributor in contentMeta.children("contributor") where writes(contributor) {
            add(author: contributor, &draft)
        }
        for keyword in contentMeta.children("keyword") { draft.add(keyword: keyword.text) }
        for genre in contentMeta.children("genre") { draft.add(subject(genre, .genre)) }
        for place in contentMeta.children("located") { draft.add(subject(place, .place)) }
        for topic in contentMeta.children("subject") { draft.add(subject(topic, kind(of: topic))) }
    }

    /// The headline is the first in rank without a role that makes it another line; the deck is a headline by that role, or
    /// a description that is no caption.
    private func readHeadlines(_ contentMeta: MarkupElement, _ draft: inout ArticleDraft) {
        var lines = contentMeta.children("headline").filter { FieldText.line($0) != nil }
        if let wanted = FieldText.language(language ?? item.attribute("lang")) {
            let own = lines.filter { FieldText.language($0.attribute("lang")) == wanted }
            if !own.isEmpty { lines = own }
        }
        func role(_ line: MarkupElement) -> String {
            FieldText.code(line.attribute("role") ?? line.attribute("roleuri") ?? "").code.lowercased()
        }
        let isOther = { (line: MarkupElement) in
            ["sub", "deck", "kicker", "short", "overline", "catch", "ticker", "brief", "seo", "alert"].contains {
                role(line).contains($0)
            }
        }
        let ranked = lines.enumerated().sorted { one, other in
            let ranks = (rank(one.element), rank(other.element))
            return ranks.0 == ranks.1 ? one.offset < other.offset : ranks.0 < ranks.1
        }.map(\.element)
        let main = ranked.first { !isOther($0) } ?? ranked.first
        draft.headline = FieldText.plain(main?.lineText) ?? ""
        let second = ranked.first { role($0).contains("sub") || role($0).contains("deck") }
        let descriptions = contentMeta.children("description").filter { !role($0).contains("caption") }
        draft.deck =
            FieldText.plain(second?.lineText) ?? FieldText.plain(best(contentMeta.children("subhead"))?.lineText)
            ?? best(descriptions).flatMap { FieldText.plain($0.lineText) }
    }

    private func rank(_ element: MarkupElement) -> Int { Int(element.attribute("rank") ?? "") ?? 0 }

    private func kind(of topic: MarkupElement) -> ArticleDetails.Subject.Kind {
        let type = FieldText.code(topic.attribute("type") ?? topic.attribute("typeuri") ?? "").code.lowercased()
        let scheme = FieldText.code(topic.attribute("qcode") ?? "").scheme?.lowercased() ?? ""
        if type.contains("person") { return .person }
        if type.contains("organisation") || type.contains("organization") { return .organisation }
        if type.contains("geo") || G2Metadata.places.contains(type) { return .place }
        if type.contains("category") || type == "desk" || scheme.hasSuffix("cat") { return .category }
        if type.contains("genre") { return .genre }
        return .subject
    }

    /// Types of topics that are places.
    private static let places: Set<String> = [
        "poi", "place", "location", "city", "country", "region", "statprov", "state", "province", "worldregion", "area",
    ]

    private func isOrganisation(_ party: MarkupElement) -> Bool {
        party.attribute("type")?.lowercased().contains("organi") == true || party.child("organisationDetails") != nil
    }

    /// Whether a contributor's role is to write.
    private func writes(_ party: MarkupElement) -> Bool {
        guard let role = party.attribute("role")?.lowercased() else { return false }
        return ["author", "writer", "reporter", "journalist", "correspondent", "byline", "redakteur"].contains {
            role.contains($0)
        }
    }

    private func add(author party: MarkupElement, _ draft: inout ArticleDraft) {
        let name =
            name(party) ?? FieldText.line(party.attribute("literal"))
            ?? party.attribute("qcode").map { FieldText.code($0).code }
        draft.add(author: name, uri: party.attribute("uri") ?? party.attribute("qcode"))
    }

    // MARK: Rights

    private func readRights(_ draft: inout ArticleDraft) {
        for rights in item.children("rightsInfo") {
            let holder = rights.child("copyrightHolder")
            draft.note(
                holder: holder.flatMap {
                    name($0) ?? FieldText.line($0) ?? G2Metadata.code($0).map { FieldText.code($0).code }
                },
                notice: best(rights.children("copyrightNotice"))?.text,
                terms: best(rights.children("usageTerms"))?.text
            )
        }
    }
}
