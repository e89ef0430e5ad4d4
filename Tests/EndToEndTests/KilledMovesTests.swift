import Foundation
import Operations
import TestSupport
import Testing

@Suite("What a killed run has moved, and not looked at again")
struct KilledMovesTests {
    private let desk: ScratchDesk

    init() throws { desk = try ScratchDesk() }

    /// Has the files archived, duplicated and quarantined, and kills the daemon before it looks at them once more.
    private func killAfterMoves(_ files: [(name: String, text: String)]) throws {
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        for (number, file) in files.enumerated() {
            try desk.drop(file.text, as: file.name)
            try daemon.wait(for: file.name) { status in
                status.total.archived + status.total.duplicates + status.total.quarantined == number + 1
            }
        }
        try daemon.wait(for: "the moves") { try desk.files(in: "inbox").isEmpty }
        try daemon.kill()
    }

    /// The absolute path of the file that rests under a name in a folder of the state directory.
    private func resting(_ name: String, in folder: String) throws -> String {
        let file = try #require(try desk.files(in: folder).first { $0 == name || $0.hasSuffix("/" + name) })
        return "\(desk.path)/\(folder)/\(file)"
    }

    private func append(_ text: String, to path: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    /// Starts the daemon again, and has it come to rest.
    private func startAgain(untilArchived count: Int) throws -> RunningDaemon {
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try daemon.wait(for: "\(count) articles") { $0.total.archived == count && $0.inbox.waiting == 0 }
        try daemon.wait(for: "an empty inbox") { try desk.files(in: "inbox").isEmpty }
        return daemon
    }

    @Test("A file that was written to after its move goes back, and is archived as it is now")
    func grown() throws {
        try killAfterMoves([("a.txt", Story.text(1, paragraphs: 3))])
        try append("\n\nA paragraph that came after the move of the file.\n", to: try resting("a.txt", in: "processed"))
        let daemon = try startAgain(untilArchived: 2)
        #expect(try desk.records().map(\.body.count) == [3, 4])
        #expect(daemon.logLines(containing: "moved that is not as it was read").count == 1)
        #expect(try daemon.stop() == .exited(0))
    }

    @Test("A file that took the name in the moment of the move goes back, whatever the outcome was, and is read")
    func replaced() throws {
        try killAfterMoves([
            ("new.txt", Story.text(1)), ("again.txt", Story.text(1)), ("bad.txt", "no story"),
        ])
        for (number, name) in ["new.txt", "again.txt", "bad.txt"].enumerated() {
            let place = try resting(name, in: ["processed", "duplicates", "quarantine"][number])
            try Data(Story.text(number + 2).utf8).write(to: URL(filePath: desk.staging + "/" + name))
            #expect(rename(desk.staging + "/" + name, place) == 0)
        }
        let daemon = try startAgain(untilArchived: 4)
        #expect(Set(try desk.records().map(\.headline)) == Set((1...4).map { Story.headline($0) }))
        #expect(try desk.files(in: "quarantine").isEmpty)
        #expect(try daemon.stop() == .exited(0))
    }

    @Test("Files with other times, of one name, or that somebody put there stay where they are")
    func asRead() throws {
        try killAfterMoves([
            ("a.txt", Story.text(1)), ("a.txt", Story.text(2)), ("a.txt", Story.text(1)), ("b.txt", Story.text(3)),
        ])
        let touched = try resting("b.txt", in: "processed")
        #expect(utimes(touched, [timeval(tv_sec: 1, tv_usec: 0), timeval(tv_sec: 1, tv_usec: 0)]) == 0)
        let day = URL(filePath: touched).deletingLastPathComponent().path
        try Data("kept beside it".utf8).write(to: URL(filePath: day + "/notes.txt"))
        let before = try desk.files(in: "processed") + desk.files(in: "duplicates")
        let daemon = try startAgain(untilArchived: 3)
        #expect(try desk.files(in: "processed") + desk.files(in: "duplicates") == before)
        #expect(daemon.logLines(containing: "moved that is not as it was read").isEmpty)
        #expect(try daemon.stop() == .exited(0))
    }

    @Test("After a stop in order nothing is in doubt, and what an administrator does to the files is his own affair")
    func stopped() throws {
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "a.txt")
        try daemon.wait(for: "the article") { $0.total.archived == 1 }
        #expect(try daemon.stop() == .exited(0))
        try append("\n\nA note of the administrator.\n", to: try resting("a.txt", in: "processed"))
        let again = try startAgain(untilArchived: 1)
        #expect(try again.stop() == .exited(0))
        #expect(try desk.records().count == 1)
    }

    @Test("A kill between the way back into the inbox and the end of the page leaves one answer for the file")
    func pageLeft() throws {
        try killAfterMoves([("bad.txt", "no story")])
        let place = try resting("bad.txt", in: "quarantine")
        try Data(Story.text(1).utf8).write(to: URL(filePath: place))
        #expect(rename(place, desk.inbox + "/bad.txt") == 0)
        let daemon = try startAgain(untilArchived: 1)
        #expect(try daemon.stop() == .exited(0))
        let list = try Program.run(
            Program.product("wiredesk"),
            ["quarantine", "list", "--state-directory", desk.path]
        )
        #expect(!list.output.contains("bad.txt"))
    }
}
