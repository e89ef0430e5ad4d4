import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("A part of an upload that is completed later")
struct UploadPartsTests {
    private let desk: ScratchDesk

    init() throws {
        desk = try ScratchDesk()
    }

    private static let part = """
        Old lighthouse on Gull Rock to be lit again

        GULL ROCK, Nov 22 (Polar Wire) - The lighthouse on Gull Rock will be lit again in spring, forty years after its
        lamp was taken down, the harbour board said on Sunday.

        The board has found the old lens in a cellar, who
        """
    private static let rest = """
        le but for a crack, and two of the men who kept the light will teach those who are to keep it now.

        A boat goes out to the rock on Saturdays, and visitors may climb the tower when the wind allows it.
        """

    private func run(_ arguments: [String]) throws -> Program {
        try Program.run(Program.product("wiredesk"), arguments + ["--state-directory", desk.path])
    }

    private func lines() throws -> [String] {
        try desk.files(in: "archive").filter { $0.hasSuffix(".jsonl") }.flatMap { name in
            try String(contentsOfFile: "\(desk.path)/archive/\(name)", encoding: .utf8).split(separator: "\n")
                .map(String.init)
        }
    }

    private func deliver(_ text: String, as name: String, _ daemon: RunningDaemon) throws {
        let before = try lines().count
        try desk.drop(text, as: name)
        try daemon.wait(for: name) { try desk.files(in: "inbox").isEmpty && lines().count > before }
    }

    private static func isLinked(_ line: String, to sequence: Int) -> Bool {
        line.contains(#""revision_of":\#(sequence),"relation":"completes","basis":"bytes""#)
    }

    @Test("The whole is archived and linked, and the part is left out of lists, searches and exports")
    func completed() throws {
        let daemon = try desk.start()
        try deliver(Self.part, as: "in/gull.txt", daemon)
        try deliver(Self.part + Self.rest, as: "in/gull.txt", daemon)
        let records = try lines()
        #expect(records.count == 2 && Self.isLinked(records[1], to: 1), "\(records)")
        #expect(
            try JSONSchemaValidator.verdicts([Array(records[1].utf8)], schema: RecordJudge.schema) == [nil]
        )
        let list = try run(["list"])
        #expect(list.output.split(separator: "\n").count == 1 && list.output.hasPrefix("2\t"))
        #expect(try run(["list", "--all-versions"]).output.contains("part of 2"))
        #expect(try run(["find", "lighthouse"]).output.split(separator: "\n").count == 1)
        let export = try run(["export"])
        #expect(export.output.split(separator: "\n").count == 1 && export.output.contains("\"seq\":2"))
        #expect(try run(["export", "--killed", "yes"]).output.split(separator: "\n").count == 2)
        #expect(try run(["show", "1"]).output.contains("followed by article 2 (completes, by bytes)"))
        #expect(try run(["story", "1"]).status == 0)
        #expect(try daemon.stop() == .exited(0))
        #expect(try run(["verify"]).status == 0)
    }

    @Test("An upload that is resumed under its name while the file lingers completes its part")
    func resumed() throws {
        let daemon = try desk.start(settings: ["linger": "30s", "settle": "100ms"])
        try desk.write(Self.part, as: "gull.txt")
        try daemon.wait(for: "the part") { try lines().count == 1 }
        // As an FTP server does it: APPE, or STOR behind REST.
        let handle = try #require(FileHandle(forWritingAtPath: desk.inbox + "/gull.txt"))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(Self.rest.utf8))
        try handle.close()
        try daemon.wait(for: "the whole") { try lines().count == 2 }
        #expect(Self.isLinked(try lines()[1], to: 1))
        #expect(try daemon.stop() == .exited(0))
    }

    @Test("What only looks like it is not linked: another beginning, another path, the same content again")
    func lookAlikes() throws {
        let daemon = try desk.start()
        try deliver(Self.part, as: "gull.txt", daemon)
        try deliver(Self.part.replacing("Old", with: "The") + Self.rest, as: "gull.txt", daemon)
        try deliver(Self.part + Self.rest, as: "gull-2.txt", daemon)
        // Blank lines more are no other content: a duplicate, and no record.
        try desk.drop(Self.part + "\n\n", as: "gull.txt")
        try daemon.wait(for: "the answer") { try desk.files(in: "duplicates").count == 1 }
        #expect(try lines().count == 3)
        #expect(try lines().allSatisfy { !$0.contains("\"bytes\",\"headline") && !$0.contains(#""basis":"bytes""#) })
        #expect(try daemon.stop() == .exited(0))
    }

    @Test("A part that stops in the headline is completed by what is read otherwise as a whole")
    func parsedOtherwise() throws {
        let daemon = try desk.start()
        let whole = "FERRY SINKS OFF CAPE WRAITH\n\nAll are safe\n\n" + Self.part + Self.rest
        try deliver(String(whole.prefix(60)), as: "cape.txt", daemon)
        try deliver(whole, as: "cape.txt", daemon)
        #expect(Self.isLinked(try lines()[1], to: 1))
        #expect(try daemon.stop() == .exited(0))
    }

    @Test("After a kill and without catalogue and index the whole still completes its part, once")
    func killed() throws {
        var daemon = try desk.start()
        try deliver(Self.part, as: "gull.txt", daemon)
        try daemon.kill()
        for name in ["catalogue.sqlite", "index.sqlite"] {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: "\(desk.path)/\(name)\(suffix)")
            }
        }
        try desk.drop(Self.part + Self.rest, as: "gull.txt")
        // Killed between the sync of the record and the move of its file.
        daemon = try desk.start(
            prefix: ["strace", "-f", "-o", "/dev/null", "-e", "inject=renameat2:signal=KILL:when=1"]
        )
        _ = try daemon.waitForEnd()
        daemon = try desk.start()
        try daemon.wait(for: "an empty inbox") { try desk.files(in: "inbox").isEmpty }
        let records = try lines()
        #expect(records.count == 2 && Self.isLinked(records[1], to: 1), "\(records)")
        #expect(try desk.files(in: "duplicates").isEmpty)
        #expect(try daemon.stop() == .exited(0))
    }
}
