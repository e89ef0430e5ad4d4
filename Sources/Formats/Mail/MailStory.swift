import Text
import Wire
import Article

/// The story of a message: its text, and what its header says about it.
struct MailStory {
    var draft: ArticleDraft
    /// The encoding of the text, by its IANA name in lower case.
    var encoding: String
    var damaged: Int
    /// The encoding that some of the text was taken to be in because it was assumed; nil for none.
    var assumedEncoding: String?
    /// Whether the text is no more than a note on what is attached.
    var isNote: Bool

    /// A message about which a reader of news wants to know no more than that it came.
    enum Failure: Error {
        case refused(Rejection)
        /// There is no text at all.
        case noText
    }

    init(
        _ message: MimePart,
        _ body: MailBody,
        _ bytes: Span<UInt8>,
        _ context: ReadingContext
    ) throws(Failure) {
        func header(_ name: String) -> String? {
            message.fields.value(name, of: bytes).map { FieldBound.cut(EncodedWord.decode($0)) }
        }
        let printed = header("subject") ?? ""
        let isList = ["list-id", "list-post", "mailing-list", "x-mailing-list"].contains { message.fields[$0] != nil }
        let isReply = message.fields["in-reply-to"] != nil || message.fields["references"] != nil
        let text = MailContent(body, bytes, context, isAnswer: isReply || MailSubject.isAnswer(printed))
        if text.isEncrypted { throw .refused(.encrypted("The text of the message")) }
        let subject = MailSubject.headline(printed, isReply: isReply || text.isForwarded, isList: isList)
        guard !text.isEmpty else { throw .noText }
        guard let draft = DocumentCopy.draft(headline: subject, paragraphs: text.paragraphs) else {
            throw .refused(.noHeadline)
        }
        self.draft = draft
        encoding = text.encoding
        damaged = text.damaged
        assumedEncoding = text.assumedEncoding
        isNote = text.isNoteOnAttachments
        addDetails(
            message,
            bytes,
            header,
            originalSenders: text.originalSenders,
            hasSource: context.defaults.source != nil
        )
    }

    /// - Parameters:
    ///   - originalSenders: who sent the message that this one passes on; none where it passes none on.
    ///   - hasSource: whether a source is known for what is read here, which outranks the guess from an address.
    private mutating func addDetails(
        _ message: MimePart,
        _ bytes: Span<UInt8>,
        _ header: (String) -> String?,
        originalSenders: [MailAddress],
        hasSource: Bool
    ) {
        let sent =
            (message.fields.value("from", of: bytes) ?? message.fields.value("sender", of: bytes))
            .map { MailAddress.list($0) } ?? []
        let from = originalSenders.isEmpty ? sent : originalSenders
        draft.details.authors = from.compactMap { mailbox in
            guard let name = mailbox.name ?? mailbox.address else { return nil }
            return ArticleDetails.Author(name: name, uri: mailbox.address.map { "mailto:\($0)" })
        }
        draft.details.provider =
            (originalSenders.isEmpty ? header("organization") : nil)
            ?? (hasSource
                ? nil : from.lazy.compactMap(\.domain).first { !PublicHosts.contains($0) })
        let date = header("date") ?? header("resent-date")
        if let date, let stated = StatedTime(date) { draft.published = stated.published }
        draft.details.guid = header("message-id").flatMap { text in
            let id = text.trimmingSpaces()
            guard let start = id.firstIndex(of: "<"), let end = id[start...].firstIndex(of: ">") else {
                return id.isEmpty ? nil : id
            }
            return String(id[id.index(after: start)..<end])
        }
        // RFC 5322, section 3.6.4; RFC 2392 has the form of the address.
        if let parent = header("in-reply-to"), let start = parent.firstIndex(of: "<"),
            let end = parent[start...].firstIndex(of: ">"), parent.index(after: start) < end
        {
            let id = parent[parent.index(after: start)..<end]
            draft.details.add(links: [ArticleDetails.Link(url: "mid:\(id)", rel: "in-reply-to")])
        }
        draft.details.keywords = (header("keywords") ?? "").split(separator: ",").prefix(50)
            .map { $0.trimmingSpaces() }.filter { !$0.isEmpty }
        if let language = header("content-language") { draft.language = Self.language(language) }
        if draft.url == nil { draft.url = header("archived-at").map { $0.filter { $0 != "<" && $0 != ">" } } }
        let importance = (header("importance") ?? header("priority") ?? "").lowercased()
        if importance == "high" || importance == "urgent" { draft.marks.urgent = true }
    }

    /// The first language of a list of tags (RFC 5646), where it is one of two or three letters.
    private static func language(_ list: String) -> String? {
        let tag = list.split(separator: ",").first?.trimmingSpaces().split(separator: "-").first.map { $0.lowercased() }
        guard let tag, (2...3).contains(tag.utf8.count), tag.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
            return nil
        }
        return tag
    }
}
