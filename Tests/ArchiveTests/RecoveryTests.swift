import Archive
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Article

@Suite("Recovery") struct RecoveryTests {
    private let segment = Path("archive/date=2026-11-22/articles-000001.jsonl")

    /// The file that keeps what was cut off the segment.
    private func tornFile(_ suffix: String) -> Path { Path("torn/date=2026-11-22-articles-000001.jsonl.\(suffix)") }

    /// A disk whose archive has these batches of plain articles, a millisecond apart.
    private func disk(batches: [Int]) throws -> (disk: DiskModel, lines: [[UInt8]]) {
        let disk = Harness.disk()
        let archive = try Harness.archive(disk)
        let writer = try Harness.writer(archive)
        var next = 0
        for (index, count) in batches.enumerated() {
            _ = try writer.append(Articles.tails(next..<next + count), at: Articles.noon + Int64(index) * 1_000_000)
            next += count
        }
        return (disk, try Harness.lines(archive))
    }

    @Test("An archive that is not there yet begins with number 1")
    func empty() throws {
        let disk = DiskModel()
        let recovered = try ArchiveRecovery.recover(try Harness.archive(disk), keepingIn: "/")
        #expect(recovered == RecoveredArchive())
        try Harness.checkPromises(disk, acknowledged: [], offered: ScriptedRun.offered, "empty")
    }

    @Test("An empty day, and an empty segment, are no harm")
    func emptySegments() throws {
        let (disk, _) = try disk(batches: [2])
        disk.placeFolder("archive/date=2026-11-24")
        disk.place("archive/date=2026-11-23/articles-000001.jsonl", [])
        disk.place("torn/date=2026-11-23-articles-000001.jsonl.torn-0", [1])
        disk.place("archive/README", [1])
        let recovered = try ArchiveRecovery.recover(try Harness.archive(disk), keepingIn: "/")
        #expect(recovered.nextSequence == 3)
        #expect(recovered.newest?.name.description == "date=2026-11-23/articles-000001.jsonl")
        #expect(recovered.newest?.length == 0)
        try Harness.checkPromises(disk, acknowledged: [], offered: ScriptedRun.offered, "empty segment")
    }

    @Test("The segment cut at every byte of its last three records is recovered, appended to and sound")
    func everyCut() throws {
        let (whole, lines) = try disk(batches: [4, 3])
        let content = try #require(whole.content(of: segment))
        let sound = lines.prefix(4).reduce(0) { $0 + $1.count + 1 }
        #expect(content.count - sound > 1000)
        for length in sound...content.count {
            let disk = Harness.disk()
            disk.place(segment, Array(content[..<length]))
            let archive = try Harness.archive(disk)
            let recovered = try ArchiveRecovery.recover(archive, keepingIn: "/")
            var kept = 0
            var end = 0
            while kept < lines.count, end + lines[kept].count + 1 <= length {
                end += lines[kept].count + 1
                kept += 1
            }
            #expect(recovered.nextSequence == Int64(kept + 1))
            #expect(recovered.newest?.length == Int64(end))
            #expect(recovered.damagedLines == 0)
            #expect(disk.content(of: segment) == Array(content[..<end]))
            let torn = tornFile("torn-\(end)")
            if end == length {
                #expect(recovered.torn == nil)
                #expect(disk.content(of: torn) == nil)
            } else {
                #expect(recovered.torn?.length == Int64(length - end))
                #expect(disk.content(of: torn) == Array(content[end..<length]))
            }
            #expect(disk.isSynced)
            try Harness.checkPromises(
                disk,
                acknowledged: (0..<4).map { Articles.plain($0).headline },
                offered: ScriptedRun.offered,
                "cut at \(length)"
            )
        }
    }

    @Test("A tail of zeros is cut, whatever its length", arguments: [1, 100, 4096, 1 << 20])
    func zeros(count: Int) throws {
        let (disk, _) = try disk(batches: [2, 1])
        disk.damage(segment) { $0 += [UInt8](repeating: 0, count: count) }
        let recovered = try ArchiveRecovery.recover(try Harness.archive(disk), keepingIn: "/")
        #expect(recovered.nextSequence == 4)
        #expect(recovered.torn?.length == Int64(count))
    }

