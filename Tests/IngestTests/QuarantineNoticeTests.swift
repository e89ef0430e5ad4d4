import Archive
import Catalogue
import Foundation
import LinuxIO
import Logging
import Operations
import TestSupport
import Testing

@testable import Ingest

@Suite("Promises 1 to 5: files leave the quarantine, and the power is cut at any moment")
struct QuarantineNoticeTests {
    /// A desk on a disk in memory, with files in quarantine.
    private struct SetAside {
        let scratch: ScratchDirectory
        let disk: DiskModel
        static let names = ["a/one.txt", "a/two.txt", "three.txt"]

        init() throws {
            scratch = try ScratchDirectory(isInMemory: true)
            disk = DiskModel()
            disk.placeFolder(scratch.root.appending("inbox"))
            disk.placeFolder(scratch.root.appending("inbox/a"))
            for name in Self.names {
                let place = scratch.root.appending("quarantine").appending(Path(name))
                disk.place(place, Array("text of \(name)".utf8))
                let page = QuarantineReason(
                    path: Path(name),
                    code: "no-body",
                    explanation: "There is no text.",
                    advice: "Send it again.",
                    time: "2026-11-22T12:00:00Z",
                    bytes: 1,
                    digest: nil,
                    modified: "2026-11-22T12:00:00Z"
                )
                disk.place(Path(Array(place.bytes) + ".reason.json".utf8), page.json)
            }
        }

        /// What a command does: hands over a notice about all files.
        func ask(_ kind: QuarantineNotice.Kind) throws {
            let quarantine = try #require(try Quarantine(stateDirectory: scratch.root, fileSystem: disk))
            var items: [QuarantineNotice.Item] = []
            try quarantine.forEachFile { file in
                items.append(QuarantineNotice.Item(file))
                return true
            }
            items.sort { $0.name.display < $1.name.display }
            let folder = NoticeFolder(stateDirectory: scratch.root, fileSystem: disk)
            let claim = try folder.claim()
            _ = try folder.add(
                QuarantineNotice(kind, of: items, by: Person(user: 1000, name: "anna"), at: 1_795_391_990)
            )
            _ = consume claim
        }

        /// What a desk does with it.
        func work(on disk: any FileSystem) throws {
            try Desk(
                settings: .plain(in: scratch.root),
                fileSystem: disk,
                leases: FreeLeases(),
                log: Logger(label: "simulated") { _ in SwiftLogNoOpLogHandler() }
            ).commitNotices()
        }

        func removeCatalogue() {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: scratch.path + "/catalogue.sqlite" + suffix)
            }
        }

        /// Where each file stands, and what the ledger tells of it.
        func outcome(on disk: DiskModel) throws -> (inbox: [String], quarantine: [String], told: [String]) {
            func files(_ folder: Path) -> [String] {
                let root = scratch.root.appending(folder)
                let files = disk.files.filter { $0.components.starts(with: root.components) }
                return files.map {
                    $0.components.dropFirst(root.components.count).map(\.display).joined(separator: "/")
                }
                .sorted()
            }
            var told: [String] = []
            let ledger = ArchiveDirectory(
                try disk.openOrMakeRoot(scratch.root.appending("deliveries")),
                of: .deliveries,
                fileSystem: disk
            )
            var cursor = try ArchiveCursor(ledger)
            while try cursor.advance() != nil {
                let entry = try LedgerEntry(line: cursor.line)
                told.append("\(entry.outcome) \(entry.path.display) \(entry.reason ?? "")")
                #expect(entry.departure?.person == Person(user: 1000, name: "anna"))
            }
            return (files("inbox"), files("quarantine"), told.sorted())
        }
    }

    @Test("Each file is told of once and then leaves, wherever the power is cut", arguments: ["discard", "put-back"])
    func cutEverywhere(_ word: String) throws {
        let kind = try #require(QuarantineNotice.Kind(rawValue: word))
        let seed: UInt64 = 20_261_201
        let quiet = try SetAside()
        let before = quiet.disk.changes
        try quiet.ask(kind)
        let asked = quiet.disk.changes
        try quiet.work(on: quiet.disk)
        let names = SetAside.names.sorted()
        let outcome = kind == .discard ? "discarded" : "put-back"
        let wanted = names.map { "\(outcome) \($0) no-body" }
        var found = try quiet.outcome(on: quiet.disk)
        #expect(found.told == wanted && found.quarantine == [], "\(found)")
        #expect(found.inbox == (kind == .putBack ? names : []))
        var states = 0
        for change in before + 1...quiet.disk.changes {
            for moment in DiskModel.Moment.allCases {
                let run = try SetAside()
                run.disk.cutPower(moment, change: change)
                do {
                    try run.ask(kind)
                    try run.work(on: run.disk)
                } catch {
                    #expect(run.disk.isOff, "\(error)")
                }
                if !run.disk.isOff { run.disk.cutPower() }
                for (place, state) in run.disk.crashStates(limit: 3, seed: seed &+ UInt64(change)).enumerated() {
                    states += 1
                    let context = "seed \(seed), \(moment) change \(change), \(state)"
                    let disk = state.reboot()
                    // Each file stands in one place, or the ledger tells that it was thrown away.
                    found = try run.outcome(on: disk)
                    for name in names {
                        let isThere = found.inbox.contains(name) || found.quarantine.contains(name)
                        #expect(isThere || found.told.contains("discarded \(name) no-body"), "\(context): \(found)")
                    }
                    // What the catalogue knows after the first of them is of another disk.
                    if place > 0 || states % 2 == 0 { run.removeCatalogue() }
                    try run.work(on: disk)
                    found = try run.outcome(on: disk)
                    if found.told.isEmpty {
                        #expect(change <= asked, "\(context): forgotten")
                        #expect(found.inbox == [], "\(context)")
                    } else {
                        #expect(found.told == wanted, "\(context): \(found)")
                        #expect(found.quarantine == [], "\(context)")
                        #expect(found.inbox == (kind == .putBack ? names : []), "\(context)")
                    }
                    run.removeCatalogue()
                    try run.work(on: disk)
                    #expect(try run.outcome(on: disk).told == found.told, "\(context)")
                }
            }
        }
        print("power cuts while files leave the quarantine: \(states) states recovered, seed \(seed)")
    }
}
