import Text
import Wire
public import Article

/// Rich Text Format (Microsoft, version 1.9.1): text, title, author and time.
public struct RTFFormat: ArticleFormat {
    public let name = "rtf"

    public init() {}

    public func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
        var reader = RTFReader(bytes)
        guard reader.read() else {
            return Reading(
                format: name,
                refused: Rejection(
                    code: .tooDeep,
                    explanation: "The groups of the document are nested more than \(RTFReader.depthLimit) deep.",
                    advice: "Save the document again, and deliver it again; do not trust it if that does not help."
                )
            )
        }
        var reading = reader.text.reading(name, context)
        if !reading.articles.isEmpty { reading.encoding = reader.encoding }
        return reading
    }
}

/// Reads the groups, control words and text of a document front to back.
struct RTFReader: ~Escapable {
    static let depthLimit = 1_000

    /// Where what is read goes.
    private enum Target {
        case text, title, author, fonts, revision, none
    }

    /// What holds in a group, and ends with it.
    private struct Group {
        var target = Target.text
        var isHidden = false
        /// How many bytes stand in for a character that was written as a number.
        var fallback = 1
        var charset: String?
    }

    private let bytes: Span<UInt8>
    private var index = 0
    private var group = Group()
    private var groups: [Group] = []
    private(set) var text = OfficeText()
    private(set) var encoding = "windows-1252"
    private var charsets: [Int: String] = [:]
    private var font = 0
    private var paragraph = ""
    private var pending: [UInt8] = []
    private var skip = 0
    private var title = ""
    private var author = ""
    private var time: [Int] = []
    private var highSurrogate: UInt32?
    /// Whether what follows stands in a table, and whether a row of one has ended just now.
    private var isInTable = false
    private var endsRow = false

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) {
        self.bytes = bytes
    }

    /// False where groups are nested too deep.
    mutating func read() -> Bool {
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x7B:
                flush()
                guard groups.count < Self.depthLimit else { return false }
                groups.append(group)
                index += 1
                if follows("\\*") {
                    index += 2
                    // A destination that may be passed over by who does not know it.
                    if !follows("\\shppict") { group.target = .none }
                }
            case 0x7D:
                flush()
                if let outer = groups.popLast() { group = outer }
                index += 1
            case 0x5C: readControl()
            case 0x0A, 0x0D: index += 1
            default:
                if skip > 0 { skip -= 1 } else { pending.append(byte) }
                index += 1
            }
        }
        flush()
        endParagraph()
        finish()
        return true
    }

    private func follows(_ word: String) -> Bool {
        var at = index
        for byte in word.utf8 {
            guard at < bytes.count, bytes[at] == byte else { return false }
            at += 1
        }
        return true
    }

    // MARK: Control words

    private mutating func readControl() {
        index += 1
        guard index < bytes.count else { return }
        let byte = bytes[index]
        guard (0x61...0x7A).contains(byte | 0x20) else {
            readSymbol(byte)
            return
        }
        var word: [UInt8] = []
        while index < bytes.count, (0x61...0x7A).contains(bytes[index] | 0x20), word.count < 32 {
            word.append(bytes[index])
            index += 1
        }
        var number: Int?
        let isNegative = index < bytes.count && bytes[index] == 0x2D
        var at = index + (isNegative ? 1 : 0)
        while at < bytes.count, (0x30...0x39).contains(bytes[at]), (number ?? 0) < 1 << 40 {
            number = (number ?? 0) * 10 + Int(bytes[at] - 0x30)
            at += 1
        }
        if let value = number {
            index = at
            if isNegative { number = -value }
        }
        if index < bytes.count, bytes[index] == 0x20 { index += 1 }
        apply(String(decoding: word, as: UTF8.self), number)
    }

    private mutating func readSymbol(_ byte: UInt8) {
        index += 1
        switch byte {
        case 0x27:
            guard index + 1 < bytes.count, let high = HexDigit.value(bytes[index]),
                let low = HexDigit.value(bytes[index + 1])
            else { return }
            index += 2
            if skip > 0 { skip -= 1 } else { pending.append(UInt8(high << 4 | low)) }
        case 0x7E: append("\u{A0}")
        case 0x5F: append("-")
        case 0x2D: break
        case 0x0A, 0x0D: endParagraph()
        case 0x5C, 0x7B, 0x7D:
            if skip > 0 { skip -= 1 } else { pending.append(byte) }
        default: break
        }
    }

    private mutating func apply(_ word: String, _ number: Int?) {
        switch word {
        case "par", "sect", "page": endParagraph()
        case "line": append("\n")
        case "row":
            append("\n")
            endsRow = true
        case "pard":
            flush()
            isInTable = false
        case "intbl":
            flush()
            isInTable = true
        case "cell", "tab": append("\t")
        case "u": appendCodeUnit(number ?? 0)
        case "uc": group.fallback = max(0, min(number ?? 1, 16))
        // `htmlrtf` is what stands for the markup of a message in HTML, beside that markup.
        case "v", "deleted", "htmlrtf":
            flush()
            group.isHidden = number != 0
        case "plain":
            flush()
            group.isHidden = false
        case "bin": index = min(bytes.count, index + max(0, min(number ?? 0, bytes.count)))
        case "ansicpg":
            encoding =
                number.flatMap { EncodingLabel.encoding("\($0)") ?? EncodingLabel.encoding("cp\($0)") } ?? encoding
        case "mac": encoding = "macintosh"
        case "f":
            flush()
            font = number ?? 0
            group.charset = charsets[font]
        case "fcharset":
            if group.target == .fonts, let number, let name = Self.charsets[number] { charsets[font] = name }
        case "yr", "mo", "dy", "hr", "min":
            if group.target == .revision { time.append(number ?? 0) }
        default:
            if let symbol = Self.symbols[word] {
                append(symbol)
            } else if let target = Self.destinations[word] {
                flush()
                group.target = target
            }
        }
    }

    /// A number of 16 bits with its sign, of a character or half of one (UTF-16).
    private mutating func appendCodeUnit(_ number: Int) {
        let unit = UInt32(truncatingIfNeeded: number < 0 ? number + 65_536 : number) & 0xFFFF
        flush()
        if (0xD800..<0xDC00).contains(unit) {
            highSurrogate = unit
        } else if (0xDC00..<0xE000).contains(unit) {
            if let high = highSurrogate, let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00))
            {
                append(String(Character(scalar)))
            }
            highSurrogate = nil
        } else if let scalar = Unicode.Scalar(unit) {
            append(String(Character(scalar)))
        }
        skip = group.fallback
    }

    // MARK: Text

    private mutating func append(_ string: String) {
        flush()
        guard !group.isHidden else { return }
        switch group.target {
        case .text:
            if endsRow, !isInTable { closeParagraph() }
            endsRow = false
            paragraph += string
        case .title: title += string
        case .author: author += string
        case .fonts, .revision, .none: break
        }
    }

    /// Bytes that stood one after the other are decoded together: a character may have two.
    private mutating func flush() {
        guard !pending.isEmpty else { return }
        let bytes = pending
        pending = []
        append(EncodedWord.decoded(bytes, group.charset ?? encoding))
    }

    private mutating func endParagraph() {
        flush()
        guard group.target == .text || groups.isEmpty else { return }
        closeParagraph()
    }

    private mutating func closeParagraph() {
        let line = paragraph.trimmingSpaces()
        paragraph = ""
        if !line.isEmpty { text.paragraphs.append(ArticleDraft.Paragraph(line)) }
    }

    private mutating func finish() {
        text.properties.title = title.trimmingSpaces().isEmpty ? nil : title.trimmingSpaces()
        let name = author.trimmingSpaces()
        if !name.isEmpty { text.properties.authors = [name] }
        if time.count >= 3, let day = CivilDate(year: time[0], month: time[1], day: time[2]) {
            let hour = time.count > 3 ? time[3] : 0
            let minute = time.count > 4 ? time[4] : 0
            text.properties.modified = OffsetTime(day: day, localSecond: hour * 3_600 + minute * 60)
        }
    }

    private static let symbols: [String: String] = [
        "emdash": "\u{2014}", "endash": "\u{2013}", "lquote": "\u{2018}", "rquote": "\u{2019}", "ldblquote": "\u{201C}",
        "rdblquote": "\u{201D}", "bullet": "\u{2022}", "emspace": " ", "enspace": " ", "qmspace": " ", "nestcell": "\t",
        "nestrow": "\n",
    ]

    /// The destinations whose text is none of the story, and those that say something about it.
    private static let destinations: [String: Target] = [
        "title": .title, "author": .author, "fonttbl": .fonts, "revtim": .revision, "colortbl": .none,
        "stylesheet": .none, "info": .none, "pict": .none, "header": .none, "headerl": .none, "headerr": .none,
        "headerf": .none, "footer": .none, "footerl": .none, "footerr": .none, "footerf": .none, "footnote": .none,
        "annotation": .none, "object": .none, "fldinst": .none, "listtable": .none, "listoverridetable": .none,
        "rsidtbl": .none, "generator": .none, "themedata": .none, "datastore": .none, "xe": .none, "tc": .none,
        "bkmkstart": .none, "bkmkend": .none, "listtext": .none, "pntext": .none, "nonshppict": .none,
        "nonesttables": .none,
    ]

    /// The encodings of fonts by their numbers.
    private static let charsets: [Int: String] = [
        0: "windows-1252", 77: "macintosh", 128: "shift_jis", 129: "euc-kr", 130: "johab", 134: "gb18030", 136: "big5",
        161: "windows-1253", 162: "windows-1254", 163: "windows-1258", 177: "windows-1255", 178: "windows-1256",
        186: "windows-1257", 204: "windows-1251", 222: "tis-620", 238: "windows-1250", 254: "ibm437",
    ]
}
