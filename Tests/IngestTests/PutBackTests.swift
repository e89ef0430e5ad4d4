import Base
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Ingest

@Suite("A file goes back into an inbox whose folders others remove")
struct PutBackTests {
    private let scratch: ScratchDirectory
    private let fileSystem = FaultyFileSystem(LinuxFileSystem())

    init() throws {
        scratch = try ScratchDirectory()
        try FileManager.default.createDirectory(atPath: scratch.path + "/inbox", withIntermediateDirectories: true)
        try scratch.write("The first file.\n", to: "quarantine/one.txt")
        try scratch.write("The second file.\n", to: "quarantine/a/two.txt")
    }

    /// Puts a file back while somebody removes a folder of the inbox right before the rename.
    private func putBack(_ name: Path, without folder: String) throws -> Quarantine.PutBack {
        let path = scratch.path + "/" + folder
        fileSystem.precede(.move, suffix: name.name.display) { rmdir(path) }
        let quarantine = try #require(try Quarantine(stateDirectory: scratch.root, fileSystem: fileSystem))
        let file = try #require(try quarantine.file(named: name))
        let inbox = try InboxFolder(scratch.root.appending("inbox"), on: fileSystem)
        return try quarantine.putBack(file, into: inbox, at: file.inboxPath)
    }

    @Test("Where the inbox itself was removed, the file stays, and the error says so")
    func withoutInbox() throws {
        #expect(throws: SystemError.self) { try putBack("one.txt", without: "inbox") }
        #expect(scratch.read("quarantine/one.txt") == "The first file.\n")
    }

    @Test("A folder of the inbox that was removed is made anew")
    func withoutFolder() throws {
        #expect(try putBack("a/two.txt", without: "inbox/a") == .done)
        #expect(scratch.read("inbox/a/two.txt") == "The second file.\n")
    }

    @Test("The answer of the desk tells the path in the inbox, whatever is in its name")
    func answer() throws {
        let results: [QuarantineAnswer.Result] = [
            .done("pack.zip/draft.swp.retried"), .done(Path([0x61, 0xFF, 0x2F, 0x25])), .done(nil), .gone,
            .taken("pack.zip"),
        ]
        #expect(QuarantineAnswer(json: QuarantineAnswer(results).json)?.results == results)
        let plain = QuarantineAnswer(json: Array(#"{"results":[{"what":"done"}]}"#.utf8))
        #expect(plain?.results == [.done(nil)])
    }
}
