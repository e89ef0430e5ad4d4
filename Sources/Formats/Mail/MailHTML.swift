import Text
import Wire
import Article

/// The text of a message in HTML as paragraphs.
///
/// A message is no page: there is no navigation to find the text among, but layout tables, text that is hidden from who
/// reads, pictures that count readers, and quoted messages. Cells and rows part paragraphs, what is hidden is left out,
/// and quoted messages are kept apart.
struct MailHTML {
    /// An element that is open.
    private struct Open {
        var tag: HTMLTag
        var name: HTMLName
        var isHidden: Bool
        var isQuote: Bool
        /// Whether the quotation begins with it.
        var opensQuote: Bool
        var isPreformatted: Bool
    }

    private var own: [ArticleDraft.Paragraph] = []
    private var quoted: [ArticleDraft.Paragraph] = []
    private var open: [Open] = []
    private var text: [UInt8] = []
    private var hasSpace = false
    private var breaks = 0
    private var isHeading = false
    /// Outlook marks where the quoted message begins, and not where it ends.
    private var isRestQuoted = false

    private let depthLimit: Int

    private init(depthLimit: Int) { self.depthLimit = depthLimit }

    /// The text of a message, and who sent the one that it passes on.
    struct Content {
        var paragraphs: [ArticleDraft.Paragraph]
        var isForwarded: Bool
        var originalSenders: [MailAddress]
    }

    static func content(_ html: [UInt8], _ limits: DocumentLimits, isAnswer: Bool) -> Content {
        var reader = MailHTML(depthLimit: limits.htmlDepth)
        reader.read(html.span)
        return reader.result(isAnswer)
    }

    private var isHidden: Bool { open.last?.isHidden ?? false }
    private var isQuoted: Bool { isRestQuoted || open.last?.isQuote ?? false }
    private var isPreformatted: Bool { open.last?.isPreformatted ?? false }

    // MARK: Tokens

    private mutating func read(_ bytes: Span<UInt8>) {
        var tokens = HTMLTokenizer()
        while tokens.next(bytes) {
            switch tokens.kind {
            case .text: if !isHidden { add(bytes, tokens.range.start, tokens.range.end, tokens.hasReferences) }
            case .startTag: begin(tokens, bytes)
            case .endTag: end(tokens)
            case .comment, .doctype: break
            }
        }
        close()
    }

    private mutating func begin(_ tokens: HTMLTokenizer, _ bytes: Span<UInt8>) {
        let tag = tokens.tag
        if tag == .br {
            breaks += 1
            if breaks > 1 { close() }
            return
        }
        let marks = MailMarkup(tokens.attributes, bytes)
        if marks.beginsOriginal, !own.isEmpty || !text.isEmpty {
            close()
            isRestQuoted = true
        }
        if tag.traits.contains(.block) {
            // An open paragraph ends where a block begins; its end tag may be missing.
            if tag.traits.contains(.closesParagraph), open.last?.tag == .p { open.removeLast() }
            close()
        }
        guard !tag.traits.contains(.void), !tokens.isSelfClosing || tag != .unknown, open.count < depthLimit else {
            return
        }
        let isSkipped = tag.traits.contains(.skipped) || tag == .head
        let isQuote = marks.isQuote || tag == .blockquote && marks.isCitation
        if isQuote { close() }
        open.append(
            Open(
                tag: tag,
                name: tokens.nameHash,
                isHidden: isHidden || isSkipped || marks.isHidden,
                isQuote: isQuoted || isQuote,
                opensQuote: isQuote,
                isPreformatted: isPreformatted || tag == .pre
            )
        )
        if tag.traits.contains(.heading) { isHeading = true }
    }

    private mutating func end(_ tokens: HTMLTokenizer) {
        let tag = tokens.tag
        // An end tag without a start is passed over; so are elements that were left open inside.
        var index = open.count - 1
        let lowest = max(0, open.count - 64)
        while index >= lowest, open[index].name != tokens.nameHash { index -= 1 }
        if tag.traits.contains(.block) || index >= lowest && open[index].opensQuote { close() }
        if tag.traits.contains(.heading) { isHeading = false }
        if index >= lowest { open.removeSubrange(index...) }
    }

    // MARK: Text

    private mutating func add(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ hasReferences: Bool) {
        var index = start
        while index < end {
            let byte = bytes[index]
            if byte == 0x26, hasReferences, let match = HTMLReference.read(bytes, index, end, inAttribute: false) {
                add(codePoint: match.first)
                if match.second != 0 { add(codePoint: match.second) }
                index = match.end
                continue
            }
            if byte == 0x0A, isPreformatted {
                breaks += 1
                if breaks > 1 { close() }
            } else if byte <= 0x20 {
                hasSpace = true
            } else if byte == 0xC2, index + 1 < end, bytes[index + 1] == 0xA0 {
                hasSpace = true
                index += 1
            } else {
                flushSpace()
                text.append(byte)
            }
            index += 1
        }
    }

