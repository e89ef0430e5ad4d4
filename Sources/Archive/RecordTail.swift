public import Article
import Base
import LinuxIO

/// The part of a record that is known before it is committed: all from the headline on.
///
/// Whoever reads an article makes its tail, on any thread; the one writer puts the sequence number, the id and the time
/// of ingestion before it and the checksum behind it. <doc:RecordFormat> describes the whole line.
public struct RecordTail: Sendable {
    /// The bytes from `"headline"` up to the brace that closes the delivery, which the number may stand before.
    public let bytes: [UInt8]
    /// The id of the content.
    public let contentID: ContentID
    /// By what it is found to be known (``Article/ContentID/key(_:)``).
    public let key: ContentID
    /// Whether its marks say that it follows an earlier version (``Article/UpdateMarks/isRevision``).
    public let isRevision: Bool
    /// Which of the articles of its delivery it is, counted from 1.
    public let place: Int
    /// Where in the delivery it stood; nil where the file is the article.
    public let member: String?
    /// What it was read as, with the containers around it.
    public let format: String
    /// The checksum of ``bytes``.
    let checksum: CRC32
    /// Which story the record belongs to, once that is decided; nil where it follows no other record.
    public var link: StoryLink?

    /// Encodes an article and the delivery that it came by.
    public init(_ article: Article, _ delivery: Delivery) {
        var output = JSONOutput()
        // Escapes and the fields beside the text; more than it needs, no tail should hold.
        output.reserve(article.text.count + article.text.count / 16 + 640)
        output.append("\"headline\":")
        output.append(article, article.parts.headline)
        output.appendHead(article)
        output.appendDetails(article)
        output.appendTexts(",\"body\":", article, article.parts.body, evenIfNone: true)
        output.appendDelivery(delivery)
        contentID = article.contentID
        key = article.contentID.key(article.standing)
        isRevision = article.marks.isRevision
        place = delivery.part ?? 1
        member = delivery.member
        format = delivery.format
        checksum = CRC32(output.bytes.span)
        bytes = output.bytes
    }

    /// The record as it would stand in an archive, with its newline; what is not known yet is absent.
    public func line(sequence: Int64? = nil, ingestedAt: Int64? = nil, delivery number: Int64? = nil) -> [UInt8] {
        var output = JSONOutput()
        output.appendRecord(self, sequence: sequence, ingestedAt: ingestedAt, delivery: number)
        return output.bytes
    }
}

extension RecordTail {
    /// The records of the articles that were read from a delivery, in document order.
    ///
    /// `delivery.part` counts the articles from 1 where there are several, `delivery.member` says where each stood; both
    /// follow from the bytes of the delivery alone.
    public static func tails(of reading: Reading, from identity: DeliveryIdentity) -> [RecordTail] {
        let isSeveral = reading.parts.lazy.filter(\.isArticle).prefix(2).count > 1
        var tails: [RecordTail] = []
        for part in reading.parts {
            let place = isSeveral ? tails.count + 1 : nil
            if let tail = tail(of: part, in: reading, from: identity, place: place) { tails.append(tail) }
        }
        return tails
    }

    /// The record of one part of a delivery; nil where the part is not an article.
    ///
    /// - Parameters:
    ///   - reading: what the delivery was read as; its parts do not count.
    ///   - place: which of its articles it is, counted from 1; nil where it is the only one.
    public static func tail(
        of part: Part,
        in reading: Reading,
        from identity: DeliveryIdentity,
        place: Int?
    ) -> RecordTail? {
        guard let article = part.article else { return nil }
        let encoding = part.source?.encoding ?? reading.encoding
        return RecordTail(
            article,
            Delivery(
                identity: identity,
                format: part.source?.structuredFormat ?? reading.format,
                encoding: encoding.isEmpty ? nil : encoding,
                damaged: part.source?.damaged ?? reading.damaged,
                part: place,
                member: part.member,
                container: part.source?.container ?? []
            )
        )
    }
}

extension JSONOutput {
    /// Writes a whole line: what the writer knows, the tail, the checksum.
    mutating func appendRecord(_ tail: RecordTail, sequence: Int64?, ingestedAt: Int64?, delivery number: Int64?) {
        let start = bytes.count
        append("{\"v\":1,")
        if let sequence {
            append("\"seq\":")
            appendNumber(sequence)
            append(UInt8(ascii: ","))
        }
        append("\"id\":\"sha256:")
        tail.contentID.withBytes { id in
            for index in id.indices { appendHexadecimal(id[index]) }
        }
        append("\",")
        if let ingestedAt {
            append("\"ingested_at\":\"")
            appendTimestamp(ingestedAt, digits: 3)
            append("\",")
        }
        if let link = tail.link {
            // Each of its fields opens with the comma that stands there already.
            removeByte(at: bytes.count - 1)
            append(link)
            append(UInt8(ascii: ","))
        }
        var checksum = CRC32(bytes.span.extracting(start..<bytes.count))
        append(contentsOf: tail.bytes)
        checksum.append(tail.checksum, count: tail.bytes.count)
        let end = bytes.count
        if let number {
            append(contentsOf: StaticText.deliveryNumber.bytes)
            appendNumber(number)
        }
        append(UInt8(ascii: "}"))
        checksum.update(bytes.span.extracting(end..<bytes.count))
        appendEnd(checksum)
    }

    /// Ends a line with the checksum of all that stands before it.
    mutating func appendEnd(_ checksum: CRC32) {
        append(",\"crc32\":\"")
        for shift in [24, 16, 8, 0] as [UInt32] { appendHexadecimal(UInt8(checksum.value >> shift & 0xFF)) }
        append("\"}\n")
    }

