import Archive
import Article
import Base
import Formats
import LinuxIO

/// The way of a file from its bytes to its record: a reading has an article or a reason, and each record is one line
/// that reads back as what it was made from.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let reading = ArticleReader().read(bytes.span, context: ReadingContext(modified: 1_795_391_990, received: nil))
    precondition(!reading.parts.isEmpty)
    let identity = DeliveryIdentity(
        // A file has a name.
        path: Path([0x66] + bytes.prefix(40)),
        bytes: Int64(bytes.count),
        modified: 1_795_391_990_000_000_000,
        digest: SHA256Digest(of: bytes)
    )
    for article in reading.articles {
        let delivery = Delivery(
            identity: identity,
            format: reading.format,
            encoding: reading.encoding.isEmpty ? nil : reading.encoding,
            damaged: reading.damaged,
            part: nil
        )
        let tail = RecordTail(article, delivery)
        let line = tail.line(sequence: 1, ingestedAt: 1_795_391_990_113_000_000)
        precondition(line.last == 0x0A && !line.dropLast().contains(0x0A))
        do {
            let record = try Record(line: line.span.extracting(0..<line.count - 1))
            precondition(record.id == tail.contentID && record.sequence == 1)
            precondition(record.delivery.identity == identity)
        } catch {
            preconditionFailure("a record does not read back: \(error)")
        }
    }
    return 0
}
