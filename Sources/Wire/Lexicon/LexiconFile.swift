import Text
import Article

/// A data file of the lexicon: what the words of one language, or of all, are known as.
///
/// ```
/// # A remark.
/// [weekday]
/// monday, mon, tuesday, tue
/// [hold]
/// not for publication, hold for release
/// correct*
/// ```
///
/// Lines that begin with `#` above the first heading are remarks. A heading in brackets opens a class; commas and line ends
/// part its entries, which are words or phrases in small letters. A star at an entry's end stands for any ending, ` = `
/// comes before its number, and a backslash takes the meaning from the comma or star behind it.
struct LexiconFile {
    struct Entry {
        var lexicalClass: LexicalClass
        /// In small letters, without star and number.
        var text: String
        /// Whether the entry is the beginning of words.
        var isStem = false
        /// The number after `=`; of a month its own.
        var number: Int?
    }

    /// The code of the language, which names the file.
    let language: String
    private(set) var entries: [Entry] = []
    /// Lines that say nothing a lexicon knows, for the test that reads all files.
    private(set) var faults: [String] = []

    init(language: String, text: String) {
        self.language = language
        var current: LexicalClass?
        var month = 0
        for line in text.split(separator: "\n") {
            if line.hasPrefix("["), line.hasSuffix("]") {
                let heading = line.dropFirst().dropLast()
                current = LexicalClass.byHeading[String(heading)]
                month = 0
                if current == nil { faults.append(String(line)) }
                continue
            }
            guard let current else {
                if !line.hasPrefix("#") { faults.append(String(line)) }
                continue
            }
            if current == .month { month += 1 }
            for part in LexiconFile.parts(line) { entries.append(LexiconFile.entry(part, current, month: month)) }
        }
    }

    /// What commas without a backslash part, with the backslashes of stars left in place.
    private static func parts(_ line: Substring) -> [String] {
        var parts = [""]
        var isEscaped = false
        for character in line.unicodeScalars {
            let last = parts.count - 1
            if isEscaped {
                if character != "," { parts[last].unicodeScalars.append("\\") }
                parts[last].unicodeScalars.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "," {
                parts.append("")
            } else {
                parts[last].unicodeScalars.append(character)
            }
        }
        return parts
    }

    private static func entry(_ part: String, _ lexicalClass: LexicalClass, month: Int) -> Entry {
        // By scalars: a combining mark makes one character of itself and the space before it.
        var text = part.unicodeScalars[...]
        while text.first == " " { text.removeFirst() }
        var number: Int? = lexicalClass == .month ? month : nil
        if let sign = text.lastIndex(of: "="), sign > text.startIndex, text[text.index(before: sign)] == " ",
            let value = Int(String(String.UnicodeScalarView(text[text.index(after: sign)...].filter { $0 != " " })))
        {
            number = value
            text = text[..<sign]
        }
        while text.last == " " { text.removeLast() }
        var isStem = false
        if text.last == "*" {
            text.removeLast()
            isStem = text.last != "\\"
            if !isStem {
                text.removeLast()
                text.append("*")
            }
        }
        // As the words of a text are looked up, but for the letters themselves.
        if lexicalClass != .letters {
            text = String.UnicodeScalarView(text.map { Unicode.Scalar(Word.small($0.value)) ?? $0 })[...]
        }
        return Entry(lexicalClass: lexicalClass, text: String(text), isStem: isStem, number: number)
    }
}
