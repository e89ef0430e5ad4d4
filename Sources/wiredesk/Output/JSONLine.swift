import FoundationEssentials
import LinuxIO

/// One JSON object on one line, its keys in alphabetical order, for programs.
enum JSONLine {
    /// The value as a line with its line break.
    ///
    /// What could act on a terminal is escaped, as in the records of the archive, although JSON does not ask for it.
    static func text(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Nothing that is written here can fail to be encoded: there are no numbers but whole and finite ones.
        let json = (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        return escaped(json) + "\n"
    }

    private static func escaped(_ json: String) -> String {
        if json.utf8.allSatisfy({ $0 < 0x7F }) { return json }
        var text = ""
        for scalar in json.unicodeScalars {
            if scalar.value >= 0x7F && scalar.actsOnDisplay {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
