import Archive
import Article
import Catalogue
import Formats
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Ingest

@Suite("A feed of three items through a reader made for the test: archived, one refused, one no news")
struct ThreeItemsTests {
    /// Reads items that `%%` parts from each other: a story, one that it refuses until it has learned to read it, a picture.
    private struct Items: ArticleFormat {
        let name = "items"
        var readsAll = false

        func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
            let text = String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
            let items = text.components(separatedBy: "\n%%\n")
            let parts = items.enumerated().map { index, item -> Part in
                let member = items.count == 1 ? nil : "#\(index + 1)"
                let source = Part.Source(format: "item", container: ["items"], bytes: Array(item.utf8))
                if item.hasPrefix("PICTURE") { return Part(member: member, .notNews(.picture), source: source) }
                if item.hasPrefix("HARD"), !readsAll {
                    return Part(member: member, .refused(Items.refusal), source: source)
                }
                let plain = ArticleReader().read(Array(item.replacing("HARD ", with: "").utf8).span, context: context)
                guard let article = plain.articles.first else { return Part(member: member, .refused(Items.refusal)) }
                return Part(member: member, .article(article), source: items.count == 1 ? nil : source)
            }
            return Reading(format: items.count == 1 ? "item" : name, encoding: "utf-8", parts: parts)
        }

        static let refusal = Rejection(
            code: .unreadFormat,
            explanation: "The item is of a kind that is not read.",
            advice: "Retry it with a later version."
        )
    }

    private static let seed: UInt64 = 33

    /// The feed, and what the refused item becomes when it is retried.
    private static var feed: (delivery: StoryDelivery, retried: StoryDelivery) {
        let stories = (1...2).map { StoryDelivery(story: $0, seed: seed, spelling: 0, path: "feed.items") }
        var ids: [ContentID] = []
        for story in stories { if case .article(let id) = story.kind { ids.append(id) } }
        let second = Array("HARD ".utf8) + stories[1].content
        let content = stories[0].content + Array("\n%%\n".utf8) + second + Array("\n%%\nPICTURE".utf8)
        return (
            StoryDelivery(path: "feed.items", content: content, kind: .container([ids[0]])),
            StoryDelivery(path: "feed.items/#2", content: second, kind: .article(ids[1]))
        )
    }

    private func work(_ run: ScriptedRun, on disk: DiskModel, readsAll: Bool = false) throws -> SimulatedDesk {
        var desk = run.desk(on: disk)
        desk.readers = [.text: Items(readsAll: readsAll)]
        if readsAll { desk.time += 7_200_000_000_000 }
        try desk.work()
        return desk
    }

    /// Puts the refused item back, as `wiredesk quarantine retry` does, and has it read by who reads it now.
    private func retry(_ run: ScriptedRun, on disk: DiskModel) throws -> SimulatedDesk {
        let quarantine = try #require(try Quarantine(stateDirectory: run.root, fileSystem: disk))
        if let file = try quarantine.file(named: "feed.items/#2") {
            #expect(file.page?.reason == "unread-format")
            // What is made belongs to whom the folder above belongs to, which no model of a disk knows.
            disk.placeFolder(run.root.appending("inbox/feed.items"))
            let inbox = try InboxFolder(run.root.appending("inbox"), on: disk)
            #expect(try quarantine.putBack(file, into: inbox, at: file.inboxPath) == .done)
            try quarantine.finish()
        }
        return try work(run, on: disk, readsAll: true)
    }

    /// The records' lines, in their order.
    private func lines(_ run: ScriptedRun, on disk: DiskModel) throws -> [String] {
        let folder = try disk.openRoot(run.root.appending("archive"))
        var cursor = try ArchiveCursor(ArchiveDirectory(folder, fileSystem: disk))
        var lines: [String] = []
        while try cursor.advance() != nil {
            lines.append(String(decoding: cursor.line.indices.map { cursor.line[$0] }, as: UTF8.self))
        }
        return lines
    }

    private func expectRetried(_ run: ScriptedRun, on disk: DiskModel, _ context: String) throws {
        let broken = try Promises(stateDirectory: run.root, fileSystem: disk)
            .broken([Self.feed.delivery, Self.feed.retried])
        #expect(broken.isEmpty, "\(context): \(broken.prefix(5))")
        let members = try lines(run, on: disk).map { line in
            [#""member":"\#(Self.members[0])""#, #""member":"\#(Self.members[1])""#].map { line.contains($0) }
        }
        #expect(members == [[true, false], [false, true]], "\(context)")
        #expect(try lines(run, on: disk).last?.contains(#""container":["items"]"#) == true, "\(context)")
    }

    private static let members = ["#1", "#2"]

    @Test("Each item has its answer, and the refused one, retried from quarantine, becomes a record with its member")
    func retried() throws {
        let run = try ScriptedRun([Self.feed.delivery])
        let desk = try work(run, on: run.disk)
        let row = try #require(try desk.rows().first)
        #expect(row.explanation == "archived 1 of 2; 1 set aside: #2 (unread-format), 1 no news: picture")
        let reader = try CatalogueReader(at: run.root.appending("catalogue.sqlite"))
        let members = try reader.members(of: row.row).map { "\($0.outcome) \($0.name ?? "-") \($0.reason ?? "-")" }
        #expect(members == ["refused #2 unread-format", "noNews - picture"])
        #expect(try run.broken(on: run.disk).isEmpty)
        #expect(try retry(run, on: run.disk).rows().map(\.outcome) == [.archived, .archived])
        try expectRetried(run, on: run.disk, "quiet")
    }

    @Test("The same with the power cut before and after every call, while it is read and while it is retried")
    func cutEverywhere() throws {
        let quiet = try ScriptedRun([Self.feed.delivery])
        _ = try work(quiet, on: quiet.disk)
        let read = quiet.disk.changes
        _ = try retry(quiet, on: quiet.disk)
        var states = 0
        for change in 1...quiet.disk.changes {
            for moment in DiskModel.Moment.allCases {
                let run = try ScriptedRun([Self.feed.delivery])
                run.disk.cutPower(moment, change: change)
                do {
                    _ = try work(run, on: run.disk)
                    _ = try retry(run, on: run.disk)
                } catch { #expect(run.disk.isOff, "\(error)") }
                if !run.disk.isOff { run.disk.cutPower() }
                for state in run.disk.crashStates(limit: 3, seed: Self.seed &+ UInt64(change)) {
                    states += 1
                    let context = "\(moment) change \(change), \(state)"
                    let disk = state.reboot()
                    // What a cut has kept of the catalogue is made again.
                    for suffix in ["", "-wal", "-shm"] {
                        try? FileManager.default.removeItem(atPath: run.root.display + "/catalogue.sqlite" + suffix)
                    }
                    _ = try work(run, on: disk, readsAll: change > read)
                    _ = try retry(run, on: disk)
                    try expectRetried(run, on: disk, context)
                }
            }
        }
        print("power cuts of three items: \(quiet.disk.changes) calls, \(states) states recovered")
    }
}
