import Text

/// What Outlook packs a message into for others of its kind, which other programs show as `winmail.dat`: its text
/// and what is attached (Microsoft, MS-OXTNEF).
struct TNEF {
    /// A file in it.
    struct Attachment {
        var name = ""
        var content: [UInt8] = []
    }

    /// The text in each form that it has.
    private(set) var plain: [UInt8] = []
    private(set) var html: [UInt8] = []
    private(set) var rtf: [UInt8] = []
    /// The encoding of plain text and HTML, by a name that mail uses.
    private(set) var charset = "windows-1252"
    private(set) var attachments: [Attachment] = []

    /// Whether the plain text is in UTF-16, as Outlook keeps it.
    private(set) var isPlainWide = false

    private enum AttributeID {
        static let body: UInt32 = 0x0002_800C
        static let messageProperties: UInt32 = 0x0006_9003
        static let codePage: UInt32 = 0x0006_9007
        static let attachmentBegins: UInt32 = 0x0006_9002
        static let attachmentTitle: UInt32 = 0x0001_8010
        static let attachmentData: UInt32 = 0x0006_800F
        static let attachmentProperties: UInt32 = 0x0006_9005
    }

    private static let attachmentLimit = 1_000

    /// Whether bytes begin as such a file does.
    static func opens(_ bytes: Span<UInt8>) -> Bool {
        bytes.count > 6 && bytes[0] == 0x78 && bytes[1] == 0x9F && bytes[2] == 0x3E && bytes[3] == 0x22
    }

    /// Reads as far as the file is whole; nil where it is another.
    init?(_ bytes: Span<UInt8>) {
        guard TNEF.opens(bytes) else { return nil }
        var fields = LittleEndianReader(bytes, from: 6)
        while fields.byte() != nil, let id = fields.word(), let length = fields.word(),
            let data = fields.take(Int(length)), fields.half() != nil
        {
            take(id, bytes, data)
        }
    }

    private mutating func take(_ id: UInt32, _ bytes: Span<UInt8>, _ data: Range<Int>) {
        switch id {
        case AttributeID.body: if plain.isEmpty { plain = TNEF.text(bytes, data) }
        case AttributeID.codePage:
            var fields = LittleEndianReader(bytes.extracting(data), from: 0)
            if let page = fields.word() { note(codePage: page) }
        case AttributeID.messageProperties: take(MAPIProperties(bytes.extracting(data)))
        case AttributeID.attachmentBegins:
            if attachments.count < TNEF.attachmentLimit { attachments.append(Attachment()) }
        case AttributeID.attachmentTitle:
            guard let last = attachments.indices.last, attachments[last].name.isEmpty else { return }
            attachments[last].name = EncodedWord.decoded(TNEF.text(bytes, data), charset)
        case AttributeID.attachmentData:
            guard let last = attachments.indices.last else { return }
            attachments[last].content = Array(span: bytes.extracting(data))
        case AttributeID.attachmentProperties:
            guard let last = attachments.indices.last else { return }
            let properties = MAPIProperties(bytes.extracting(data))
            if let name = properties.longFileName { attachments[last].name = name }
        default: break
        }
    }

    private mutating func take(_ properties: MAPIProperties) {
        if let page = properties.codePage { note(codePage: page) }
        if !properties.body.isEmpty {
            plain = properties.body
            isPlainWide = properties.isBodyWide
        }
        if !properties.html.isEmpty { html = properties.html }
        if !properties.rtf.isEmpty { rtf = properties.rtf }
    }

    /// Text without the zero that ends it.
    private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        Array(span: bytes.extracting(range)).split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).first
            .map(Array.init) ?? []
    }

    private mutating func note(codePage: UInt32) {
        switch codePage {
        case 65_001: charset = "utf-8"
        case 20_127: charset = "us-ascii"
        case 28_591...28_606: charset = "iso-8859-\(codePage - 28_590)"
        case 50_220...50_222: charset = "iso-2022-jp"
        case 51_932: charset = "euc-jp"
        case 54_936: charset = "gb18030"
        default: charset = EncodingLabel.encoding("cp\(codePage)") ?? charset
        }
    }
}

