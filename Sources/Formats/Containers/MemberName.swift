/// The names of members as text. A name is shown and recorded, and never a place on a disk.
enum MemberName {
    /// Text in ISO 8859-1.
    static func latin(_ bytes: [UInt8]) -> String {
        cleaned(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })))
    }

    /// UTF-8 where it is that, else ISO 8859-1.
    static func text(_ bytes: [UInt8]) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { return latin(bytes) }
        return cleaned(text)
    }

    /// The first lines of what is text, without their ends.
    static func lines(_ bytes: Span<UInt8>, limit: Int) -> [String] {
        var lines: [String] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 0x0A && lines.count < limit {
            lines.append(text(Array(span: bytes.extracting(start..<index))))
            start = index + 1
        }
        return lines
    }

    /// The name of a member that has none: its number, from 1.
    static func number(_ number: Int) -> String { "#\(number)" }

    /// Without the controls that no name has.
    static func cleaned(_ name: String) -> String {
        let controls = name.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }
        guard controls else { return name }
        return String(
            String.UnicodeScalarView(
                name.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
            )
        )
    }
}
