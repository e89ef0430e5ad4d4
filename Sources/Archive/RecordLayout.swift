import Article
import Base
import LinuxIO

/// Where everything stands in the line of a record: the strict reading, without a copy of any text.
///
/// What it accepts is what the JSON Schema accepts, and is stricter in the form: keys in their order, no white space, a
/// checksum that matches.
struct RecordLayout {
    var sequence: Int64
    var id: ContentID
    var ingestedAt: Int64
    var link: StoryLink?
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
    /// What the document states beside the copy: the place of its entry in ``RecordDetail/all``, and the value.
    var details: [(detail: Int, value: FieldValue)] = []
    var body: TextList
    var delivery: DeliveryLayout
    /// How many keys were passed over because this version does not know them.
    var passedOver = 0

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
        var digest: SHA256Digest
        var modified: Int64
        var format: Range<Int>
        var encoding: Range<Int>?
        var damaged: Int
        var part: Int?
        var member: Range<Int>?
        var container: TextList?
        var number: Int64?
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
        link = try input.storyLink()
        if let link, link.revisionOf >= sequence { throw input.fault(.numberOutOfRange) }
        _ = try input.passUnknown(before: .headline, unless: RecordLayout.isKnown)
        try input.expect(.headline, or: .missingKey)
        headline = try input.text()
        // A later version may have keys in between, which are passed over.
        repeat {
            if let text = try input.optionalText(.deck) { deck = text }
            if let text = try input.optionalText(.section) { section = text }
            if let text = try input.optionalText(.slugline) { slugline = text }
            if let text = try input.optionalText(.byline) { byline = text }
            if let text = try input.optionalText(.timestamp) { timestamp = text }
            if let text = try input.optionalText(.url) { url = text }
            if let text = try input.optionalText(.embargo) { embargo = text }
            if let texts = try input.optionalTexts(.editorsNotes) { editorsNotes = texts }
            if input.skip(.updateMarks) { marks = try input.updateMarks() }
            if input.skip(.dateline) { dateline = try input.dateline() }
            if input.skip(.published) { published = try input.published() }
            if let text = try input.optionalText(.language) { language = text }
        } while try input.passUnknown(before: .wordCount, unless: RecordLayout.isKnown)
        try input.expect(.wordCount, or: .missingKey)
        wordCount = Int(try input.number(in: 0...Int64(Int32.max)))
        repeat {
            if let texts = try input.optionalTexts(.credits) { credits = texts }
            if let text = try input.optionalText(.signOff) { signOff = text }
            details += try input.details()
        } while try input.passUnknown(before: .body, unless: RecordLayout.isKnown)
        try input.expect(.body, or: .missingKey)
        body = try input.strings()
        if body.count == 0 { throw input.fault(.emptyList) }
        _ = try input.passUnknown(before: .delivery, unless: RecordLayout.isKnown)
        try input.expect(.delivery, or: .missingKey)
        delivery = try input.delivery()
        _ = try input.passUnknown(before: .closeBrace, unless: RecordLayout.isKnown)
        if !input.isAtEnd { throw input.fault(.unexpected) }
        passedOver = input.passedOver
    }

    /// What the record says that a reader may do with the story.
    func standing(in line: Span<UInt8>, _ details: ArticleDetails) -> Standing {
        Standing(marks: marks.marks, embargo: embargo.map { JSONText.string(line, $0) }, details: details)
    }

    /// What the document states beside the copy, and which of its paragraphs are subheads.
    func takenDetails() -> (details: ArticleDetails, headings: [Int]) {
        var details = ArticleDetails()
        var headings: [Int] = []
        for (place, value) in self.details { RecordDetail.all[place].take(value, &details, &headings) }
        return (details, headings)
    }

    /// The keys of a record beside its details.
    private static let keys: Set<String> = [
        "v", "seq", "id", "ingested_at", "headline", "deck", "section", "slugline", "byline", "timestamp", "url",
        "embargo", "editors_notes", "update_marks", "dateline", "published", "language", "word_count", "credits",
        "sign_off", "body", "delivery", "crc32",
    ]

    private static func isKnown(_ name: String) -> Bool {
        keys.contains(name) || RecordDetail.isKnown(name) || StoryLinkField.isKnown(name)
    }

    /// The keys of marks, dateline, date of publication and delivery: one that stands in a wrong place is not passed over.
    private static let memberKeys: Set<String> = [
        "printed", "update", "wrapup", "lead", "writethru", "correction", "urgent", "repeat", "kill", "urgency", "text",
        "place", "month", "day", "year", "source", "correspondent", "date", "basis", "at", "path", "path_encoding",
        "bytes",
        "sha256", "modified_at", "format", "encoding", "damaged", "part", "member", "container", "number",
    ]

    static func isMember(_ name: String) -> Bool { memberKeys.contains(name) }

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
            guard let digit = Hexadecimal.lowerValue(of: line[index]) else {
                throw RecordFault(reason: .noChecksum, offset: index)
            }
            value = value << 4 | UInt32(digit)
        }
        guard CRC32(line.extracting(0..<end)).value == value else { throw RecordFault(reason: .checksum, offset: end) }
        return end
    }
}

/// The members of a record's line, each read where it stands.
extension JSONInput {
    mutating func optionalText(_ key: StaticText) throws(RecordFault) -> Range<Int>? {
        skip(key) ? try text() : nil
    }

    mutating func optionalTexts(_ key: StaticText) throws(RecordFault) -> TextList? {
        guard skip(key) else { return nil }
        let list = try strings()
        if list.count == 0 { throw fault(.emptyList) }
        return list
    }

    mutating func optionalNumber(_ key: StaticText, _ range: ClosedRange<Int64>) throws(RecordFault) -> Int? {
        skip(key) ? Int(try number(in: range)) : nil
    }

