import Archive
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Article

@Suite("Verification") struct VerifierTests {
    private func disk(_ count: Int) throws -> (disk: DiskModel, archive: ArchiveDirectory) {
        let disk = Harness.disk()
        let archive = try Harness.archive(disk)
        let writer = try Harness.writer(archive, segmentSize: 1600)
        for number in 0..<count { _ = try writer.append([Articles.tail(number)], at: Articles.noon) }
        return (disk, archive)
    }

    @Test("A flipped bit anywhere is found where it is, and the records around it stay readable")
    func flips() throws {
        let (disk, archive) = try disk(9)
        let lines = try Harness.lines(archive)
        let name = try #require(try archive.segments().dropFirst().first?.name)
        let path = Path("archive").appending(name.path)
        let content = try #require(disk.content(of: path))
        let before = try #require(try Harness.records(archive).first { $0.headline == Articles.plain(0).headline })
        #expect(before.sequence == 1)
        var generator = SeededGenerator(seed: 5)
        for offset in content.indices {
            let bit = UInt8.random(in: 0..<8, using: &generator)
            disk.damage(path) { $0[offset] ^= 1 << bit }
            let findings = try Harness.findings(archive)
            let lineStart = Int64(content[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
            let line = content[..<offset].count { $0 == 0x0A } + 1
            let first = try #require(findings.first, "offset \(offset), bit \(bit)")
            #expect(first.position == ArchivePosition(segment: name, offset: lineStart))
            #expect(first.line == line)
            // A newline more or less parts or joins lines; anything else harms one.
            let readable = try Harness.lines(archive).filter { (try? Record(line: $0.span)) != nil }
            #expect(readable.count >= lines.count - 2)
            #expect(readable.allSatisfy(lines.contains))
            disk.damage(path) { $0[offset] ^= 1 << bit }
        }
        #expect(try Harness.findings(archive).isEmpty)
    }

    @Test("A missing segment, a missing line and a repeated line are gaps in the numbers")
    func sequence() throws {
        let (disk, archive) = try disk(9)
        let segments = try archive.segments().map(\.name)
        disk.takeAway(Path("archive").appending(segments[1].path))
        let gap = try #require(try Harness.findings(archive).first)
        #expect(gap.position == ArchivePosition(segment: segments[2], offset: 0))
        guard case .sequence = gap.problem else {
            Issue.record("\(gap)")
            return
        }
        let path = Path("archive").appending(segments[0].path)
        disk.damage(path) { content in
            let first = content.prefix(through: content.firstIndex(of: 0x0A) ?? 0)
            content = Array(first) + content
        }
        let problems = try Harness.findings(archive).map(\.problem)
        #expect(problems.contains(.sequence(expected: 2, found: 1)))
        #expect(problems.contains(.duplicate(of: ArchivePosition(segment: segments[0], offset: 0))))
    }

    @Test("One content under two numbers is found, however few ids fit into memory", arguments: [2, 3, 7, 1000])
    func duplicates(memory: Int) throws {
        let archive = try Harness.archive(Harness.disk())
        let writer = try Harness.writer(archive, segmentSize: 4000)
        for number in 0..<60 { _ = try writer.append([Articles.tail(number)], at: Articles.noon) }
        let again = try writer.append([Articles.tail(17), Articles.tail(3)], at: Articles.noon)
        var findings: [ArchiveVerifier.Finding] = []
        let verifier = ArchiveVerifier(archive, identifiersInMemory: memory)
        let progress = try verifier.verify { findings.append($0) }
        #expect(progress.records == 62)
        #expect(progress.findings == 2)
        #expect(Set(findings.map(\.position)) == Set(again.map(\.position)))
        for finding in findings {
            guard case .duplicate(let first) = finding.problem else {
                Issue.record("\(finding)")
                continue
            }
            #expect(first < finding.position)
        }
    }

    @Test("A record whose id is not that of its text is found though its checksum matches")
    func wrongID() throws {
        let disk = Harness.disk()
        let archive = try Harness.archive(disk)
        let writer = try Harness.writer(archive)
        let appended = try writer.append(Articles.tails(0..<2), at: Articles.noon)
        let path = Path("archive").appending(appended[0].position.segment.path)
        disk.damage(path) { content in
            let text = String(decoding: content[..<(appended[0].length - 21)], as: UTF8.self)
            let changed = Array(text.replacing("met on Monday", with: "met on Friday").utf8)
            let digits = String(CRC32(changed.span).value, radix: 16)
            let checksum = String(repeating: "0", count: 8 - digits.count) + digits
            content.replaceSubrange(..<appended[0].length, with: changed + Array(",\"crc32\":\"\(checksum)\"}\n".utf8))
        }
        let findings = try Harness.findings(archive)
        #expect(findings.count == 1)
        guard case .contentID? = findings.first?.problem else {
            Issue.record("\(findings)")
            return
        }
        #expect(
            findings[0].description.hasPrefix("date=2026-11-22/articles-000001.jsonl, line 1, byte 0: the content id")
        )
    }

    @Test("What stands behind the last newline is a finding only where nobody is writing")
    func unfinished() throws {
        let (disk, archive) = try disk(2)
        let name = try #require(try archive.segments().last?.name)
        disk.damage(Path("archive").appending(name.path)) { $0 += Array("{\"v\":1".utf8) }
        let findings = try Harness.findings(archive)
        #expect(findings.map(\.problem) == [.damaged(RecordFault(reason: .unfinished, offset: 6))])
        var count = 0
        _ = try ArchiveVerifier(archive, isBeingWritten: true).verify { _ in count += 1 }
        #expect(count == 0)
    }

    @Test("A segment that cannot be read is a finding, and the others are read")
    func unreadable() throws {
        let (disk, _) = try disk(9)
        let faulty = FaultyFileSystem(disk)
        let archive = try Harness.archive(faulty)
        let names = try archive.segments().map(\.name)
        faulty.inject(Fault(.read, persists: true, suffix: names[1].path.display, error: EIO))
        let findings = try Harness.findings(archive)
        #expect(findings.count == 2)
        guard case .unreadable(let error) = findings[0].problem else {
            Issue.record("\(findings)")
            return
        }
        #expect(error.path == names[1].path)
        #expect(findings[1].position.segment == names[2])
    }

    @Test("A record from a later day than its segment's is found")
    func day() throws {
        let disk = Harness.disk()
        let archive = try Harness.archive(disk)
        _ = try Harness.writer(archive).append([Articles.tail(0)], at: Articles.noon + Articles.day)
        let content = try #require(disk.content(of: "archive/date=2026-11-23/articles-000001.jsonl"))
        let other = Harness.disk()
        other.place("archive/date=2026-11-22/articles-000001.jsonl", content)
        #expect(try Harness.findings(try Harness.archive(other)).map(\.problem) == [.day])
    }

    @Test("Progress is told up to the end, and each sound record is handed on")
    func progress() throws {
        let (_, archive) = try disk(9)
        var last = ArchiveVerifier.Progress()
        var records: [Int64] = []
        let end = try ArchiveVerifier(archive).verify(
            progress: { last = $0 },
            record: { record, _, _ in records.append(record.sequence) },
            finding: { _ in }
        )
        #expect(last == end)
        #expect(end.bytes == end.totalBytes && end.bytes > 0)
        #expect(records == Array(1...9))
    }
}

@Suite("Reading") struct ArchiveCursorTests {
    @Test("A cursor follows a writer, line by line, over segments and days, and sees no unfinished line")
    func follows() throws {
        let disk = Harness.disk()
        let archive = try Harness.archive(disk)
        var cursor = try ArchiveCursor(archive)
        #expect(try cursor.advance() == nil)
        let writer = try Harness.writer(archive, segmentSize: 1600)
        var expected: [ArchivePosition] = []
        for number in 0..<12 {
            let now = Articles.noon + Int64(number / 4) * Articles.day
            expected += try writer.append([Articles.tail(number)], at: now).map(\.position)
            if number % 3 == 1 {
                let position = try #require(try cursor.advance())
                #expect(position == expected[Int(try Record(line: cursor.line).sequence) - 1])
            }
        }
        while try cursor.advance() != nil {}
        #expect(cursor.end == writer.end)
        let newest = Path("archive").appending(try #require(writer.end).segment.path)
        disk.damage(newest) { $0 += Array("{\"v\":1,".utf8) }
        #expect(try cursor.advance() == nil)
        #expect(cursor.unfinished == 7)
        #expect(cursor.end == writer.end)
        disk.damage(newest) { $0 += Array("}\n".utf8) }
        #expect(try cursor.advance() == writer.end)
        #expect(cursor.length == 9)
        #expect(cursor.unfinished == 0)
    }

    @Test("A cursor that starts at a mark reads what is behind it and nothing else")
    func fromMark() throws {
        let archive = try Harness.archive(Harness.disk())
        let writer = try Harness.writer(archive, segmentSize: 1600)
        var marks: [ArchivePosition] = []
        for number in 0..<9 {
            _ = try writer.append([Articles.tail(number)], at: Articles.noon)
            marks.append(try #require(writer.end))
        }
        for (index, mark) in marks.enumerated() {
            var cursor = try ArchiveCursor(archive, from: mark)
            var sequences: [Int64] = []
            while try cursor.advance() != nil { sequences.append(try RecordSummary(line: cursor.line).sequence) }
            #expect(sequences == (index + 1..<9).map { Int64($0 + 1) })
        }
    }

    @Test("Lines longer than the buffer are read whole, and absurd ones passed over")
    func longLines() throws {
        let disk = Harness.disk()
        let archive = try Harness.archive(disk)
        let writer = try Harness.writer(archive)
        let body = String(repeating: "All of the river is rising. ", count: 40_000)
        let long = RecordTail(Articles.plain(0, body: body), Articles.delivery("long.txt"))
        _ = try writer.append([Articles.tail(1), long, Articles.tail(2)], at: Articles.noon)
        #expect(try Harness.records(archive).map(\.sequence) == [1, 2, 3])
        let path = Path("archive").appending(try #require(writer.end).segment.path)
        disk.damage(path) { content in
            content += [UInt8](repeating: 0x20, count: ArchiveCursor.longestLine * 2 + 5) + [0x0A]
            content += content[..<(content.firstIndex(of: 0x0A) ?? 0)] + [0x0A]
        }
        var cursor = try ArchiveCursor(archive, from: writer.end)
        #expect(try cursor.advance() == writer.end)
        #expect(cursor.fault?.reason == .tooLong)
        #expect(cursor.length == ArchiveCursor.longestLine * 2 + 6)
        #expect(try cursor.advance() != nil)
        #expect(try Record(line: cursor.line).sequence == 1)
        #expect(try cursor.advance() == nil)
    }

    @Test(
        "A segment has one name",
        arguments: [
            "date=2026-11-22/articles-000001.jsonl", "date=2026-11-22/articles-999999.jsonl",
            "date=2026-11-22/articles-1000000.jsonl",
        ]
    )
    func names(text: String) throws {
        #expect(SegmentName(path: Path(text))?.description == text)
    }

    @Test(
        "What is not named like a segment is none",
        arguments: [
            "date=2026-11-31/articles-000001.jsonl", "date=2026-11-22/articles-000000.jsonl",
            "date=2026-11-22/articles-1.jsonl", "date=2026-11-22/articles-0000001.jsonl",
            "date=2026-11-22/articles-000001.jsonl.torn", "2026-11-22/articles-000001.jsonl", "articles-000001.jsonl",
            "date=2026-11-22/articles-00000a.jsonl", "/date=2026-11-22/articles-000001.jsonl",
        ]
    )
    func otherNames(text: String) {
        #expect(SegmentName(path: Path(text)) == nil)
    }
}
