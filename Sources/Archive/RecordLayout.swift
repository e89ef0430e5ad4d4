import Article

/// Where everything stands in the line of a record: the strict reading, without a copy of any text.
///
/// What it accepts is what the JSON Schema accepts, and is stricter in the form: keys in their order, no white space, a
/// checksum that matches.
struct RecordLayout {
    var sequence: Int64
    var id: ContentID
    var ingestedAt: Int64
    var headline: Range<Int>
    var deck: Range<Int>?
    var section: Range<Int>?
    var slugline: Range<Int>?
    var byline: Range<Int>?
    var timestamp: Range<Int>?
    var url: Range<Int>?
    var embargo: Range<Int>?
    var editorsNotes: TextList?
    var marks = MarksLayout()
    var dateline: DatelineLayout?
    var published: Published?
    var language: Range<Int>?
    var wordCount: Int
    var credits: TextList?
    var signOff: Range<Int>?
    var body: TextList
    var delivery: DeliveryLayout

    struct MarksLayout {
        var printed: TextList?
        var marks = UpdateMarks()
    }

    struct DatelineLayout {
        var text: Range<Int>
        var place: Range<Int>?
        var month: Int?
        var day: Int?
        var year: Int?
        var source: Range<Int>?
        var correspondent: Range<Int>?
    }

    struct DeliveryLayout {
        var path: Range<Int>
        var isPercentEncoded: Bool
        var bytes: Int64
        var digest: FileDigest
        var modified: Int64
        var format: Range<Int>
        var encoding: Range<Int>?
        var damaged: Int
        var part: Int?
    }

    /// Reads a line, without its newline.
    init(_ line: Span<UInt8>) throws(RecordFault) {
        let end = try RecordLayout.checkedEnd(line)
        do { _ = try UTF8Span(validating: line) } catch {
            throw RecordFault(reason: .notUTF8, offset: error.byteOffsets.lowerBound)
        }
        var input = JSONInput(line.extracting(0..<end))
        try input.expect(.start, or: .version)
        sequence = try input.number(in: 1...Int64.max)
        try input.expect(.id, or: .missingKey)
        id = try input.contentID()
        try input.expect(.ingestedAt, or: .missingKey)
        ingestedAt = try input.time(digits: 3)
        try input.expect(.headline, or: .missingKey)
        headline = try input.text()
        deck = try input.optionalText(.deck)
        section = try input.optionalText(.section)
        slugline = try input.optionalText(.slugline)
        byline = try input.optionalText(.byline)
        timestamp = try input.optionalText(.timestamp)
        url = try input.optionalText(.url)
        embargo = try input.optionalText(.embargo)
        editorsNotes = try input.optionalTexts(.editorsNotes)
        if input.skip(.updateMarks) { marks = try input.updateMarks() }
        if input.skip(.dateline) { dateline = try input.dateline() }
        if input.skip(.published) { published = try input.published() }
        language = try input.optionalText(.language)
        try input.expect(.wordCount, or: .missingKey)
        wordCount = Int(try input.number(in: 0...Int64(Int32.max)))
        credits = try input.optionalTexts(.credits)
        signOff = try input.optionalText(.signOff)
        try input.expect(.body, or: .missingKey)
        body = try input.strings()
        if body.count == 0 { throw input.fault(.emptyList) }
        try input.expect(.delivery, or: .missingKey)
        delivery = try input.delivery()
        if !input.isAtEnd { throw input.fault(.unexpected) }
    }

    /// How many bytes `,"crc32":"xxxxxxxx"}` takes.
    static let checksumLength = 20

    /// Checks the checksum and returns where it begins: the line's quickest test, and one that a torn line fails.
    static func checkedEnd(_ line: Span<UInt8>) throws(RecordFault) -> Int {
        let end = line.count - checksumLength
        guard end > 0 else { throw RecordFault(reason: .noChecksum, offset: line.count) }
        var input = JSONInput(line.extracting(end..<line.count))
        guard input.skip(.checksum), line[line.count - 2] == UInt8(ascii: "\""),
            line[line.count - 1] == UInt8(ascii: "}")
        else { throw RecordFault(reason: .noChecksum, offset: end) }
        var value: UInt32 = 0
        for index in line.count - 10..<line.count - 2 {
            guard let digit = hexadecimalValue(line[index]) else {
                throw RecordFault(reason: .noChecksum, offset: index)
            }
            value = value << 4 | UInt32(digit)
        }
        guard CRC32(line.extracting(0..<end)).value == value else { throw RecordFault(reason: .checksum, offset: end) }
        return end
    }
}
