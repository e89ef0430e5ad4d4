import Text
import Wire
import Article

/// An entry of RSS, RDF or Atom.
struct FeedItem {
    private let item: MarkupElement
    private let channel: FeedChannel

    init(_ item: MarkupElement, _ channel: FeedChannel) {
        self.item = item
        self.channel = channel
    }

    func part(_ context: ReadingContext) -> Part {
        if item.name.namespace == .tombstone {
            return Part(member: FieldText.line(item.attribute("ref")), .notNews(.deletion))
        }
        var entry = FeedEntry()
        var draft = ArticleDraft()
        fill(&entry, &draft)
        return entry.part(&draft, context)
    }

    /// Reads the entry's elements, in the order in which they count.
    func fill(_ entry: inout FeedEntry, _ draft: inout ArticleDraft) {
        let fields = FeedFields(item)
        readText(fields, &entry)
        entry.feedTitle = channel.title
        readIdentity(fields, &entry, &draft)
        readPeople(fields, &draft)
        readDates(fields, &draft)
        readSubjects(fields, &draft)
        readMedia(fields, &draft)
        draft.language =
            FieldText.language(item.attribute("lang", .xml)) ?? FieldText.language(fields.line("dc:language"))
            ?? FieldText.language(fields["content"].first?.attribute("lang", .xml)) ?? channel.language
        draft.note(
            notice: fields.line("rights") ?? fields.line("dc:rights") ?? fields.line("copyright") ?? channel.rights
        )
        let source = fields["source"].first
        draft.details.provider =
            FieldText.line(fields.line("dc:publisher")) ?? source.flatMap { FeedFields($0)["title"].first ?? $0 }
            .flatMap { FeedText.title($0) }
            ?? channel.title
    }

    private func readText(_ fields: FeedFields, _ entry: inout FeedEntry) {
        entry.title =
            ["title", "dc:title", "media:title", "itunes:title"].lazy
            .flatMap { fields[$0] }.compactMap { FeedText.title($0) }.first
        let contents = ["content:encoded", "content", "xhtml:body", "xhtml:div", "body", "fullitem", "content:items"]
            .flatMap { fields[$0] }
        let summaries = [
            "description", "summary", "dc:description", "dcterms:abstract", "itunes:summary", "abstract", "tagline",
            "excerpt:encoded",
        ].flatMap { fields[$0] }
        entry.content = FeedItem.longest(contents)
        entry.summary = summaries.lazy.map { FeedText.text($0) }.first { !$0.paragraphs.isEmpty || !$0.images.isEmpty }
        if entry.content == nil, entry.summary == nil {
            let media = ["media:description", "media:text", "itunes:subtitle"].flatMap {
                fields[$0] + FeedFields.group(item)[$0]
            }
            entry.summary = media.lazy.map { FeedText.text($0) }.first { !$0.paragraphs.isEmpty }
        }
    }

    private static func longest(_ elements: [MarkupElement]) -> MarkedText? {
        elements.map { FeedText.text($0) }.max { one, other in
            one.paragraphs.reduce(0) { $0 + $1.text.utf8.count }
                < other.paragraphs.reduce(0) { $0 + $1.text.utf8.count }
        }
    }

    private func readIdentity(_ fields: FeedFields, _ entry: inout FeedEntry, _ draft: inout ArticleDraft) {
        let guid = fields["guid"].first
        entry.guid =
            FieldText.line(guid) ?? fields.line("id") ?? FieldText.line(item.attribute("about"))
            ?? fields.line("dc:identifier")
        var link: String?
        for element in fields["link"] {
            let base = FeedText.base(of: element)
            let target = element.attribute("href", .none).map { WebAddress.resolve($0, against: base) }
            guard let address = target ?? FieldText.line(element).map({ WebAddress.resolve($0, against: base) }),
                !address.isEmpty
            else { continue }
            let rel = element.attribute("rel")?.lowercased().split(separator: "/").last.map(String.init)
            let title = FieldText.plain(element.attribute("title"))
            switch rel {
            case nil, "alternate": link = link ?? address
            case "enclosure": readEnclosure(address, element.attribute("type"), title, &draft)
            case "related", "via":
                draft.details.add(links: [ArticleDetails.Link(url: address, title: title, rel: rel)])
            default: break
            }
        }
        if let content = fields["content"].first, let source = FieldText.line(content.attribute("src")) {
            link = link ?? WebAddress.resolve(source, against: FeedText.base(of: content))
        }
        let permalink = guid.flatMap { FieldText.line($0) }
        let original = fields.line("feedburner:origlink")
        if link == nil, guid?.attribute("isPermaLink")?.lowercased() != "false", let permalink,
            permalink.contains("://")
        {
            link = permalink
        }
        entry.address = original ?? link ?? (entry.guid?.contains("://") == true ? entry.guid : nil)
    }

    private func readPeople(_ fields: FeedFields, _ draft: inout ArticleDraft) {
        for element in fields["author"] { add(author: element, &draft) }
        for key in ["dc:creator", "dc:author"] {
            for element in fields[key] { draft.add(author: FeedItem.name(element.text)) }
        }
        if draft.details.authors.isEmpty {
            for element in fields["source"] {
                for author in FeedFields(element)["author"] { add(author: author, &draft) }
            }
        }
        if draft.details.authors.isEmpty { draft.add(author: fields.line("itunes:author")) }
        if draft.details.authors.isEmpty {
            for element in channel.authors { add(author: element, &draft) }
        }
        draft.byline = FieldText.line(draft.details.authors.map(\.name).joined(separator: ", "))
        for credit in fields["media:credit"] {
            let role = credit.attribute("role")?.lowercased()
            if role == "author" || role == "writer" { draft.add(author: credit.text) }
        }
    }

