import Archive
import Follow
import Foundation
import LinuxIO
import Testing
import TestSupport

@Suite("The stream of the ledger's durable lines")
struct LedgerStreamTests {
    private let desk: MadeDesk
    private static let noon: Int64 = 1_795_348_800_000_000_000
    private static let day: Int64 = 86_400_000_000_000

    init() throws { desk = try MadeDesk() }

    /// Delivers articles, and each once more under another name.
    private func deliver(_ numbers: ClosedRange<Int>, at time: Int64 = noon) throws {
        for number in numbers {
            try desk.deliver(Story.text(number), as: Path("\(number).txt"), at: time)
            try desk.deliver(Story.text(number), as: Path("\(number)-again.txt"), at: time)
        }
    }

    private func stream(from start: LedgerStream.Start = .after(0)) throws(FollowError) -> LedgerStream {
        try LedgerStream(stateDirectory: desk.scratch.root, fileSystem: LinuxFileSystem(), from: start)
    }

    private func numbers(_ stream: inout LedgerStream) throws -> [Int64] {
        var numbers: [Int64] = []
        while let batch = try stream.next(.init(lines: 2)) {
            numbers += try batch.lines.split(separator: 0x0A).map { try LedgerEntry(line: Array($0).span).sequence }
        }
        return numbers
    }

    @Test("What the catalogue has not entered is not in it yet, and comes as soon as it is entered")
    func horizon() throws {
        try deliver(1...3)
        try desk.enterCatalogue()
        try deliver(4...5)
        var stream = try stream()
        #expect(try numbers(&stream) == [1, 2, 3])
        try desk.enterCatalogue()
        #expect(try numbers(&stream) == [4, 5])
    }

    @Test("Without a catalogue all but the last commit is in it, over the end of a day too")
    func withoutCatalogue() throws {
        try deliver(1...2)
        try deliver(3...3, at: Self.noon + 1_000_000)
        try deliver(4...4, at: Self.noon + Self.day)
        var stream = try stream()
        #expect(try numbers(&stream) == [1, 2, 3])
        try deliver(5...5, at: Self.noon + 2 * Self.day)
        #expect(try numbers(&stream) == [4])
    }

    @Test("It begins behind any number, or behind the last, in whatever segment that is")
    func starts() throws {
        for number in 1...5 { try deliver(number...number, at: Self.noon + Int64(number / 2) * Self.day) }
        try desk.enterCatalogue()
        for number in 0...5 as ClosedRange<Int64> {
            var behind = try stream(from: .after(number))
            #expect(try numbers(&behind) == Array(1...5).filter { $0 > number })
            #expect(try stream(from: .at(stream(from: .after(number)).place)).place.sequence == number)
        }
        #expect(try stream(from: .afterLast).place == stream(from: .after(5)).place)
        #expect(throws: FollowError.beyondEnd(.deliveries, 6, last: 5)) { try stream(from: .after(6)) }
        try desk.remove(desk.cataloguePath)
        #expect(try stream(from: .afterLast).place.sequence == 3)
    }

    @Test("A ledger without a line is followed from its first one on; a desk without a ledger is named")
    func empty() throws {
        var stream = try stream(from: .afterLast)
        #expect(stream.place == .beginning(of: .deliveries))
        #expect(try numbers(&stream) == [])
        try deliver(1...1)
        try desk.enterCatalogue()
        #expect(try numbers(&stream) == [1])
        try FileManager.default.removeItem(atPath: desk.path + "/deliveries")
        #expect(throws: FollowError.noArchive(.deliveries, desk.scratch.root)) { try stream.next(.init()) }
    }

    @Test("A cursor of the one kind is refused for the other by name, and so is a place in another ledger")
    func cursors() throws {
        try deliver(1...3)
        try desk.enterCatalogue()
        let path = desk.scratch.root.appending("my.cursor")
        let cursor = try FollowCursor(at: path, fileSystem: LinuxFileSystem())
        let place = try stream(from: .after(2)).place
        for kept in [StreamPlace.beginning(of: .deliveries), place] {
            try cursor.keep(kept)
            #expect(try cursor.place(of: .deliveries) == kept)
            #expect(throws: FollowError.otherKind(path, of: .deliveries)) { try cursor.place(of: .articles) }
        }
        try cursor.keep(.beginning(of: .articles))
        #expect(throws: FollowError.otherKind(path, of: .articles)) { try cursor.place(of: .deliveries) }
        #expect(throws: FollowError.otherArchive(.articles, 2)) {
            try RecordStream(stateDirectory: desk.scratch.root, fileSystem: LinuxFileSystem(), from: .at(place))
        }
        let other = try MadeDesk()
        for number in 7...9 {
            for name in ["a", "b"] {
                try other.deliver(Story.text(number), as: Path("\(number)-\(name).txt"), at: Self.noon)
            }
        }
        try other.enterCatalogue()
        #expect(throws: FollowError.otherArchive(.deliveries, 2)) {
            try LedgerStream(stateDirectory: other.scratch.root, fileSystem: LinuxFileSystem(), from: .at(place))
        }
    }
}
