import Archive
import Base
import LinuxIO
import TestSupport
import Testing

@Suite("The ledger of deliveries") struct LedgerTests {
    private let noon: Int64 = 1_795_348_800_000_000_000
    private let first = "deliveries/date=2026-11-22"

    private func disk() -> DiskModel {
        let disk = DiskModel()
        disk.placeFolder("deliveries")
        return disk
    }

    private func ledger(_ fileSystem: any FileSystem) throws -> ArchiveDirectory {
        let root = try fileSystem.openRoot("/")
        return ArchiveDirectory(
            try fileSystem.openOrMakeDirectory("deliveries", in: root),
            of: .deliveries,
            fileSystem: fileSystem
        )
    }

    private func writer(_ ledger: ArchiveDirectory, segmentSize: Int64 = 256 << 20) throws -> LedgerWriter {
        try LedgerWriter(
            ledger,
            settings: ArchiveWriter.Settings(segmentSize: segmentSize),
            recovered: try ArchiveRecovery.recover(ledger, of: LedgerEntry.self, keepingIn: "/") { _ in false }
        )
    }

    private func entry(_ number: Int64, _ outcome: Outcome = .duplicate) -> LedgerEntry {
        LedgerEntry(
            number: number,
            outcome: outcome,
            reason: "known-content",
            article: 1,
            articles: 1,
            path: Path("wire/\(number).txt"),
            bytes: 10,
            modified: noon,
            digest: SHA256Digest(of: [UInt8(truncatingIfNeeded: number)])
        )
    }

    private func entries(_ ledger: ArchiveDirectory) throws -> [LedgerEntry] {
        var cursor = try ArchiveCursor(ledger)
        var entries: [LedgerEntry] = []
        while try cursor.advance() != nil {
            if let entry = try? LedgerEntry(line: cursor.line) { entries.append(entry) }
        }
        return entries
    }

    private func lines(_ ledger: ArchiveDirectory) throws -> [[UInt8]] {
        var cursor = try ArchiveCursor(ledger)
        var lines: [[UInt8]] = []
        while try cursor.advance() != nil { lines.append(cursor.line.indices.map { cursor.line[$0] }) }
        return lines
    }

    /// Entries with everything that a line can have, and with next to nothing.
    private var kinds: [LedgerEntry] {
        var mixed = entry(4, .archived)
        mixed.reason = nil
        mixed.explanation = "archived 1 of 3; 1 duplicate, 1 set aside: \u{202E}a\"b\n.txt (no-body)"
        mixed.articles = 2
        mixed.members = [
            ToldPart(name: "a\"b\n.txt", reason: "no-body", explanation: "There is no text."),
            ToldPart(name: "b.txt", part: 2, reason: "known-content", article: 7),
        ]
        mixed.parts = [
            PartCount(.duplicate, format: "text"), PartCount(.noNews, format: nil, kind: "picture", count: 3),
            PartCount(.refused, format: "mail+mbox+gzip"),
        ]
        var unread = entry(5, .ignored)
        unread.digest = nil
        unread.article = nil
        unread.articles = 0
        unread.path = Path(Array("no utf-8 ".utf8) + [0xFF])
        unread.modified = -5_822_236_800_000_000_000
        var discarded = entry(6, .discarded)
        discarded.departure = Departure(
            from: Path(Array("quarantine/no utf-8 ".utf8) + [0xFF]),
            askedAt: noon + 5,
            person: Person(user: 4_294_967_295, name: "a\"b\u{202E}")
        )
        var putBack = entry(7, .putBack)
        putBack.departure = Departure(from: "quarantine/a/b.txt", askedAt: noon, person: Person(user: 0, name: nil))
        var removed = entry(8, .removed)
        removed.departure = Departure(from: "processed/2026-11-22/a.txt", delivery: 3)
        return [entry(1), entry(2, .quarantined), mixed, unread, discarded, putBack, removed]
    }

    @Test("What is written is read, and each line is what its schema says")
    func roundTrip() throws {
        let ledger = try ledger(disk())
        try writer(ledger).append(kinds, at: noon + 1_234_567)
        let read = try entries(ledger)
        var expected = kinds
        for index in expected.indices {
            expected[index].sequence = Int64(index + 1)
            expected[index].committedAt = noon + 1_000_000
        }
        #expect(read == expected)
        #expect(try RecordJudge.faults(of: try lines(ledger), schema: RecordJudge.ledgerSchema) == [])
    }

    @Test("Keys that a later version has are passed over and counted, and known ones in a wrong place are not")
    func unknownKeys() throws {
        let ledger = try ledger(disk())
        try writer(ledger).append([entry(1)], at: noon)
        let text = String(decoding: try lines(ledger)[0], as: UTF8.self)
        func read(_ old: String, _ new: String) throws -> LedgerEntry {
            let changed = text.replacing(old, with: new)
            #expect(changed != text)
            let content = Array(changed.utf8.dropLast(20))
            var value = CRC32(content.span).value
            var digits = ""
            for _ in 0..<8 {
                digits = String(value & 15, radix: 16) + digits
                value >>= 4
            }
            let line = content + Array(",\"crc32\":\"\(digits)\"}".utf8)
            return try LedgerEntry(line: line.span)
        }
        #expect(try read(",\"articles\"", ",\"later\":{\"a\":[1,null]},\"articles\"").unknownKeys == 1)
        #expect(try read("\"number\":1}", "\"number\":1,\"inode\":7},\"more\":true").unknownKeys == 2)
        #expect(throws: RecordFault.self) { try read("\"seq\":1,\"articles\":1", "\"articles\":1,\"seq\":1") }
        #expect(throws: RecordFault.self) { try read("\"duplicate\"", "\"something\"") }
    }