    /// Atom's author has a name and an address; RSS's is a mail address, with the name in brackets.
    private func add(author element: MarkupElement, _ draft: inout ArticleDraft) {
        let fields = FeedFields(element)
        if let name = fields.line("name") ?? fields.line("email") ?? fields.line("rdf:value") {
            draft.add(author: name, uri: fields.line("uri") ?? fields.line("url") ?? fields.line("homepage"))
        } else {
            draft.add(author: FeedItem.name(element.text))
        }
    }

    /// The name in `desk@example.org (Ada Byron)` or `Ada Byron <desk@example.org>`; the text itself where it is neither.
    static func name(_ text: String) -> String? {
        guard
            let line = FieldText.plain(
                text.contains("@") ? text.replacing("<", with: "(").replacing(">", with: ")") : text
            )
        else { return nil }
        guard line.contains("@"), let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close
        else {
            return line
        }
        let inner = WhiteSpace.fold(line[line.index(after: open)..<close])
        let outer = WhiteSpace.fold(line[..<open])
        let name = outer.contains("@") || outer.isEmpty ? inner : outer
        return name.isEmpty ? line : name
    }

    private func readDates(_ fields: FeedFields, _ draft: inout ArticleDraft) {
        draft.note(
            published: [
                "pubdate", "published", "issued", "dcterms:issued", "dc:date", "dcterms:created", "created", "date",
                "prism:publicationdate",
                "updated", "dcterms:modified", "modified", "atom:updated",
            ].lazy.map { fields.line($0) },
            updated: ["updated", "modified", "dcterms:modified", "lastbuilddate"].lazy.map { fields.line($0) }
        )
    }

    private func readSubjects(_ fields: FeedFields, _ draft: inout ArticleDraft) {
        for element in fields["category"] + fields["dc:subject"] + fields["itunes:category"] {
            let term = FieldText.line(element.attribute("term") ?? element.attribute("text"))
            let name = FieldText.plain(element.attribute("label")) ?? FieldText.plain(element.text) ?? term
            draft.add(
                ArticleDetails.Subject(
                    scheme: FieldText.line(element.attribute("scheme") ?? element.attribute("domain")),
                    code: term == name ? nil : term,
                    name: name,
                    kind: .category
                )
            )
            draft.add(keyword: name)
        }
        for key in ["media:keywords", "itunes:keywords", "keywords"] {
            for word in fields.line(key)?.split(separator: ",") ?? [] { draft.add(keyword: String(word)) }
        }
    }

    // MARK: Media

    private func readEnclosure(_ address: String, _ type: String?, _ title: String?, _ draft: inout ArticleDraft) {
        if type?.lowercased().hasPrefix("image/") == true {
            draft.details.add(images: [ArticleDetails.Image(url: address, caption: title)])
        } else {
            draft.details.add(links: [ArticleDetails.Link(url: address, title: title, rel: "enclosure")])
        }
    }

    private func readMedia(_ fields: FeedFields, _ draft: inout ArticleDraft) {
        for enclosure in fields["enclosure"] {
            guard let url = FieldText.line(enclosure.attribute("url") ?? enclosure.attribute("href")) else { continue }
            readEnclosure(
                WebAddress.resolve(url, against: FeedText.base(of: enclosure)),
                enclosure.attribute("type"),
                nil,
                &draft
            )
        }
        let groups = item.children.filter { $0.name.namespace == .media && $0.local == "group" }
        for holder in [item] + groups {
            let own = FeedFields(holder)
            let caption =
                FieldText.plain(own["media:description"].first?.text) ?? FieldText.plain(own["media:title"].first?.text)
            let credit = FieldText.plain(own["media:credit"].first?.text)
            for content in own["media:content"] {
                let type =
                    content.attribute("type")?.lowercased() ?? content.attribute("medium")?.lowercased() ?? "image"
                guard type.hasPrefix("image"), let url = FieldText.line(content.attribute("url")) else { continue }
                let inner = FeedFields(content)
                draft.details.add(images: [
                    ArticleDetails.Image(
                        url: url,
                        caption: FieldText.plain(inner["media:description"].first?.text) ?? FieldText.plain(
                            inner["media:title"].first?.text
                        ) ?? caption,
                        credit: FieldText.plain(inner["media:credit"].first?.text) ?? credit
                    )
                ])
            }
            guard draft.details.images.isEmpty else { continue }
            for thumbnail in own["media:thumbnail"] {
                guard let url = FieldText.line(thumbnail.attribute("url")) else { continue }
                draft.details.add(images: [ArticleDetails.Image(url: url, caption: caption, credit: credit)])
            }
        }
    }
}

/// The elements directly in an entry, by the names of ``FeedName``.
struct FeedFields {
    private var fields: [String: [MarkupElement]] = [:]

    init(_ element: MarkupElement) {
        for child in element.children { fields[FeedName.key(child.name), default: []].append(child) }
    }

    /// What stands in the groups of media.
    static func group(_ item: MarkupElement) -> FeedFields {
        item.children.first { $0.name.namespace == .media && $0.local == "group" }.map { FeedFields($0) }
            ?? FeedFields()
    }

    private init() {}

    subscript(key: String) -> [MarkupElement] { fields[key] ?? [] }

    /// The first of the fields with a name that has a text, as one line.
    func line(_ key: String) -> String? { self[key].lazy.compactMap { FieldText.line($0) }.first }
}
