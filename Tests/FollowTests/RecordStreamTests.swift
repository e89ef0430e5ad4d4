import Archive
import Follow
import Foundation
import LinuxIO
import Testing
import TestSupport

@Suite("The stream of durable records")
struct RecordStreamTests {
    private let desk: MadeDesk
    private static let noon: Int64 = 1_795_348_800_000_000_000

    init() throws { desk = try MadeDesk() }

    private func deliver(_ numbers: ClosedRange<Int>, at time: Int64 = noon) throws {
        for number in numbers { try desk.deliver(Story.text(number), as: Path("\(number).txt"), at: time) }
    }

    private func stream(from start: RecordStream.Start = .after(0)) throws(FollowError) -> RecordStream {
        try RecordStream(stateDirectory: desk.scratch.root, fileSystem: LinuxFileSystem(), from: start)
    }

    private func numbers(_ stream: inout RecordStream, records: Int = 500) throws -> [Int64] {
        var numbers: [Int64] = []
        while let batch = try stream.next(.init(lines: records)) {
            #expect(batch.count <= records)
            numbers += try sequences(batch.lines)
        }
        return numbers
    }

    private func sequences(_ lines: [UInt8]) throws -> [Int64] {
        try lines.split(separator: 0x0A).map { try RecordSummary(line: Array($0).span).sequence }
    }

    @Test("What the catalogue has not entered is not in it yet, and comes as soon as it is entered")
    func horizon() throws {
        try deliver(1...3)
        try desk.enterCatalogue()
        try deliver(4...5)
        var stream = try stream()
        #expect(try numbers(&stream, records: 2) == [1, 2, 3])
        #expect(try stream.next(.init()) == nil)
        try desk.enterCatalogue()
        #expect(try numbers(&stream) == [4, 5])
    }

    @Test("Without a catalogue all but the last commit is in it, over the end of a day too")
    func withoutCatalogue() throws {
        try deliver(1...2)
        try deliver(3...4, at: Self.noon + 1_000_000)
        try deliver(5...5, at: Self.noon + 86_400_000_000_000)
        var stream = try stream()
        #expect(try numbers(&stream) == [1, 2, 3, 4])
        try deliver(6...6, at: Self.noon + 86_400_000_000_000)
        #expect(try numbers(&stream) == [])
        try deliver(7...7, at: Self.noon + 86_400_001_000_000)
        #expect(try numbers(&stream) == [5, 6])
    }

    @Test("What was torn, cut off and written again is told as it is in the end, however it was before")
    func rewritten() throws {
        try deliver(1...1)
        try desk.enterCatalogue()
        let segment = try #require(try desk.archive.newest())
        let file = desk.path + "/archive/" + segment.name.path.display
        var stream = try stream()
        let handle = try #require(FileHandle(forUpdatingAtPath: file))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(#"{"v":1,"seq":2,"id":"torn"#.utf8))
        #expect(try numbers(&stream) == [1])
        try handle.truncate(atOffset: UInt64(segment.length))
        try deliver(2...2)
        try desk.enterCatalogue()
        #expect(try numbers(&stream) == [2])
    }

    @Test(
        "It begins behind a number, behind the last, or where another has ended; a place is refused that is beyond the end"
    )
    func starts() throws {
        try deliver(1...4)
        try desk.enterCatalogue()
        var behind = try stream(from: .after(2))
        #expect(try numbers(&behind) == [3, 4])
        var last = try stream(from: .afterLast)
        #expect(last.place == behind.place)
        #expect(try last.next(.init()) == nil)
        #expect(throws: FollowError.beyondEnd(.articles, 5, last: 4)) { try stream(from: .after(5)) }
        try desk.remove(desk.cataloguePath)
        // The last commit has not been told durable by anyone then.
        #expect(throws: FollowError.beyondEnd(.articles, 2, last: 0)) { try stream(from: .after(2)) }
        try deliver(5...5, at: Self.noon + 1_000_000)
        var scanned = try stream(from: .after(2))
        #expect(try numbers(&scanned) == [3, 4])
    }

