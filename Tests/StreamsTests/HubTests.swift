import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

/// Three desks and a hub; `Tests/Streams/run` has them with ten thousand stories each and fifty kills.
@Suite("Many desks as one", .serialized)
struct HubTests {
    private static func number(_ name: String, _ otherwise: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? otherwise
    }

    /// The ids of the records in lines of archives.
    private static func ids(_ lines: [String]) -> [String] {
        lines.compactMap { $0.firstMatch(of: /"id":"(sha256:[0-9a-f]{64})"/).map { String($0.output.1) } }
    }

    @Test("The stories of three desks, a third of them in common, are each once in the hub, whatever is killed when")
    func killed() throws {
        let kills = max(1, Self.number("WIREDESK_KILLS", 8))
        // Each round brings each desk as many of its own; before the first it has those that all have.
        let stories = Self.number("WIREDESK_STORIES", 150)
        let share = max(1, stories * 2 / 3 / kills)
        let common = max(1, stories - share * kills)
        let seed = UInt64(Self.number("WIREDESK_SEED", .random(in: 1...1_000_000)))
        print(
            "seed \(seed), \(common) stories of all, \(share * kills) of each, \(kills) kills (WIREDESK_SEED repeats it)"
        )
        var random = SeededGenerator(seed: seed)
        let desks = try ["london", "paris", "moscow"].map { try StreamDesk($0, 1...common) }
        let hub = try ScratchDesk()
        let server = try NATSServer(in: hub.scratch.path + "/nats")
        let size = "\(max(5, share / 3))"
        let collecting = ["--consumer", "hub", "--inbox", hub.inbox, "--server", server.url, "--batch", size]
        func publisher(_ desk: StreamDesk) throws -> StreamRun {
            try StreamRun("wiredesk-publish", desk.publishing(to: [server.url], ["--batch", size]), in: desk.scratch)
        }
        func collector() throws -> StreamRun { try StreamRun("wiredesk-collect", collecting, in: hub.scratch) }
        var publishers = try desks.map(publisher)
        var taker = try collector()
        var daemon = try hub.start()
        defer {
            for run in publishers { run.kill() }
            taker.kill()
        }
        var killed: [String: Int] = [:]
        for round in 0..<kills {
            for (place, desk) in desks.enumerated() {
                let first = (place + 1) * 1_000_000 + round * share
                try desk.deliver(first + 1...first + share)
            }
            let before = common + 3 * share * round
            let wanted = Int64.random(in: Int64(before)..<Int64(before + 3 * share), using: &random)
            try daemon.wait(for: "\(wanted) articles", atMost: 600) { (daemon.status?.archive.articles ?? 0) >= wanted }
            switch Int.random(in: 0..<6, using: &random) {
            case let place where place < 3:
                killed["publisher", default: 0] += 1
                publishers[place].kill()
                publishers[place] = try publisher(desks[place])
            case 3:
                killed["server", default: 0] += 1
                server.kill()
                try server.start()
            case 4:
                killed["collector", default: 0] += 1
                taker.kill()
                taker = try collector()
            default:
                killed["hub", default: 0] += 1
                try daemon.kill()
                daemon = try hub.start()
            }
        }
        print("killed: \(killed.sorted { $0.key < $1.key })")
        let expected = Set(try desks.flatMap { Self.ids(try $0.lines()) })
        #expect(expected.count == common + 3 * share * kills)
        try daemon.wait(for: "\(expected.count) articles", atMost: 600) {
            (daemon.status?.archive.articles ?? 0) >= Int64(expected.count)
        }
        let last = Int64(common + share * kills)
        let waiting = try Waiting(hub.path)
        try waiting.wait(for: "the last record of each desk", atMost: 600) { desks.allSatisfy { $0.kept() == last } }
        try waiting.wait(for: "an empty inbox", atMost: 600) { try hub.files(in: "inbox").isEmpty }
        try daemon.stop()
        let records = try hub.records()
        #expect(Set(records.map(\.id)) == expected, "seed \(seed)")
        #expect(records.count == expected.count, "seed \(seed): an article is there twice")
        let verified = try Program.run(Program.product("wiredesk"), ["verify", "--state-directory", hub.path])
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test("A server of a cluster of three is killed and comes back; nothing is lost, and nothing is there twice")
    func cluster() throws {
        let desk = try StreamDesk("london", 1...60)
        let routes = try (0..<3).map { _ in try NATSServer.freePort() }
        let servers = try (0..<3).map { place in
            let others = routes[place...] + routes[..<place]
            return try NATSServer(in: "\(desk.scratch.path)/nats\(place)", cluster: Array(others))
        }
        let urls = servers.map(\.url)
        let waiting = try Waiting(desk.scratch.path)
        let options = ["--replicas", "3", "--batch", "5"]
        let run = try StreamRun("wiredesk-publish", desk.publishing(to: urls, options), in: desk.scratch)
        defer { run.kill() }
        try waiting.wait(for: "records in the stream") { (desk.kept() ?? 0) >= 10 }
        servers[0].kill()
        try waiting.wait(for: "all records, without a server") { desk.kept() == 60 }
        try servers[0].start()
        servers[1].kill()
        try desk.deliver(61...80)
        try waiting.wait(for: "all records, without another", atMost: 120) { desk.kept() == 80 }
        try servers[1].start()
        let inbox = try StreamInbox()
        let taker = try StreamRun(
            "wiredesk-collect",
            ["--consumer", "hub", "--inbox", inbox.path] + urls.flatMap { ["--server", $0] },
            in: inbox.scratch
        )
        defer { taker.kill() }
        try Waiting(inbox.path).wait(for: "80 records", atMost: 120) { try inbox.lines().count >= 80 }
        let lines = try PublishTests.records(inbox.lines()).map(\.line)
        #expect(lines.sorted() == (try desk.lines()).sorted())
    }

    @Test("A stream that the server divides by the content id gives each story to one of two hubs")
    func partitions() throws {
        let desk = try StreamDesk("london", 1...60)
        let mapping = #""hub.{{partition(2,4)}}.{{wildcard(1)}}.{{wildcard(2)}}.{{wildcard(3)}}.{{wildcard(4)}}""#
        let server = try NATSServer(
            in: desk.scratch.path + "/nats",
            configuration: "mappings { \"wire.*.*.*.*\": \(mapping) }"
        )
        #expect(try desk.publish(to: server.url, ["--subjects", "hub.>", "--mapped"]).status == 0)
        var parts: [[String]] = []
        for hub in 0..<2 {
            let inbox = try StreamInbox()
            let options = ["--consumer", "hub\(hub)", "--filter", "hub.\(hub).>"]
            #expect(try inbox.collect(from: server.url, options).status == 0)
            parts.append(try PublishTests.records(inbox.lines()).map(\.line))
            let other = try inbox.collect(from: server.url, ["--consumer", "hub\(hub)", "--filter", "hub.9.>"])
            #expect(other.status == 69 && other.errors.contains("the consumer is there with another filter"))
        }
        #expect(parts.allSatisfy { $0.count > 15 })
        #expect(parts.joined().sorted() == (try desk.lines()).sorted())
    }

    @Test(
        "A story that two desks have is one article and one duplicate, counted by record, and exports say where each comes from"
    )
    func common() throws {
        let desks = [try StreamDesk("london", 1...18), try StreamDesk("paris", Array(1...6) + Array(101...112))]
        let hub = try ScratchDesk()
        let server = try NATSServer(in: hub.scratch.path + "/nats")
        for desk in desks { #expect(try desk.publish(to: server.url).status == 0) }
        let daemon = try hub.start()
        let collected = try Program.run(
            Program.product("wiredesk-collect"),
            ["--consumer", "hub", "--inbox", hub.inbox, "--server", server.url, "--no-wait", "--batch", "9"]
        )
        #expect(collected.status == 0, "\(collected.errors)")
        let status = try daemon.wait(for: "all of them") {
            try $0.archive.articles == 30 && hub.files(in: "inbox").isEmpty
        }
        let members = (status.total.members ?? []).map { "\($0.outcome) \($0.count)" }
        #expect(members == ["archived 30", "duplicate 6"])
        func wiredesk(_ arguments: [String]) throws -> String {
            try Program.run(Program.product("wiredesk"), arguments + ["--state-directory", hub.path]).output
        }
        let screen = try wiredesk(["status"])
        #expect(screen.contains("30 articles archived, 6 duplicates"), "\(screen)")
        try daemon.stop()
        let columns = "origin_desk,origin_seq,origin_path,origin_ingested_at"
        let lines = try wiredesk(["export", "--format", "csv", "--columns", columns]).split(separator: "\r\n")
            .dropFirst()
        // What both have comes from the one whose file was read first.
        #expect(lines.count { $0.hasPrefix("london,") || $0.hasPrefix("paris,") } == 30)
        #expect(lines.contains { $0.hasPrefix("london,18,18.txt,2026-11-22T") }, "\(lines)")
        #expect(lines.contains { $0.hasPrefix("paris,18,112.txt,2026-11-22T") }, "\(lines)")
        let documents = try wiredesk(["export", "--format", "ninjs"]).split(separator: "\n")
        #expect(documents.count { $0.contains(#""role":"desk""#) } == 30)
        #expect(documents.count { $0.contains(#"{"role":"origin-seq","value":"18"}"#) } == 2)
    }

    @Test("What a desk kills, corrects or withdraws is killed, corrected and withdrawn on the hub")
    func standing() throws {
        let (desk, hub) = (try ScratchDesk(), try ScratchDesk())
        let server = try NATSServer(in: hub.scratch.path + "/nats")
        let daemon = try desk.start()
        let copies = [1, 2, 3].map { Story.text($0) } + ["KILL: " + Story.text(1), "CORRECTED: " + Story.text(2)]
        for (number, text) in copies.enumerated() {
            try desk.drop(text, as: "\(number).txt")
            try daemon.wait(untilAnswered: number + 1)
        }
        func wiredesk(_ arguments: [String], _ desk: ScratchDesk) throws -> Program {
            try Program.run(Program.product("wiredesk"), arguments + ["--state-directory", desk.path])
        }
        #expect(try wiredesk(["withdraw", "3", "--because", "Court order"], desk).status == 0)
        try daemon.stop()
        let name = ["--desk", "london", "--cursor", desk.scratch.path + "/cursor", "--server", server.url, "--no-wait"]
        let published = try Program.run(
            Program.product("wiredesk-publish"),
            name + ["--create-stream", "--state-directory", desk.path],
            environment: StreamDesk.environment(desk.scratch)
        )
        #expect(published.status == 0, "\(published.errors)")
        let there = try hub.start()
        let collected = try Program.run(
            Program.product("wiredesk-collect"),
            ["--consumer", "hub", "--inbox", hub.inbox, "--server", server.url, "--no-wait"]
        )
        #expect(collected.status == 0, "\(collected.errors)")
        try there.wait(untilAnswered: 1)
        try there.stop()
        /// What a command says of each story, but for the numbers and times, which are the hub's own.
        func told(_ desk: ScratchDesk) throws -> [String] {
            try wiredesk(["list", "--json", "--all-versions", "--limit", "0"], desk).output.split(separator: "\n")
                .map { line in
                    let entry = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
                    return ["id", "headline", "relation", "story", "use", "embargoed"]
                        .map { "\(entry[$0] ?? "-")" }.joined(separator: " ")
                }
        }
        let (here, hubs) = (try told(desk), try told(hub))
        #expect(here == hubs && here.count == 6, "\(here)\n\(hubs)")
        #expect(try wiredesk(["export", "--format", "jsonl"], hub).output.contains("\"number 2 of") == false)
        #expect(try wiredesk(["list"], hub).output == wiredesk(["list"], desk).output)
        #expect(try wiredesk(["story", "3"], hub).output.contains("withdraw"))
    }
}
