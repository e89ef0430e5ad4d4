import Archive
import Article
import Base

/// A record on its way into a stream.
struct RecordMessage {
    var sequence: Int64
    /// When it was archived, in nanoseconds since 1970.
    var ingestedAt: Int64
    /// Where its line stands in the bytes of its batch, without the newline.
    var range: Range<Int>
    var subject: String
    /// The hexadecimal digits of its content id.
    private let content: String

    /// The record that stands behind `start` bytes of its batch, in a line of so many with its newline.
    init(_ record: RecordSummary, from start: Int, length: Int, prefix: String, desk: DeskName) {
        sequence = record.sequence
        ingestedAt = record.ingestedAt
        // An id has the bytes that a digest has.
        content = SHA256Digest(bytes: record.id.bytes.span)?.hexadecimal ?? ""
        range = start..<start + length - 1
        // Two digits of the content id, by which a server can divide a stream among hubs.
        subject = [
            prefix, desk.description.lowercased(), SubjectToken.make(record.source, absent: "unknown"),
            SubjectToken.make(record.language, absent: "und"), String(content.prefix(2)),
        ].joined(separator: ".")
    }

    /// All subjects of a desk.
    static func subjects(prefix: String, desk: DeskName) -> String {
        "\(prefix).\(desk.description.lowercased()).*.*.*"
    }

    /// The message of the record.
    ///
    /// Its id says desk, number, content and checksum. The number makes it another one for a kill, a correction or a withdrawal of
    /// the same words, for which a desk makes a record of its own; the desk makes it another one for a story that another desk has
    /// too, so that the hub, and not the server, decides what is a duplicate; content and checksum make it another one where an
    /// archive was put back from a backup and counts on from there. Only the same line of the same desk is the same message.
    func message(of desk: DeskName, line: Span<UInt8>) -> NATSMessage {
        let checksum = line.count > 10 ? line.extracting(line.count - 10..<line.count - 2) : line
        let digits = String(decoding: checksum.indices.map { checksum[$0] }, as: UTF8.self)
        return NATSMessage(
            subject: subject,
            id: "\(desk)/\(sequence)/\(content)/\(digits)",
            desk: desk.description
        )
    }
}
