import Article

/// A message or a part of one (RFC 2046), as places in the bytes of the whole.
struct MimePart {
    /// `text`, `multipart`, …
    var type: String
    /// `plain`, `alternative`, …
    var subtype: String
    var contentType: ParameterizedValue
    /// `attachment` or `inline`, where the part says so.
    var disposition: String?
    /// The name of the file that was attached.
    var fileName: String?
    var encoding: TransferEncoding
    var fields: MailFields
    var body: Range<Int>
    var children: [MimePart] = []

    var mediaType: String { "\(type)/\(subtype)" }

    /// - Parameter headerLimit: the bytes that its header may have.
    init(_ bytes: Span<UInt8>, in range: Range<Int>, defaultType: String, headerLimit: Int) {
        let fields = MailFields(bytes, in: range, limit: headerLimit)
        self.fields = fields
        body = min(fields.bodyStart, range.upperBound)..<range.upperBound
        contentType = ParameterizedValue(fields.value("content-type", of: bytes) ?? [])
        let words = contentType.value.split(separator: "/", maxSplits: 1).map { String($0).trimmingSpaces() }
        if words.count == 2, !words[0].isEmpty, !words[1].isEmpty {
            type = words[0]
            subtype = words[1].prefix { $0 != " " && $0 != "," }.description
        } else {
            // `text` alone, or nothing that is a type.
            let fallback = defaultType.split(separator: "/").map(String.init)
            type = fallback[0]
            subtype = fallback[1]
        }
        encoding = TransferEncoding(fields.value("content-transfer-encoding", of: bytes))
        let disposition = fields.value("content-disposition", of: bytes).map { ParameterizedValue($0) }
        self.disposition = disposition?.value
        fileName = disposition?["filename"] ?? contentType["name"]
    }

    /// The bytes of the body as they were before they were encoded for the way.
    func content(_ bytes: Span<UInt8>) -> [UInt8] { encoding.decode(bytes.extracting(body)) }

    /// All fields of the part and of what is in it, each with the part, the part before its children.
    func each(_ visit: (MimePart) -> Void) {
        visit(self)
        for child in children { child.each(visit) }
    }
}

/// Why a message can't be taken apart.
enum MimeFault: Error {
    case tooManyParts(limit: Int)
    case tooDeep(limit: Int)
    case headerTooLarge(limit: Int)

    /// The setting of its limit.
    var setting: LimitSetting {
        switch self {
        case .tooManyParts: .mailParts
        case .tooDeep: .mailDepth
        case .headerTooLarge: .mailHeader
        }
    }
}

/// Takes a message apart.
struct MimeParser: ~Escapable {
    private let bytes: Span<UInt8>
    private let limits: DocumentLimits
    private var count = 0

    @_lifetime(copy bytes)
    private init(_ bytes: Span<UInt8>, _ limits: DocumentLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// The message that stands at a place.
    static func parse(
        _ bytes: Span<UInt8>,
        in range: Range<Int>,
        limits: DocumentLimits = DocumentLimits()
    ) throws(MimeFault) -> MimePart {
        var parser = MimeParser(bytes, limits)
        return try parser.part(range, defaultType: "text/plain", depth: 0)
    }

    private mutating func part(_ range: Range<Int>, defaultType: String, depth: Int) throws(MimeFault) -> MimePart {
        count += 1
        if count > limits.mailParts { throw .tooManyParts(limit: limits.mailParts) }
        if depth > limits.mailDepth { throw .tooDeep(limit: limits.mailDepth) }
        var part = MimePart(bytes, in: range, defaultType: defaultType, headerLimit: limits.mailHeader)
        if part.body.lowerBound - range.lowerBound > limits.mailHeader {
            throw .headerTooLarge(limit: limits.mailHeader)
        }
        guard part.type == "multipart" else { return part }
        let boundary = part.contentType["boundary"].map { Array($0.utf8) } ?? guessedBoundary(part.body)
        guard let boundary, !boundary.isEmpty else { return part }
        let childType = part.subtype == "digest" ? "message/rfc822" : "text/plain"
        for place in places(between: boundary, in: part.body) {
            part.children.append(try self.part(place, defaultType: childType, depth: depth + 1))
        }
        // Without a single line of its boundary a message is the text that it looks like.
        if part.children.isEmpty, part.subtype != "encrypted" {
            part.type = "text"
            part.subtype = "plain"
        }
        return part
    }

    /// Where the parts between the lines of a boundary stand (RFC 2046, section 5.1.1). The line end before such a line
    /// belongs to it; the last part needs none after it.
    private func places(between boundary: [UInt8], in range: Range<Int>) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var partStart: Int?
        var start = range.lowerBound
        while start < range.upperBound {
            let end = LineEnd.next(bytes, from: start, before: range.upperBound)
            if let isLast = delimiter(boundary, start, end) {
                if let from = partStart { places.append(from..<max(from, lineBreak(before: start, after: from))) }
                partStart = isLast ? nil : end
                if isLast { break }
                if places.count > limits.mailParts { break }
            }
            start = end
        }
        if let from = partStart, from < range.upperBound { places.append(from..<range.upperBound) }
        return places
    }

    private func lineBreak(before start: Int, after limit: Int) -> Int {
        var end = start
        if end > limit, bytes[end - 1] == 0x0A { end -= 1 }
        if end > limit, bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }

    /// Whether a line is the boundary's, and the last one; nil where it is not.
    private func delimiter(_ boundary: [UInt8], _ start: Int, _ end: Int) -> Bool? {
        guard end - start >= boundary.count + 2, bytes[start] == 0x2D, bytes[start + 1] == 0x2D else { return nil }
        for (index, byte) in boundary.enumerated() where bytes[start + 2 + index] != byte { return nil }
        var index = start + 2 + boundary.count
        var isLast = false
        if index + 1 < end, bytes[index] == 0x2D, bytes[index + 1] == 0x2D {
            isLast = true
            index += 2
        }
        return LineEnd.isBlank(bytes, index, end) ? isLast : nil
    }

    /// The boundary of a message that names none: the first line that begins as one, if a field stands under it.
    private func guessedBoundary(_ range: Range<Int>) -> [UInt8]? {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = LineEnd.next(bytes, from: start, before: range.upperBound)
            if end - start > 3, bytes[start] == 0x2D, bytes[start + 1] == 0x2D {
                let next = LineEnd.next(bytes, from: end, before: range.upperBound)
                guard MailFields.colon(bytes, end, next) != nil else { return nil }
                let line = Array(span: bytes.extracting(start + 2..<end))
                return Array(line[...(line.lastIndex { $0 > 0x20 } ?? -1)])
            }
            start = end
        }
        return nil
    }
}
