import Text
import Wire
import Article

/// An item of IPTC's ninjs: 1.x with `headline` and `body_html`, 2.x and 3.x with lists of `headlines` and `bodies`.
struct NinjsItem {
    private let item: JSONValue

    /// The keys of earlier versions are in small letters throughout, those of 3.x have capitals.
    init(_ item: JSONValue) {
        let hasCapitals = item.object?.members.contains { $0.key.utf8.contains { (0x41...0x5A).contains($0) } }
        self.item = hasCapitals == true ? item.withKeysInSmallLetters : item
    }

    func parts(_ context: ReadingContext) -> [Part] {
        let guid = item["uri"]?.string ?? item["guid"]?.string
        if let kind { return [Part(member: guid, .notNews(kind))] }
        let languages = bodyLanguages
        guard languages.count > 1 else { return [part(guid, nil, context)] }
        return languages.map { part([guid, $0].compactMap { $0 }.joined(separator: "#"), $0, context) }
    }

    private var kind: NotNews? {
        if hasText { return nil }
        let type = item["type"]?.string?.lowercased()
        // An interface may give no more of a text than what it is about, and have it fetched elsewhere.
        if type == "text", title != nil { return summary == nil ? .titleOnly : nil }
        switch type {
        case "picture", "photo", "image": return .picture
        case "video": return .video
        case "audio": return .audio
        case "graphic", "infographic": return .graphic
        case "event", "planning", "coverage": return .event
        case "concept", "component": return .concept
        case "composite", "package": return .package
        default: break
        }
        if item["events"] != nil || item["dates"] != nil { return .event }
        return item["renditions"] != nil ? .picture : nil
    }

    private var hasText: Bool {
        if item["type"]?.string?.lowercased() == "event" { return false }
        return bodies.contains { $0.text.contains { !$0.isWhitespace } }
    }

    /// What a text without a body is about.
    private var summary: String? {
        pieces(list: "descriptions", prefix: "description").map(\.text)
            .filter { $0.contains { !$0.isWhitespace } }.max { $0.utf8.count < $1.utf8.count }
    }

    // MARK: Lists and suffixes

    private struct Piece {
        var text: String
        var isHTML: Bool
        var role: String
        var language: String?
        /// How much of a story's structure it has.
        var rank: Int
    }

    /// The forms of a text: a list in later versions, keys with a suffix in earlier ones.
    private func pieces(list: String, prefix: String) -> [Piece] {
        var pieces: [Piece] = []
        for element in item[list]?.elements ?? [] {
            guard let text = element["value"]?.string ?? element.string else { continue }
            let type = element["contenttype"]?.string?.lowercased() ?? ""
            pieces.append(
                Piece(
                    text: text,
                    isHTML: type.contains("html") || type.contains("xml"),
                    role: FieldText.code(element["role"]?.string ?? "").code.lowercased(),
                    language: element["language"]?.string ?? element["lang"]?.string,
                    rank: type.contains("html") ? 3 : type.contains("xml") ? 2 : 1
                )
            )
        }
        for member in item.object?.members ?? [] where member.key.hasPrefix(prefix + "_") {
            guard let text = member.value.string else { continue }
            let form = member.key.dropFirst(prefix.count + 1).lowercased()
            let isHTML = form.contains("html") || form.contains("xml") || form.contains("nitf")
            pieces.append(
                Piece(text: text, isHTML: isHTML, role: "", language: nil, rank: form == "html" ? 3 : isHTML ? 2 : 1)
            )
        }
        return pieces
    }

    private var bodies: [Piece] {
        let bodies = pieces(list: "bodies", prefix: "body")
        if bodies.isEmpty, let body = item["body"]?.string {
            return [Piece(text: body, isHTML: true, role: "", language: nil, rank: 1)]
        }
        return bodies
    }

    private var bodyLanguages: [String] {
        var seen: [String] = []
        for body in bodies {
            guard let language = body.language, !seen.contains(language) else { continue }
            seen.append(language)
        }
        return seen
    }

    // MARK: The article

    private func part(_ member: String?, _ language: String?, _ context: ReadingContext) -> Part {
        var draft = ArticleDraft()
        readLines(&draft, language)
        readManagement(&draft)
        readSubjects(&draft)
        readAssociations(&draft)
        draft.language = FieldText.language(language ?? item["language"]?.string)
        if let body = body(language) {
            if body.isHTML || MarkedText.isMarkup(body.text) {
                MarkedText(html: body.text).fill(&draft)
            } else {
                draft.paragraphs.append(contentsOf: PlainParagraphs.split(body.text))
            }
        } else if let summary {
            MarkedText(html: summary).fill(&draft)
            draft.details.extent = .summary
        }
        draft.dropRepeatedOpening()
        return AgencyCopy.part(member: member, draft, context)
    }

