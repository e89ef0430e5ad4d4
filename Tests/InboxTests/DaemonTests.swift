import Operations
import TestSupport
import Testing

@Suite("The daemon as a process")
struct DaemonTests {
    @Test("A file that is moved in is archived, and the daemon stops in order")
    func movedIn() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "agency/one.txt")
        try daemon.wait(untilAnswered: 1)
        #expect(try desk.records().map(\.headline) == [Story.headline(1)])
        #expect(try desk.files(in: "inbox").isEmpty)
        #expect(try desk.files(in: "processed").map { $0.dropFirst("2026-11-22/".count) } == ["agency/one.txt"])
        #expect(try daemon.stop() == .exited(0))
    }
}
