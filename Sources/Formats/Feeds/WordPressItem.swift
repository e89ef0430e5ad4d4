import Text
import Wire
import Article

/// A post in a WordPress export (WXR 1.0 to 1.2), whose text is as its writer typed it: blank lines part paragraphs.
struct WordPressItem {
    private let item: MarkupElement
    private let channel: FeedChannel

    init(_ item: MarkupElement, _ channel: FeedChannel) {
        self.item = item
        self.channel = channel
    }

    static func isItem(_ item: MarkupElement) -> Bool {
        item.children.contains {
            $0.name.namespace == .wordPress
                && ($0.local == "post_type" || $0.local == "post_id" || $0.local == "status")
        }
    }

    private func field(_ local: String, _ namespace: Namespace = .wordPress) -> String? {
        FieldText.line(item.child(local, namespace))
    }

    func part(_ context: ReadingContext) -> Part {
        let member = FieldText.line(item.child("guid")) ?? field("post_id")
        switch field("post_type") {
        case "attachment": return Part(member: member, .notNews(.picture))
        case "post", "page", nil, "article", "news", "story": break
        default: return Part(member: member, .notNews(.concept))
        }
        var entry = FeedEntry()
        var draft = ArticleDraft()
        FeedItem(item, channel).fill(&entry, &draft)
        if let content = item.child("encoded", .contentModule) {
            entry.content = MarkedText(html: WordPressItem.paragraphs(content.text), base: entry.address)
        }
        if let excerpt = item.child("encoded", .wordPressExcerpt) { entry.summary = MarkedText(html: excerpt.text) }
        draft.details.authors = draft.details.authors.map { author in
            ArticleDetails.Author(name: channel.authorNames[author.name] ?? author.name, uri: author.uri)
        }
        draft.byline = FieldText.line(draft.details.authors.map(\.name).joined(separator: ", "))
        readDates(&draft)
        draft.slugline = field("post_name")
        switch field("status") {
        case "publish", "inherit", nil: break
        case "trash": draft.details.status = .canceled
        default: draft.details.status = .withheld
        }
        if field("post_password") != nil { draft.details.status = .withheld }
        return entry.part(&draft, context)
    }

    private func readDates(_ draft: inout ArticleDraft) {
        func date(_ local: String) -> String? { field(local).flatMap { $0.hasPrefix("0000") ? nil : $0 } }
        draft.note(
            published: [date("post_date_gmt"), FieldText.line(item.child("pubDate")), date("post_date")],
            updated: [date("post_modified_gmt"), date("post_modified")]
        )
        if field("status") == "future" { draft.note(embargo: date("post_date_gmt") ?? date("post_date")) }
    }

    /// Text with its blank lines as paragraphs, and without WordPress's shortcodes but for what they enclose.
    private static func paragraphs(_ text: String) -> String {
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        var marked = ""
        for line in lines {
            let isBlank = line.allSatisfy(\.isWhitespace)
            marked += isBlank ? "<p>" : line + "\n"
        }
        return withoutShortcodes(marked)
    }

    /// Takes off `[gallery ids="1,2"]` and `[caption …]` and the like: a word in brackets that has attributes or an end.
    private static func withoutShortcodes(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "[")) else { return text }
        var kept = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "[") {
            kept += rest[..<open]
            let after = rest.index(after: open)
            guard let close = rest[after...].prefix(400).firstIndex(of: "]") else {
                kept += rest[open...]
                return kept
            }
            let inner = rest[after..<close]
            let name = inner.drop { $0 == "/" }.prefix { $0.isASCII && ($0.isLetter || $0 == "_" || $0 == "-") }
            if shortcodes.contains(String(name)) {
                // What a caption encloses stands apart, a picture and the words under it.
                if captions.contains(String(name)) {
                    kept += inner.hasPrefix("/") ? "</figcaption></figure>" : "<figure><figcaption>"
                }
                rest = rest[rest.index(after: close)...]
            } else {
                kept += "["
                rest = rest[after...]
            }
        }
        return kept + rest
    }

    private static let captions: Set<String> = ["caption", "wp_caption"]

    private static let shortcodes: Set<String> = [
        "caption", "gallery", "embed", "audio", "video", "playlist", "youtube", "vimeo", "contact-form", "wp_caption",
        "soundcloud", "tweet",
    ]
}
