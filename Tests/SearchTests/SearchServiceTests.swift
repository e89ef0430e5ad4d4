import Foundation
import LinuxIO
import Search
import Testing
import TestSupport

@Suite("The daemon keeps the index in the background")
struct SearchServiceTests {
    private let desk: ScratchDesk

    init() throws {
        desk = try ScratchDesk()
    }

    private var isIndexed: Bool {
        get throws {
            guard let lookup = try Lookup(stateDirectory: Path(desk.path), fileSystem: LinuxFileSystem()) else {
                return false
            }
            return lookup.hasIndex && lookup.isIndexComplete
        }
    }

    private func threads(of daemon: RunningDaemon) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(daemon.pid)/task").compactMap {
            try? String(contentsOfFile: "/proc/\(daemon.pid)/task/\($0)/comm", encoding: .utf8)
        }.map { $0.trimmingCharacters(in: .newlines) }
    }

    @Test("What is archived is indexed soon, and what a restart finds unindexed too")
    func keepsUp() throws {
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.dropStories(1...20, prefix: "first")
        try daemon.wait(untilAnswered: 20)
        try daemon.wait(for: "index of everything") { try isIndexed }
        #expect(try threads(of: daemon).contains("wd-index"))
        try daemon.stop()
        try SearchIndex.remove(at: Path(desk.path).appending(StateDirectory.index))
        let next = try desk.start()
        try next.waitUntilReady()
        try next.wait(for: "index of everything") { try isIndexed }
    }

    @Test("An index that is deleted or damaged under the daemon is rebuilt, and the desk goes on")
    func harmed() throws {
        let index = desk.path + "/index.sqlite"
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.dropStories(1...5, prefix: "first")
        try daemon.wait(untilAnswered: 5)
        try daemon.wait(for: "index of everything") { try isIndexed }
        try SearchIndex.remove(at: Path(index))
        try daemon.wait(for: "index rebuilt") { try isIndexed }
        try daemon.stop()
        for suffix in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: index + suffix) {
            try FileManager.default.removeItem(atPath: index + suffix)
        }
        try desk.scratch.write("no database", to: "desk/index.sqlite")
        let next = try desk.start()
        try next.wait(forLog: "the index for look-ups is being rebuilt")
        try next.wait(for: "index rebuilt") { try isIndexed }
        try desk.dropStories(6...8, prefix: "second")
        try next.wait(untilAnswered: 8)
        try next.wait(for: "index of everything") { try isIndexed }
        #expect(try desk.records().count == 8)
    }

    @Test("Switched off it costs nothing: no thread, and no file, not even one from before")
    func switchedOff() throws {
        try desk.scratch.write("an index from before", to: "desk/index.sqlite")
        let daemon = try desk.start(settings: ["search": "off"])
        try daemon.waitUntilReady()
        try desk.dropStories(1...3, prefix: "first")
        try daemon.wait(untilAnswered: 3)
        #expect(try !threads(of: daemon).contains("wd-index"))
        #expect(!FileManager.default.fileExists(atPath: desk.path + "/index.sqlite"))
    }
}
