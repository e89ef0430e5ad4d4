import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("wiredesk withdraw")
struct WithdrawTests {
    private let desk: ScratchDesk

    init() throws {
        desk = try ScratchDesk()
    }

    private static let ferry = """
        Ferry company to sell its last boat

        HARTSEA, Nov 22 (Polar Wire) - The company that runs the Hartsea ferry will sell its last boat in spring, two
        people who have seen the contract said. The boat takes forty passengers and was built in 1931, and no other
        crosses the bay between October and May.
        """
    private static let bridge = """
        Thornby bridge opens after nine years

        THORNBY, Nov 22 (Norda) - The bridge at Thornby opened on Sunday, nine years after the first stone was laid and
        three years later than planned, and the county says that it cost 40 million crowns.
        """

    private func run(_ arguments: [String]) throws -> Program {
        try Program.run(Program.product("wiredesk"), arguments + ["--state-directory", desk.path])
    }

    /// Two stories and a later version of the first, archived by a daemon.
    private func archive() throws -> RunningDaemon {
        let daemon = try desk.start()
        for (name, text) in [
            ("ferry.txt", Self.ferry), ("bridge.txt", Self.bridge),
            ("ferry-2.txt", Self.ferry + "\n\nThe county will decide in January whether it pays for a new one.\n"),
        ] {
            let before = try desk.records().count
            try desk.drop(text, as: name)
            try daemon.wait(for: name) { try desk.records().count > before }
        }
        return daemon
    }

    private func raw(_ sequence: Int) throws -> String {
        let files = try desk.files(in: "archive").filter { $0.hasSuffix(".jsonl") }
        let lines = try files.flatMap { name in
            try String(contentsOfFile: "\(desk.path)/archive/\(name)", encoding: .utf8).split(separator: "\n")
        }
        return lines.first { $0.contains("\"seq\":\(sequence),") }.map(String.init) ?? ""
    }

    /// What people and programs see while the story of articles 1 and 3 is withdrawn by notice 4.
    private func expectWithdrawn() throws {
        let list = try run(["list"])
        #expect(!list.output.contains("Ferry") && list.output.contains("bridge"))
        #expect(list.errors.contains("1 withdrawn article is left out"))
        #expect(try run(["list", "--all-versions"]).output.contains("WITHDRAWN"))
        let found = try run(["find", "ferry"])
        #expect(found.status == 1 && found.output.isEmpty && found.errors.contains("1 withdrawn article is left out"))
        #expect(try run(["find", "bridge"]).status == 0)
        let export = try run(["export"])
        #expect(!export.output.contains("ferry") && export.output.contains("bridge"))
        #expect(export.errors.contains("withdrawn articles are left out"))
        #expect(try run(["export", "--killed", "yes", "--format", "ninjs"]).output.contains("canceled"))
        let show = try run(["show", "1"])
        #expect(show.status == 0 && show.output.contains("the story is withdrawn"))
        let story = try run(["story", "3"])
        #expect(story.output.contains("withdrawal, by operator, of article") && story.output.contains("Withdrawn: "))
        #expect(try run(["stats"]).status == 0)
        #expect(try run(["verify"]).status == 0)
    }

    private func expectRestored() throws {
        #expect(try run(["list"]).output.contains("Ferry"))
        #expect(try run(["find", "ferry"]).status == 0)
        #expect(try run(["export"]).output.contains("Hartsea"))
        #expect(!(try run(["list"]).errors.contains("withdrawn")))
        #expect(!(try run(["show", "1"]).output.contains("the story is withdrawn")))
    }

    @Test("A damaged article is not withdrawn, which is told with 65, and is in the way of no other withdrawal")
    func damaged() throws {
        try archive().stop()
        let file = try #require(try desk.files(in: "archive").first { $0.hasSuffix(".jsonl") })
        desk.scratch.expectDamage()
        let text = try #require(desk.scratch.read("desk/archive/" + file))
        try desk.scratch.write(
            text.replacing("Ferry company to sell", with: "Ferry company to sEll"),
            to: "desk/archive/" + file
        )
        let refused = try run(["withdraw", "1", "--because", "It was never so"])
        #expect(refused.status == 65)
        #expect(refused.errors.contains("damaged"), "\(refused.errors)")
        let other = try run(["withdraw", "2", "--because", "The bridge is still closed"])
        #expect(other.status == 0, "\(other.errors)")
        #expect(other.output.hasPrefix("Article 2 is withdrawn"))
    }

