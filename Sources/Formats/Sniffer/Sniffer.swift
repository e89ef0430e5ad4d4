/// Tells what a file is from its bytes alone, before any reader sees it.
///
/// The order is that of certainty: magic numbers, WARC, mailboxes, markup by its root, JSON by its keys, the heads of
/// messages, files that are text and no news by their shape, and then text. A name or a suffix is never looked at.
///
/// Each step looks at the beginning of the file, and the shape of a text at no more than ``TextShape/reach`` bytes, so
/// that sniffing is linear and costs a large file no more than a small one.
public enum Sniffer {
    /// What the bytes of a file are.
    public static func kind(of bytes: Span<UInt8>) -> FileKind {
        if let kind = MagicNumber.kind(of: bytes) { return kind }
        if let narrow = WideText.narrowed(bytes) { return kind(ofText: narrow.span, from: 0) }
        return kind(ofText: bytes, from: bytes.matches([0xEF, 0xBB, 0xBF], at: 0) ? 3 : 0)
    }

    /// What a text is whose markup, keys and line ends are ASCII.
    private static func kind(ofText text: Span<UInt8>, from start: Int) -> FileKind {
        var first = start
        while first < text.count, text[first] <= 0x20, text[first] != 0x01, text[first] != 0x02, text[first] != 0x16 {
            first += 1
        }
        guard first < text.count else { return .text }
        switch text[first] {
        case 0x01, 0x02, 0x16:
            // The frames of IPTC 7901 and ANPA 1312 hold copy.
            return .text
        case 0x3C:
            if let kind = MarkupRoot.kind(of: text, from: first) { return kind }
        case 0x7B, 0x5B:
            if let kind = JSONSurvey.kind(of: text, from: first) { return kind }
        default: break
        }
        if let kind = Signatures.kind(of: text, from: first) { return kind }
        if let kind = MessageHead.kind(of: text, from: first) { return kind }
        return TextShape.kind(of: text, from: first) ?? .text
    }
}
