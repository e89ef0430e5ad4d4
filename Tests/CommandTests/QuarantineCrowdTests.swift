import Foundation
import TestSupport
import Testing

@Suite("wiredesk quarantine with thousands of files")
struct QuarantineCrowdTests {
    private let desk: ScratchDesk

    init() throws {
        desk = try ScratchDesk()
    }

    private func quarantine(_ arguments: String...) throws -> Program {
        try Program.run(
            Program.product("wiredesk"),
            ["quarantine"] + arguments + ["--state-directory", desk.path]
        )
    }

    @Test("More files than are held at once are all put back, and all thrown away, those in folders too")
    func many() throws {
        let count = 10_100
        for number in 1...count { try desk.scratch.write([], to: "desk/quarantine/\(number % 3)/\(number).txt") }
        let back = try quarantine("retry", "--all")
        #expect(back.status == 0, "\(back.errors)")
        #expect(back.output.split(separator: "\n").count == count + 1)
        #expect(try desk.files(in: "inbox").count == count)
        for folder in 0..<3 { #expect(rename(desk.inbox + "/\(folder)", desk.path + "/quarantine/\(folder)") == 0) }
        let kept = try quarantine("discard", "--all", "--json")
        #expect(kept.status == 1)
        #expect(kept.output.split(separator: "\n").count == count)
        #expect(try ledger(of: "discarded") == 0)
        #expect(try ledger(of: "put-back") == count)
        let gone = try quarantine("discard", "--all", "--yes")
        #expect(gone.status == 0, "\(gone.errors)")
        #expect(gone.output.split(separator: "\n").count == count)
        #expect(try desk.files(in: "quarantine") == [])
        #expect(try ledger(of: "discarded") == count)
    }

    /// How many lines of the ledger have an outcome.
    private func ledger(of outcome: String) throws -> Int {
        try desk.files(in: "deliveries").reduce(0) { count, name in
            let text = desk.scratch.read("desk/deliveries/" + name) ?? ""
            return count + text.split(separator: "\n").count { $0.contains("\"outcome\":\"\(outcome)\"") }
        }
    }
}
