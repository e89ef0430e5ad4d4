import Foundation
import LinuxIO
import Logging
import TestSupport
import Testing

@testable import Ingest

@Suite("The rounds of the watch")
struct WatchRoundsTests {
    private let scratch: ScratchDirectory
    private let fileSystem = LinuxFileSystem()

    init() throws {
        scratch = try ScratchDirectory()
        try scratch.write(Story.text(1), to: "inbox/1.txt")
    }

    private func inbox() throws -> InboxFolder {
        try InboxFolder(scratch.root.appending("inbox"), on: fileSystem)
    }

    @Test("Case 5: while the inbox is gone, the watch rests between its looks, whatever listing is due")
    func goneInbox() throws {
        var settings = IngestSettings.plain(in: scratch.root)
        settings.inbox = scratch.root.appending("nowhere")
        settings.rescanInterval = 1
        var rounds = WatchRounds(
            settings: settings,
            fileSystem: fileSystem,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let begun = Clock.monotonic
        rounds.lookAtInbox()
        rounds.readEvents()
        rounds.list()
        rounds.wait(or: try Wakeup())
        #expect(Clock.monotonic - begun >= WatchRounds.lookInterval)
    }

    @Test("Case 5: events of an inbox that is gone are not waited for any more")
    func eventsOfGoneInbox() throws {
        let inbox = try inbox()
        var events = EventSource()
        let state = events.start(in: inbox, .events)
        #expect(state == .watching)
        let folder = try fileSystem.open(".", in: inbox.descriptor, .directory)
        try events.watch(InboxListing.OpenFolder(InboxListing.PendingFolder(path: ""), descriptor: folder))
        #expect(events.count == 1)
        try scratch.write(Story.text(2), to: "inbox/2.txt")
        try events.wait(or: try Wakeup(), timeout: 60_000_000_000, hasBacklog: false)
        #expect(events.hasEvents)
        events.close()
        #expect(!events.hasEvents && events.count == 0)
        let left = try events.next()
        #expect(left == nil)
    }

    @Test("Case 9: no listing of the whole inbox is due while one is under way, and one that is wanted follows at once")
    func dueListings() throws {
        let settings = IngestSettings.plain(in: scratch.root)
        let inbox = try inbox()
        var listings = ListingRounds(fileSystem: fileSystem)
        #expect(listings.nextDue == 0)
        listings.begin(in: inbox, settings, next: 5)
        #expect(listings.nextDue == .max)
        listings.want()
        #expect(listings.nextDue == .max)
        var names: [Path] = []
        while let step = listings.step() {
            if case .entries(let entries, _, _) = step { names += entries.map(\.name) }
        }
        #expect(names == ["1.txt"])
        #expect(listings.nextDue == 0)
        listings.begin(in: inbox, settings, next: 5)
        listings.stop()
        #expect(listings.nextDue == 5)
        listings.list(InboxListing.PendingFolder(path: ""), in: inbox, settings)
        #expect(listings.nextDue == 5, "the listing of one folder is none of the inbox")
    }
}