    private mutating func add(codePoint: UInt32) {
        switch codePoint {
        case 0...0x20, 0xA0: hasSpace = true
        // Marks without a width fill the line that mail programs show beside the subject.
        case 0xAD, 0x34F, 0x200B, 0x200C, 0x2060, 0xFEFF: break
        default:
            guard let scalar = Unicode.Scalar(codePoint) else { return }
            flushSpace()
            text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }

    private mutating func flushSpace() {
        if breaks > 0 {
            if !text.isEmpty { text.append(0x0A) }
        } else if hasSpace, !text.isEmpty {
            text.append(0x20)
        }
        breaks = 0
        hasSpace = false
    }

    private mutating func close() {
        breaks = 0
        hasSpace = false
        guard !text.isEmpty else { return }
        let paragraph = ArticleDraft.Paragraph(String(decoding: text, as: UTF8.self), isHeading: isHeading)
        text.removeAll(keepingCapacity: true)
        guard
            paragraph.text.unicodeScalars.contains(where: {
                $0.properties.isAlphabetic || $0.properties.numericType != nil
            })
        else { return }
        if isQuoted { quoted.append(paragraph) } else { own.append(paragraph) }
    }

    // MARK: The result

    /// The message's own text; the quoted one where there is no more than a note above it.
    private func result(_ isAnswer: Bool) -> Content {
        let ownSize = own.reduce(0) { $0 + $1.text.utf8.count }
        let quotedSize = quoted.reduce(0) { $0 + $1.text.utf8.count }
        let chosen = ownSize < 300 && quotedSize > ownSize * 4 ? quoted : own
        let headings = Set(chosen.filter(\.isHeading).map(\.text))
        let cleaned = MailText(chosen.map(\.text).joined(separator: "\n\n"), isAnswer: isAnswer)
        return Content(
            paragraphs: cleaned.paragraphs.filter { !LineReading.isMenu($0) }
                .map { ArticleDraft.Paragraph($0, isHeading: headings.contains($0)) },
            isForwarded: cleaned.isForwarded,
            originalSenders: cleaned.originalSenders
        )
    }
}

/// What the attributes of an element say to a reader of mail.
struct MailMarkup {
    private(set) var isHidden = false
    /// The element holds a message that is answered or passed on.
    private(set) var isQuote = false
    /// A quotation of a message, where the element is one.
    private(set) var isCitation = false
    /// A message that is answered or passed on follows.
    private(set) var beginsOriginal = false

    private static let classAttribute = HTMLName("class")
    private static let idAttribute = HTMLName("id")
    private static let styleAttribute = HTMLName("style")
    private static let typeAttribute = HTMLName("type")
    private static let hiddenAttribute = HTMLName("hidden")

    /// The classes that mail programs give to what they quote.
    private static let quoteClasses: Set<Substring> = [
        "gmail_quote", "gmail_extra", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix", "moz-forward-container",
        "zmail_extra",
        "outlookmessageheader", "gmail_attr", "tutanota_quote", "cj-quote", "front-blockquote",
    ]
    private static let originals: Set<String> = ["divrplyfwdmsg", "appendonsend", "stopspelling", "x_divrplyfwdmsg"]

    init(_ attributes: [HTMLAttribute], _ bytes: Span<UInt8>) {
        for attribute in attributes {
            func value() -> String {
                String(
                    decoding: Array(span: bytes.extracting(attribute.value.start..<attribute.value.end)),
                    as: UTF8.self
                ).lowercased()
            }
            switch attribute.name {
            case Self.classAttribute:
                isQuote = isQuote || value().split(separator: " ").contains { Self.quoteClasses.contains($0) }
            case Self.idAttribute:
                beginsOriginal = beginsOriginal || Self.originals.contains(value())
            case Self.typeAttribute:
                isCitation = value() == "cite"
            case Self.hiddenAttribute:
                isHidden = true
            case Self.styleAttribute:
                let style = value().filter { $0 != " " }
                isHidden =
                    isHidden || style.hasBytes(of: "display:none") || style.hasBytes(of: "visibility:hidden")
                    || style.hasBytes(of: "mso-hide:all")
                    || style.hasBytes(of: "max-height:0") && style.hasBytes(of: "overflow:hidden")
                // The rule that Outlook draws above the fields of a quoted message.
                beginsOriginal =
                    beginsOriginal
                    || style.hasBytes(of: "border-top:solid#e1e1e1") || style.hasBytes(of: "border-top:solid#b5c4df")
            default: break
            }
        }
    }
}
