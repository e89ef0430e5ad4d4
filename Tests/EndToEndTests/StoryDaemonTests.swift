import Archive
import Foundation
import LinuxIO
import Stories
import TestSupport
import Testing

@Suite("The daemon links versions of a story")
struct StoryDaemonTests {
    /// Stories of which every second one is a later version of one before it, as wire copy.
    private static func copy(_ count: Int) -> [String] {
        (0..<count).map { number in
            let isUpdate = number % 2 == 1
            var copy = InventedCopy(seed: UInt64(isUpdate ? number - 1 : number))
            var event = copy.event()
            if isUpdate { event.background.append(copy.paragraph()) }
            let headline = isUpdate ? "UPDATE 1-\(event.headline)" : event.headline
            return ([headline, "\(event.place.uppercased()), Nov 10 (Polar Wire) - \(event.lead)"] + event.background)
                .joined(separator: "\n\n") + "\n"
        }
    }

    /// The records of a desk whose link is not what the records before them give.
    private static func wrongLinks(of desk: ScratchDesk) throws -> (linked: Int, wrong: [String]) {
        let fileSystem = LinuxFileSystem()
        let folder = try fileSystem.openRoot(Path(desk.path).appending(StateDirectory.archive))
        var cursor = try ArchiveCursor(ArchiveDirectory(folder, fileSystem: fileSystem))
        var linker = StoryLinker()
        var linked = 0
        var wrong: [String] = []
        while try cursor.advance() != nil {
            let record = try Record(line: cursor.line)
            let link = linker.link(StoryFacts(record), sequence: record.sequence, at: record.ingestedAt)
            if link != nil { linked += 1 }
            if link != record.link {
                wrong.append("\(record.sequence): \(String(describing: record.link)), not \(String(describing: link))")
            }
        }
        return (linked, wrong)
    }

    @Test(
        "In any batches, over restarts, kills and a lost catalogue and index the links are those of the records before"
    )
    func links() throws {
        let desk = try ScratchDesk()
        let copy = Self.copy(60)
        func drop(_ range: Range<Int>) throws {
            for number in range { try desk.drop(copy[number], as: "\(1_000 + number).txt") }
        }
        var daemon = try desk.start(settings: ["batch_records": "1"])
        try drop(0..<15)
        try daemon.wait(for: "an empty inbox") { try desk.files(in: "inbox").isEmpty }
        #expect(try daemon.stop() == .exited(0))

        // A whole batch of stories and their versions at once, killed on the way.
        try drop(15..<40)
        daemon = try desk.start(settings: ["segment_size": "16KiB", "batch_bytes": "16KiB"])
        try daemon.wait(for: "some answers") { try desk.files(in: "inbox").count < 25 }
        try daemon.kill()

        for name in ["catalogue.sqlite", "index.sqlite"] {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: "\(desk.path)/\(name)\(suffix)")
            }
        }
        daemon = try desk.start()
        try drop(40..<60)
        try daemon.wait(for: "an empty inbox") { try desk.files(in: "inbox").isEmpty }
        #expect(try daemon.stop() == .exited(0))

        let (linked, wrong) = try Self.wrongLinks(of: desk)
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
        #expect(linked >= 25, "\(linked) of 30 later versions are linked")
        #expect(try desk.records().count == 60)
    }
}