    /// The body in the wanted language that has most structure; a main text before a summary.
    private func body(_ language: String?) -> Piece? {
        let candidates = bodies.filter {
            $0.text.contains { !$0.isWhitespace } && (language == nil || $0.language == language)
        }
        let main = candidates.filter { !["summary", "abstract", "teaser", "short", "caption"].contains($0.role) }
        return (main.isEmpty ? candidates : main).max { $0.rank < $1.rank }
    }

    private func readLines(_ draft: inout ArticleDraft, _ language: String?) {
        var headlines = pieces(list: "headlines", prefix: "headline")
        if let headline = item["headline"]?.string {
            headlines.insert(Piece(text: headline, isHTML: true, role: "", language: nil, rank: 1), at: 0)
        }
        if let language {
            let own = headlines.filter { $0.language == language }
            if !own.isEmpty { headlines = own }
        }
        let isSecond = { (role: String) in
            ["sub", "deck", "kicker", "short", "alternat", "seo", "social"].contains { role.contains($0) }
        }
        let main = headlines.first { !isSecond($0.role) } ?? headlines.first
        draft.headline =
            FieldText.plain(main?.text) ?? FieldText.plain(item["title"]?.string) ?? FieldText.plain(
                item["name"]?.string
            ) ?? ""
        let second =
            headlines.first { $0.role.contains("sub") || $0.role.contains("deck") }?.text
            ?? item["subheadline"]?.string ?? item["subhead"]?.string
            ?? item["subheadlines"]?.elements.first?["value"]?.string
        var descriptions = pieces(list: "descriptions", prefix: "description").filter { !$0.role.contains("caption") }
        if let language {
            let own = descriptions.filter { $0.language == language }
            if !own.isEmpty { descriptions = own }
        }
        draft.deck =
            FieldText.plain(second) ?? FieldText.plain(descriptions.min { $0.rank < $1.rank }?.text)
            ?? FieldText.plain(item["abstract"]?.string)
        draft.slugline = FieldText.plain(item["slugline"]?.string) ?? FieldText.plain(item["slug"]?.string)
        let lines = (item["bylines"]?.elements ?? []).compactMap {
            $0["by"]?.string ?? $0["byline"]?.string ?? $0.string
        }
        draft.byline =
            FieldText.plain(item["byline"]?.string ?? item["by"]?.string)
            ?? FieldText.line(lines.joined(separator: ", "))
        draft.dateline = dateline
        draft.marks.urgency =
            FieldText.urgency(item["urgency"]?.printed) ?? FieldText.urgency(item["priority"]?.printed)
        draft.section = FieldText.plain(item["section"]?.printed)
        if let credit = FieldText.plain(item["creditline"]?.string) { draft.credits.append(credit) }
    }

    private var dateline: String? {
        guard let dateline = item["dateline"] else { return nil }
        return FieldText.plain(dateline.string ?? dateline["text"]?.string)
    }

    private func readManagement(_ draft: inout ArticleDraft) {
        draft.details.guid = FieldText.line(item["uri"]?.string ?? item["guid"]?.string)
        draft.details.version = FieldText.line(item["version"]?.printed)
        if let earlier = FieldText.line(item["evolvedfrom"]?.string) {
            draft.details.add(links: [ArticleDetails.Link(url: earlier, rel: "evolvedfrom")])
        }
        let changed = item["versioncreated"]?.printed
        draft.note(
            published: [
                item["firstcreated"]?.printed, item["contentcreated"]?.printed, changed,
            ],
            updated: [changed]
        )
        draft.note(status: item["pubstatus"]?.string)
        draft.note(embargo: item["embargoed"]?.string)
        for signal in item["signals"]?.elements ?? item["signal"]?.elements ?? [] {
            draft.note(signal: signal.string ?? signal["code"]?.string ?? signal["name"]?.string)
        }
        for note in (item["ednote"]?.elements ?? []) + (item["ednotes"]?.elements ?? []) {
            draft.add(note: note.string ?? note["value"]?.string)
        }
        let rights = item["rightsinfo"]
        draft.note(
            holder: item["copyrightholder"]?.string ?? rights?["copyrightholder"]?.string,
            notice: item["copyrightnotice"]?.string ?? rights?["copyrightnotice"]?.string,
            terms: item["usageterms"]?.elements.compactMap(\.string).joined(separator: " ")
                ?? rights?["usageterms"]?.string
        )
        let sources = (item["infosources"] ?? item["infosource"])?.elements ?? []
        draft.details.provider =
            FieldText.plain(item["provider"]?.string) ?? FieldText.plain(item["source"]?.string)
            ?? sources.lazy.compactMap { FieldText.plain($0["name"]?.string) }.first
        let canonical = item["links"]?.elements.first { $0["rel"]?.string == "canonical" }
        if let url = item["url"]?.string ?? item["canonicalurl"]?.string ?? canonical?["href"]?.string {
            draft.url = url
        }
    }