    @Test("Within the last batch, all from the first damaged line on is cut and kept aside, whole lines too")
    func lastBatch() throws {
        let (disk, lines) = try disk(batches: [3, 5])
        let start = lines.prefix(4).reduce(0) { $0 + $1.count + 1 }
        disk.damage(segment) { content in
            for index in start + 10..<start + 30 { content[index] = 0 }
        }
        let before = try #require(disk.content(of: segment))
        let recovered = try ArchiveRecovery.recover(try Harness.archive(disk), keepingIn: "/")
        #expect(recovered.nextSequence == 5)
        #expect(disk.content(of: segment) == Array(before[..<start]))
        #expect(
            disk.content(of: tornFile("torn-\(start)"))
                == Array(before[start...])
        )
        #expect(recovered.torn?.fault.reason == .checksum)
        #expect(
            recovered.torn?.description.contains("kept in torn/date=2026-11-22-articles-000001.jsonl.torn-\(start)")
                == true
        )
    }

    @Test("Damage with later batches behind it is no torn tail: it is reported and nothing is cut")
    func damageInTheMiddle() throws {
        let (disk, lines) = try disk(batches: [3, 1, 1, 1])
        disk.damage(segment) { $0[lines[0].count + 20] ^= 1 }
        let before = disk.content(of: segment)
        let recovered = try ArchiveRecovery.recover(try Harness.archive(disk), keepingIn: "/")
        #expect(recovered.torn == nil)
        #expect(recovered.damagedLines == 1)
        #expect(recovered.damage.map(\.position.offset) == [Int64(lines[0].count + 1)])
        #expect(recovered.nextSequence == 7)
        #expect(disk.content(of: segment) == before)
    }

    @Test("What a recovery has kept, the next one keeps, though what proved it sound was cut")
    func atRest() throws {
        let (disk, lines) = try disk(batches: [1, 1, 1, 1])
        // The first and the third line are damaged: the whole ones behind the first are of two batches, those behind the
        // third of one, and that one is cut.
        disk.damage(segment) { content in
            content[20] ^= 1
            content[lines[0].count + lines[1].count + 22] ^= 1
        }
        let archive = try Harness.archive(disk)
        let recovered = try ArchiveRecovery.recover(archive, keepingIn: "/")
        #expect(recovered.torn?.offset == Int64(lines[0].count + lines[1].count + 2))
        #expect(recovered.nextSequence == 3)
        let kept = disk.content(of: segment)
        for _ in 1...2 {
            let again = try ArchiveRecovery.recover(archive, keepingIn: "/")
            #expect(again.torn == nil)
            #expect(again.nextSequence == 3)
            #expect(disk.content(of: segment) == kept)
        }
    }

    @Test("Damage in the middle and a torn tail are told apart")
    func damageAndTear() throws {
        let (disk, lines) = try disk(batches: [3, 1, 1, 2])
        disk.damage(segment) { content in
            content[5] ^= 1
            content.removeLast(10)
        }
        let recovered = try ArchiveRecovery.recover(try Harness.archive(disk), keepingIn: "/")
        #expect(recovered.damage.map(\.position.offset) == [0])
        #expect(recovered.torn?.length == Int64(lines[6].count + 1 - 10))
        #expect(recovered.nextSequence == 7)
    }

    @Test("Nothing before the mark is looked at or cut")
    func mark() throws {
        let (disk, lines) = try disk(batches: [3, 2])
        let name = try #require(try Harness.archive(disk).segments().last?.name)
        let end = lines.reduce(0) { $0 + $1.count + 1 }
        disk.damage(segment) { content in
            content[end - 5] ^= 1
            content += Array("{\"v\":1,\"seq\":6".utf8)
        }
        let archive = try Harness.archive(disk)
        let mark = ArchivePosition(segment: name, offset: Int64(end))
        let recovered = try ArchiveRecovery.recover(archive, keepingIn: "/", from: mark)
        #expect(recovered.nextSequence == 6)
        #expect(recovered.newest?.length == Int64(end))
        #expect(recovered.torn?.length == 14)
        #expect(!recovered.isMarkUnknown)
        #expect(try Harness.findings(archive).map(\.line) == [5])
    }

    @Test("A mark that is no place in the archive is said to be unknown, and the whole segment is looked at")
    func unknownMark() throws {
        let (disk, lines) = try disk(batches: [3])
        let archive = try Harness.archive(disk)
        let name = try #require(try archive.segments().last?.name)
        let end = Int64(lines.reduce(0) { $0 + $1.count + 1 })
        let beyond = ArchivePosition(segment: name, offset: end + 1)
        let within = ArchivePosition(segment: name, offset: 7)
        let elsewhere = ArchivePosition(segment: SegmentName(day: name.day, number: 9), offset: 0)
        for mark in [beyond, within, elsewhere] {
            let recovered = try ArchiveRecovery.recover(archive, keepingIn: "/", from: mark)
            #expect(recovered.isMarkUnknown)
            #expect(recovered.nextSequence == 4)
        }
        for mark in [ArchivePosition(segment: name, offset: 0), ArchivePosition(segment: name, offset: end)] {
            #expect(try !ArchiveRecovery.recover(archive, keepingIn: "/", from: mark).isMarkUnknown)
        }
    }

    @Test("No torn tail is kept in the place of another")
    func severalTails() throws {
        let (disk, _) = try disk(batches: [2])
        let end = try #require(disk.content(of: segment)?.count)
        for (index, suffix) in ["torn-\(end)", "torn-\(end).2", "torn-\(end).3"].enumerated() {
            disk.damage(segment) { $0 += [UInt8(index)] }
            let recovered = try ArchiveRecovery.recover(try Harness.archive(disk), keepingIn: "/")
            #expect(recovered.torn?.keptIn == tornFile(suffix))
            #expect(disk.content(of: tornFile(suffix)) == [UInt8(index)])
        }
    }

    @Test("Without room for the tail nothing is cut, and nothing is left behind")
    func noRoom() throws {
        let (disk, _) = try disk(batches: [2])
        disk.damage(segment) { $0 += [UInt8](repeating: 0, count: 5000) }
        let before = disk.content(of: segment)
        disk.setCapacity(disk.used + 1000)
        let archive = try Harness.archive(disk)
        #expect {
            try ArchiveRecovery.recover(archive, keepingIn: "/")
        } throws: {
            guard case .outOfSpace? = $0 as? ArchiveError else { return false }
            return true
        }
        #expect(disk.content(of: segment) == before)
        #expect(disk.files == [segment])
        disk.setCapacity(nil)
        #expect(try ArchiveRecovery.recover(archive, keepingIn: "/").torn?.length == 5000)
    }

    @Test("Records that a failed sync left in memory only are not believed")
    func lostPages() throws {
        let disk = Harness.disk()
        let faulty = FaultyFileSystem(disk)
        let writer = try Harness.writer(try Harness.archive(faulty))
        _ = try writer.append([Articles.tail(0)], at: Articles.noon)
        faulty.inject(Fault(.synchronizeData, error: EIO, effect: .pagesLost))
        #expect(throws: ArchiveError.self) { try writer.append([Articles.tail(1)], at: Articles.noon) }
        let archive = try Harness.archive(disk)
        #expect(try Harness.records(archive).count == 2)
        let recovered = try ArchiveRecovery.recover(archive, keepingIn: "/")
        #expect(recovered.nextSequence == 2)
        #expect(try Harness.records(archive).count == 1)
    }

    @Test("Whole records that a killed process had not synced are made durable before they count")
    func unsyncedRecords() throws {
        let disk = Harness.disk()
        let faulty = FaultyFileSystem(disk)
        let writer = try Harness.writer(try Harness.archive(faulty))
        faulty.inject(Fault(.synchronizeData, error: EIO))
        #expect(throws: ArchiveError.self) { try writer.append(Articles.tails(0..<3), at: Articles.noon) }
        #expect(!disk.isSynced)
        #expect(try ArchiveRecovery.recover(try Harness.archive(disk), keepingIn: "/").nextSequence == 4)
        #expect(disk.isSynced)
    }

    @Test("The newest segment of an archive that somebody has just copied there is made durable with its names")
    func copied() throws {
        let (source, _) = try disk(batches: [2])
        let content = try #require(source.content(of: segment))
        let disk = DiskModel(ordering: .unordered)
        disk.placeFolder("archive")
        let root = try disk.openRoot("/")
        try disk.makeDirectory(segment.folder, in: root)
        try disk.writeAll(content.span, to: try disk.open(segment, in: root, .create))
        let archive = try Harness.archive(disk)
        #expect(try ArchiveRecovery.recover(archive, keepingIn: "/").nextSequence == 3)
        #expect(disk.crashStates().map { $0.reboot().content(of: segment) } == [content])
    }

    @Test("A segment that a crash left open behind the newest is sealed")
    func sealsOlder() throws {
        let (disk, _) = try disk(batches: [2])
        disk.place("archive/date=2026-11-23/articles-000001.jsonl", [])
        _ = try ArchiveRecovery.recover(try Harness.archive(disk), keepingIn: "/")
        #expect(disk.permissions(of: segment) == 0o440)
    }

    @Test("A newest segment that is sealed is not appended to; its torn tail is cut all the same")
    func sealedNewest() throws {
        let (disk, _) = try disk(batches: [2])
        let content = try #require(disk.content(of: segment))
        disk.place(segment, content + [0, 0], permissions: 0o440)
        let archive = try Harness.archive(disk)
        let writer = try Harness.writer(archive)
        #expect(disk.content(of: segment) == content)
        _ = try writer.append([Articles.tail(2)], at: Articles.noon)
        #expect(try Harness.findings(archive).isEmpty)
    }

    @Test("A record of a version that is not known stops recovery and is not cut")
    func newerVersion() throws {
        let (disk, _) = try disk(batches: [1])
        let line = Array("{\"v\":2,\"seq\":2,\"text\":\"other\"".utf8)
        let digits = String(CRC32(line.span).value, radix: 16)
        let checksum = String(repeating: "0", count: 8 - digits.count) + digits
        disk.damage(segment) { $0 += line + Array(",\"crc32\":\"\(checksum)\"}\n".utf8) }
        let before = disk.content(of: segment)
        #expect {
            try ArchiveRecovery.recover(try Harness.archive(disk), keepingIn: "/")
        } throws: {
            guard case .unknownVersion? = $0 as? ArchiveError else { return false }
            return true
        }
        #expect(disk.content(of: segment) == before)
    }

    @Test("Any bytes behind any sound records are recovered from, and the sound records stay")
    func anyTail() throws {
        let (whole, lines) = try disk(batches: [3, 2])
        let content = try #require(whole.content(of: segment))
        var generator = SeededGenerator(seed: 20_261_122)
        for round in 0..<300 {
            let disk = Harness.disk()
            let kept = Int.random(in: 0...3, using: &generator)
            let start = lines.prefix(kept).reduce(0) { $0 + $1.count + 1 }
            var tail = Array(content[start...])
            switch round % 3 {
            case 0:
                tail = (0..<Int.random(in: 0...9000, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
            case 1:
                for _ in 0..<3 {
                    tail[Int.random(in: 0..<tail.count, using: &generator)] = UInt8.random(
                        in: 0...255,
                        using: &generator
                    )
                }
            default: tail.removeSubrange(0..<Int.random(in: 1..<tail.count, using: &generator))
            }
            disk.place(segment, Array(content[..<start]) + tail)
            let archive = try Harness.archive(disk)
            let recovered = try ArchiveRecovery.recover(archive, keepingIn: "/")
            #expect(try Harness.records(archive).prefix(kept).map(\.sequence) == (0..<kept).map { Int64($0 + 1) })
            let writer = try ArchiveWriter(archive, recovered: recovered)
            #expect(try writer.append([Articles.tail(50)], at: Articles.noon).count == 1)
        }
    }
}
