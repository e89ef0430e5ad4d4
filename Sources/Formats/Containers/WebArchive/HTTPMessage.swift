/// A response of HTTP as a crawler kept it (RFC 9112), and the page inside.
struct HTTPMessage {
    /// 200; nil where the record has no status line.
    var status: Int?
    private var fields: [(name: String, value: String)] = []
    /// Where the body begins.
    let bodyStart: Int

    private static let headLimit = 262_144

    /// Reads status line and header. A record without them is all body.
    init(_ record: Span<UInt8>) {
        guard record.count > 8, record[0] == 0x48, record[1] == 0x54, record[2] == 0x54, record[3] == 0x50 else {
            bodyStart = 0
            return
        }
        var start = 0
        var isFirst = true
        while start < record.count, start < Self.headLimit {
            var end = start
            while end < record.count, record[end] != 0x0A { end += 1 }
            var textEnd = end
            if textEnd > start, record[textEnd - 1] == 0x0D { textEnd -= 1 }
            let line = MemberName.text(Array(span: record.extracting(start..<textEnd)))
            start = min(end + 1, record.count)
            if textEnd == 0 || line.isEmpty { break }
            if isFirst {
                let words = line.split(separator: " ")
                status = words.count > 1 ? Int(words[1].prefix(3)) : nil
                isFirst = false
            } else if let colon = line.firstIndex(of: ":") {
                let value = line[line.index(after: colon)...].trimmingSpaces()
                fields.append((line[..<colon].trimmingSpaces().lowercased(), value))
            }
        }
        bodyStart = start
    }

    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The body without chunks and packing.
    ///
    /// Whether it is chunked is told by its look: crawlers keep the field of what they undid, and drop it from what they
    /// did not.
    func body(_ record: Span<UInt8>, limit: Int) throws(ContainerError) -> [UInt8] {
        let raw = record.extracting(bodyStart..<record.count)
        let saysChunked = self["transfer-encoding"]?.lowercased().contains("chunked") ?? false
        var body = ChunkedBody.undo(raw, isDeclared: saysChunked) ?? Array(span: raw)
        // What was applied last is undone first.
        let codings = (self["content-encoding"] ?? "").lowercased().split(separator: ",").map { $0.trimmingSpaces() }
        for coding in codings.reversed() {
            body = try ContentCoding.undo(coding, body, limit: limit)
        }
        if body.count > limit { throw .refused(.memberTooLarge(limit)) }
        return body
    }
}

/// The chunks of a body (RFC 9112, section 7.1).
enum ChunkedBody {
    /// The body without its chunks' sizes; nil where it is not chunked. Where nothing declares it, it has to be chunked to
    /// the end; where it is declared, a wrong size further on ends the chunks, and what follows is taken as it is.
    static func undo(_ body: Span<UInt8>, isDeclared: Bool) -> [UInt8]? {
        guard let first = size(body, at: 0), first.value > 0 || isDeclared else { return nil }
        var result: [UInt8] = []
        var index = 0
        while index < body.count {
            guard let chunk = size(body, at: index) else {
                guard isDeclared else { return nil }
                result.append(contentsOf: Array(span: body.extracting(index..<body.count)))
                return result
            }
            if chunk.value == 0 { return result }
            let end = min(body.count - chunk.next, chunk.value) + chunk.next
            if end - chunk.next < chunk.value, !isDeclared { return nil }
            result.append(contentsOf: Array(span: body.extracting(chunk.next..<end)))
            index = end
            if index < body.count, body[index] == 0x0D { index += 1 }
            if index < body.count, body[index] == 0x0A { index += 1 }
        }
        return isDeclared ? result : nil
    }

    /// A line that holds a hexadecimal number, and perhaps an extension; the number has at most 15 digits.
    private static func size(_ body: Span<UInt8>, at start: Int) -> (value: Int, next: Int)? {
        var index = start
        var value = 0
        while index < body.count, let digit = HexDigit.value(body[index]) {
            guard index - start < 15 else { return nil }
            value = value << 4 | digit
            index += 1
        }
        guard index > start else { return nil }
        // Some servers pad the number, or add an extension.
        while index < body.count, body[index] == 0x20, index - start < 64 { index += 1 }
        if index < body.count, body[index] == 0x3B {
            while index < body.count, body[index] != 0x0D, index - start < 1_024 { index += 1 }
        }
        guard index + 1 < body.count, body[index] == 0x0D, body[index + 1] == 0x0A else { return nil }
        return (value, index + 2)
    }
}

enum HexDigit {
    /// The value of a hexadecimal digit.
    static func value(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x30...0x39: Int(byte) - 0x30
        case 0x41...0x46: Int(byte) - 0x37
        case 0x61...0x66: Int(byte) - 0x57
        default: nil
        }
    }
}

/// What a body was packed with (RFC 9110, section 8.4.1).
enum ContentCoding {
    static func undo(_ coding: String, _ body: [UInt8], limit: Int) throws(ContainerError) -> [UInt8] {
        switch coding {
        case "gzip", "x-gzip":
            // A crawler may have unpacked it and kept the field.
            guard GzipStream.begins(body.span) else { return body }
            var stream = ContainerStream(GzipStream(BytesInMemory(body), limit: limit))
            let unpacked = try stream.take(limit + 1)
            if stream.notes.contains(.endsEarly) { throw .refused(.endsEarly("The packed page")) }
            return unpacked
        case "deflate":
            return try inflate(body, limit: limit)
        case "br", "zstd", "compress", "x-compress", "dcb", "dcz":
            throw .refused(.unsupportedEncoding(coding))
        default:
            // identity, none, and what has no business in the field, such as `utf-8`.
            return body
        }
    }

    /// With the frame of zlib (RFC 1950), as the standard has it, or without, as some servers do.
    private static func inflate(_ body: [UInt8], limit: Int) throws(ContainerError) -> [UInt8] {
        var start = 0
        if body.count > 2, body[0] & 0x0F == 8, (Int(body[0]) << 8 | Int(body[1])) % 31 == 0 { start = 2 }
        let packed = body.span.extracting(start..<body.count)
        do {
            return try Inflating.inflate(packed, expecting: body.count * 4, limit: limit).output
        } catch {
            if error == .tooLarge { throw .refused(.memberTooLarge(limit)) }
            // It was unpacked and the field kept, or it is damaged: what reads as text speaks for the former.
            let isText = String(validating: body, as: UTF8.self) != nil
            if isText { return body }
            throw .refused(.brokenContainer("The packed data of the page are damaged."))
        }
    }
}