    private func readSubjects(_ draft: inout ArticleDraft) {
        let kinds: [(keys: [String], kind: ArticleDetails.Subject.Kind)] = [
            (["subjects", "subject"], .subject), (["genres", "genre"], .genre), (["places", "place"], .place),
            (["people", "person"], .person), (["organisations", "organisation"], .organisation),
            (["services", "service"], .service), (["anpa_category", "category"], .category),
        ]
        for (keys, kind) in kinds {
            for key in keys {
                for entry in item[key]?.elements ?? [] { draft.add(NinjsItem.subject(entry, kind)) }
            }
        }
        if let located = FieldText.plain(item["located"]?.string) {
            draft.add(ArticleDetails.Subject(name: located, kind: .place))
        }
        for keyword in item["keywords"]?.elements ?? [] {
            draft.add(keyword: keyword.string ?? keyword["name"]?.string)
        }
        for author in item["authors"]?.elements ?? [] {
            draft.add(author: author.string ?? author["name"]?.string, uri: author["uri"]?.string)
        }
        for line in item["bylines"]?.elements ?? [] where line["role"]?.string?.isEmpty != false {
            let names = [line["firstname"]?.string, line["lastname"]?.string].compactMap { FieldText.plain($0) }
            if line["internal"]?.printed != "true" { draft.add(author: names.joined(separator: " ")) }
        }
        for person in ["people", "person", "contributors"].flatMap({ item[$0]?.elements ?? [] }) {
            let rel = (person["rel"] ?? person["role"])?.string?.lowercased() ?? ""
            if rel.contains("author") || rel.contains("creator") || rel.contains("writer") {
                draft.add(author: person["name"]?.string, uri: person["uri"]?.string)
            }
        }
    }

    /// A subject by scheme and code, or by an address, with its name.
    static func subject(_ entry: JSONValue, _ kind: ArticleDetails.Subject.Kind) -> ArticleDetails.Subject {
        if let name = entry.string { return ArticleDetails.Subject(name: FieldText.plain(name), kind: kind) }
        let printed =
            entry["code"]?.printed ?? entry["qcode"]?.printed ?? entry["uri"]?.printed ?? entry["literal"]?.printed
        let code = printed.map { FieldText.code($0) }
        let scheme = entry["scheme"]?.string
        return ArticleDetails.Subject(
            scheme: FieldText.line(scheme ?? code?.scheme),
            code: FieldText.line(scheme == nil ? code?.code : printed),
            name: FieldText.plain(entry["name"]?.printed),
            kind: kind
        )
    }

    // MARK: Associations

    private func readAssociations(_ draft: inout ArticleDraft) {
        var associations: [(name: String?, item: JSONValue)] = []
        switch item["associations"] {
        case .object(let object):
            for member in object.members {
                for element in member.value.elements { associations.append((member.key, element)) }
            }
        case .array(let elements): associations = elements.map { ($0["name"]?.string, $0) }
        default: break
        }
        for (name, other) in associations where other.isObject {
            let type = other["type"]?.string?.lowercased() ?? ""
            if ["picture", "photo", "image", "graphic"].contains(type) || type.isEmpty && other["renditions"] != nil {
                draft.details.add(images: [NinjsItem(other).image])
            } else if let url = other["url"]?.string ?? other["uri"]?.string {
                let title = NinjsItem(other).title
                draft.details.add(links: [ArticleDetails.Link(url: url, title: title, rel: name)])
            }
        }
    }

    private var title: String? {
        FieldText.plain(pieces(list: "headlines", prefix: "headline").first?.text ?? item["headline"]?.string)
    }

    private var image: ArticleDetails.Image {
        var best: (pixels: Int, url: String)?
        var renditions: [JSONValue] = []
        switch item["renditions"] {
        case .object(let object): renditions = object.members.map(\.value)
        case .array(let elements): renditions = elements
        default: break
        }
        for rendition in renditions {
            guard let url = rendition["href"]?.string ?? rendition["url"]?.string else { continue }
            let width = Int(rendition["width"]?.printed ?? "") ?? 0
            let pixels = width * (Int(rendition["height"]?.printed ?? "") ?? 0)
            if pixels > best?.pixels ?? -1 { best = (pixels, url) }
        }
        let caption = pieces(list: "descriptions", prefix: "description").min { $0.rank < $1.rank }?.text
        return ArticleDetails.Image(
            url: best?.url ?? item["href"]?.string,
            caption: FieldText.plain(caption) ?? title,
            credit: FieldText.plain(item["byline"]?.string ?? item["by"]?.string ?? item["copyrightholder"]?.string),
            alt: FieldText.plain(item["alt_text"]?.string ?? item["alttext"]?.string)
        )
    }
}
