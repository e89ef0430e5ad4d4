import FoundationEssentials

/// Values as programs read them: one JSON object on one line, its keys sorted.
enum JSONLine {
    /// The object, with a line break at its end.
    static func text(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // The types of this program hold nothing that JSON has not got.
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) + "\n" } ?? "{}\n"
    }
}
