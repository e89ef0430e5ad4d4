import Archive
import Catalogue
import Foundation
import LinuxIO
import Logging
import Operations
import TestSupport
import Testing

@testable import Ingest

@Suite("Retention: files go at their age, and the ledger tells of each before")
struct RetentionTests {
    private static let noon: Int64 = 1_795_348_800_000_000_000
    private static let day: Int64 = 86_400_000_000_000

    private func settings(_ root: Path) -> Settings {
        var settings = Settings.plain(in: root)
        settings.keepProcessed = .seconds(30 * 86_400)
        settings.keepDuplicates = .seconds(7 * 86_400)
        settings.keepEmptyFolders = nil
        return settings
    }

    /// Does rounds as of a time, as a start of the desk does, until there is nothing more; returns how many.
    @discardableResult
    private func run(_ settings: Settings, on fileSystem: any FileSystem = LinuxFileSystem(), at now: Int64) throws
        -> Int
    {
        let log = Logger(label: "simulated") { _ in SwiftLogNoOpLogHandler() }
        let desk = try Desk(settings: settings, fileSystem: fileSystem, leases: FreeLeases(), log: log)
        var commits = try CommitRounds(desk.commitInputs)
        var retention = RetentionRounds(settings: settings, fileSystem: fileSystem, log: log)
        var rounds = 1
        while try retention.run(&commits, settings, now: now) { rounds += 1 }
        commits.finish()
        return rounds
    }

    private func story(_ number: Int) -> String {
        String(decoding: StoryDelivery(story: number, seed: 3, spelling: 0, path: "").content, as: UTF8.self)
    }

    private func files(_ folder: String, of desk: MadeDesk) -> [String] {
        guard let all = FileManager.default.enumerator(atPath: desk.path + "/" + folder) else { return [] }
        return all.compactMap { $0 as? String }.sorted()
    }

    private func ask(_ desk: MadeDesk, _ arguments: String...) throws -> Program {
        try Program.run(
            Program.product("wiredesk"),
            arguments + ["--state-directory", desk.path],
            environment: ["TZ": "UTC"]
        )
    }

