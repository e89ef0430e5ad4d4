import Article
import Base
import LinuxIO

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

/// The keys of a record, each with the punctuation before it.
extension StaticText {
    static let start = StaticText("{\"v\":1,\"seq\":")
    static let id = StaticText(",\"id\":\"sha256:")
    static let ingestedAt = StaticText(",\"ingested_at\":")
    static let headline = StaticText(",\"headline\":")
    static let deck = StaticText(",\"deck\":")
    static let section = StaticText(",\"section\":")
    static let slugline = StaticText(",\"slugline\":")
    static let byline = StaticText(",\"byline\":")
    static let timestamp = StaticText(",\"timestamp\":")
    static let url = StaticText(",\"url\":")
    static let embargo = StaticText(",\"embargo\":")
    static let editorsNotes = StaticText(",\"editors_notes\":")
    static let updateMarks = StaticText(",\"update_marks\":{")
    static let printed = StaticText(",\"printed\":")
    static let update = StaticText(",\"update\":")
    static let wrapup = StaticText(",\"wrapup\":")
    static let lead = StaticText(",\"lead\":")
    static let writethru = StaticText(",\"writethru\":")
    static let correction = StaticText(",\"correction\":true")
    static let urgent = StaticText(",\"urgent\":true")
    static let repeated = StaticText(",\"repeat\":true")
    static let kill = StaticText(",\"kill\":true")
    static let urgency = StaticText(",\"urgency\":")
    static let dateline = StaticText(",\"dateline\":{\"text\":")
    static let place = StaticText(",\"place\":")
    static let month = StaticText(",\"month\":")
    static let day = StaticText(",\"day\":")
    static let year = StaticText(",\"year\":")
    static let source = StaticText(",\"source\":")
    static let correspondent = StaticText(",\"correspondent\":")
    static let published = StaticText(",\"published\":{\"date\":")
    static let basis = StaticText(",\"basis\":")
    static let at = StaticText(",\"at\":")
    static let language = StaticText(",\"language\":")
    static let wordCount = StaticText(",\"word_count\":")
    static let credits = StaticText(",\"credits\":")
    static let signOff = StaticText(",\"sign_off\":")
    static let body = StaticText(",\"body\":")
    static let delivery = StaticText(",\"delivery\":{\"path\":")
    static let percentEncoding = StaticText(",\"path_encoding\":\"percent\"")
    static let bytes = StaticText(",\"bytes\":")
    static let digest = StaticText(",\"sha256\":\"")
    static let modifiedAt = StaticText(",\"modified_at\":")
    static let format = StaticText(",\"format\":")
    static let encoding = StaticText(",\"encoding\":")
    static let damaged = StaticText(",\"damaged\":")
    static let part = StaticText(",\"part\":")
    static let member = StaticText(",\"member\":")
    static let container = StaticText(",\"container\":")
    static let deliveryNumber = StaticText(",\"number\":")
    static let closeBrace = StaticText("}")
    static let checksum = StaticText(",\"crc32\":\"")
}