    @Test(
        "With a daemon, that archives the notice; lists, searches and exports leave the story out until it is undone"
    )
    func running() throws {
        let daemon = try archive()
        let withdrawn = try run(["withdraw", "1", "--because", "Court order 12, Riverton"])
        #expect(withdrawn.status == 0, "\(withdrawn.errors)")
        #expect(withdrawn.output == "Article 1 is withdrawn in 2 versions: notice 4.\n")
        #expect(try raw(4).contains(#""revision_of":1,"relation":"withdrawal","basis":"operator""#))
        #expect(try raw(4).contains("Court order 12, Riverton") && raw(4).contains(#""format":"notice""#))
        #expect(try JSONSchemaValidator.verdicts([Array(try raw(4).utf8)], schema: RecordJudge.schema) == [nil])
        #expect(try desk.files(in: "notices").isEmpty)
        try expectWithdrawn()

        let again = try run(["withdraw", "ferry.txt", "--because", "Twice"])
        #expect(again.status == 1 && again.errors.contains("withdrawn already, by notice 4"))
        let undone = try run(["withdraw", "3", "--undo", "--because", "Lifted", "--json"])
        #expect(undone.status == 0 && undone.output.contains(#""relation":"restoration""#), "\(undone.errors)")
        #expect(try run(["withdraw", "1", "--undo", "--because", "Twice"]).status == 1)
        try expectRestored()
        #expect(try desk.records().count == 5)
        // The same again is another notice.
        #expect(try run(["withdraw", "1", "--because", "Court order 12, Riverton"]).output.contains("notice 6"))
        #expect(try daemon.stop() == .exited(0))
    }