/// The properties of a message or an attachment that tell its text or name (Microsoft, MS-OXTNEF, section 2.1.3.4).
struct MAPIProperties {
    private(set) var body: [UInt8] = []
    private(set) var isBodyWide = false
    private(set) var html: [UInt8] = []
    /// As it is compressed.
    private(set) var rtf: [UInt8] = []
    private(set) var codePage: UInt32?
    private(set) var longFileName: String?

    private enum Kind {
        static let string: UInt16 = 0x1E
        static let wideString: UInt16 = 0x1F
        static let object: UInt16 = 0x0D
        static let binary: UInt16 = 0x102
        static let several: UInt16 = 0x1000
    }

    init(_ bytes: Span<UInt8>) {
        var fields = LittleEndianReader(bytes, from: 0)
        guard let count = fields.word() else { return }
        for _ in 0..<min(count, 10_000) {
            guard let kind = fields.half(), let id = fields.half(), id < 0x8000 || fields.skipName() else { return }
            let hasLength = [Kind.string, Kind.wideString, Kind.object, Kind.binary].contains(kind & ~Kind.several)
            var values = UInt32(1)
            if hasLength || kind & Kind.several != 0 {
                guard let count = fields.word() else { return }
                values = count
            }
            for number in 0..<values {
                var length = MAPIProperties.size(of: kind & ~Kind.several)
                if hasLength {
                    guard let stated = fields.word() else { return }
                    length = Int(stated)
                }
                guard let value = fields.take(length) else { return }
                fields.align()
                if number == 0 { take(id, kind, bytes.extracting(value)) }
            }
        }
    }

    private static func size(of kind: UInt16) -> Int {
        switch kind {
        case 5, 6, 7, 0x14, 0x40: 8
        case 0x48: 16
        default: 4
        }
    }

    private mutating func take(_ id: UInt16, _ kind: UInt16, _ value: Span<UInt8>) {
        switch id {
        case 0x1000:
            isBodyWide = kind == Kind.wideString
            body = Array(span: value.extracting(droppingLast: min(value.count, isBodyWide ? 2 : 1)))
        case 0x1009: rtf = Array(span: value)
        case 0x1013: html = Array(span: value)
        case 0x3FDE:
            var fields = LittleEndianReader(value, from: 0)
            codePage = fields.word()
        case 0x3707:
            let text = Array(span: value)
            let name = EncodedWord.decoded(text, kind == Kind.wideString ? "utf-16le" : "windows-1252")
            longFileName = String(name.prefix { $0 != "\0" })
        default: break
        }
    }
}

/// Reads numbers whose smallest byte comes first.
struct LittleEndianReader: ~Escapable {
    private let bytes: Span<UInt8>
    private var index: Int

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, from index: Int) {
        self.bytes = bytes
        self.index = index
    }

    mutating func byte() -> UInt8? { take(1).map { bytes[$0.lowerBound] } }

    mutating func half() -> UInt16? {
        take(2).map { UInt16(bytes[$0.lowerBound]) | UInt16(bytes[$0.lowerBound + 1]) << 8 }
    }

    mutating func word() -> UInt32? {
        guard let low = half(), let high = half() else { return nil }
        return UInt32(low) | UInt32(high) << 16
    }

    /// Where so many bytes stand; nil where there are fewer.
    mutating func take(_ count: Int) -> Range<Int>? {
        guard count <= bytes.count - index else { return nil }
        defer { index += count }
        return index..<index + count
    }

    /// Goes on at a multiple of four.
    mutating func align() { index = min(bytes.count, (index + 3) & ~3) }

    /// Passes over the name of a property: its set, and its number or its words.
    mutating func skipName() -> Bool {
        guard take(16) != nil, let kind = word(), let value = word() else { return false }
        guard kind == 1 else { return true }
        guard take(Int(value)) != nil else { return false }
        align()
        return true
    }
}
