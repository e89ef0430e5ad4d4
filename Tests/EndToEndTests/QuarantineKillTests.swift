import Foundation
import Operations
import TestSupport
import Testing

@Suite("Promises 2 to 4: what leaves the quarantine is told of once, whoever is killed")
struct QuarantineKillTests {
    private let desk: ScratchDesk

    init() throws {
        desk = try ScratchDesk()
    }

    private func run(_ arguments: [String]) throws -> Program {
        try Program.run(Program.product("wiredesk"), arguments + ["--state-directory", desk.path])
    }

    /// The lines of the ledger about a path, by their outcomes.
    private func told(_ path: String) throws -> [String] {
        struct Line: Decodable {
            struct Delivery: Decodable { var path: String }
            var outcome: String
            var delivery: Delivery
        }
        return try desk.files(in: "deliveries").flatMap { name in
            try (desk.scratch.read("desk/deliveries/" + name) ?? "").split(separator: "\n")
                .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        }.filter { $0.delivery.path == path }.map(\.outcome)
    }

    @Test("Of two files of one path each is put back once: the second when the first has left the inbox again")
    func onePath() throws {
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        for (text, name) in [("One line alone", "bad.txt"), ("Another line alone", "bad~2.txt")] {
            try desk.drop(text, as: "bad.txt")
            try daemon.wait(for: name) { _ in try desk.files(in: "quarantine").contains(name + ".reason.json") }
        }
        #expect(try run(["quarantine", "retry", "--all"]).errors.contains("as soon as the desk can"))
        try daemon.wait(for: "the end of the notice") { status in
            try status.inbox.waiting == 0 && desk.files(in: "inbox").isEmpty && desk.files(in: "notices").isEmpty
                && told("bad.txt").count >= 6
        }
        #expect(try daemon.stop() == .exited(0))
        let outcomes = try told("bad.txt")
        #expect(outcomes.filter { $0 == "put-back" }.count == 2)
        #expect(outcomes.filter { $0 == "quarantined" }.count == 4, "\(outcomes)")
    }

    @Test(
        "The command is killed at any of its calls, with a daemon that is killed too or without",
        arguments: [false, true]
    )
    func killed(withDaemon: Bool) throws {
        var daemon: RunningDaemon? = try desk.start()
        try daemon?.waitUntilReady()
        if !withDaemon {
            #expect(try daemon?.stop() == .exited(0))
            daemon = nil
        }
        var random = SeededGenerator(seed: withDaemon ? 17 : 18)
        for round in 0..<14 {
            let name = "in/\(round).txt"
            try desk.drop("Only round \(round)", as: name)
            if !withDaemon {
                daemon = try desk.start()
                try daemon?.wait(for: name) { try desk.files(in: "quarantine").contains(name + ".reason.json") }
                #expect(try daemon?.stop() == .exited(0))
                daemon = nil
            }
            try daemon?.wait(for: name) { try desk.files(in: "quarantine").contains(name) }
            let isDiscard = round % 2 == 0
            let options = ["quarantine"] + (isDiscard ? ["discard", name, "--yes"] : ["retry", name])
            // strace(1) kills the command at one of the calls by which it writes.
            let call = SystemCallKill.calls.randomElement(using: &random) ?? ""
            let number = Int.random(in: 1...4, using: &random)
            let command = [Program.product("wiredesk")] + options + ["--state-directory", desk.path]
            _ = try SystemCallKill.run(command, at: call, number)
            if withDaemon, Bool.random(using: &random) {
                try daemon?.kill()
                daemon = nil
                daemon = try desk.start()
                try daemon?.waitUntilReady()
            }
            let context = "round \(round), \(call) \(number)"
            // The next command finds what the killed one left; a name that has gone is told of.
            let again = try run(options)
            #expect([0, 66].contains(again.status), "\(context): \(again.errors)")
            if isDiscard {
                #expect(try told(name) == ["quarantined", "discarded"], "\(context)")
                #expect(try !desk.files(in: "quarantine").contains { $0.hasPrefix(name) }, "\(context)")
            } else {
                // Beside a daemon it may have been refused again, and put back twice.
                try daemon?.wait(for: "its answer") { try desk.files(in: "quarantine").contains(name) }
                let outcomes = try told(name)
                let back = outcomes.count { $0 == "put-back" }
                let refused = outcomes.count { $0 == "quarantined" }
                #expect(
                    withDaemon ? refused == back + 1 && (1...2).contains(back) : refused == 1 && back == 1,
                    "\(context): \(outcomes)"
                )
                #expect(
                    try desk.files(in: "inbox").contains(name) != desk.files(in: "quarantine").contains(name),
                    "\(context)"
                )
            }
            #expect(try desk.files(in: "notices").filter { $0.hasSuffix(".json") }.isEmpty, "\(context)")
        }
        if let daemon { #expect(try daemon.stop() == .exited(0)) }
        let verified = try run(["verify"])
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test("The daemon is killed at each call by which it carries out a notice, and the next one finishes it")
    func daemonKilled() throws {
        for (round, call) in ["write", "fdatasync", "pwrite64", "renameat2", "unlinkat", "fsync"].enumerated() {
            for number in 1...3 {
                let name = "\(round)-\(number).txt"
                var daemon = try desk.start()
                try desk.drop("Only \(name)", as: name)
                try daemon.wait(for: name) { try desk.files(in: "quarantine").contains(name) }
                let tracer = try SystemCallKill.attach(to: daemon, at: call, number)
                defer { tracer.wait() }
                // The command does not depend on the daemon: whichever comes first, the notice is carried out once.
                let ran = try run(["quarantine", "discard", name, "--yes"])
                #expect([0, 66, 69].contains(ran.status), "\(call) \(number): \(ran.errors)")
                try daemon.kill()
                daemon = try desk.start()
                try daemon.waitUntilReady()
                try daemon.wait(for: "no notice") {
                    try desk.files(in: "notices").filter { $0.hasSuffix(".json") }.isEmpty
                }
                #expect(try told(name) == ["quarantined", "discarded"], "\(call) \(number)")
                #expect(try !desk.files(in: "quarantine").contains { $0.hasPrefix(name) }, "\(call) \(number)")
                #expect(try daemon.stop() == .exited(0))
            }
        }
        #expect(try run(["verify"]).status == 0)
    }
}