    @Test("Its names are synced before the first line, and the line before it counts")
    func order() throws {
        let faulty = FaultyFileSystem(disk())
        let writer = try writer(try ledger(faulty))
        faulty.forgetCalls()
        try writer.append([entry(1), entry(2)], at: noon)
        try writer.append([entry(3)], at: noon + 1_000_000_000)
        #expect(
            faulty.changes == [
                "mkdirat \(first)", "fsync deliveries", "openat2 O_CREAT \(first)/deliveries-000001.jsonl",
                "fsync \(first)", "write \(first)/deliveries-000001.jsonl",
                "fdatasync \(first)/deliveries-000001.jsonl",
                "write \(first)/deliveries-000001.jsonl", "fdatasync \(first)/deliveries-000001.jsonl",
            ]
        )
        faulty.forgetCalls()
        try writer.append([], at: noon)
        #expect(faulty.calls.isEmpty)
    }

    @Test("Segments are begun by size and by day, sealed, and numbered on from where they ended")
    func rotation() throws {
        let disk = disk()
        let ledger = try ledger(disk)
        let first = try writer(ledger, segmentSize: 600)
        for number in 1...6 { try first.append([entry(Int64(number))], at: noon) }
        let again = try writer(ledger, segmentSize: 600)
        #expect(again.nextSequence == 7)
        try again.append([entry(7)], at: noon + 86_400_000_000_000)
        let segments = try ledger.segments()
        #expect(segments.count > 3)
        #expect(segments.dropLast().filter { !$0.isSealed }.isEmpty)
        #expect(segments.last?.name.description == "date=2026-11-23/deliveries-000001.jsonl")
        #expect(try entries(ledger).map(\.sequence) == Array(1...7))
        var findings: [ArchiveVerifier.Finding] = []
        #expect(try LedgerVerifier(ledger).verify { findings.append($0) }.records == 7)
        #expect(findings.isEmpty)
    }

    @Test("A torn line is cut and kept beside it; damage of a batch that was synced stays, and is found")
    func tornAndDamaged() throws {
        let disk = disk()
        let ledger = try ledger(disk)
        let writer = try writer(ledger)
        for number in 1...4 { try writer.append([entry(Int64(number))], at: noon + Int64(number) * 1_000_000) }
        let segment = Path("\(first)/deliveries-000001.jsonl")
        let whole = try #require(disk.content(of: segment))
        disk.damage(segment) { $0 += Array("{\"v\":1,\"line\":5,\"at\":".utf8) }
        let recovered = try ArchiveRecovery.recover(ledger, of: LedgerEntry.self, keepingIn: "/") { _ in false }
        #expect(recovered.torn?.length == 21)
        #expect(recovered.nextSequence == 5)
        #expect(disk.content(of: segment) == whole)
        disk.damage(segment) { $0[30] ^= 1 }
        let damaged = try ArchiveRecovery.recover(ledger, of: LedgerEntry.self, keepingIn: "/") { _ in false }
        #expect(damaged.torn == nil)
        var findings: [ArchiveVerifier.Finding] = []
        _ = try LedgerVerifier(ledger).verify { findings.append($0) }
        #expect(findings.map(\.line) == [1])
        #expect(findings.first?.description.contains("deliveries-000001.jsonl, line 1, byte 0: ") == true)
    }

    @Test("A last line whose file was moved is no torn one, however it looks")
    func acknowledged() throws {
        let disk = disk()
        let ledger = try ledger(disk)
        try writer(ledger).append([entry(1), entry(2)], at: noon)
        disk.damage(Path("\(first)/deliveries-000001.jsonl")) { $0[30] ^= 1 }
        let recovered = try ArchiveRecovery.recover(ledger, of: LedgerEntry.self, keepingIn: "/") { $0.number == 2 }
        #expect(recovered.torn == nil)
        #expect(recovered.damagedLines == 1)
        #expect(recovered.nextSequence == 3)
    }

    @Test("A line that is missing or stands twice is found by its number")
    func gap() throws {
        let disk = disk()
        let ledger = try ledger(disk)
        try writer(ledger).append([entry(1), entry(2), entry(3)], at: noon)
        disk.damage(Path("\(first)/deliveries-000001.jsonl")) { bytes in
            let lines = bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
            bytes = lines[0] + lines[2] + lines[2]
        }
        var findings: [String] = []
        _ = try LedgerVerifier(ledger).verify { findings.append("\($0.problem)") }
        #expect(findings == ["sequence(expected: 2, found: 3)", "sequence(expected: 4, found: 3)"])
    }
}
