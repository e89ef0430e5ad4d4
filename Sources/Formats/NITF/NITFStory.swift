import Text
import Wire
import Article

/// The story of a NITF document (IPTC, News Industry Text Format 3.6), whatever namespace its root is in.
///
/// The elements are the same in a file of its own and inside NewsML, where what NewsML says comes first.
struct NITFStory {
    private let root: MarkupElement
    private let head: MarkupElement?
    private let data: MarkupElement?
    private let bodyHead: MarkupElement?

    init(_ root: MarkupElement) {
        self.root = root
        head = root.child("head")
        data = head?.child("docdata")
        bodyHead = root.child("body")?.child("body.head")
    }

    /// Fills a draft with all that the document says.
    func fill(_ draft: inout ArticleDraft) {
        readData(&draft)
        readHead(&draft)
        readText(&draft)
        draft.dropRepeatedOpening()
    }

    /// Fills a draft with headline, byline, dateline and text, each where the draft has none yet.
    func readText(_ draft: inout ArticleDraft) {
        let line = bodyHead?.child("hedline")
        if draft.headline.isEmpty {
            draft.headline =
                FieldText.plain(line?.child("hl1")?.lineText) ?? FieldText.plain(
                    bodyHead?.descend("headline", "hl1")?.lineText
                )
                ?? FieldText.plain(line?.lineText) ?? FieldText.plain(head?.child("title")?.text) ?? ""
        }
        if draft.deck == nil {
            let second = line?.children("hl2").first { $0.attribute("class") != "ShortHeadLine" }
            draft.deck =
                FieldText.line(second) ?? bodyHead?.child("abstract").flatMap { FieldText.line(MarkedText($0).plain) }
        }
        readByline(&draft)
        readDateline(&draft)
        readNotes(&draft)
        for content in root.child("body")?.children ?? root.children {
            switch content.local {
            case "body.content": readContent(content, &draft)
            case "body.end": readEnd(content, &draft)
            default: break
            }
        }
    }

    /// Whether there is nothing to read but pictures, sound or film.
    var isMediaOnly: Bool {
        guard let content = root.child("body")?.child("body.content") else { return false }
        return content.children.contains { $0.local == "media" } && content.children.allSatisfy { $0.local == "media" }
    }

    // MARK: Head

    private func readData(_ draft: inout ArticleDraft) {
        guard let data else { return }
        draft.note(status: data.attribute("management-status"))
        let id = data.child("doc-id")
        draft.details.guid = draft.details.guid ?? FieldText.line(id?.attribute("id-string"))
        let key = data.child("du-key")
        draft.details.version = draft.details.version ?? FieldText.line(key?.attribute("version"))
        draft.slugline = draft.slugline ?? FieldText.line(key?.attribute("key"))
        draft.marks.urgency = draft.marks.urgency ?? FieldText.urgency(data.child("urgency")?.attribute("ed-urg"))
        for message in data.children("ed-msg")
        where !NonPublicText.isMarked(constraint: message.attribute("msg-type"), role: nil) {
            draft.add(note: message.attribute("info"))
            draft.add(note: message.text)
        }
        for correction in data.children("correction") {
            draft.marks.correction = true
            draft.add(note: correction.attribute("info"))
        }
        for place in data.children("evloc") {
            let name = ["city", "county-dist", "state-prov"].lazy.compactMap { FieldText.line(place.attribute($0)) }
                .first
            draft.add(
                ArticleDetails.Subject(code: FieldText.line(place.attribute("iso-cc")), name: name, kind: .place)
            )
        }
        for list in data.children("key-list") {
            for keyword in list.children("keyword") { draft.add(keyword: keyword.attribute("key")) }
        }
        for fixture in data.children("fixture") {
            draft.add(ArticleDetails.Subject(code: FieldText.line(fixture.attribute("fix-id")), kind: .category))
        }
        if let content = data.child("identified-content") { readIdentified(content, &draft) }
        let copyright = data.child("doc.copyright")
        draft.note(
            holder: copyright?.attribute("holder") ?? data.child("doc.rights")?.attribute("owner"),
            notice: nil
        )
        readDates(data, &draft)
    }

