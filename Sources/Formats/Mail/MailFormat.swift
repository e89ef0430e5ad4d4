import Text
import Wire
public import Article

/// Mail (RFC 5322 and MIME, RFC 2045 to 2047, 2231 and 3676): `.eml`, `.emlx`, and the members of mailboxes.
///
/// The message is an article: its subject the headline, its text the body. Messages in it, and attachments that are news
/// by their content, are members of their own; other attachments are counted by kind. What is signed is read, what is
/// encrypted is refused.
public struct MailFormat: ArticleFormat {
    public let name = "mail"

    public init() {}

    public func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
        if MailRange.endsLinesWithCR(bytes) {
            var lines = Array(span: bytes)
            for index in lines.indices where lines[index] == 0x0D { lines[index] = 0x0A }
            return read(lines.span, context: context)
        }
        let message: MimePart
        do {
            message = try MimeParser.parse(bytes, in: MailRange.message(bytes), limits: context.limits.documents)
        } catch {
            return Reading(format: name, refused: Rejection(error))
        }
        if let unpacked = PackedMessage.unpacked(message, bytes, limit: context.limits.memberBytes) {
            return read(unpacked.span, context: context)
        }
        if Self.isEncrypted(message) { return Reading(format: name, refused: .encrypted("The message")) }
        if message.type == "multipart", message.subtype == "report" {
            return Reading(format: name, encoding: "", parts: [Part(.notNews(.deliveryReport))])
        }
        // RFC 3834, section 5; a list or a program that sends news says `auto-generated`.
        let submitted = message.fields.value("auto-submitted", of: bytes).map { EncodedWord.decode($0).lowercased() }
        if submitted?.hasPrefix("auto-replied") == true {
            return Reading(format: name, encoding: "", parts: [Part(.notNews(.automaticReply))])
        }
        return reading(message, bytes, context)
    }

    private func reading(_ message: MimePart, _ bytes: Span<UInt8>, _ context: ReadingContext) -> Reading {
        let body = MailBody(message, bytes)
        var reading = Reading(format: name, encoding: "us-ascii", parts: [])
        var refusal: Rejection?
        var isNote = false
        do {
            let story = try MailStory(message, body, bytes, context)
            reading.encoding = story.encoding
            reading.damaged = story.damaged
            isNote = story.isNote
            var own = context
            own.assumedEncoding = story.assumedEncoding
            switch story.draft.article(own) {
            case .success(let article): reading.parts.append(Part(.article(article)))
            case .failure(let rejection): refusal = rejection
            }
        } catch {
            switch error {
            case .refused(let rejection): refusal = rejection
            case .noText: refusal = .noBody
            }
        }
        var attachments = MailAttachments(bytes, context)
        for part in body.attachments { attachments.add(part) }
        for part in body.text where part.type != "text" { attachments.add(part) }
        // A message may be no more than the cover of the story that is attached.
        let isCover = attachments.parts.contains { $0.article != nil }
        if let refusal {
            reading.parts = [Part(isCover ? .notNews(.coverNote) : .refused(refusal))]
        } else if isCover, isNote {
            reading.parts = [Part(.notNews(.coverNote))]
        }
        reading.parts += attachments.parts
        return reading
    }

    /// Whether there is nothing to be read without a key (RFC 1847, section 2.2; RFC 8551, section 3.3).
    private static func isEncrypted(_ message: MimePart) -> Bool {
        if message.type == "multipart" { return message.subtype == "encrypted" }
        guard message.type == "application" else { return false }
        let isPacked = message.subtype == "pkcs7-mime" || message.subtype == "x-pkcs7-mime"
        return isPacked && message.contentType["smime-type"]?.lowercased() != "signed-data"
            || message.subtype == "pgp-encrypted"
    }
}