    @Test(
        "Without a daemon, the command does it, and all answers are the same without index and catalogue"
    )
    func stopped() throws {
        #expect(try archive().stop() == .exited(0))
        #expect(try run(["withdraw", "1", "--because", "Court order 12, Riverton"]).status == 0)
        try expectWithdrawn()
        for name in ["catalogue.sqlite", "index.sqlite"] {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: "\(desk.path)/\(name)\(suffix)")
            }
        }
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try expectWithdrawn()
        #expect(try desk.records().count == 4)
        #expect(try daemon.stop() == .exited(0))
        #expect(try run(["withdraw", "4", "--undo", "--because", "Lifted"]).output.contains("Article 1 is restored"))
        try expectRestored()
    }

    @Test(
        "A later version is withdrawn with its story, and a kill that came meanwhile outlasts the withdrawal"
    )
    func later() throws {
        let daemon = try archive()
        #expect(try run(["withdraw", "1", "--because", "A request"]).status == 0)
        try desk.drop(
            "KILL: " + Self.ferry.replacing("HARTSEA", with: "Editors: please kill this story.\n\nHARTSEA"),
            as: "ferry-kill.txt"
        )
        try daemon.wait(for: "the kill") { try desk.records().count == 5 }
        #expect(try raw(5).contains(#""relation":"kill""#))
        try daemon.wait(for: "the index") { try run(["find", "ferry"]).status == 1 }
        #expect(!(try run(["list"]).output.contains("Ferry")))
        #expect(try run(["withdraw", "1", "--undo", "--because", "No more"]).status == 0)
        #expect(try run(["list"]).output.contains("KILLED"))
        #expect(!(try run(["export"]).output.contains("Hartsea")))
        #expect(try daemon.stop() == .exited(0))
    }

    @Test("What cannot be withdrawn is refused with the reason, and nothing is written")
    func refusals() throws {
        #expect(try archive().stop() == .exited(0))
        let table: [([String], Int32, String)] = [
            (["withdraw", "99", "--because", "x"], 66, "there is no article 99"),
            (["withdraw", "1", "--because", " \n"], 64, "say why in words"),
            (["withdraw", "1", "--because", String(repeating: "x", count: 4_001)], 64, "at most 4000 bytes"),
            (["withdraw", "1"], 64, "--because"),
            (["withdraw", "1", "--undo", "--because", "x"], 1, "is not withdrawn"),
        ]
        for (arguments, status, words) in table {
            let ran = try run(arguments)
            #expect(ran.status == status, "\(arguments.prefix(3)): \(ran.errors)")
            #expect(ran.errors.contains(words), "\(arguments.prefix(3)): \(ran.errors)")
        }
        #expect(try desk.records().count == 3)
        let nowhere = try Program.run(
            Program.product("wiredesk"),
            ["withdraw", "1", "--because", "x", "--state-directory", desk.path + "/nowhere"]
        )
        #expect(nowhere.status == 66)
    }

    @Test(
        "A sender cannot withdraw anything: what looks like a notice in the inbox is quarantined"
    )
    func forged() throws {
        let daemon = try archive()
        let notice = #"{"at":1,"because":"x","kind":"withdrawal","seq":1,"uid":0,"v":1}"#
        for name in ["notices/withdrawal-1-1.json", "withdrawal-1-1.json"] { try desk.drop(notice + "\n", as: name) }
        try daemon.wait(for: "answers") { try desk.files(in: "inbox").isEmpty }
        #expect(try desk.records().count == 3)
        #expect(try run(["list"]).output.contains("Ferry"))
        // What stands among the notices and is none does not stay there, and holds up nothing.
        try FileManager.default.createDirectory(atPath: desk.path + "/notices", withIntermediateDirectories: true)
        try desk.scratch.write("{}", to: "desk/notices/withdrawal-1-2.json")
        let unknown = notice.replacing("\"seq\":1", with: "\"seq\":77")
        try desk.scratch.write(unknown, to: "desk/notices/withdrawal-77-3.json")
        #expect(try run(["withdraw", "2", "--because", "A request"]).output.contains("notice 4"))
        #expect(desk.quarantineReason(of: "withdrawal-1-2.json") == "not-a-notice")
        #expect(desk.quarantineReason(of: "withdrawal-77-3.json") == "not-a-notice")
        #expect(try daemon.stop() == .exited(0))
    }

    @Test(
        "Killed at any of its calls, with a daemon that is killed too or without, each notice is archived once",
        arguments: [false, true]
    )
    func killed(withDaemon: Bool) throws {
        var daemon: RunningDaemon? = try archive()
        if !withDaemon {
            #expect(try daemon?.stop() == .exited(0))
            daemon = nil
        }
        var random = SeededGenerator(seed: withDaemon ? 7 : 8)
        var isWithdrawn = false
        for round in 0..<12 {
            // strace(1) kills the command at one of the calls by which it writes.
            let call = SystemCallKill.calls.randomElement(using: &random) ?? ""
            let number = Int.random(in: 1...4, using: &random)
            let options = ["withdraw", "1", "--because", "Round \(round)"] + (isWithdrawn ? ["--undo"] : [])
            let command = [Program.product("wiredesk")] + options + ["--state-directory", desk.path]
            _ = try SystemCallKill.run(command, at: call, number)
            if withDaemon, Bool.random(using: &random) {
                try daemon?.kill()
                daemon = nil
                daemon = try desk.start()
            }
            // The next command finds what the killed one left.
            let again = try run(options)
            #expect(again.status == 0 || again.status == 1, "\(call) \(number): \(again.errors)")
            isWithdrawn.toggle()
            let notices = try desk.records().filter { $0.body.contains("Round \(round)") }
            #expect(notices.count == 1, "\(call) \(number): \(notices.count) of round \(round)")
            #expect(try desk.files(in: "notices").filter { $0.hasSuffix(".json") }.isEmpty)
            #expect(try run(["list"]).output.contains("Ferry") == !isWithdrawn)
        }
        if let daemon { #expect(try daemon.stop() == .exited(0)) }
        #expect(try run(["verify"]).status == 0)
        #expect(try desk.files(in: "duplicates").isEmpty)
    }
}
