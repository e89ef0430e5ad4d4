import Archive
import Article
import Base
import Formats
import LinuxIO
import Operations

/// Times, sizes and durations of any value: a record keeps those that a file can have, text reads back as what it was
/// written from, and nothing that comes of them ends the process.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    func number(_ index: Int) -> Int64 {
        (0..<8).reduce(0) { $0 << 8 | Int64(index * 8 + $1 < bytes.count ? bytes[index * 8 + $1] : 0) }
    }
    let (first, second, third) = (number(0), number(1), number(2))

    let text = String(decoding: bytes, as: UTF8.self)
    for words in [text, "\(first)h", "\(first)ms", "\(first)d", "\(first)TiB"] {
        if let duration = Quantity.duration(words) {
            _ = Quantity.text(duration)
            _ = first.subtractingSaturated(duration.nanoseconds)
        }
        if let size = Quantity.size(words) { _ = Quantity.size(size) }
        if let time = UTCTime(words) { precondition(UTCTime("\(time)") != nil) }
    }

    let time = UTCTime(nanoseconds: first)
    _ = "\(time) \(time.day) \(time.local(offset: Int(truncatingIfNeeded: second)))"
    if let day = CivilDate(secondsSince1970: first) {
        precondition(CivilDate(secondsSince1970: Int64(day.daysSince1970) * 86_400) == day)
    }
    _ = second.dividedDown(by: 86_400)

    // What the kernel's times are held to.
    let range: ClosedRange<Int64> = -9_214_560_000_000_000_000...9_214_646_399_000_000_000
    let modified = min(max(second, range.lowerBound), range.upperBound)
    let ingested = min(max(third, range.lowerBound), range.upperBound)
    let draft = ReadingContext(
        modified: modified.dividedDown(by: 1_000_000_000),
        received: ingested.dividedDown(by: 1_000_000_000)
    )
    let reading = ArticleReader().read(Array(FuzzStory.text.utf8).span, context: draft)
    guard let article = reading.articles.first else { preconditionFailure("the story is no article") }
    let identity = DeliveryIdentity(
        path: "a.txt",
        bytes: first & .max,
        modified: modified,
        digest: SHA256Digest(of: bytes)
    )
    let tail = RecordTail(article, Delivery(identity: identity, format: "text", encoding: nil))
    let line = tail.line(sequence: max(1, first & .max), ingestedAt: ingested)
    do {
        let record = try Record(line: line.span.extracting(0..<line.count - 1))
        precondition(record.delivery.identity == identity)
        precondition(record.ingestedAt.dividedDown(by: 1_000_000) == ingested.dividedDown(by: 1_000_000))
    } catch {
        preconditionFailure("a record does not read back: \(error)")
    }
    return 0
}

private enum FuzzStory {
    static let text = "The ferry sails\n\nRIVERTON, June 10 (Example) - The ferry sails, the harbour office said.\n"
}
