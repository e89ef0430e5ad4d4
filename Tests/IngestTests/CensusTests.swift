import LinuxIO
import TestSupport
import Testing

@testable import Ingest

@Suite("Counting an inbox")
struct CensusTests {
    @Test("What is left alone is not counted, nor what was answered while the counting was under way")
    func counting() throws {
        let scratch = try ScratchDirectory()
        for number in 1...20 { try scratch.write("x", to: "inbox/\(number % 3)/\(number).txt") }
        try scratch.write("x", to: "inbox/left.tmp")
        try scratch.write("x", to: "inbox/.left/alone.txt")
        let fileSystem = LinuxFileSystem()
        let inbox = try InboxFolder(scratch.root.appending("inbox"), on: fileSystem)
        let patterns = [NamePattern("*.tmp"), NamePattern(".*")]
        var census = Census(of: inbox, depth: 8, patterns: patterns, on: fileSystem)
        census.answered += 5
        var left: Int?
        while left == nil { left = census.advance() }
        #expect(left == 15)
    }
}
