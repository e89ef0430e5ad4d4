import Archive
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Article

@Suite("Compressed segments") struct SegmentPackerTests {
    private static let wait: Int64 = 40 * Articles.day

    /// A disk with five segments of two records each, and what stands in them.
    private static func disk(_ ordering: DiskModel.Ordering = .journalled) throws -> (disk: DiskModel, lines: [[UInt8]])
    {
        let disk = Harness.disk(ordering)
        let archive = try Harness.archive(disk)
        let writer = try Harness.writer(archive)
        for number in 0..<5 {
            _ = try writer.append(
                Articles.tails(2 * number..<2 * number + 2),
                at: Articles.noon + Int64(number) * Articles.day
            )
        }
        return (disk, try Harness.lines(archive))
    }

    private static func packAll(_ archive: ArchiveDirectory) throws {
        let packer = SegmentPacker(archive)
        for segment in try packer.waiting(before: Articles.noon + wait) {
            _ = try #require(try packer.pack(segment.name))
        }
    }

    private static func packed(_ disk: DiskModel) -> [String] {
        disk.files.map(\.display).filter { $0.hasSuffix(".gz") }.sorted()
    }

    @Test("Each but the newest is compressed, and every line stands at the place that it had, to read and to recover")
    func places() throws {
        let (disk, lines) = try Self.disk()
        let archive = try Harness.archive(disk)
        let before = try archive.segments()
        var cursor = try ArchiveCursor(archive)
        var positions: [(ArchivePosition, Int)] = []
        while let position = try cursor.advance() { positions.append((position, cursor.length)) }
        try Self.packAll(archive)
        let after = try archive.segments()
        #expect(after.map(\.name) == before.map(\.name))
        #expect(after.map(\.length) == before.map(\.length))
        #expect(after.map(\.isPacked) == [true, true, true, true, false])
        #expect(try Harness.lines(archive) == lines)
        #expect(try Harness.findings(archive) == [])
        #expect(try archive.displaced() == [])
        for ((position, length), line) in zip(positions, lines) {
            #expect(try ArchiveReader(archive).line(at: position, length: length) == line)
            #expect(try archive.isLineStart(position))
        }
        try Harness.checkPromises(
            disk,
            acknowledged: (0..<10).map { Articles.plain($0).headline },
            offered: ScriptedRun.offered,
            "all compressed"
        )
        #expect(Self.packed(disk).count == 4)
        #expect(!disk.files.contains { $0.display.contains(".packing") })
    }

    @Test("A long segment is unpacked piece by piece, by gunzip as by the desk, and is smaller")
    func pieces() throws {
        let scratch = try ScratchDirectory()
        let fileSystem = LinuxFileSystem()
        let archive = try Harness.archive(fileSystem, root: scratch.root)
        let writer = try Harness.writer(archive)
        let body = (0..<3_000).map { "Line \($0) of a long report. " }.joined()
        for number in 0..<20 {
            let tail = RecordTail(Articles.plain(number, body: body), Articles.delivery(Path("wire/\(number).txt")))
            _ = try writer.append([tail], at: Articles.noon + Int64(number) * 1_000_000)
        }
        _ = try writer.append([Articles.tail(99)], at: Articles.noon + Articles.day)
        let lines = try Harness.lines(archive)
        let name = try #require(try archive.segments().first?.name)
        let path = scratch.path + "/archive/" + name.path.display
        let plain = try Data(contentsOf: URL(filePath: path))
        let outcome = try #require(try SegmentPacker(archive).pack(name))
        #expect(outcome.plain == Int64(plain.count) && outcome.packed * 3 < outcome.plain)
        #expect(!FileManager.default.fileExists(atPath: path))
        let unpacked = try Program.run("/bin/sh", ["-c", "gunzip -c '\(path).gz' > '\(scratch.path)/plain'"])
        #expect(unpacked.status == 0, "\(unpacked.errors)")
        #expect(try Data(contentsOf: URL(filePath: scratch.path + "/plain")) == plain)
        #expect(try Harness.lines(archive) == lines)
        #expect(try ArchiveReader(archive).lastLine() == lines.last)
        let mode = try FileManager.default.attributesOfItem(atPath: path + ".gz")[.posixPermissions] as? Int
        #expect(mode == 0o440)
    }

