import Article
public import Base
public import LinuxIO

/// One line of the ledger: what became of a delivery that no record tells of, or not all; or what became of its file later.
///
/// <doc:LedgerFormat> describes the line.
public struct LedgerEntry: SegmentLine, Equatable {
    public static let kind = SegmentKind.deliveries

    /// Its number in the ledger, counted from 1 without a gap.
    public var sequence: Int64
    /// When the outcome was committed, in nanoseconds since 1970, to the millisecond.
    public var committedAt: Int64
    public var outcome: Outcome
    /// Why, in one word and in sentences.
    public var reason: String?
    public var explanation: String?
    /// The record of its first new article, or of the one that it duplicates.
    public var article: Int64?
    /// How many articles it held.
    public var articles: Int
    /// What it holds beside its new articles, counted.
    public var parts: [PartCount]
    /// Its members that were refused, and those whose article was known, as far as they are told one by one.
    public var members: [ToldPart]
    /// The path beneath the inbox.
    public var path: Path
    /// Bytes in the file.
    public var bytes: Int64
    /// When it was last modified, in nanoseconds since 1970.
    public var modified: Int64
    /// The SHA-256 of its raw bytes; nil where they were not read.
    public var digest: SHA256Digest?
    /// Its number among all deliveries, in the order of their outcomes; a departure has a number of its own.
    public var number: Int64
    /// How the file has left its place; nil where the line is about the delivery itself.
    public var departure: Departure?
    /// How many keys were passed over because this version of the program does not know them.
    public var unknownKeys = 0

    /// An entry of these values; its number in the ledger and its time are the writer's to give.
    public init(
        number: Int64,
        outcome: Outcome,
        reason: String? = nil,
        explanation: String? = nil,
        article: Int64? = nil,
        articles: Int = 0,
        parts: [PartCount] = [],
        members: [ToldPart] = [],
        path: Path,
        bytes: Int64,
        modified: Int64,
        digest: SHA256Digest?,
        departure: Departure? = nil
    ) {
        sequence = 0
        committedAt = 0
        self.number = number
        self.outcome = outcome
        self.reason = reason
        self.explanation = explanation
        self.article = article
        self.articles = articles
        self.parts = parts
        self.members = members
        self.path = path
        self.bytes = bytes
        self.modified = modified
        self.digest = digest
        self.departure = departure
    }

    /// Reads a line, without its newline, and holds it to all the rules of <doc:LedgerFormat>.
    public init(line: Span<UInt8>) throws(RecordFault) {
        let end = try RecordLayout.checkedEnd(line)
        do { _ = try UTF8Span(validating: line) } catch {
            throw RecordFault(reason: .notUTF8, offset: error.byteOffsets.lowerBound)
        }
        var input = JSONInput(line.extracting(0..<end))
        (sequence, committedAt) = try input.ledgerHead()
        try input.expect(.outcome, or: .missingKey)
        let start = input.index
        guard let outcome = Outcome(word: JSONText.string(line, try input.text())) else {
            throw RecordFault(reason: .unknownWord, offset: start)
        }
        self.outcome = outcome
        var (parts, members): ([PartCount], [ToldPart]) = ([], [])
        repeat {
            if let text = try input.optionalText(.reason) { reason = JSONText.string(line, text) }
            if let text = try input.optionalText(.explanation) { explanation = JSONText.string(line, text) }
            if input.skip(.article) { article = try input.number(in: 1...Int64.max) }
            try input.departure(line, into: &departure)
        } while try input.passUnknown(before: .articles, unless: LedgerEntry.isKnown)
        try input.expect(.articles, or: .missingKey)
        articles = Int(try input.number(in: 0...Int64(Int32.max)))
        repeat {
            if input.skip(.parts) { parts = try input.value(PartCount.form).objects.compactMap { PartCount($0) } }
            if input.skip(.members) { members = try input.value(ToldPart.form).objects.map { ToldPart($0) } }
        } while try input.passUnknown(before: .delivery, unless: LedgerEntry.isKnown)
        (self.parts, self.members) = (parts, members)
        try input.expect(.delivery, or: .missingKey)
        let name = try input.text()
        let bytesOfPath = JSONText.decode(line, name)
        if input.skip(.percentEncoding) {
            guard let path = Path(recorded: bytesOfPath) else {
                throw RecordFault(reason: .badPath, offset: name.lowerBound)
            }
            self.path = path
        } else {
            path = Path(bytesOfPath)
        }
        try input.expect(.bytes, or: .missingKey)
        bytes = try input.number(in: 0...Int64.max)
        digest = input.skip(.digest) ? try input.digest() : nil
        try input.expect(.modifiedAt, or: .missingKey)
        modified = try input.time(digits: 9)
        try input.expect(.deliveryNumber, or: .missingKey)
        number = try input.number(in: 1...Int64.max)
        _ = try input.passUnknown(before: .closeBrace, unless: LedgerEntry.isKnown)
        try input.expect(.closeBrace, or: .unexpected)
        _ = try input.passUnknown(before: .closeBrace, unless: LedgerEntry.isKnown)
        if !input.isAtEnd { throw input.fault(.unexpected) }
        unknownKeys = input.passedOver
    }