    /// Writes what a file is known by, as far as it is known: all of a delivery up to its time of modification.
    mutating func appendFile(path: Path, bytes size: Int64, digest: SHA256Digest?, modified: Int64) {
        append(",\"delivery\":{\"path\":")
        if path.text == nil {
            let encoded = Array(path.percentEncoded.utf8)
            appendString(encoded, 0..<encoded.count)
            append(contentsOf: StaticText.percentEncoding.bytes)
        } else {
            let path = Array(path.bytes)
            appendString(path, 0..<path.count)
        }
        append(contentsOf: StaticText.bytes.bytes)
        appendNumber(size)
        if let digest {
            append(contentsOf: StaticText.digest.bytes)
            appendHexadecimal(digest)
            append(UInt8(ascii: "\""))
        }
        append(",\"modified_at\":\"")
        appendTimestamp(modified, digits: 9)
        append(UInt8(ascii: "\""))
    }

    fileprivate mutating func append(_ article: Article, _ range: TextRange) {
        appendString(article.text, range.start..<range.end)
    }

    fileprivate mutating func appendText(_ key: String, _ article: Article, _ range: TextRange?) {
        guard let range else { return }
        append(key)
        append(article, range)
    }

    fileprivate mutating func appendTexts(
        _ key: String,
        _ article: Article,
        _ ranges: [TextRange],
        evenIfNone: Bool = false
    ) {
        if ranges.isEmpty && !evenIfNone { return }
        append(key)
        var separator = UInt8(ascii: "[")
        for range in ranges {
            append(separator)
            append(article, range)
            separator = UInt8(ascii: ",")
        }
        if ranges.isEmpty { append(separator) }
        append(UInt8(ascii: "]"))
    }

    /// Writes everything between the headline and the body.
    fileprivate mutating func appendHead(_ article: Article) {
        let parts = article.parts
        appendText(",\"deck\":", article, parts.deck)
        appendText(",\"section\":", article, parts.section)
        appendText(",\"slugline\":", article, parts.slugline)
        appendText(",\"byline\":", article, parts.byline)
        appendText(",\"timestamp\":", article, parts.timestamp)
        appendText(",\"url\":", article, parts.url)
        appendText(",\"embargo\":", article, parts.embargo)
        appendTexts(",\"editors_notes\":", article, parts.editorsNotes)
        appendUpdateMarks(article)
        if let dateline = parts.dateline { appendDateline(article, dateline) }
        if let published = article.published {
            append(",\"published\":{\"date\":\"")
            appendDay(published.day)
            append("\",\"basis\":")
            appendString(published.basis.rawValue)
            if let moment = published.at {
                append(",\"at\":")
                appendString("\(moment)")
            }
            append(UInt8(ascii: "}"))
        }
        if let language = article.language {
            append(",\"language\":")
            appendString(language)
        }
        append(",\"word_count\":")
        appendNumber(Int64(article.wordCount))
        appendTexts(",\"credits\":", article, parts.credits)
        appendText(",\"sign_off\":", article, parts.signOff)
    }

    private mutating func appendDateline(_ article: Article, _ dateline: DatelineParts) {
        append(",\"dateline\":{\"text\":")
        append(article, dateline.text)
        appendText(",\"place\":", article, dateline.place)
        appendNumber(",\"month\":", dateline.month)
        appendNumber(",\"day\":", dateline.day)
        appendNumber(",\"year\":", dateline.year)
        appendText(",\"source\":", article, dateline.source)
        appendText(",\"correspondent\":", article, dateline.correspondent)
        append(UInt8(ascii: "}"))
    }

    private mutating func appendNumber(_ key: String, _ number: Int?) {
        guard let number else { return }
        append(key)
        appendNumber(Int64(number))
    }

    private mutating func appendUpdateMarks(_ article: Article) {
        let marks = article.marks
        if marks == UpdateMarks() && article.parts.marks.isEmpty { return }
        append(",\"update_marks\":{")
        let start = bytes.count
        appendTexts(",\"printed\":", article, article.parts.marks)
        appendNumber(",\"update\":", marks.update)
        appendNumber(",\"wrapup\":", marks.wrapup)
        appendNumber(",\"lead\":", marks.lead)
        appendNumber(",\"writethru\":", marks.writethru)
        if marks.correction { append(",\"correction\":true") }
        if marks.urgent { append(",\"urgent\":true") }
        if marks.repeated { append(",\"repeat\":true") }
        if marks.kill { append(",\"kill\":true") }
        appendNumber(",\"urgency\":", marks.urgency)
        removeByte(at: start)  // the comma before the first
        append(UInt8(ascii: "}"))
    }

    fileprivate mutating func appendDelivery(_ delivery: Delivery) {
        let identity = delivery.identity
        appendFile(path: identity.path, bytes: identity.bytes, digest: identity.digest, modified: identity.modified)
        append(",\"format\":")
        appendString(delivery.format)
        if let encoding = delivery.encoding, !encoding.isEmpty {
            append(",\"encoding\":")
            appendString(encoding)
        }
        appendNumber(",\"damaged\":", delivery.damaged > 0 ? delivery.damaged : nil)
        appendNumber(",\"part\":", delivery.part)
        if let member = delivery.member, !member.isEmpty {
            append(",\"member\":")
            appendString(member)
        }
        if !delivery.container.isEmpty {
            append(",\"container\":")
            append(.texts(delivery.container), as: .texts)
        }
    }
}
