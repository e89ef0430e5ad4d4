/// What keeps fields of one line, such as titles, names and keywords, from taking long.
///
/// Text from outside may hold characters of any length: one letter with 100,000 combining marks, or a row of 60,000 flags.
/// The standard library compares and parts such text in a time that is the square of its length, so no field that is looked
/// at character by character is longer than a line that people write.
enum FieldBound {
    /// Bytes of UTF-8 that a field of one line keeps: more than the longest headline with its credits.
    static let bytes = 4_096

    /// The first bytes of a field, without a part of a character at their end.
    static func cut(_ text: String) -> String {
        guard text.utf8.count > bytes else { return text }
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: bytes)
        while text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
        return String(decoding: text.utf8[..<end], as: UTF8.self)
    }

    /// Whether two texts are the same: canonically, or by their bytes where they are longer than a field.
    static func isSame(_ text: String, _ other: String) -> Bool {
        if text.utf8.count <= bytes, other.utf8.count <= bytes { return text == other }
        return text.utf8.elementsEqual(other.utf8)
    }
}
