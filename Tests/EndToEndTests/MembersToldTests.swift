import Foundation
import Operations
import TestSupport
import Testing

@Suite("What became of each member of a delivery is told everywhere")
struct MembersToldTests {
    private let desk: ScratchDesk
    private static let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    init() throws { desk = try ScratchDesk() }

    private func wiredesk(_ arguments: String...) throws -> Program {
        try Program.run(
            Program.product("wiredesk"),
            arguments + ["--state-directory", desk.path],
            environment: ["TZ": "UTC", "COLUMNS": "100"]
        )
    }

    /// A tar of a known story, two new ones, a line alone and two pictures.
    private var mixed: [UInt8] {
        MadeTar.tar([
            ("a.txt", Array(Story.text(1).utf8)), ("b.txt", Array(Story.text(2).utf8)),
            ("c.txt", Array("A line alone".utf8)), ("d.png", Self.picture), ("e.png", Self.picture),
            ("f.txt", Array(Story.text(3).utf8)),
        ])
    }

    private struct Told: Decodable, Equatable {
        var number: Int?
        var name: String?
        var outcome: String
        var reason: String?
        var seq: Int64?
        var count: Int?
    }

    private func members(_ json: String) throws -> [Told]? {
        struct Line: Decodable { var members: [Told]? }
        return try JSONDecoder().decode(Line.self, from: Data(json.utf8)).members
    }

    private func outcomes(_ members: [StatusFigures.Members]?) -> [String] {
        (members ?? []).map { "\($0.outcome) \($0.format ?? "-") \($0.count)" }
    }

    @Test("By trace, status and the metrics, and alike when the catalogue was deleted")
    func everywhere() throws {
        try desk.drop(Story.text(1), as: "first.txt")
        var daemon = try desk.start()
        try daemon.wait(for: "the first") { $0.total.archived == 1 }
        try desk.drop(mixed, as: "night.tar")
        try desk.drop(
            MadeTar.tar([("1.txt", Array("A line of its own".utf8)), ("2.txt", Array("Another of its own".utf8))]),
            as: "none.tar"
        )
        let status = try daemon.wait(for: "all") { $0.total.archived == 2 && $0.total.quarantined == 1 }
        let counts = ["archived text 3", "duplicate text 1", "no-news picture 2", "refused text 3"]
        #expect(outcomes(status.total.members) == counts)
        #expect(outcomes(status.today.members) == counts)
        #expect(status.metrics.contains("wiredesk_members_total{outcome=\"archived\",format=\"text\"} 3\n"))
        #expect(status.metrics.contains("wiredesk_members_total{outcome=\"no-news\",format=\"picture\"} 2\n"))
        let screen = try wiredesk("status").output
        #expect(screen.contains("members     3 articles archived, 1 duplicate, 3 refused, 2 no news"), "\(screen)")

        let traced = try wiredesk("trace", "night.tar", "--json")
        try JSONSchemaValidator.check(traced.output, against: "wiredesk-trace")
        let listed = try members(traced.output)
        #expect(
            listed == [
                Told(number: 1, name: "a.txt", outcome: "duplicate", reason: "known-content", seq: 1),
                Told(number: 2, name: "b.txt", outcome: "archived", seq: 2),
                Told(number: 3, name: "f.txt", outcome: "archived", seq: 3),
                Told(name: "c.txt", outcome: "refused", reason: "no-body"),
                Told(outcome: "no-news", reason: "picture", count: 2),
            ]
        )
        let refused = try members(wiredesk("trace", "none.tar", "--json").output)
        #expect(refused?.map(\.name) == ["1.txt", "2.txt"])
        #expect(refused?.map(\.outcome) == ["refused", "refused"])
        #expect(try members(wiredesk("trace", "first.txt", "--json").output) == nil)
        let text = try wiredesk("trace", "night.tar").output
        #expect(text.contains("\tmember\t1\ta.txt\tduplicate\t1\n"), "\(text)")
        #expect(text.contains("\tmember\t\t\t2 no-news\tpicture\n"), "\(text)")

        try daemon.stop()
        let statusBefore = try wiredesk("status", "--json").output
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: desk.path + "/catalogue.sqlite" + suffix)
        }
        #expect(try members(wiredesk("trace", "night.tar", "--json").output) == listed, "from archive and ledger")
        #expect(try members(wiredesk("trace", "none.tar", "--json").output) == refused, "from archive and ledger")
        daemon = try desk.start()
        let again = try daemon.wait(for: "its figures") { $0.total.archived == 2 && $0.total.quarantined == 1 }
        #expect(again.total.members == status.total.members)
        #expect(again.today.members == status.today.members)
        #expect(try members(wiredesk("trace", "night.tar", "--json").output) == listed)
        #expect(try wiredesk("verify").status == 0)
        try daemon.stop()
        try JSONSchemaValidator.check(statusBefore, against: "wiredesk-status")
        try JSONSchemaValidator.check(wiredesk("status", "--json").output, against: "wiredesk-status")
    }

    @Test("A person sees the first twenty members, and programs see all of them")
    func bounded() throws {
        let files = (1...30).map { (name: "\($0).txt", bytes: Array(Story.text($0).utf8)) }
        try desk.drop(MadeTar.tar(files), as: "many.tar")
        let daemon = try desk.start(settings: ["batch_records": "7"])
        try daemon.wait(for: "all") { $0.total.archived == 1 && $0.inbox.waiting == 0 }
        try daemon.stop()
        let text = try wiredesk("trace", "many.tar").output
        #expect(text.components(separatedBy: "\tmember\t").count == 21, "\(text)")
        #expect(text.hasSuffix("\tmore\t10\n"), "\(text)")
        let all = try members(wiredesk("trace", "many.tar", "--json").output)
        #expect(all?.compactMap(\.number) == Array(1...30))
        #expect(all?.compactMap(\.seq) == Array(1...30))
    }

    @Test("By import: in its totals, and by name where a member was refused")
    func imported() throws {
        try desk.scratch.write(Story.text(1), to: "collection/first.txt")
        #expect(try wiredesk("import", desk.scratch.path + "/collection").status == 0)
        try desk.scratch.write(mixed, to: "collection/night.tar")
        let ran = try wiredesk("import", desk.scratch.path + "/collection")
        #expect(ran.status == 65, "\(ran.errors)")
        #expect(ran.output.contains("  members      2 archived, 1 duplicate, 1 refused, 2 no news\n"), "\(ran.output)")
        let summed =
            "collection/night.tar: archived 2 of 4; 1 duplicate, 1 set aside: c.txt (no-body), 2 no news: picture"
        #expect(ran.errors.contains(summed), "\(ran.errors)")
        let again = try wiredesk("import", desk.scratch.path + "/collection")
        #expect(again.status == 65 && again.errors.contains(summed), "\(again.errors)")
        #expect(again.output.contains("  done before  2, read in part 1\n"), "\(again.output)")
        try desk.scratch.write(
            MadeTar.tar([("x.txt", Array(Story.text(4).utf8)), ("y.txt", Array("Alone".utf8))]),
            to: "collection/late.tar"
        )
        let told = try wiredesk("import", desk.scratch.path + "/collection", "--json")
        try JSONSchemaValidator.check(told.output, against: "wiredesk-import")
        #expect(
            told.output.contains(#""members":{"archived":1,"duplicate":0,"no-news":0,"refused":1}"#),
            "\(told.output)"
        )
    }
}
