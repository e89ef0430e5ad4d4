import Text
import Wire
import Article

/// A message whose text is in a `winmail.dat` alone, as one that any reader of mail understands.
enum PackedMessage {
    private static let subtypes: Set<String> = ["ms-tnef", "vnd.ms-tnef"]
    private static let boundary = "wiredesk-unpacked-part"

    /// The message with the text and the attachments of its package as parts; nil where it has a text of its own, or no
    /// package that has one.
    static func unpacked(_ message: MimePart, _ bytes: Span<UInt8>, limit: Int) -> [UInt8]? {
        var package: MimePart?
        var hasText = false
        message.each { part in
            if part.type == "text", part.body.contains(where: { bytes[$0] > 0x20 }) { hasText = true }
            let isNamed = part.fileName?.lowercased() == "winmail.dat"
            if package == nil, isNamed || part.type == "application" && subtypes.contains(part.subtype) {
                package = part
            }
        }
        guard !hasText, let package else { return nil }
        let content = package.content(bytes)
        guard let packed = TNEF(content.span), let (type, text) = text(of: packed, limit: limit) else { return nil }
        var unpacked = fields(of: message, bytes)
        unpacked += Array("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\(boundary)\n".utf8)
        add(type, text, to: &unpacked)
        for file in packed.attachments where !TNEF.opens(file.content.span) {
            let name = file.name.filter { $0.isLetter || $0.isNumber || " ._-".contains($0) }
            let type = "application/octet-stream\nContent-Disposition: attachment; filename=\"\(name)\""
            add(type, file.content, to: &unpacked)
        }
        unpacked += Array("\n--\(boundary)--\n".utf8)
        return unpacked
    }

    private static func add(_ type: String, _ content: [UInt8], to message: inout [UInt8]) {
        message += Array("\n--\(boundary)\nContent-Transfer-Encoding: binary\nContent-Type: \(type)\n\n".utf8)
        message += content
    }

    /// The best form of the text, with its type.
    private static func text(of packed: TNEF, limit: Int) -> (type: String, text: [UInt8])? {
        func isText(_ bytes: [UInt8]) -> Bool { bytes.contains { $0 > 0x20 } }
        if isText(packed.html) { return ("text/html; charset=\(packed.charset)", packed.html) }
        if isText(packed.plain) {
            return packed.isPlainWide
                ? ("text/plain; charset=utf-8", Array(EncodedWord.decoded(packed.plain, "utf-16le").utf8))
                : ("text/plain; charset=\(packed.charset)", packed.plain)
        }
        guard let rtf = CompressedRTF.expanded(packed.rtf.span, limit: limit) else { return nil }
        var reader = RTFReader(rtf.span)
        guard reader.read() else { return nil }
        let text = reader.text.paragraphs.map(\.text).joined(separator: "\n\n")
        return isText(Array(text.utf8)) ? ("text/plain; charset=utf-8", Array(text.utf8)) : nil
    }

    /// The header of a message but for the fields that tell how its body is made.
    private static func fields(of message: MimePart, _ bytes: Span<UInt8>) -> [UInt8] {
        var kept: [UInt8] = []
        var isKept = false
        var index = MailRange.message(bytes).lowerBound
        while index < message.body.lowerBound {
            let next = LineEnd.next(bytes, from: index, before: message.body.lowerBound)
            guard !LineEnd.isBlank(bytes, index, next) else { break }
            let line = bytes.extracting(index..<next)
            if line[0] != 0x20, line[0] != 0x09 {
                let name = String(decoding: Array(span: line.extracting(0..<min(line.count, 8))), as: UTF8.self)
                isKept = !["content-", "mime-ver"].contains(name.lowercased())
            }
            if isKept { kept.append(contentsOf: Array(span: line)) }
            index = next
        }
        return kept
    }
}
