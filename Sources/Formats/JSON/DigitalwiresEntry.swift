import Text
import Wire
import Article

/// An entry of dpa's digitalwires.
struct DigitalwiresEntry {
    private let entry: JSONValue

    init(_ entry: JSONValue) {
        self.entry = entry
    }

    func part(_ context: ReadingContext) -> Part {
        let guid = entry["urn"]?.string ?? entry["entry_id"]?.string
        if entry["article_html"] == nil, let kind { return Part(member: guid, .notNews(kind)) }
        var draft = ArticleDraft()
        var nonPublic = NonPublicText()
        draft.details.guid = FieldText.line(guid)
        draft.details.version = FieldText.line(entry["version"]?.printed)
        draft.headline = FieldText.plain(entry["headline"]?.string) ?? ""
        draft.deck = FieldText.plain(entry["subhead"]?.string) ?? FieldText.plain(entry["teaser"]?.string)
        draft.section = FieldText.plain(entry["kicker"]?.string)
        draft.byline = FieldText.plain(entry["byline"]?.string)
        draft.dateline = FieldText.plain(entry["dateline"]?.string)
        draft.language = FieldText.language(entry["language"]?.string)
        draft.marks.urgency = FieldText.urgency(entry["urgency"]?.printed)
        let changed = entry["version_created"]?.string
        draft.note(
            published: [entry["first_created"]?.string, entry["content_created"]?.string, changed],
            updated: [changed]
        )
        draft.note(status: entry["pubstatus"]?.string)
        draft.note(signal: entry["signal"]?.string)
        draft.note(embargo: entry["embargoed"]?.string)
        draft.note(notice: entry["copyrightnotice"]?.string, terms: entry["usageterms"]?.string)
        readCategories(&draft)
        draft.details.provider = draft.details.provider ?? DigitalwiresEntry.provider(of: guid)
        if let credit = FieldText.plain(entry["creditline"]?.string), credit != draft.details.provider {
            draft.credits.append(credit)
        }
        readNotes(&draft, &nonPublic)
        if let html = entry["article_html"]?.string { MarkedText(html: html).fill(&draft) }
        if let html = entry["infobox_html"]?.string { readBox(html, &draft) }
        if let html = entry["linkbox_html"]?.string { readLinks(html, &draft) }
        readAssociations(&draft)
        nonPublic.remove(from: &draft)
        return AgencyCopy.part(member: guid, draft, context)
    }

    private var kind: NotNews? {
        switch entry["type"]?.string {
        case "image", "picture": .picture
        case "video": .video
        case "audio": .audio
        case "graphic": .graphic
        case "event": .event
        default:
            // A composite without a text is what it is composed of.
            switch entry["associations"]?.elements.first?["type"]?.string {
            case "audio": .audio
            case "video": .video
            case .some: .picture
            case nil: nil
            }
        }
    }

    /// The agency in an id of news (RFC 3085): `urn:newsml:dpa.com:…`.
    private static func provider(of urn: String?) -> String? {
        guard let urn, urn.hasPrefix("urn:newsml:") else { return nil }
        let parts = urn.split(separator: ":")
        guard parts.count > 2, let name = parts[2].split(separator: ".").first else { return nil }
        return String(name)
    }

    private func readNotes(_ draft: inout ArticleDraft, _ nonPublic: inout NonPublicText) {
        if let html = entry.at("notepad", "nonpublic_html")?.string {
            for paragraph in PlainHTML.paragraphs(html) { nonPublic.add(paragraph) }
        }
        for note in entry["ednotes"]?.elements ?? [] {
            guard let text = note["ednote"]?.string else { continue }
            let role = note["role"]?.string
            if note["is_publishable"] == .bool(false) || NonPublicText.isMarked(constraint: nil, role: role) {
                nonPublic.add(text)
            } else if role?.lowercased().contains("closingline") == true {
                draft.signOff = draft.signOff ?? FieldText.plain(text)
            } else {
                draft.add(note: text)
            }
        }
        if let html = entry.at("notepad", "public_html")?.string {
            for note in MarkedText(html: html).notes { draft.add(note: note) }
        }
    }

    private func readBox(_ html: String, _ draft: inout ArticleDraft) {
        let text = MarkedText(html: html)
        if !text.boxes.isEmpty {
            draft.details.boxes.append(contentsOf: text.boxes)
            return
        }
        var box = ArticleDetails.Box(body: [])
        for paragraph in text.paragraphs {
            if box.title == nil, paragraph.isHeading {
                box.title = paragraph.text
            } else {
                box.body.append(paragraph.text)
            }
        }
        if !box.body.isEmpty { draft.details.boxes.append(box) }
    }

    private func readLinks(_ html: String, _ draft: inout ArticleDraft) {
        let bytes = Array(html.utf8)
        for link in MarkupTree.html(bytes.span).root?.descendants("a") ?? [] {
            guard let url = FieldText.line(link.attribute("href")) else { continue }
            draft.details.add(links: [ArticleDetails.Link(url: url, title: FieldText.line(link))])
        }
    }

    private static let kinds: [String: ArticleDetails.Subject.Kind] = [
        "dpasubject": .subject, "subject": .subject, "geosubject": .place, "poi": .place, "genre": .genre,
        "desk": .category, "category": .category, "wire": .service, "service": .service, "person": .person,
        "organisation": .organisation,
    ]

    private func readCategories(_ draft: inout ArticleDraft) {
        for category in entry["categories"]?.elements ?? [] {
            let type = FieldText.code(category["type"]?.string ?? "").code.lowercased()
            switch type {
            case "keyword": draft.add(keyword: category["name"]?.string)
            case "creator": draft.add(author: category["name"]?.string, uri: category["qcode"]?.string)
            case "provider":
                draft.details.provider = draft.details.provider ?? FieldText.plain(category["name"]?.string)
            default:
                guard let kind = DigitalwiresEntry.kinds[type] else { continue }
                draft.add(NinjsItem.subject(category, kind))
            }
        }
    }

    private func readAssociations(_ draft: inout ArticleDraft) {
        for other in entry["associations"]?.elements ?? [] {
            let type = other["type"]?.string?.lowercased() ?? ""
            guard type == "image" || type == "picture" || type == "graphic" else { continue }
            var best: (pixels: Int, url: String)?
            for rendition in other["renditions"]?.elements ?? [] {
                guard let url = rendition["url"]?.string ?? rendition["href"]?.string else { continue }
                let pixels =
                    (Int(rendition["width"]?.printed ?? "") ?? 0) * (Int(rendition["height"]?.printed ?? "") ?? 0)
                if pixels > best?.pixels ?? -1 { best = (pixels, url) }
            }
            draft.details.add(images: [
                ArticleDetails.Image(
                    url: best?.url ?? other["urn"]?.string,
                    caption: FieldText.plain(other["caption"]?.string) ?? FieldText.plain(other["headline"]?.string),
                    credit: FieldText.plain(other["creditline"]?.string)
                )
            ])
        }
    }
}

/// The paragraphs of HTML, whatever role its classes give them.
enum PlainHTML {
    static func paragraphs(_ html: String) -> [String] {
        let bytes = Array(html.utf8)
        guard let root = MarkupTree.html(bytes.span).root else { return [] }
        let blocks = root.descendants("li") + root.descendants("p")
        let texts = blocks.map { WhiteSpace.fold($0.text) }.filter { !$0.isEmpty }
        return texts.isEmpty ? [WhiteSpace.fold(root.text)] : texts
    }
}