    @Test("Each goes when its time is over and not before; what is not the desk's, or is not as it was, stays")
    func ages() throws {
        let desk = try MadeDesk()
        try desk.deliver(story(1), as: "wire/a.txt", at: Self.noon, isLaid: true)
        try desk.deliver(story(1), as: "b.txt", at: Self.noon, isLaid: true)
        try desk.deliver("Only this", as: "c.txt", at: Self.noon, isLaid: true)
        try desk.deliver(story(2), as: "changed.txt", at: Self.noon, isLaid: true)
        try desk.deliver(story(3), as: "d.txt", at: Self.noon + Self.day, isLaid: true)
        try desk.enterCatalogue()
        try desk.scratch.write("by hand", to: "processed/2026-11-22/by-hand.txt")
        try desk.scratch.write("another text", to: "processed/2026-11-22/changed.txt")
        let settings = settings(desk.scratch.root)
        func all() -> [String] {
            (files("processed", of: desk) + files("duplicates", of: desk) + files("quarantine", of: desk)).filter {
                $0.hasSuffix(".txt")
            }
        }
        let before = all()
        try run(settings, at: Self.noon + 7 * Self.day - 1_000_000)
        #expect(all() == before)
        try run(settings, at: Self.noon + 7 * Self.day + 1_000_000)
        #expect(all() == before.filter { !$0.hasSuffix("b.txt") })
        #expect(files("duplicates", of: desk).isEmpty)
        try run(settings, at: Self.noon + 30 * Self.day + 1_000_000)
        #expect(
            all() == ["2026-11-22/by-hand.txt", "2026-11-22/changed.txt", "2026-11-23/d.txt", "c.txt"]
        )
        // Another run finds nothing to do, and tells of nothing twice.
        try run(settings, at: Self.noon + 30 * Self.day + 1_000_000)
        let log = try ask(desk, "log", "--outcome", "removed", "--json").output
        #expect(log.split(separator: "\n").count == 2)
        #expect(log.contains(#""reason":"keep_processed""#) && log.contains("It had been kept for 30d."))
        let trace = try ask(desk, "trace", "wire/a.txt", "--json").output
        #expect(trace.contains(#""gone":"removed""#) && trace.contains("gone_at"), "\(trace)")
        #expect(try ask(desk, "trace", "b.txt").output.contains("\tremoved\t"))
        try FileManager.default.removeItem(atPath: desk.path + "/processed/2026-11-22/changed.txt")
        let verified = try ask(desk, "verify")
        #expect(verified.status == 0, "\(verified.output)")
        #expect(try ask(desk, "status", "--json").output.contains(#""removed":2"#))
        try desk.remove(desk.cataloguePath)
        #expect(try ask(desk, "log", "--outcome", "removed", "--json").output == log)
        #expect(try ask(desk, "trace", "wire/a.txt", "--json").output == trace)
        try run(settings, at: Self.noon + 30 * Self.day + 2_000_000)
        #expect(try ask(desk, "log", "--outcome", "removed", "--json").output == log)
        #expect(try ask(desk, "trace", "wire/a.txt", "--json").output == trace)
    }

    @Test("With forever nothing goes")
    func forever() throws {
        let desk = try MadeDesk()
        try desk.deliver(story(1), as: "a.txt", at: Self.noon, isLaid: true)
        try desk.enterCatalogue()
        var settings = settings(desk.scratch.root)
        settings.keepProcessed = nil
        try run(settings, at: Self.noon + 10_000 * Self.day)
        #expect(files("processed", of: desk) == ["2026-11-22", "2026-11-22/a.txt"])
    }

    @Test("A round is bounded, and files of one path and time each have their own line")
    func rounds() throws {
        let desk = try MadeDesk()
        let count = 3 * RetentionRounds.mostFiles + 5
        for number in 1...count {
            try desk.deliver(
                story(number),
                as: Path("\(number).txt"),
                at: Self.noon + Int64(number) * 1_000_000,
                isLaid: true
            )
        }
        // The same delivery three times, whose files stand under the next free names.
        for name in ["1.txt", "1~2.txt", "1~3.txt"] {
            try desk.deliver(story(1), as: "1.txt", at: Self.noon + Self.day)
            let file = try desk.scratch.write(story(1), to: "duplicates/2026-11-23/" + name)
            let seconds = (Self.noon + Self.day) / 1_000_000_000 - 60
            var times = [timespec(tv_sec: Int(seconds), tv_nsec: 0), timespec(tv_sec: Int(seconds), tv_nsec: 0)]
            utimensat(AT_FDCWD, file, &times, 0)
        }
        try desk.enterCatalogue()
        #expect(try run(settings(desk.scratch.root), at: Self.noon + 40 * Self.day) >= 4)
        #expect(files("processed", of: desk).isEmpty && files("duplicates", of: desk).isEmpty)
        struct Line: Decodable {
            var outcome: String
            var of: Int64?
        }
        let lines = try files("deliveries", of: desk).filter { $0.hasSuffix(".jsonl") }.flatMap { name in
            try (desk.scratch.read("deliveries/" + name) ?? "").split(separator: "\n")
                .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        }.filter { $0.outcome == "removed" }
        #expect(lines.count == count + 3)
        #expect(Set(lines.map(\.of)).count == count + 3)
    }

    @Test("Wherever the power is cut, each file is told of once and then goes")
    func cutEverywhere() throws {
        let seed: UInt64 = 20_261_202
        func desk() throws -> (run: ScriptedRun, desk: SimulatedDesk) {
            let run = try ScriptedRun(deliveries: 12, seed: seed)
            let desk = run.desk(on: run.disk)
            try desk.work()
            return (run, desk)
        }
        let later = SimulatedDesk.beforeMidnight + 40 * Self.day
        func kept(_ disk: DiskModel) -> [String] {
            disk.files.map(\.display).filter { $0.contains("/processed/") || $0.contains("/duplicates/") }
        }
        func told(_ root: Path, _ disk: DiskModel) throws -> [Int64?] {
            let folder = try disk.openRoot(root.appending(StateDirectory.deliveries))
            var cursor = try ArchiveCursor(ArchiveDirectory(folder, of: .deliveries, fileSystem: disk))
            var told: [Int64?] = []
            while try cursor.advance() != nil {
                let entry = try LedgerEntry(line: cursor.line)
                if entry.outcome == .removed { told.append(entry.departure?.delivery) }
            }
            return told
        }
        let quiet = try desk()
        let root = quiet.desk.stateDirectory
        let count = kept(quiet.run.disk).count
        let before = quiet.run.disk.changes
        try run(settings(root), on: quiet.run.disk, at: later)
        #expect(count > 5 && kept(quiet.run.disk).isEmpty)
        #expect(try told(root, quiet.run.disk).count == count)
        var states = 0
        for change in before + 1...quiet.run.disk.changes {
            for moment in DiskModel.Moment.allCases {
                let (script, desk) = try desk()
                let root = desk.stateDirectory
                script.disk.cutPower(moment, change: change)
                do { try run(settings(root), on: script.disk, at: later) } catch {
                    #expect(script.disk.isOff, "\(error)")
                }
                if !script.disk.isOff { script.disk.cutPower() }
                for state in script.disk.crashStates(limit: 3, seed: seed &+ UInt64(change)) {
                    states += 1
                    let disk = state.reboot()
                    _ = try script.restart(on: disk, catalogue: .deleted)
                    try run(settings(root), on: disk, at: later)
                    let told = try told(root, disk)
                    let context = "seed \(seed), \(moment) change \(change), \(state)"
                    #expect(kept(disk).isEmpty, "\(context): \(kept(disk))")
                    #expect(told.count == count && Set(told).count == count, "\(context): \(told)")
                }
            }
        }
        print("power cuts while files are removed: \(states) states recovered, seed \(seed)")
    }

    @Test("Empty folders beneath a folder of the inbox go when they have not changed for a day")
    func emptyFolders() throws {
        let scratch = try ScratchDirectory()
        for folder in [
            "tass", "tass/old", "tass/old/older", "tass/fresh", "tass/full", "tass/.stfolder", "mail/cur", "mail/new",
            "mail/tmp", "imported", "put-back",
        ] {
            try FileManager.default.createDirectory(
                atPath: scratch.path + "/inbox/" + folder,
                withIntermediateDirectories: true
            )
        }
        try scratch.write("a file", to: "inbox/tass/full/a.txt")
        for (folder, mark) in [("imported", MadeFolder.imported), ("put-back", .putBack)] {
            mark.note(
                with: try LinuxFileSystem().openRoot(scratch.root.appending("inbox").appending(Path(folder))),
                on: LinuxFileSystem()
            )
        }
        func age(_ folder: String, days: Int) {
            let seconds = Int(Self.noon / 1_000_000_000) - days * 86_400
            var times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
            utimensat(AT_FDCWD, scratch.path + "/inbox/" + folder, &times, 0)
        }
        for folder in [
            "tass/old/older", "tass/old", "tass/full", "tass/.stfolder", "tass", "mail/cur", "mail/new", "mail/tmp",
            "mail", "imported", "put-back",
        ] {
            age(folder, days: 2)
        }
        age("tass/fresh", days: 0)
        var folders = EmptyFolders(inbox: scratch.root.appending("inbox"), fileSystem: LinuxFileSystem())
        let removed = folders.run(before: Self.noon - Self.day).removed
        // The folder above has changed by that, and waits for its own day.
        #expect(Set(removed) == ["tass/old/older", "imported", "put-back"])
        age("tass/old", days: 2)
        folders = EmptyFolders(inbox: scratch.root.appending("inbox"), fileSystem: LinuxFileSystem())
        #expect(folders.run(before: Self.noon - Self.day).removed == ["tass/old"])
        #expect(try scratch.names(in: "inbox/mail").sorted() == ["cur", "new", "tmp"])
        #expect(try scratch.names(in: "inbox/tass").sorted() == [".stfolder", "fresh", "full"])
    }
}