/// What goes with a message beside its text.
struct MailAttachments: ~Escapable {
    private let bytes: Span<UInt8>
    private let context: ReadingContext
    private(set) var parts: [Part] = []
    private var count = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, _ context: ReadingContext) {
        self.bytes = bytes
        self.context = context
    }

    /// Adds what an attachment is: the articles in it, or its kind.
    mutating func add(_ part: MimePart) {
        count += 1
        let name = part.fileName.map { MemberName.cleaned($0) } ?? MemberName.number(count)
        if let kind = Self.kind(of: part) {
            parts.append(Part(member: name, .notNews(kind)))
            return
        }
        let content = part.content(bytes)
        guard context.depth < context.limits.depth else {
            parts.append(Part(member: name, .refused(.tooDeep(context.limits.depth))))
            return
        }
        let isMessage = part.type == "message" && ["rfc822", "global", "news"].contains(part.subtype)
        var inner = context
        inner.depth += 1
        var envelope = MemberEnvelope()
        if !isMessage { envelope.charset = part.contentType["charset"] }
        inner.take(envelope)
        let reading =
            isMessage
            ? MailFormat().read(content.span, context: inner)
            : ArticleReader(limits: context.limits).read(content.span, context: inner)
        let hasArticle = reading.parts.contains { $0.article != nil }
        guard hasArticle || isMessage else {
            parts.append(Part(member: name, .notNews(.attachment)))
            return
        }
        for found in reading.parts {
            var source =
                found.source
                ?? Part.Source(
                    format: reading.format,
                    encoding: reading.encoding,
                    damaged: reading.damaged,
                    container: []
                )
            source.container.insert(MailFormat().name, at: 0)
            if found.rejection != nil, source.bytes == nil {
                source.bytes = content
                source.envelope = MemberEnvelope(of: inner)
            }
            parts.append(Part(member: found.member.map { "\(name)/\($0)" } ?? name, found.content, source: source))
        }
    }

    /// What an attachment is by its type alone; nil where it may be news.
    private static func kind(of part: MimePart) -> NotNews? {
        switch part.type {
        case "image": return .picture
        case "video": return .video
        case "audio": return .audio
        case "message": return ["rfc822", "global", "news"].contains(part.subtype) ? nil : .metadata
        case "text":
            switch part.subtype {
            case "calendar": return .event
            case "vcard", "x-vcard", "directory": return .attachment
            case "rfc822-headers", "css": return .metadata
            default: return nil
            }
        case "application":
            return signatures.contains(part.subtype) ? .metadata : nil
        default: return nil
        }
    }

    private static let signatures: Set<String> = [
        "pgp-signature", "pkcs7-signature", "x-pkcs7-signature", "pgp-keys", "ms-tnef", "vnd.ms-tnef",
    ]
}

/// Where the message stands in its file.
enum MailRange {
    /// Without the line that mailboxes have before a message, and without what Apple Mail has around one: the length in
    /// the first line, a property list at the end.
    static func message(_ bytes: Span<UInt8>) -> Range<Int> {
        var start = 0
        var end = bytes.count
        if bytes.count > 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
        if let length = appleLength(bytes) {
            start = length.start
            if length.count <= end - start { end = start + length.count }
        }
        while start < end {
            let next = LineEnd.next(bytes, from: start, before: end)
            guard LineEnd.isBlank(bytes, start, next) || MboxSeparator.isFrom(bytes, start) else { break }
            start = next
        }
        return start..<end
    }

    /// Digits alone in the first line, and perhaps spaces.
    private static func appleLength(_ bytes: Span<UInt8>) -> (start: Int, count: Int)? {
        var index = 0
        var length = 0
        while index < bytes.count, index < 12, bytes[index] >= 0x30, bytes[index] <= 0x39 {
            length = length * 10 + Int(bytes[index] - 0x30)
            index += 1
        }
        guard index > 0 else { return nil }
        let end = LineEnd.next(bytes, from: index, before: bytes.count)
        return LineEnd.isBlank(bytes, index, end) ? (end, length) : nil
    }

    /// Whether lines end as on the first Macintosh: CR, and no LF anywhere near the beginning.
    static func endsLinesWithCR(_ bytes: Span<UInt8>) -> Bool {
        var hasCR = false
        for index in 0..<min(bytes.count, 4_096) {
            if bytes[index] == 0x0A { return false }
            if bytes[index] == 0x0D { hasCR = true }
        }
        return hasCR
    }
}

extension Rejection {
    init(_ fault: MimeFault) {
        let rejection =
            switch fault {
            case .tooManyParts(let limit):
                Rejection(
                    code: .tooManyMembers,
                    explanation: "The message has more than \(limit) parts.",
                    advice: "Do not trust its sender; have the text sent in another way."
                )
            case .tooDeep(let limit):
                Rejection(
                    code: .tooDeep,
                    explanation: "The parts of the message are nested more than \(limit) deep.",
                    advice: "Do not trust its sender; have the text sent in another way."
                )
            case .headerTooLarge(let limit):
                Rejection(
                    code: .headerTooLarge,
                    explanation: "The header of the message, or of a part, has more than \(limit) bytes.",
                    advice: "Have the message sent again; it may have been damaged on the way."
                )
            }
        self = rejection.beyond(fault.setting)
    }
}
