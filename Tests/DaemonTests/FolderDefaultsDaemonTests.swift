import Foundation
import Operations
import TestSupport
import Testing

@Suite("Defaults of folders, as the daemon and the commands take them")
struct FolderDefaultsDaemonTests {
    private let desk: ScratchDesk
    private static let text = "Lace school reopens\n\nVOLOGDA, June 10. The school opened.\n"
    private static let table = "folders: {\"tass/**\": {source: TASS, year: 1998}}\n"

    init() throws { desk = try ScratchDesk() }

    private var file: String { desk.scratch.path + "/wiredesk.yaml" }

    private func configure(_ text: String) throws {
        try desk.scratch.write(text, to: "wiredesk.yaml")
    }

    private func wiredesk(_ arguments: String...) throws -> Program {
        try Program.run(
            Program.product("wiredesk"),
            arguments + ["--state-directory", desk.path, "--config", file],
            environment: ["TZ": "UTC"]
        )
    }

    private func records() throws -> [[String: Any]] {
        let lines = try wiredesk("follow", "--no-wait").output.split(separator: "\n").map(String.init)
        let verdicts = try JSONSchemaValidator.verdicts(lines.map { Array($0.utf8) }, schema: RecordJudge.schema)
        #expect(verdicts.allSatisfy { $0 == nil })
        return try lines.map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
    }

    @Test("They are recorded as assumed, from the next file on where a reload changes them, and found by their source")
    func recorded() throws {
        try configure("settle: 10ms\n")
        let daemon = try desk.start(["--config", file])
        try daemon.waitUntilReady()
        try desk.drop(Self.text, as: "tass/1.txt")
        try daemon.wait(untilAnswered: 1)
        try configure("settle: 10ms\n" + Self.table)
        daemon.send(SIGHUP)
        try daemon.wait(forLog: "configuration reloaded")
        try desk.drop(Self.text.replacing("opened", with: "opened again"), as: "tass/ru/2.txt")
        try desk.drop(Self.text.replacing("opened", with: "was shut"), as: "afp/3.txt")
        try daemon.wait(untilAnswered: 3)
        try daemon.stop()
        let found = Dictionary(
            try records().map { record in
                let path = ((record["delivery"] as? [String: Any])?["path"] as? String) ?? ""
                return (path, record)
            },
            uniquingKeysWith: { $1 }
        )
        #expect(found["tass/1.txt"]?["assumed"] == nil && found["afp/3.txt"]?["assumed"] == nil)
        let assumed = try #require(found["tass/ru/2.txt"]?["assumed"] as? [String: Any])
        #expect(assumed["source"] as? String == "TASS" && assumed["year"] as? Int == 1998 && assumed.count == 2)
        let listed = try wiredesk("list", "--source", "tass", "--json").output
        #expect(listed.contains("\"source\":\"TASS\"") && listed.split(separator: "\n").count == 1, "\(listed)")
        let page = try wiredesk("show", "tass/ru/2.txt").output
        #expect(page.contains("assumed year 1998 · assumed source TASS"), "\(page)")
        let table = try wiredesk("export", "--format", "csv", "--columns", "source,assumed", "--source", "TASS").output
        #expect(table == "source,assumed\r\nTASS,year=1998; source=TASS\r\n")
    }

    @Test("`import` and `parse` take them too; what is said on the command line outranks them")
    func commands() throws {
        try configure(Self.table)
        let story = try desk.scratch.write(Self.text, to: "tass/1.txt")
        #expect(try wiredesk("import", "--year", "2001", desk.scratch.path + "/tass").status == 0)
        let record = try #require(try records().first)
        let assumed = try #require(record["assumed"] as? [String: Any])
        #expect(assumed["source"] as? String == "TASS" && assumed["year"] as? Int == 2001)
        #expect(!(try wiredesk("parse", story).output.contains("assumed")))
        let told = "\"assumed\":{\"year\":1998,\"source\":\"TASS\"}"
        #expect(try wiredesk("parse", "--folder", "tass", story).output.contains(told))
        #expect(
            try wiredesk("parse", "--folder", "tass/old/", "--year", "2001", story).output.contains("\"year\":2001")
        )
        let dropped = try desk.scratch.write(Self.text, to: "desk/inbox/tass/2.txt")
        #expect(try wiredesk("parse", dropped).output.contains(told))
    }

    @Test("A folder may have a linger of its own")
    func linger() throws {
        try configure("settle: 10ms\nfolders: {\"ftp\": {linger: 60s}}\n")
        let daemon = try desk.start(["--config", file])
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "ftp/1.txt")
        try desk.drop(Story.text(2), as: "2.txt")
        try daemon.wait(for: "both answers and one move") {
            $0.total.archived == 2 && access(desk.inbox + "/2.txt", F_OK) != 0
        }
        #expect(try desk.files(in: "inbox") == ["ftp/1.txt"])
        try daemon.stop()
    }
}
