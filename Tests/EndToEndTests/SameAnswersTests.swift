import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

@Suite("Promise 4: archive and ledger are the only truth")
struct SameAnswersTests {
    private static let seed: UInt64 = 5
    /// So that there are several segments.
    private static let smallSegments = ["segment_size": "4KiB", "batch_bytes": "4KiB"]

    /// Every question that the desk answers, with its answer.
    private func answers(_ desk: ScratchDesk) throws -> [String: String] {
        var questions: [[String]] = [
            ["log", "--limit", "0"], ["log", "--limit", "0", "--json"], ["log", "--outcome", "duplicate", "--json"],
            ["list", "--limit", "0", "--json"], ["find", "river", "--json"], ["log", "--path", "*.tar", "--json"],
            ["stats", "--json"], ["trace", "left/discarded.txt", "left/back.txt", "--json"],
            ["log", "--outcome", "discarded", "--outcome", "put-back"], ["quarantine", "list", "--json"], ["export"],
            ["export", "--format", "ninjs"],
        ]
        questions.append(["trace", "--json"] + StoryDelivery.everyOutcome(seed: Self.seed).map(\.path.display))
        for name in try desk.files(in: "quarantine") where !name.hasSuffix(".reason.json") {
            questions.append(["quarantine", "show", name])
        }
        var answers: [String: String] = [:]
        for question in questions {
            let ran = try Program.run(
                Program.product("wiredesk"),
                question + ["--state-directory", desk.path],
                environment: ["TZ": "UTC"]
            )
            answers[question.joined(separator: " ")] = "\(ran.status)\n\(ran.output)\(ran.errors)"
        }
        let status = try Program.run(Program.product("wiredesk"), ["status", "--json", "--state-directory", desk.path])
        let json = try JSONSerialization.jsonObject(with: Data(status.output.utf8)) as? [String: Any] ?? [:]
        for key in ["total", "today", "archive"] {
            var figures = json[key] as? [String: Any] ?? [:]
            // What the disk holds is another thing once segments are compressed.
            figures["stored_bytes"] = nil
            let part = try JSONSerialization.data(withJSONObject: figures, options: .sortedKeys)
            answers["status \(key)"] = String(decoding: part, as: UTF8.self)
        }
        return answers
    }