    private func readDates(_ data: MarkupElement, _ draft: inout ArticleDraft) {
        func norm(_ name: String) -> String? { data.child(name)?.attribute("norm") }
        let publication = head?.children("pubdata").lazy.compactMap { $0.attribute("date.publication") }.first
        let story = bodyHead?.descend("dateline", "story.date")
        draft.note(
            published: [norm("date.issue"), publication, story?.attribute("norm"), story?.text, norm("date.release")],
            updated: [head?.children("revision-history").last?.attribute("norm")]
        )
        // A release that comes after the issue holds the story back until then.
        let release = norm("date.release").flatMap { StatedTime($0)?.moment }
        let issue = norm("date.issue").flatMap { StatedTime($0)?.moment }
        let isHeld = data.attribute("management-status") == "embargoed"
        if let release, isHeld || release.secondsSince1970 > (issue ?? release).secondsSince1970 {
            draft.note(embargo: norm("date.release"))
        }
    }

    private func readIdentified(_ content: MarkupElement, _ draft: inout ArticleDraft) {
        let kinds: [String: ArticleDetails.Subject.Kind] = [
            "person": .person, "org": .organisation, "location": .place, "classifier": .subject, "event": .subject,
            "object.title": .subject,
        ]
        for item in content.children {
            guard let kind = kinds[item.local] else { continue }
            let name = FieldText.line(item.text) ?? FieldText.line(item.attribute("value"))
            if item.local == "classifier", item.attribute("type")?.lowercased() == "keyword" {
                draft.add(keyword: name)
                continue
            }
            draft.add(
                ArticleDetails.Subject(
                    scheme: FieldText.line(item.attribute("idsrc") ?? item.attribute("type")),
                    code: FieldText.line(item.attribute("idref") ?? item.attribute("value") ?? item.attribute("code")),
                    name: name,
                    kind: kind
                )
            )
        }
    }

    private func readHead(_ draft: inout ArticleDraft) {
        guard let head else { return }
        if let object = head.child("tobject") {
            for subject in object.children("tobject.subject") { readSubject(subject, &draft) }
            for property in object.children("tobject.property") {
                let name = FieldText.line(property.attribute("tobject.property.type"))
                draft.add(ArticleDetails.Subject(name: name, kind: .genre))
            }
            if let type = FieldText.line(object.attribute("tobject.type")), !Self.types.contains(type.lowercased()) {
                draft.section = draft.section ?? type
            }
        }
        let section = head.children("pubdata").lazy.compactMap { $0.attribute("position.section") }.first
        draft.section = FieldText.line(section) ?? draft.section
        readMeta(head, &draft)
    }

    /// What agencies call kinds of documents; other words there are sections.
    private static let types: Set<String> = [
        "news", "reuse", "text", "story", "article", "item", "archive", "current", "data", "alert", "advisory",
    ]

    private func readSubject(_ subject: MarkupElement, _ draft: inout ArticleDraft) {
        func part(_ name: String) -> String? { FieldText.line(subject.attribute("tobject.subject." + name)) }
        let scheme = part("ipr")
        let code = part("refnum") ?? part("code")
        var names = [part("type"), part("matter"), part("detail")].enumerated().compactMap { level, name in
            name.map { (level: level, name: $0) }
        }
        let own = names.popLast()?.name
        draft.add(ArticleDetails.Subject(scheme: scheme, code: code, name: own, kind: .subject))
        // What is printed beside the subject is what it belongs to.
        for (level, name) in names {
            let above = code.flatMap { NITFStory.code($0, above: level) }
            draft.add(ArticleDetails.Subject(scheme: scheme, code: above, name: name, kind: .subject))
        }
    }

    /// IPTC's subject references have eight digits: two for the subject, three for the matter, three for the detail.
    private static func code(_ code: String, above level: Int) -> String? {
        guard code.utf8.count == 8, code.allSatisfy(\.isNumber) else { return nil }
        let kept = level == 0 ? 2 : 5
        return code.prefix(kept) + String(repeating: "0", count: 8 - kept)
    }