    /// The keys of a line: one that stands in a wrong place is not passed over.
    private static let keys: Set<String> = [
        "v", "line", "at", "outcome", "reason", "explanation", "seq", "from", "from_encoding", "of", "asked_at", "uid",
        "user", "articles", "parts", "members", "delivery", "path", "path_encoding", "bytes", "sha256", "modified_at",
        "number",
        "crc32",
    ]

    private static func isKnown(_ name: String) -> Bool { keys.contains(name) }
}

extension JSONOutput {
    /// Writes the line of an entry.
    mutating func appendLine(of entry: LedgerEntry, sequence: Int64, committedAt: Int64) {
        let start = bytes.count
        append(contentsOf: StaticText.ledgerStart.bytes)
        appendNumber(sequence)
        append(contentsOf: StaticText.committedAt.bytes)
        append(UInt8(ascii: "\""))
        appendTimestamp(committedAt, digits: 3)
        append(UInt8(ascii: "\""))
        append(contentsOf: StaticText.outcome.bytes)
        appendString(entry.outcome.description)
        appendText(.reason, entry.reason)
        appendText(.explanation, entry.explanation)
        if let article = entry.article {
            append(contentsOf: StaticText.article.bytes)
            appendNumber(article)
        }
        if let departure = entry.departure { append(departure) }
        append(contentsOf: StaticText.articles.bytes)
        appendNumber(Int64(entry.articles))
        appendObjects(.parts, entry.parts.map(\.fields), as: PartCount.form)
        appendObjects(.members, entry.members.map(\.fields), as: ToldPart.form)
        appendFile(path: entry.path, bytes: entry.bytes, digest: entry.digest, modified: entry.modified)
        append(contentsOf: StaticText.deliveryNumber.bytes)
        appendNumber(entry.number)
        append(UInt8(ascii: "}"))
        appendEnd(CRC32(bytes.span.extracting(start..<bytes.count)))
    }

    private mutating func appendObjects(_ key: StaticText, _ objects: [[FieldValue?]], as form: FieldForm) {
        if objects.isEmpty { return }
        append(contentsOf: key.bytes)
        append(.objects(objects), as: form)
    }

    private mutating func appendText(_ key: StaticText, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        append(contentsOf: key.bytes)
        appendString(text)
    }
}

extension JSONInput {
    /// Reads how a line of the ledger begins: its number and its time.
    mutating func ledgerHead() throws(RecordFault) -> (sequence: Int64, committedAt: Int64) {
        try expect(.ledgerStart, or: .version)
        let sequence = try number(in: 1...Int64.max)
        try expect(.committedAt, or: .missingKey)
        return (sequence, try time(digits: 3))
    }
}

/// The keys of a line of the ledger that a record has not.
extension StaticText {
    static let ledgerStart = StaticText("{\"v\":1,\"line\":")
    static let committedAt = StaticText(",\"at\":")
    static let outcome = StaticText(",\"outcome\":")
    static let reason = StaticText(",\"reason\":")
    static let explanation = StaticText(",\"explanation\":")
    static let article = StaticText(",\"seq\":")
    static let articles = StaticText(",\"articles\":")
    static let parts = StaticText(",\"parts\":")
    static let members = StaticText(",\"members\":")
}

extension PartCount {
    static let form = FieldForm.objects([
        FieldMember("outcome", .word(PartOutcome.allCases.map(\.rawValue)), isRequired: true), FieldMember("format"),
        FieldMember("kind"), FieldMember("count", .sequence, isRequired: true),
    ])

    /// The values of ``form``.
    fileprivate var fields: [FieldValue?] {
        [.init(outcome.rawValue), .init(format), .init(kind), .sequence(Int64(count))]
    }

    fileprivate init?(_ fields: [FieldValue?]) {
        guard let outcome = fields[0]?.text.flatMap({ PartOutcome(rawValue: $0) }) else { return nil }
        self.init(
            outcome,
            format: fields[1]?.text,
            kind: fields[2]?.text,
            count: Int(clamping: fields[3]?.sequence ?? 0)
        )
    }
}

extension ToldPart {
    static let form = FieldForm.objects([
        FieldMember("name", isRequired: true), FieldMember("part", .sequence),
        FieldMember("reason", isRequired: true), FieldMember("explanation"), FieldMember("seq", .sequence),
    ])

    /// The values of ``form``.
    fileprivate var fields: [FieldValue?] {
        [
            .init(name), part.map { .sequence(Int64($0)) }, .init(reason), .init(explanation),
            article.map { .sequence($0) },
        ]
    }

    fileprivate init(_ fields: [FieldValue?]) {
        self.init(
            name: fields[0]?.text ?? "",
            part: fields[1]?.sequence.map { Int(clamping: $0) },
            reason: fields[2]?.text ?? "",
            explanation: fields[3]?.text,
            article: fields[4]?.sequence
        )
    }
}
