import Archive
import Article
import Base
import Catalogue
import Formats
import Foundation
import LinuxIO
import TestSupport

/// A desk that has known so many articles before: its catalogue has them all, its archive the last thousand as records.
///
/// The segments before are holes of the right length: neither a start nor a commit reads them, and ten million records
/// would be 30 GB. The daemon runs on it without the search index, which would read them. It is made once and kept in
/// the folder of the benchmarks, because that takes minutes.
enum KnownDesk {
    /// The configuration with which the daemon runs on it, and on what it is compared with.
    static let settings = ["search": "off"]

    private static let realRecords = 1000
    private static let recordsPerSegment = 80_000

    /// The desk with (about) `count` known articles.
    static func open(_ count: Int) throws -> ScratchDesk {
        let folder = FileManager.default.temporaryDirectory.appending(path: "known-\(count)").path
        let desk = try ScratchDesk(in: ScratchDirectory(keptAt: folder))
        if !knows(count, desk) {
            note("making a desk that knows \(count) articles")
            try FileManager.default.removeItem(atPath: desk.path)
            try FileManager.default.createDirectory(atPath: desk.inbox, withIntermediateDirectories: true)
            try make(count, desk)
            guard knows(count, desk) else {
                throw BenchFailure(description: "\(folder) does not know \(count) articles")
            }
        }
        for place in ["processed", "duplicates"] {
            try? FileManager.default.removeItem(atPath: desk.path + "/" + place)
        }
        return desk
    }

    /// Whether the desk was made to its end, and by a program with the same catalogue as this one: the daemon would make
    /// another again from the archive, which has but the last thousand.
    private static func knows(_ count: Int, _ desk: ScratchDesk) -> Bool {
        guard let total = try? CatalogueReader(at: Path(desk.cataloguePath)).tallies() else { return false }
        return total.deliveries[.archived, default: 0] >= count
    }

    private static func make(_ count: Int, _ desk: ScratchDesk) throws {
        let fileSystem = LinuxFileSystem()
        let root = try fileSystem.openOrMakeRoot(Path(desk.path + "/archive"))
        let archive = ArchiveDirectory(root, fileSystem: fileSystem)
        let start = max(0, count - realRecords)
        try makeHoles(for: start, desk)
        var recovered = RecoveredArchive()
        recovered.nextSequence = Int64(start + 1)
        let writer = try ArchiveWriter(archive, recovered: recovered)
        _ = try writer.append(tails(count - start), at: Clock.now)
        guard let newest = try archive.newest() else { throw BenchFailure(description: "no segment") }

        let catalogue = try Catalogue(at: Path(desk.cataloguePath))
        let mark = ArchivePosition(segment: newest.name, offset: 0)
        var random = SeededGenerator(seed: UInt64(count))
        for first in stride(from: 1, through: start, by: 5000) {
            let entries = (first...min(first + 4999, start)).compactMap { entry($0, &random) }
            _ = try catalogue.enter(entries, mark: CatalogueMark(archive: mark), moved: Int64(first))
            if first % 500_000 == 1 { note("  \(first - 1) of \(count)") }
        }
        try catalogue.catchUp(with: archive)
        _ = try catalogue.enter([], mark: CatalogueMark(archive: writer.end), moved: try catalogue.rows().last)
        try catalogue.checkpoint()
        try catalogue.close()
    }

    private static func makeHoles(for records: Int, _ desk: ScratchDesk) throws {
        guard records > 0 else { return }
        let folder = desk.path + "/archive/date=2026-01-01"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for number in 1...(records / recordsPerSegment + 1) {
            let path = folder + String(format: "/articles-%06d.jsonl", number)
            try Data().write(to: URL(filePath: path))
            guard truncate(path, 256 << 20) == 0, chmod(path, 0o440) == 0 else {
                throw BenchFailure(description: "cannot make \(path)")
            }
        }
    }

    private static func tails(_ count: Int) -> [RecordTail] {
        var copy = WireCopy(seed: UInt64.max)
        let reader = ArticleReader()
        var tails: [RecordTail] = []
        while tails.count < count {
            let text = copy.next()
            guard let article = reader.read(text.span).articles.first else { continue }
            let identity = DeliveryIdentity(
                path: Path("known/\(tails.count).txt"),
                bytes: Int64(text.count),
                modified: 1,
                digest: SHA256Digest(of: text)
            )
            tails.append(RecordTail(article, Delivery(identity: identity, format: "text", encoding: "utf-8")))
        }
        return tails
    }

    private static func entry(_ number: Int, _ random: inout SeededGenerator) -> DeliveryEntry? {
        var bytes: [UInt8] = []
        for _ in 0..<4 {
            let word = random.next()
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        guard let id = ContentID(bytes: bytes.span), let digest = SHA256Digest(bytes: bytes.span),
            let day = CivilDate(year: 2026, month: 1, day: 1)
        else { return nil }
        let segment = SegmentName(day: day, number: number / recordsPerSegment + 1)
        let position = ArchivePosition(segment: segment, offset: Int64(number % recordsPerSegment) * 3200)
        return DeliveryEntry(
            time: 1_767_225_600_000_000_000 + Int64(number) * 1_000_000,
            path: Path("wire/2026/01/story-\(number).txt"),
            bytes: 3000,
            modified: 1_767_225_600_000_000_000 + Int64(number),
            digest: digest,
            outcome: .archived,
            sequence: Int64(number),
            articles: 1,
            added: [.init(contentID: id, sequence: Int64(number), position: position, length: 3200)]
        )
    }
}
