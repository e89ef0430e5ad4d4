import Archive
import Article
import LinuxIO
import TestSupport

private let article: (Article, Reading)? = {
    let reading = ArticleReader().read(Array(Story.text(1).utf8).span)
    guard case .articles(let articles) = reading.outcome else { return nil }
    return articles.first.map { ($0, reading) }
}()

/// A segment with whatever bytes: recovery cuts nothing but a tail that it keeps aside, what it leaves can be appended
/// to, and a second recovery finds nothing to do.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let segment: Path = "archive/date=2026-11-22/articles-000001.jsonl"
    let disk = DiskModel()
    disk.placeFolder("archive")
    disk.place(segment, bytes)
    do {
        let archive = ArchiveDirectory(try disk.openRoot("archive"), fileSystem: disk)
        let recovered: RecoveredArchive
        do {
            recovered = try ArchiveRecovery.recover(archive)
        } catch .unknownVersion {
            precondition(disk.content(of: segment) == bytes, "what is not understood was touched")
            return 0
        }
        guard let kept = disk.content(of: segment) else { preconditionFailure("the segment is gone") }
        precondition(bytes.starts(with: kept), "a record was changed")
        precondition((recovered.torn == nil) == (kept.count == bytes.count), "something was cut and not told")
        if kept.count < bytes.count {
            let aside = disk.files.filter { $0.display.contains(".torn") }.compactMap { disk.content(of: $0) }
            precondition(aside.contains { $0.elementsEqual(bytes[kept.count...]) }, "what was cut is not kept aside")
        }
        let again = try ArchiveRecovery.recover(archive)
        precondition(again.torn == nil && again.nextSequence == recovered.nextSequence, "recovery is not at rest")
        guard let (article, reading) = article else { preconditionFailure("no article") }
        let identity = DeliveryIdentity(path: "a.txt", bytes: 1, modified: 0, digest: FileDigest(of: []))
        let tail = RecordTail(
            article,
            Delivery(identity: identity, format: reading.format, encoding: nil, damaged: 0, part: nil)
        )
        let writer = try ArchiveWriter(archive, recovered: again)
        let appended = try writer.append([tail], at: 1_795_391_990_000_000_000)
        precondition(appended.first?.sequence == again.nextSequence)
        guard let place = appended.first else { preconditionFailure("nothing was appended") }
        let record = try ArchiveReader(archive).record(at: place.position, length: place.length)
        precondition(record.id == tail.contentID)
    } catch {
        preconditionFailure("\(error)")
    }
    return 0
}
