import Text
import Wire
import Article

/// The text of a message as paragraphs: the better of what it has in plain text and in HTML.
struct MailContent {
    private(set) var paragraphs: [ArticleDraft.Paragraph] = []
    private(set) var encoding = "us-ascii"
    private(set) var damaged = 0
    /// The encoding that some of the text was taken to be in because it was assumed; nil for none.
    private(set) var assumedEncoding: String?
    /// Whether the text is a message that was passed on.
    private(set) var isForwarded = false
    /// Who sent the message that was passed on.
    private(set) var originalSenders: [MailAddress] = []
    /// Whether the text is encrypted in itself.
    private(set) var isEncrypted = false

    var isEmpty: Bool { !paragraphs.contains { $0.text.contains { $0.isLetter || $0.isNumber } } }

    /// Whether the text is short and says that something is attached.
    var isNoteOnAttachments: Bool {
        let text = paragraphs.map(\.text).joined(separator: " ")
        guard text.utf8.count <= Self.longestNote else { return false }
        let words = text.lowercased()
        return MailWords.attached.contains { words.hasBytes(of: $0) }
    }

    /// Bytes of the longest note on what is attached.
    private static let longestNote = 700

    /// - Parameter isAnswer: whether the header says that the message answers or passes on another.
    init(_ body: MailBody, _ bytes: Span<UInt8>, _ context: ReadingContext, isAnswer: Bool) {
        let hasPlain = body.text.contains { $0.mediaType != "text/html" }
        let plain = hasPlain ? Self.read(body.text, bytes, context, isAnswer) : nil
        let hasHTML = body.html.contains { $0.mediaType == "text/html" }
        guard hasHTML else {
            take(plain ?? Self.read(body.text, bytes, context, isAnswer))
            return
        }
        guard let plain else {
            take(Self.read(body.html, bytes, context, isAnswer))
            return
        }
        let (plainSize, isNote) = (plain.size, plain.looksLikeNote)
        // No text has more characters than its markup has bytes; most need not be read to know that.
        let markup = body.html.reduce(0) { $0 + $1.body.count }
        if !isNote, plainSize * 5 >= markup {
            take(plain)
            return
        }
        let html = Self.read(body.html, bytes, context, isAnswer)
        let htmlSize = html.size
        // The plain text is the author's own, unless it is a stub, or a note to look at the other.
        take(plainSize * 5 < htmlSize || isNote && plainSize < htmlSize ? html : plain)
    }

    private mutating func take(_ text: DecodedBody) {
        paragraphs = text.paragraphs
        encoding = text.encoding
        damaged = text.damaged
        assumedEncoding = text.assumedEncoding
        isForwarded = text.isForwarded
        originalSenders = text.originalSenders
        isEncrypted = text.isEncrypted
    }

    /// What one of the two ways of reading the parts gave.
    private struct DecodedBody {
        var paragraphs: [ArticleDraft.Paragraph] = []
        var encoding = "us-ascii"
        var damaged = 0
        var assumedEncoding: String?
        var isForwarded = false
        var originalSenders: [MailAddress] = []
        var isEncrypted = false

        var size: Int { paragraphs.reduce(0) { $0 + $1.text.unicodeScalars.count } }

        mutating func note(forwarded: Bool, from senders: [MailAddress]) {
            isForwarded = isForwarded || forwarded
            if originalSenders.isEmpty { originalSenders = senders }
        }

        /// Whether the text does no more than say where it can be seen.
        var looksLikeNote: Bool {
            guard paragraphs.count <= 4, let first = paragraphs.first, first.text.utf8.count < 400 else { return false }
            let words = first.text.lowercased()
            return MailWords.headers.contains { words.hasBytes(of: $0) }
                || words.hasBytes(of: "html") && (words.hasBytes(of: "view") || words.hasBytes(of: "mail"))
        }
    }

    private static func read(
        _ parts: [MimePart],
        _ bytes: Span<UInt8>,
        _ context: ReadingContext,
        _ isAnswer: Bool
    ) -> DecodedBody {
        var result = DecodedBody()
        for part in parts where part.type == "text" {
            let content = part.content(bytes)
            let text = DocumentText(
                content.span,
                declared: part.contentType["charset"],
                assumed: context.defaults.encoding
            )
            let utf8 = text.converted ?? Array(content[text.skip...])
            if text.encoding != "utf-8" || utf8.contains(where: { $0 >= 0x80 }) { result.encoding = text.encoding }
            result.damaged += text.damaged
            if text.isAssumed { result.assumedEncoding = text.encoding }
            if part.subtype == "html" {
                let content = MailHTML.content(utf8, context.limits.documents, isAnswer: isAnswer)
                result.paragraphs += content.paragraphs
                result.note(forwarded: content.isForwarded, from: content.originalSenders)
                continue
            }
            readPlain(String(decoding: utf8, as: UTF8.self), part, isAnswer, &result)
        }
        return result
    }

    private static func readPlain(_ source: String, _ part: MimePart, _ isAnswer: Bool, _ result: inout DecodedBody) {
        var text = source.replacingLineEnds()
        switch ArmoredText(text) {
        case .encrypted:
            result.isEncrypted = true
            return
        case .signed(let inner): text = inner
        case .none: break
        }
        if part.contentType["format"]?.lowercased() == "flowed" {
            text = FlowedText.undo(text, deletesSpaces: part.contentType["delsp"]?.lowercased() == "yes")
        }
        let cleaned = MailText(text, isAnswer: isAnswer)
        result.note(forwarded: cleaned.isForwarded, from: cleaned.originalSenders)
        result.paragraphs += cleaned.paragraphs.map { ArticleDraft.Paragraph($0) }
    }
}

/// Text in the armor of OpenPGP (RFC 9580, sections 6 and 7).
enum ArmoredText {
    case none
    case encrypted
    /// What was signed, without the armor.
    case signed(String)

    init(_ text: String) {
        guard text.hasBytes(of: "-----BEGIN PGP ") else {
            self = .none
            return
        }
        if let start = text.firstRange(of: "-----BEGIN PGP SIGNED MESSAGE-----") {
            let end = text.firstRange(of: "\n-----BEGIN PGP SIGNATURE-----")?.lowerBound ?? text.endIndex
            let armored = end > start.upperBound ? text[start.upperBound..<end] : text[start.upperBound...]
            // The fields of the armor end at a blank line.
            let body = armored.firstRange(of: "\n\n").map { armored[$0.upperBound...] } ?? armored
            let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
            self = .signed(lines.map { $0.hasPrefix("- ") ? $0.dropFirst(2) : $0 }.joined(separator: "\n"))
        } else if text.trimmingSpaces().hasPrefix("-----BEGIN PGP MESSAGE-----") {
            self = .encrypted
        } else {
            self = .none
        }
    }
}

extension String {
    /// With LF for CRLF and CR.
    func replacingLineEnds() -> String {
        guard utf8.contains(0x0D) else { return self }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        var last: UInt8 = 0
        for byte in utf8 {
            if byte == 0x0A, last == 0x0D {
                last = byte
                continue
            }
            bytes.append(byte == 0x0D ? 0x0A : byte)
            last = byte
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
