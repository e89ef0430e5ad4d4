import Article

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
        guard bytes.count - index > 65, let digest = FileDigest(hexadecimal: bytes.extracting(index..<index + 64)),
            let id = ContentID(bytes: digest.bytes.span), bytes[index + 64] == UInt8(ascii: "\"")
        else { throw fault(.badID) }
        advance(65)
        return id
    }

    mutating func digest() throws(RecordFault) -> FileDigest {
        guard bytes.count - index > 65, let digest = FileDigest(hexadecimal: bytes.extracting(index..<index + 64)),
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
        try expect(.closeBrace, or: .unexpected)
        return Published(day: day, basis: basis)
    }

    mutating func dateline() throws(RecordFault) -> RecordLayout.DatelineLayout {
        var dateline = RecordLayout.DatelineLayout(text: try text())
        dateline.place = try optionalText(.place)
        dateline.month = try optionalNumber(.month, 1...12)
        dateline.day = try optionalNumber(.day, 1...31)
        dateline.year = try optionalNumber(.year, 1...9999)
        dateline.source = try optionalText(.source)
        dateline.correspondent = try optionalText(.correspondent)
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
        layout.marks.update = try mark(.update, from: start)
        layout.marks.wrapup = try mark(.wrapup, from: start)
        layout.marks.lead = try mark(.lead, from: start)
        layout.marks.writethru = try mark(.writethru, from: start)
        layout.marks.correction = skip(.correction, asFirst: index == start)
        layout.marks.urgent = skip(.urgent, asFirst: index == start)
        layout.marks.repeated = skip(.repeated, asFirst: index == start)
        layout.marks.kill = skip(.kill, asFirst: index == start)
        layout.marks.urgency = try mark(.urgency, from: start)
        if index == start { throw fault(.emptyList) }
        try expect(.closeBrace, or: .unexpected)
        return layout
    }

    private mutating func mark(_ key: StaticText, from start: Int) throws(RecordFault) -> Int? {
        skip(key, asFirst: index == start) ? Int(try number(in: 0...Int64(Int32.max))) : nil
    }

    mutating func delivery() throws(RecordFault) -> RecordLayout.DeliveryLayout {
        let path = try text()
        let isPercentEncoded = skip(.percentEncoding)
        if isPercentEncoded, PathEncoding.decode(JSONText.decode(bytes, path)) == nil {
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
        let encoding = try optionalText(.encoding)
        let damaged = try optionalNumber(.damaged, 1...Int64(Int32.max)) ?? 0
        let part = try optionalNumber(.part, 1...Int64(Int32.max))
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
            part: part
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
    static let closeBrace = StaticText("}")
    static let checksum = StaticText(",\"crc32\":\"")
}