    /// The names under which agencies put into `meta` what NITF has no element for: the fields of ANPA 1312 among them.
    private func readMeta(_ head: MarkupElement, _ draft: inout ArticleDraft) {
        var byline: String?
        for meta in head.children("meta") {
            guard let value = FieldText.line(meta.attribute("content")) else { continue }
            switch meta.attribute("name")?.lowercased() {
            case "anpa-keyword", "slug", "slugline": draft.slugline = value
            case "anpa-category", "category":
                draft.add(ArticleDetails.Subject(code: value, kind: .category))
            case "section": draft.section = draft.section ?? value
            case "category_iptc", "iptc", "subject_code":
                draft.add(ArticleDetails.Subject(scheme: "IPTC", code: value, kind: .subject))
            case "keyword": draft.add(keyword: value)
            case "keywords":
                for keyword in value.split(whereSeparator: { $0 == "," || $0 == ";" }) {
                    draft.add(keyword: String(keyword))
                }
            case "byline", "author": byline = byline ?? value
            case "copyright": draft.note(notice: value)
            case "origin", "provider", "source": draft.details.provider = draft.details.provider ?? value
            case "language": draft.language = draft.language ?? FieldText.language(value)
            default: break
            }
        }
        // The line above the text is as printed; what stands in a field for machines counts where there is none.
        if let byline, bodyHead?.child("byline") == nil { draft.byline = draft.byline ?? byline }
        for name in ["baselang", "lang"] {
            draft.language =
                draft.language ?? FieldText.language(root.attribute(name) ?? root.child("body")?.attribute(name))
        }
        let distributor = FieldText.line(bodyHead?.child("distributor"))
        let source = FieldText.line(data?.child("doc-id")?.attribute("regsrc"))
        draft.details.provider = distributor ?? draft.details.provider ?? source ?? origin
    }

    /// The agency as the list of deliveries names it, else the owner of the text.
    private var origin: String? {
        FieldText.line(data?.descend("del-list", "from-src")?.attribute("src-name"))
            ?? FieldText.line(data?.child("doc.rights")?.attribute("owner"))
            ?? FieldText.line(data?.child("doc.copyright")?.attribute("holder"))
    }

    // MARK: Body

    private func readByline(_ draft: inout ArticleDraft) {
        guard let bodyHead else { return }
        let lines = bodyHead.children("byline")
        for line in lines {
            for person in line.descendants("person") { draft.add(author: person.text) }
        }
        if draft.byline == nil {
            draft.byline = FieldText.line(lines.compactMap { NITFStory.line(ofByline: $0) }.joined(separator: ", "))
        }
        draft.note(
            holder: FieldText.line(bodyHead.descend("rights", "rights.owner"))
                ?? FieldText.line(bodyHead.child("rights.owner")),
            notice: FieldText.line(bodyHead.child("copyrite"))
        )
    }

    /// A byline, with the title of who wrote it parted from the name.
    private static func line(ofByline element: MarkupElement) -> String? {
        var text = ""
        for content in element.content {
            switch content {
            case .text(let bytes): text += String(decoding: bytes, as: UTF8.self)
            case .element(let child):
                // `By<person>Ada Byron</person><byttl>Northwire</byttl>`
                let joint = child.local == "byttl" ? ", " : " "
                text += (text.last?.isWhitespace == false ? joint : "") + child.text
            }
        }
        return FieldText.plain(text)
    }

    /// The dateline without a date that is only there for machines.
    private func readDateline(_ draft: inout ArticleDraft) {
        guard draft.dateline == nil, let element = bodyHead?.child("dateline") else { return }
        var text = ""
        for content in element.content {
            switch content {
            case .text(let bytes): text += String(decoding: bytes, as: UTF8.self)
            case .element(let child):
                let piece = child.text
                if child.local == "story.date", piece.drop(while: \.isWhitespace).prefix(8).allSatisfy(\.isNumber) {
                    continue
                }
                text += piece
            }
        }
        draft.dateline = FieldText.line(text)
    }

    private func readNotes(_ draft: inout ArticleDraft) {
        for note in bodyHead?.children("note") ?? []
        where !NonPublicText.isMarked(constraint: note.attribute("type"), role: note.attribute("noteclass")) {
            draft.add(note: MarkedText(note).plain)
        }
    }

    private func readContent(_ content: MarkupElement, _ draft: inout ArticleDraft) {
        FeedText.text(content).fill(&draft)
    }

    private func readEnd(_ end: MarkupElement, _ draft: inout ArticleDraft) {
        for line in end.children where line.local == "tagline" {
            if let text = FieldText.line(MarkedText(line).plain) { draft.credits.append(text) }
        }
    }
}