    mutating func contentID() throws(RecordFault) -> ContentID {
        guard bytes.count - index > 65, let digest = SHA256Digest(hexadecimal: bytes.extracting(index..<index + 64)),
            bytes[index + 64] == UInt8(ascii: "\"")
        else { throw fault(.badID) }
        advance(65)
        return ContentID(digest)
    }

    mutating func digest() throws(RecordFault) -> SHA256Digest {
        guard bytes.count - index > 65, let digest = SHA256Digest(hexadecimal: bytes.extracting(index..<index + 64)),
            bytes[index + 64] == UInt8(ascii: "\"")
        else { throw fault(.badDigest) }
        advance(65)
        return digest
    }

    mutating func time(digits: Int) throws(RecordFault) -> Int64 {
        let before = index
        let range = try string()
        guard let time = Timestamp.parse(bytes.extracting(range), digits: digits) else {
            throw RecordFault(reason: .badTime, offset: before)
        }
        return time
    }

    mutating func published() throws(RecordFault) -> Published {
        let before = index
        let date = try string()
        guard let day = Timestamp.parseDay(bytes.extracting(date)) else {
            throw RecordFault(reason: .badDate, offset: before)
        }
        try expect(.basis, or: .missingKey)
        let start = index
        let text = JSONText.string(bytes, try string())
        guard let basis = Published.Basis(rawValue: text) else { throw RecordFault(reason: .badBasis, offset: start) }
        var published = Published(day: day, basis: basis)
        repeat {
            if skip(.at), case .text(let moment) = try value(.moment) { published.at = OffsetTime(rfc3339: moment) }
        } while try passUnknown(before: .closeBrace, unless: RecordLayout.isMember)
        try expect(.closeBrace, or: .unexpected)
        return published
    }

    mutating func dateline() throws(RecordFault) -> RecordLayout.DatelineLayout {
        var dateline = RecordLayout.DatelineLayout(text: try text())
        repeat {
            if let place = try optionalText(.place) { dateline.place = place }
            if let month = try optionalNumber(.month, 1...12) { dateline.month = month }
            if let day = try optionalNumber(.day, 1...31) { dateline.day = day }
            if let year = try optionalNumber(.year, 1...9999) { dateline.year = year }
            if let source = try optionalText(.source) { dateline.source = source }
            if let name = try optionalText(.correspondent) { dateline.correspondent = name }
        } while try passUnknown(before: .closeBrace, unless: RecordLayout.isMember)
        try expect(.closeBrace, or: .unexpected)
        return dateline
    }

    mutating func updateMarks() throws(RecordFault) -> RecordLayout.MarksLayout {
        var layout = RecordLayout.MarksLayout()
        let start = index
        if skip(.printed, asFirst: true) {
            layout.printed = try strings()
            if layout.printed?.count == 0 { throw fault(.emptyList) }
        }
        repeat {
            if let number = try mark(.update, from: start) { layout.marks.update = number }
            if let number = try mark(.wrapup, from: start) { layout.marks.wrapup = number }
            if let number = try mark(.lead, from: start) { layout.marks.lead = number }
            if let number = try mark(.writethru, from: start) { layout.marks.writethru = number }
            if skip(.correction, asFirst: index == start) { layout.marks.correction = true }
            if skip(.urgent, asFirst: index == start) { layout.marks.urgent = true }
            if skip(.repeated, asFirst: index == start) { layout.marks.repeated = true }
            if skip(.kill, asFirst: index == start) { layout.marks.kill = true }
            if let number = try mark(.urgency, from: start) { layout.marks.urgency = number }
            if index == start { throw fault(.emptyList) }
        } while try passUnknown(before: .closeBrace, unless: RecordLayout.isMember)
        try expect(.closeBrace, or: .unexpected)
        return layout
    }

    private mutating func mark(_ key: StaticText, from start: Int) throws(RecordFault) -> Int? {
        skip(key, asFirst: index == start) ? Int(try number(in: 0...Int64(Int32.max))) : nil
    }

    mutating func delivery() throws(RecordFault) -> RecordLayout.DeliveryLayout {
        let path = try text()
        let isPercentEncoded = skip(.percentEncoding)
        if isPercentEncoded, Path(recorded: JSONText.decode(bytes, path)) == nil {
            throw RecordFault(reason: .badPath, offset: path.lowerBound)
        }
        try expect(.bytes, or: .missingKey)
        let size = try number(in: 0...Int64.max)
        try expect(.digest, or: .missingKey)
        let digest = try digest()
        try expect(.modifiedAt, or: .missingKey)
        let modified = try time(digits: 9)
        try expect(.format, or: .missingKey)
        let format = try text()
        var encoding: Range<Int>?
        var damaged = 0
        var part: Int?
        var member: Range<Int>?
        var container: TextList?
        var deliveryNumber: Int64?
        repeat {
            if let name = try optionalText(.encoding) { encoding = name }
            if let count = try optionalNumber(.damaged, 1...Int64(Int32.max)) { damaged = count }
            if let number = try optionalNumber(.part, 1...Int64(Int32.max)) { part = number }
            if let name = try optionalText(.member) { member = name }
            if let names = try optionalTexts(.container) { container = names }
            if skip(.deliveryNumber) { deliveryNumber = try number(in: 1...Int64.max) }
        } while try passUnknown(before: .closeBrace, unless: RecordLayout.isMember)
        try expect(.closeBrace, or: .unexpected)
        return RecordLayout.DeliveryLayout(
            path: path,
            isPercentEncoded: isPercentEncoded,
            bytes: size,
            digest: digest,
            modified: modified,
            format: format,
            encoding: encoding,
            damaged: damaged,
            part: part,
            member: member,
            container: container,
            number: deliveryNumber
        )
    }
}