    @Test(
        "Whenever the power goes, or the daemon is killed, every line is there, and the next start compresses what was left",
        arguments: [DiskModel.Ordering.journalled, .unordered]
    )
    func everyCall(ordering: DiskModel.Ordering) throws {
        let (dry, lines) = try Self.disk(ordering)
        let before = dry.changes
        let name = try #require(try Harness.archive(dry).segments().first?.name)
        _ = try SegmentPacker(try Harness.archive(dry)).pack(name)
        #expect(dry.changes - before > 8)
        for change in before + 1...dry.changes {
            for moment in DiskModel.Moment.allCases {
                let (disk, _) = try Self.disk(ordering)
                let archive = try Harness.archive(disk)
                disk.cutPower(moment, change: change)
                #expect(throws: SystemError.self) { try SegmentPacker(archive).pack(name) }
                var states = disk.crashStates(limit: 24, seed: UInt64(change)).map { $0.reboot() }
                disk.resume()
                states.append(disk)
                for (index, state) in states.enumerated() {
                    let context = "\(moment) change \(change), state \(index)"
                    let rebooted = try Harness.archive(state)
                    #expect(try Harness.lines(rebooted) == lines, "\(context)")
                    #expect(try Harness.findings(rebooted) == [], "\(context)")
                    _ = try ArchiveRecovery.recover(rebooted, keepingIn: "/")
                    try Self.packAll(rebooted)
                    #expect(try Harness.lines(rebooted) == lines, "\(context)")
                    #expect(try rebooted.segments().count(where: \.isPacked) == 4, "\(context)")
                    #expect(try rebooted.twofold() == [], "\(context)")
                    #expect(!state.files.contains { $0.display.contains(".packing") }, "\(context)")
                }
            }
        }
    }

