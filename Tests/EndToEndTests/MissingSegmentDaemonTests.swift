import Foundation
import Operations
import TestSupport
import Testing

@Suite("A segment is taken away or cut while the catalogue is whole: the desk begins, and says so")
struct MissingSegmentDaemonTests {
    /// What is done to a segment of a desk that was stopped.
    enum Harm: String, CaseIterable { case deleted, emptied, cutAtLine, cutInLine, lastLineCut }

    private static let settings = ["segment_size": "64KiB", "batch_bytes": "64KiB"]
    private static let stories: Int64 = 300

    /// A desk with several segments, which was stopped.
    private static func desk() throws -> ScratchDesk {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: settings)
        try daemon.waitUntilReady()
        try desk.dropStories(1...Int(stories), prefix: "first")
        try daemon.wait(untilAnswered: Int(stories))
        try daemon.stop()
        return desk
    }

    private static func apply(_ harm: Harm, to path: String) throws {
        switch harm {
        case .deleted: try FileManager.default.removeItem(atPath: path)
        case .emptied: #expect(truncate(path, 0) == 0)
        case .cutAtLine, .cutInLine, .lastLineCut:
            let bytes = try Data(contentsOf: URL(filePath: path))
            let ends = bytes.indices.filter { bytes[$0] == 0x0A }
            let length =
                switch harm {
                case .cutAtLine: ends[ends.count / 2] + 1
                case .cutInLine: ends[ends.count / 2] + 300
                default: bytes.count - 20
                }
            #expect(truncate(path, length) == 0)
        }
    }

    private static func wiredesk(_ arguments: [String], _ desk: ScratchDesk) throws -> Program {
        try Program.run(Program.product("wiredesk"), arguments + ["--state-directory", desk.path])
    }

    @Test(
        "The log names it at each start until it is back or its loss accepted, nothing is archived twice, and commands tell",
        arguments: Harm.allCases,
        ["articles-000001.jsonl", "articles-000002.jsonl"]
    )
    func harmed(_ harm: Harm, _ name: String) throws {
        let desk = try Self.desk()
        let segments = try desk.files(in: "archive").filter { $0.hasSuffix(".jsonl") }
        #expect(segments.count >= 3)
        let segment = try #require(segments.first { $0.hasSuffix(name) })
        desk.scratch.expectDamage()
        let path = desk.path + "/archive/" + segment
        let whole = try Data(contentsOf: URL(filePath: path))
        let numbers = String(decoding: whole, as: UTF8.self).matches(of: /"seq":(\d+)/).compactMap { Int($0.output.1) }
        let last = try #require(numbers.last)
        try Self.apply(harm, to: path)
        for round in 1...2 {
            let daemon = try desk.start(settings: Self.settings)
            try daemon.waitUntilReady()
            let told = daemon.logLines(containing: "a segment of the archive is missing or was cut")
            #expect(told.count == 1 && told[0].contains(segment), "\(told)")
            #expect(told.first?.contains("error") == true && told.first?.contains("\(last)") == true, "\(told)")
            // What stood there is known, and what is new is archived.
            try desk.dropStories([last], spelling: 900 + round, prefix: "again")
            try desk.dropStories([1_000 + round], prefix: "new")
            let status = try daemon.wait(for: "both") {
                $0.total.archived == Self.stories + Int64(round) && $0.total.duplicates == Int64(round)
            }
            #expect(
                status.problems.contains {
                    $0.what.contains("the archive is damaged: ") && $0.what.contains("missing")
                },
                "\(status.problems)"
            )
            #expect(try daemon.stop() == .exited(0))
        }
        for command in [
            ["export", "--format", "jsonl"], ["list"], ["find", "ferry"], ["stats"], ["show", "\(last)"],
        ] {
            let ran = try Self.wiredesk(command, desk)
            #expect(ran.status == 65 && !ran.errors.contains("openat2"), "\(command): \(ran.status) \(ran.errors)")
            #expect(ran.errors.contains("missing") || ran.errors.contains(segment), "\(command): \(ran.errors)")
        }
        #expect(try Self.wiredesk(["status"], desk).errors.isEmpty)
        let verified = try Self.wiredesk(["verify"], desk)
        #expect(verified.status == 1, "\(verified.output)")
        #expect(verified.output.contains(segment), "\(verified.output)")
        #expect(!verified.output.contains("openat2"))
        if harm == .cutAtLine {
            // Put back, it is whole again.
            try whole.write(to: URL(filePath: path))
        } else {
            _ = try Self.wiredesk(["verify", "--repair"], desk)
        }
        let daemon = try desk.start(settings: Self.settings)
        try daemon.waitUntilReady()
        #expect(daemon.logLines(containing: "a segment of the archive").isEmpty)
        let exported = try Self.wiredesk(["export", "--format", "jsonl"], desk)
        #expect(exported.errors.contains("a segment is missing or was cut") == false, "\(exported.errors)")
        #expect(try daemon.stop() == .exited(0))
    }
}