    private func withoutMembers(_ answers: [String: String]) -> [String: String] {
        answers.mapValues { $0.replacing(/"members":\[[^\]]*\],?/, with: "") }
    }

    private func expectSame(_ found: [String: String], as wanted: [String: String], _ context: String) {
        #expect(found.keys == wanted.keys, "\(context)")
        for (question, answer) in wanted where found[question] != answer {
            Issue.record("\(context): \(question)\nbefore:\n\(answer)\nafter:\n\(found[question] ?? "nothing")")
        }
    }

    /// The counters of deliveries, without those of this run alone.
    private func metrics(_ daemon: RunningDaemon) throws -> [String] {
        let status = try daemon.wait(for: "its figures") { $0.archive.articles > 0 && $0.total.archived > 0 }
        return status.metrics.split(separator: "\n").map(String.init).filter {
            $0.hasPrefix("wiredesk_deliveries_total") || $0.hasPrefix("wiredesk_members_total")
                || $0.hasPrefix("wiredesk_revisions_total")
                || $0.hasPrefix("wiredesk_articles") || $0.hasPrefix("wiredesk_departed")
        }
    }

    private func remove(_ name: String, _ desk: ScratchDesk) throws {
        for suffix in ["", "-wal", "-shm"] {
            let file = "\(desk.path)/\(name)\(suffix)"
            if FileManager.default.fileExists(atPath: file) { try FileManager.default.removeItem(atPath: file) }
        }
    }

    /// Has all segments but the newest of archive and ledger compressed.
    private func compress(_ desk: ScratchDesk) throws {
        let plain = try desk.files(in: "archive").count
        #expect(plain >= 3)
        let daemon = try desk.start(
            settings: Self.smallSegments.merging(["compress_segments": "gzip", "compress_after": "0s"]) { $1 }
        )
        try daemon.waitUntilReady()
        try daemon.wait(for: "compressed segments") { _ in
            try ["archive", "deliveries"].allSatisfy { folder in
                try desk.files(in: folder).count(where: { $0.hasSuffix(".jsonl") }) == 1
            }
        }
        func stored() throws -> Int64 {
            try desk.files(in: "archive").reduce(0) { sum, name in
                let path = desk.path + "/archive/" + name
                return sum + ((try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64) ?? 0)
            }
        }
        // What the disk holds is told by the daemon that has compressed them, and where none runs.
        try daemon.wait(for: "the size on the disk") { try $0.archive.storedBytes == stored() }
        try daemon.stop()
        #expect(try desk.files(in: "archive").count == plain)
        let told = try Program.run(Program.product("wiredesk"), ["status", "--json", "--state-directory", desk.path])
        #expect(try told.output.contains("\"stored_bytes\":\(stored())"), "\(told.output)")
        try JSONSchemaValidator.check(told.output, against: "wiredesk-status")
        let screen = try Program.run(Program.product("wiredesk"), ["status", "--state-directory", desk.path])
        #expect(screen.output.contains(" uncompressed\n"), "\(screen.output)")
    }

    private func put(_ copy: String, as name: String, _ desk: ScratchDesk) throws {
        try remove(name, desk)
        try FileManager.default.copyItem(atPath: copy, toPath: "\(desk.path)/\(name)")
    }

    /// Waits until as many deliveries have an outcome, whichever it is, and none is waiting.
    private func wait(_ daemon: RunningDaemon, _ count: Int) throws {
        _ = try daemon.wait(for: "\(count) outcomes") { status in
            let total = status.total
            return total.archived + total.duplicates + total.quarantined + total.ignored >= count
                && status.inbox.waiting == 0
        }
    }

    private func dropAll(_ deliveries: some Sequence<StoryDelivery>, on desk: ScratchDesk) throws {
        for delivery in deliveries { try desk.drop(delivery.content, as: delivery.path.display) }
    }

    /// What is done to catalogue and index.
    enum Harm: String, CaseIterable {
        case noCatalogue, noIndex, compressed, neither, olderCatalogue, olderIndex, olderBoth, otherVersion
    }

    @Test("On a desk with every outcome all answers are byte for byte the same without catalogue and index")
    func everyAnswer() throws {
        let desk = try ScratchDesk()
        let deliveries = StoryDelivery.everyOutcome(seed: Self.seed)
        let half = deliveries.count / 2
        let settings = Self.smallSegments
        var daemon = try desk.start(settings: settings)
        try daemon.waitUntilReady()
        try dropAll(deliveries.prefix(half), on: desk)
        try wait(daemon, half)
        try daemon.wait(for: "an index") { FileManager.default.fileExists(atPath: desk.path + "/index.sqlite") }
        try daemon.stop()
        let older = desk.scratch.path + "/older"
        try FileManager.default.createDirectory(atPath: older, withIntermediateDirectories: true)
        for name in ["catalogue.sqlite", "index.sqlite"] {
            try FileManager.default.copyItem(atPath: "\(desk.path)/\(name)", toPath: "\(older)/\(name)")
        }
        daemon = try desk.start(settings: settings)
        try daemon.waitUntilReady()
        try dropAll(deliveries.dropFirst(half), on: desk)
        try desk.drop(
            "UPDATE 2-Harbour reopens\n\nRIVERTON, Nov 20 (Example) - The harbour is open.\n",
            as: "revision.txt"
        )
        try wait(daemon, deliveries.count + 1)
        // What leaves the quarantine is an outcome too; what is put back is refused again.
        for name in ["left/discarded.txt", "left/back.txt"] { try desk.drop("Only \(name)", as: name) }
        try wait(daemon, deliveries.count + 3)
        for arguments in [["discard", "left/discarded.txt", "--yes"], ["retry", "left/back.txt"]] {
            let ran = try Program.run(
                Program.product("wiredesk"),
                ["quarantine"] + arguments + ["--state-directory", desk.path]
            )
            #expect(ran.status == 0, "\(ran.errors)")
        }
        try wait(daemon, deliveries.count + 4)
        let counters = try metrics(daemon)
        try daemon.stop()
        let wanted = try answers(desk)
        #expect(counters.contains("wiredesk_departed_files_total{outcome=\"discarded\"} 1"), "\(counters)")
        #expect(counters.contains("wiredesk_departed_files_total{outcome=\"put-back\"} 1"), "\(counters)")
        #expect(wanted["status total"]?.contains("\"ignored\":2") == true, "\(wanted["status total"] ?? "")")

        for harm in Harm.allCases {
            switch harm {
            case .noCatalogue: try remove("catalogue.sqlite", desk)
            case .noIndex: try remove("index.sqlite", desk)
            case .compressed: try compress(desk)
            case .neither:
                try remove("catalogue.sqlite", desk)
                try remove("index.sqlite", desk)
            case .olderCatalogue: try put(older + "/catalogue.sqlite", as: "catalogue.sqlite", desk)
            case .olderIndex: try put(older + "/index.sqlite", as: "index.sqlite", desk)
            case .olderBoth:
                try put(older + "/catalogue.sqlite", as: "catalogue.sqlite", desk)
                try put(older + "/index.sqlite", as: "index.sqlite", desk)
            case .otherVersion: try desk.sql("PRAGMA user_version = 77")
            }
            expectSame(try answers(desk), as: wanted, "\(harm), at rest")
            daemon = try desk.start(settings: settings)
            try daemon.waitUntilReady()
            expectSame(try answers(desk), as: wanted, "\(harm), after a start")
            #expect(try metrics(daemon) == counters, "\(harm)")
            if harm == .noCatalogue || harm == .neither {
                try remove("catalogue.sqlite", desk)
                expectSame(try answers(desk), as: wanted, "\(harm), deleted while it runs")
            }
            try daemon.stop()
            expectSame(try answers(desk), as: wanted, "\(harm), after a stop")
            let verified = try Program.run(Program.product("wiredesk"), ["verify", "--state-directory", desk.path])
            #expect(verified.status == 0, "\(harm): \(verified.output)")
        }
    }

    @Test("What only a catalogue of the time before the ledger knows is written to the ledger by the first start")
    func adopted() throws {
        let desk = try ScratchDesk()
        let deliveries = StoryDelivery.everyOutcome(seed: Self.seed)
        var daemon = try desk.start(settings: ["search": "off"])
        try daemon.waitUntilReady()
        try dropAll(deliveries, on: desk)
        try wait(daemon, deliveries.count)
        try daemon.stop()
        // What became of members it did not have.
        let wanted = withoutMembers(try answers(desk))
        // As version 5 had it: no ledger, no place in one, and records without numbers.
        try FileManager.default.removeItem(atPath: desk.path + "/deliveries")
        try desk.sql("CREATE TABLE old AS SELECT one, date, number, offset, moved FROM mark")
        try desk.sql("DROP TABLE mark")
        try desk.sql("ALTER TABLE old RENAME TO mark")
        try desk.sql("PRAGMA user_version = 5")
        for start in 1...2 {
            daemon = try desk.start(settings: ["search": "off"])
            try daemon.waitUntilReady()
            expectSame(withoutMembers(try answers(desk)), as: wanted, "start \(start)")
            try daemon.stop()
            try desk.removeCatalogue()
        }
        #expect(try desk.files(in: "deliveries").count == 1)
    }
}
