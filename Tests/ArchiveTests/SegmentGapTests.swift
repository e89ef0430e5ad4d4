import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Archive

@Suite("Numbers that are missing between segments")
struct SegmentGapTests {
    private let scratch: ScratchDirectory
    private let archive: ArchiveDirectory
    private let segments: [ArchiveDirectory.Segment]

    init() throws {
        scratch = try ScratchDirectory()
        scratch.expectDamage()
        let fileSystem = LinuxFileSystem()
        archive = ArchiveDirectory(try fileSystem.openOrMakeRoot(scratch.root), fileSystem: fileSystem)
        let recovered = try ArchiveRecovery.recover(archive, of: Record.self, keepingIn: scratch.root) { _ in true }
        let writer = try ArchiveWriter(archive, settings: .init(segmentSize: 4_000), recovered: recovered)
        for number in 0..<30 {
            _ = try writer.append([Articles.tail(number)], at: Articles.noon + Int64(number) * 1_000_000_000)
        }
        segments = try archive.segments()
        #expect(segments.count >= 4)
    }

    private func path(_ place: Int) -> String { scratch.path + "/" + segments[place].name.path.display }

    /// The numbers of the records in a segment.
    private func numbers(_ place: Int) throws -> [Int64] {
        try String(contentsOfFile: path(place), encoding: .utf8).matches(of: /"seq":(\d+)/)
            .compactMap { Int64($0.output.1) }
    }

    private func cut(_ place: Int, to length: Int) { #expect(truncate(path(place), off_t(length)) == 0) }

    private func gaps() throws -> [ClosedRange<Int64>] { try archive.gapsBetweenSegments().map(\.numbers) }

    @Test("A whole archive has none, and its newest segment may end anywhere")
    func whole() throws {
        #expect(try gaps() == [])
        cut(segments.count - 1, to: 100)
        #expect(try gaps() == [])
    }

    @Test("A segment that is gone, emptied or cut leaves one, the first too", arguments: [0, 1, 2])
    func missing(place: Int) throws {
        let numbers = try numbers(place)
        let (first, last) = (try #require(numbers.first), try #require(numbers.last))
        let whole = try Data(contentsOf: URL(filePath: path(place)))
        let ends = whole.indices.filter { whole[$0] == 0x0A }
        // In the last line, behind the first, and amid it.
        for (length, lost) in [(whole.count - 5, last), (ends[0] + 1, first + 1), (ends[0] - 5, first), (0, first)] {
            try whole.write(to: URL(filePath: path(place)))
            cut(place, to: length)
            #expect(try gaps() == [lost...last], "\(length)")
        }
        try FileManager.default.removeItem(atPath: path(place))
        #expect(try gaps() == [first...last])
        #expect(try archive.gapsBetweenSegments()[0].before == segments[place + 1].name)
    }

    @Test("What is known of the ends spares reading them, and hides no loss", arguments: [false, true])
    func known(isCut: Bool) throws {
        var ends: [Int64: ArchivePosition] = [:]
        for (place, segment) in segments.enumerated() {
            let last = try #require(try numbers(place).last)
            ends[last] = ArchivePosition(segment: segment.name, offset: segment.length)
        }
        let last = try #require(try numbers(1).last)
        if isCut {
            cut(1, to: Int(segments[1].length) - 5)
        } else {
            // Its first line tells, and its last is not looked at.
            var bytes = try Data(contentsOf: URL(filePath: path(1)))
            bytes[bytes.count - 100] ^= 1
            try bytes.write(to: URL(filePath: path(1)))
        }
        var asked: [Int64] = []
        let gaps = try archive.gapsBetweenSegments { numbers in
            asked = numbers
            return ends
        }
        #expect(gaps.map(\.numbers) == (isCut ? [last...last] : []))
        #expect(asked == ends.keys.sorted().dropLast())
    }

    @Test("A line that is damaged hides its number and no other", arguments: [true, false])
    func damaged(isFirst: Bool) throws {
        var bytes = try Data(contentsOf: URL(filePath: path(1)))
        bytes[isFirst ? 100 : bytes.count - 100] ^= 1
        try bytes.write(to: URL(filePath: path(1)))
        #expect(try gaps() == [])
        try FileManager.default.removeItem(atPath: path(isFirst ? 2 : 0))
        #expect(try gaps().count == 1)
    }
}
