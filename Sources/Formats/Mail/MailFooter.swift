import Text

/// A paragraph at the end of a message, which may be what list servers, lawyers and telephones add there.
struct MailFooter {
    private let opening: [UInt8]
    /// In small letters.
    private let text: String
    private let words: [Substring]

    /// A button has no more words: `Sent from my telephone`.
    private static let longestButton = 5
    /// The words that a footer and a notice open with, which say nothing of what follows.
    private static let footerOpening = 3
    private static let noticeOpening = 5
    /// A sentence has no fewer words, or letters where words stand in no spaces.
    private static let shortestSentence = 4
    private static let shortestUnspaced = 12

    init(_ lines: ArraySlice<MailLine>) {
        opening = lines.first?.bareOpening ?? []
        text = lines.map(\.text).joined(separator: " ").lowercased()
        words = text.split { $0.isWhitespace }
    }

    /// Whether it begins as one of them does, and says more that no story does: whom it is for, or how to be rid of it.
    var isFooter: Bool {
        guard MailWords.footerOpenings.open(opening) else { return false }
        if MailWords.noticeOpenings.open(opening) { return saysMore(behind: Self.noticeOpening) }
        return words.count <= Self.longestButton || hasContact || saysMore(behind: Self.footerOpening)
    }

    /// Whether it is a sentence as stories have them.
    var isSentence: Bool {
        guard !hasContact, !hasSign(text), !MailWords.footerOpenings.open(opening) else { return false }
        let end = text.reversed().first { !$0.isWhitespace && !"\"'”’»“)」』".contains($0) }
        guard let end, ".!?…。！？؟۔।".contains(end) else { return false }
        return words.count >= Self.shortestSentence || !text.utf8.contains(0x20) && text.count >= Self.shortestUnspaced
    }

    private func saysMore(behind opening: Int) -> Bool {
        hasSign(words.count > opening ? words[opening...].joined(separator: " ") : text)
    }

    private func hasSign(_ text: String) -> Bool { MailWords.footerSigns.contains { text.hasBytes(of: $0) } }

    /// Whether an address is in it, of mail, of the web, or where somebody lives.
    private var hasContact: Bool {
        ["@", "://", "www.", "©"].contains { text.hasBytes(of: $0) }
            || words.count < 8 && text.contains(where: \.isNumber)
    }
}