    @Test(
        "A place of another archive is refused, and one in an archive that has lost records, at the start and on the way"
    )
    func otherArchives() throws {
        try deliver(1...3)
        try desk.enterCatalogue()
        let place = try stream(from: .after(3)).place
        var running = try stream(from: .at(place))
        let other = try MadeDesk()
        for number in 7...9 { try other.deliver(Story.text(number), as: Path("\(number).txt"), at: Self.noon) }
        try other.enterCatalogue()
        #expect(throws: FollowError.otherArchive(.articles, 3)) {
            try RecordStream(stateDirectory: other.scratch.root, fileSystem: LinuxFileSystem(), from: .at(place))
        }
        let segment = try #require(try desk.archive.newest())
        let file = desk.path + "/archive/" + segment.name.path.display
        let bytes = try Data(contentsOf: URL(filePath: file))
        let lines = bytes.split(separator: 0x0A)
        try (lines[0] + [0x0A]).write(to: URL(filePath: file))
        #expect(throws: FollowError.beyondEnd(.articles, 3, last: 1)) { try running.next(.init()) }
        #expect(throws: FollowError.beyondEnd(.articles, 3, last: 1)) { try stream(from: .at(place)) }
        try FileManager.default.removeItem(atPath: desk.path + "/archive")
        #expect(throws: FollowError.noArchive(.articles, desk.scratch.root)) { try running.next(.init()) }
    }

    @Test("It goes past missing records only where they were accepted, and names them elsewhere", arguments: [1, 2])
    func gaps(missing count: Int) throws {
        let days = (0..<count + 2).map { Self.noon + Int64($0) * 86_400_000_000_000 }
        for (index, day) in days.enumerated() { try deliver(index + 1...index + 1, at: day) }
        try desk.enterCatalogue()
        for segment in try desk.archive.segments().dropFirst().dropLast() {
            try FileManager.default.removeItem(atPath: desk.path + "/archive/" + segment.name.folder.display)
        }
        let last = Int64(count + 2)
        var running = try stream()
        #expect(try sequences(running.next(.init(lines: 1))?.lines ?? []) == [1])
        let error = #expect(throws: FollowError.self) { try running.next(.init()) }
        guard case .missing(let gap) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(gap.numbers == 2...last - 1 && running.place.sequence == 1)
        try desk.scratch.write("lines 2 \(last - 1)\n", to: "accepted-gaps")
        #expect(throws: FollowError.missing(gap)) { try running.next(.init()) }
        try desk.scratch.write("records 2 \(last - 1)\n", to: "accepted-gaps")
        #expect(try numbers(&running) == [last])
        for start in 1..<last {
            var behind = try stream(from: .after(start))
            #expect(try numbers(&behind) == [last], "behind \(start)")
        }
        var end = try stream(from: .after(last))
        #expect(try numbers(&end) == [])
    }

    @Test("It never goes past a damaged record, and says where that is; whoever begins behind it goes on")
    func damage() throws {
        try deliver(1...3)
        try desk.enterCatalogue()
        let segment = try #require(try desk.archive.newest())
        let file = desk.path + "/archive/" + segment.name.path.display
        var bytes = try Data(contentsOf: URL(filePath: file))
        let first = try #require(bytes.firstIndex(of: 0x0A))
        bytes[first + 200] ^= 1
        try bytes.write(to: URL(filePath: file))
        var stream = try stream()
        #expect(try sequences(stream.next(.init(lines: 1))?.lines ?? []) == [1])
        let position = ArchivePosition(segment: segment.name, offset: Int64(first + 1))
        let error = #expect(throws: FollowError.self) { try stream.next(.init()) }
        guard case .damaged(position, _, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(stream.place.sequence == 1)
        // What stands before it in a batch is handed on, once, and then it is told, each time.
        var larger = try self.stream()
        #expect(try sequences(larger.next(.init())?.lines ?? []) == [1])
        for _ in 1...2 { #expect(throws: try #require(error)) { try larger.next(.init()) } }
        // Whoever begins before it comes upon it too; whoever begins behind it does not.
        var before = try self.stream(from: .after(1))
        #expect(throws: FollowError.self) { try before.next(.init()) }
        var behind = try self.stream(from: .after(2))
        #expect(try numbers(&behind) == [3])
        var atEnd = try self.stream(from: .after(3))
        #expect(try numbers(&atEnd) == [])
        try deliver(4...4)
        try desk.enterCatalogue()
        #expect(try numbers(&behind) == [4])
        #expect(try numbers(&atEnd) == [4])
    }

    @Test(
        "Of damaged records in a row the last is told, behind which one goes on; also where nothing sound follows yet",
        arguments: [[2], [2, 3], [3, 4], [4, 5], [2, 3, 4, 5]]
    )
    func damageInARow(damaged: [Int]) throws {
        try deliver(1...5)
        try desk.enterCatalogue()
        let segment = try #require(try desk.archive.newest())
        let file = desk.path + "/archive/" + segment.name.path.display
        var bytes = try Data(contentsOf: URL(filePath: file))
        let ends = bytes.indices.filter { bytes[$0] == 0x0A }
        for number in damaged { bytes[ends[number - 2] + 200] ^= 1 }
        try bytes.write(to: URL(filePath: file))
        var stream = try stream()
        _ = try stream.next(.init())
        let error = #expect(throws: FollowError.self) { try stream.next(.init()) }
        let last = try #require(damaged.last)
        guard case .damaged(_, _, Int64(damaged[0]), through: Int64(last)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.message(cursor: nil).hasSuffix("begin with --after \(last)") == true)
        if last < 5 {
            var behind = try self.stream(from: .after(Int64(last)))
            #expect(try numbers(&behind) == (last + 1...5).map(Int64.init))
        }
    }

    @Test(
        "In a compressed segment too: what stands before the damage comes once, and a place in it is damaged, not another's"
    )
    func packedDamage() throws {
        // Each takes most of a piece of a compressed segment.
        for number in 1...4 {
            try desk.deliver(Story.text(number, paragraphs: 1_700), as: Path("\(number).txt"), at: Self.noon)
        }
        try desk.deliver(Story.text(9), as: "9.txt", at: Self.noon + 86_400_000_000_000)
        try desk.enterCatalogue()
        let name = try #require(try desk.archive.segments().first?.name)
        var before = try stream()
        #expect(try sequences(before.next(.init(lines: 3))?.lines ?? []) == [1, 2, 3])
        _ = try SegmentPacker(desk.archive).pack(name)
        let file = desk.path + "/archive/" + name.packedPath.display
        var bytes = try Data(contentsOf: URL(filePath: file))
        // The third of its pieces has the end of the third record.
        let head = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
        var start = bytes.startIndex
        for _ in 1...2 {
            start = try #require(bytes.range(of: head, in: bytes.index(after: start)..<bytes.endIndex)).lowerBound
        }
        bytes[start + 12] ^= 0x55
        desk.scratch.expectDamage()
        try FileManager.default.removeItem(atPath: file)
        try bytes.write(to: URL(filePath: file))
        var stream = try stream()
        #expect(try sequences(stream.next(.init())?.lines ?? []) == [1, 2])
        let error = #expect(throws: FollowError.self) { try stream.next(.init()) }
        guard case .damaged(let position, _, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(position.segment == name)
        #expect(throws: try #require(error)) { try stream.next(.init()) }
        // The one that has passed it while it was sound is told of the damage, and not that it is in another archive.
        let behind = #expect(throws: FollowError.self) { try before.next(.init()) }
        guard case .damaged(position, _, _, _) = behind else {
            Issue.record("\(String(describing: behind))")
            return
        }
    }

    @Test("What it does itself is no news, so that waiting costs nothing; what the daemon does is")
    func news() throws {
        try deliver(1...1)
        try desk.enterCatalogue()
        var stream = try stream()
        var news = try DeskNews(in: [desk.scratch.root], fileSystem: LinuxFileSystem())
        #expect(try numbers(&stream) == [1])
        #expect(try stream.next(.init()) == nil)
        #expect(try !news.hasNews())
        try deliver(2...2)
        try desk.enterCatalogue()
        #expect(try news.hasNews())
        #expect(try numbers(&stream) == [2])
    }

    @Test("A cursor keeps a place as it is, is one process's at a time, and is told from other files")
    func cursor() throws {
        try deliver(1...3)
        try desk.enterCatalogue()
        let path = desk.scratch.root.appending("my.cursor")
        do {
            let cursor = try FollowCursor(at: path, fileSystem: LinuxFileSystem())
            #expect(try cursor.place(of: .articles) == nil)
            try cursor.keep(.beginning(of: .articles))
            #expect(try cursor.place(of: .articles) == .beginning(of: .articles))
            let place = try stream(from: .after(2)).place
            try cursor.keep(place)
            #expect(try cursor.place(of: .articles) == place)
            #expect(throws: FollowError.held(path)) { try FollowCursor(at: path, fileSystem: LinuxFileSystem()) }
        }
        let again = try FollowCursor(at: path, fileSystem: LinuxFileSystem())
        var next = try stream(from: .at(try #require(try again.place(of: .articles))))
        #expect(try numbers(&next) == [3])
        func behind(_ offset: Int64, _ length: Int) -> String {
            #"{"crc32":"12017abe","length":\#(length),"of":"archive","offset":\#(offset),"#
                + #""segment":"date=2026-11-22/articles-000001.jsonl","seq":3,"v":1}"#
        }
        let others = ["", "{}", #"{"v":2,"of":"archive","seq":1}"#, #"{"v":1,"of":"archive","seq":1}"#, "seq 3\n"]
        for content in others + [behind(-100, 10), behind(.max, 1), behind(0, 0), behind(5, -5)] {
            try desk.scratch.write(content, to: "my.cursor")
            #expect(throws: FollowError.noCursor(path), "\(content)") { try again.place(of: .articles) }
        }
        try FileManager.default.removeItem(atPath: desk.path + "/my.cursor")
        try FileManager.default.createDirectory(atPath: desk.path + "/my.cursor", withIntermediateDirectories: true)
        #expect(throws: FollowError.noCursor(path)) { try again.place(of: .articles) }
    }
}