    @Test(
        "A compressed copy that differs from the plain segment beside it never takes its place, and neither is removed"
    )
    func differing() throws {
        let (disk, lines) = try Self.disk()
        let archive = try Harness.archive(disk)
        let name = try #require(try archive.segments().first?.name)
        let path = Path("archive").appending(name.path)
        let plain = try #require(disk.content(of: path))
        _ = try SegmentPacker(archive).pack(name)
        var other = plain
        other[other.count / 2] ^= 1
        disk.place(path, other)
        #expect(try archive.twofold() == [name])
        #expect(throws: SystemError("renameat2", name.packedPath, number: EEXIST)) {
            try SegmentPacker(archive).pack(name)
        }
        #expect(try archive.twofold() == [name])
        #expect(disk.content(of: path) == other)
        // Whoever removes the wrong one has all again.
        disk.place(path, plain)
        _ = try SegmentPacker(archive).pack(name)
        #expect(try archive.twofold() == [])
        #expect(try Harness.lines(archive) == lines)
    }

    @Test("A disk that gives back other bytes than were written keeps the plain segment; and so does a full one")
    func readBack() throws {
        let (disk, lines) = try Self.disk()
        let archive = try Harness.archive(disk)
        let name = try #require(try archive.segments().first?.name)
        disk.setCapacity(disk.used + 100)
        #expect(throws: SystemError.self) { try SegmentPacker(archive).pack(name) }
        #expect(try Harness.lines(archive) == lines)
        #expect(Self.packed(disk) == [])
        disk.setCapacity(nil)
        let faulty = FaultyFileSystem(disk)
        faulty.inject(Fault(.synchronize, suffix: ".packing.gz", error: EIO, effect: .pagesLost))
        #expect(throws: SystemError.self) { try SegmentPacker(try Harness.archive(faulty)).pack(name) }
        #expect(try Harness.lines(archive) == lines)
        #expect(Self.packed(disk) == [])
    }

    @Test("What is stopped leaves the segment plain and nothing behind")
    func stopped() throws {
        let scratch = try ScratchDirectory(isInMemory: true)
        let archive = try Harness.archive(LinuxFileSystem(), root: scratch.root)
        let day = scratch.path + "/archive/date=2026-11-22"
        try FileManager.default.createDirectory(atPath: day, withIntermediateDirectories: true)
        try Data(count: 3 << 20).write(to: URL(filePath: day + "/articles-000001.jsonl"))
        let name = try #require(try archive.segments().first?.name)
        #expect(try SegmentPacker(archive) { true }.pack(name) == nil)
        #expect(try FileManager.default.subpathsOfDirectory(atPath: scratch.path + "/archive").count == 2)
        #expect(try SegmentPacker(archive).pack(name)?.plain == 3 << 20)
    }

    @Test("A file that has the name of a compressed segment keeps the plain one plain, and leaves nothing behind")
    func inTheWay() throws {
        let (disk, lines) = try Self.disk()
        let archive = try Harness.archive(disk)
        let name = try #require(try archive.segments().first?.name)
        disk.place(Path("archive").appending(name.packedPath), Array("somebody's".utf8))
        #expect(throws: SystemError("renameat2", name.packedPath, number: EEXIST)) {
            try SegmentPacker(archive).pack(name)
        }
        #expect(try Harness.lines(archive) == lines)
        #expect(Self.packed(disk) == ["archive/\(name.packedPath.display)"])
    }

    @Test(
        "Damage in a compressed segment costs the lines of its piece, or of its index all, and the others are read",
        arguments: [30, -60]
    )
    func damaged(place: Int) throws {
        let (disk, lines) = try Self.disk()
        let archive = try Harness.archive(disk)
        try Self.packAll(archive)
        let name = try #require(try archive.segments().dropFirst().first?.name)
        disk.damage(Path("archive/\(name.path.display).gz")) { $0[place < 0 ? $0.count + place : place] ^= 0x55 }
        let findings = try Harness.findings(archive)
        #expect(findings.first?.description.contains("\(name), line 1, byte 0:") == true, "\(findings)")
        #expect(try archive.segments().count == 5)
        var cursor = try ArchiveCursor(archive)
        var sound: [[UInt8]] = []
        while let position = try cursor.advance() {
            if position.segment != name { sound.append((0..<cursor.line.count).map { cursor.line[$0] }) }
        }
        #expect(sound == lines.enumerated().filter { !(2...3).contains($0.offset) }.map(\.element))
    }

    @Test("A file of gzip that the desk has not made is none of its segments, and is named as displaced")
    func foreign() throws {
        let (disk, _) = try Self.disk()
        let archive = try Harness.archive(disk)
        try Self.packAll(archive)
        let packed = try #require(Self.packed(disk).first)
        let content = try #require(disk.content(of: Path(packed)))
        disk.place(Path(packed), Array(content.dropLast()))
        #expect(try archive.segments().count == 4)
        #expect(try archive.displaced().map(\.standIn.display) == [String(packed.dropFirst("archive/".count))])
    }

    @Test("The newest segment may be compressed by a restore: the next record begins another one")
    func newestIsPacked() throws {
        let (disk, lines) = try Self.disk()
        let archive = try Harness.archive(disk)
        try Self.packAll(archive)
        disk.takeAway(Path("archive/date=2026-11-26/articles-000001.jsonl"))
        let writer = try Harness.writer(archive)
        #expect(writer.nextSequence == 9)
        _ = try writer.append([Articles.tail(50)], at: Articles.noon + 3 * Articles.day)
        #expect(try Harness.lines(archive).count == lines.count - 1)
        #expect(try Harness.findings(archive) == [])
    }
}
