import Archive
import Article
import Base
import Formats
import LinuxIO
import TestSupport

private let article: (Article, Reading)? = {
    let reading = ArticleReader().read(Array(Story.text(1).utf8).span)
    return reading.articles.first.map { ($0, reading) }
}()

private let segment: Path = "archive/date=2026-11-22/articles-000001.jsonl"

/// A segment with whatever bytes: recovery cuts nothing but a tail that it keeps aside, what it leaves can be appended
/// to, and a second recovery finds nothing to do.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let disk = DiskModel()
    disk.placeFolder("archive")
    disk.place(segment, bytes)
    do {
        try check(disk, bytes)
    } catch ArchiveError.unknownVersion {
        precondition(disk.content(of: segment) == bytes, "what is not understood was touched")
    } catch {
        preconditionFailure("\(error)")
    }
    return 0
}

private func check(_ disk: DiskModel, _ bytes: [UInt8]) throws {
    let archive = ArchiveDirectory(try disk.openRoot("archive"), fileSystem: disk)
    let recovered = try ArchiveRecovery.recover(archive, keepingIn: "/")
    guard let kept = disk.content(of: segment) else { preconditionFailure("the segment is gone") }
    precondition(bytes.starts(with: kept), "a record was changed")
    precondition((recovered.torn == nil) == (kept.count == bytes.count), "something was cut and not told")
    if kept.count < bytes.count {
        let aside = disk.files.filter { $0.display.contains(".torn") }.compactMap { disk.content(of: $0) }
        precondition(aside.contains { $0.elementsEqual(bytes[kept.count...]) }, "what was cut is not kept aside")
    }
    let again = try ArchiveRecovery.recover(archive, keepingIn: "/")
    precondition(again.torn == nil && again.nextSequence == recovered.nextSequence, "recovery is not at rest")
    try append(to: archive, again)
}

private func append(to archive: ArchiveDirectory, _ recovered: RecoveredArchive) throws {
    guard let (article, reading) = article else { preconditionFailure("no article") }
    let identity = DeliveryIdentity(path: "a.txt", bytes: 1, modified: 0, digest: SHA256Digest(of: []))
    let tail = RecordTail(
        article,
        Delivery(identity: identity, format: reading.format, encoding: nil, damaged: 0, part: nil)
    )
    let writer = try ArchiveWriter(archive, recovered: recovered)
    let appended = try writer.append([tail], at: 1_795_391_990_000_000_000)
    guard let place = appended.first else { preconditionFailure("nothing was appended") }
    precondition(place.sequence == recovered.nextSequence)
    let record = try ArchiveReader(archive).record(at: place.position, length: place.length)
    precondition(record.id == tail.contentID)
}
