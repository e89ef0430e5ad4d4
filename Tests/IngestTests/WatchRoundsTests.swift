import Foundation
import LinuxIO
import Logging
import TestSupport
import Testing

@testable import Ingest
import Operations

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
        var settings = Settings.plain(in: scratch.root)
        settings.inbox = scratch.root.appending("nowhere")
        settings.rescanInterval = .nanoseconds(1)
        var rounds = rounds(settings)
        let begun = Clock.monotonic
        rounds.lookAtInbox()
        rounds.readEvents()
        rounds.list()
        rounds.wait(or: try Wakeup())
        #expect(Clock.monotonic - begun >= WatchRounds.lookInterval)
    }

    @Test(
        "Case 21: names that arrive while as many wait as are remembered are found by a listing as soon as there is room"
    )
    func moreThanAreRemembered() throws {
        try FileManager.default.removeItem(atPath: scratch.path + "/inbox/1.txt")
        try FileManager.default.createDirectory(atPath: scratch.path + "/staged", withIntermediateDirectories: true)
        let count = WatchRounds.capacity + 40
        for number in 1...count { try scratch.write("", to: "staged/\(number)") }
        var rounds = rounds(.plain(in: scratch.root))
        rounds.lookAtInbox()
        rounds.list()
        // One event each, so that the kernel's queue holds them all.
        for number in 1...count { rename("\(scratch.path)/staged/\(number)", "\(scratch.path)/inbox/\(number)") }
        let wakeup = try Wakeup()
        var claimed: Set<Path> = []
        var fruitless = 0
        while claimed.count < count && fruitless < 3 {
            rounds.readEvents()
            rounds.list()
            guard let claims = rounds.nextHandful() else {
                // A second each at most; the next rescan is a minute away.
                rounds.wait(or: wakeup)
                fruitless += 1
                continue
            }
            for claim in claims {
                claimed.insert(claim.candidate.path)
                unlink("\(scratch.path)/inbox/\(claim.candidate.path.display)")
            }
            rounds.takeBack(claims.map { ($0.candidate.path, .done) })
            rounds.wait(or: wakeup)
        }
        #expect(claimed.count == count)
    }

    private func rounds(_ settings: Settings) -> WatchRounds {
        WatchRounds(
            settings: settings,
            inWork: Desk.mostInWork,
            fileSystem: fileSystem,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test(
        "Case 19: of more failing files than are remembered, the rest count as waiting and are found by a listing soon"
    )
    func moreFailThanAreRemembered() throws {
        let count = WatchRounds.capacity + 500
        for number in 2...count { try scratch.write("", to: "inbox/\(number)") }
        var settings = Settings.plain(in: scratch.root)
        settings.rescanInterval = .nanoseconds(86_400_000_000_000)
        var rounds = rounds(settings)
        rounds.lookAtInbox()
        rounds.list()
        let trouble = FileTrouble(reading: SystemError("openat2", number: EACCES))
        var failed: Set<Path> = []
        let deadline = Clock.monotonic + 60_000_000_000
        while failed.count < count, Clock.monotonic < deadline {
            let claims = rounds.nextHandful() ?? []
            failed.formUnion(claims.map(\.candidate.path))
            rounds.takeBack(claims.map { ($0.candidate.path, .failed(trouble)) })
            rounds.list()
        }
        #expect(failed.count == count)
        let status = rounds.statusIfDue
        #expect(status?.waiting == count)
        #expect(rounds.listings.nextDue - Clock.monotonic <= WatchRounds.retryInterval)
    }

    @Test(
        "Case 13: a file that waits when the patterns change is left alone by the new ones",
        arguments: [false, true]
    )
    func newPatterns(isInWork: Bool) throws {
        var settings = Settings.plain(in: scratch.root)
        var rounds = rounds(settings)
        rounds.lookAtInbox()
        rounds.list()
        var claims: [InboxWatch.Claim]?
        if isInWork { claims = rounds.nextHandful() }
        settings.ignore = [NamePattern("*.txt")]
        rounds.change(to: settings)
        if let claims {
            let status = try fileSystem.status(of: "1.txt", in: try inbox().descriptor)
            let look = Candidate.Look(status: status, time: Clock.monotonic)
            rounds.takeBack(claims.map { ($0.candidate.path, .notWhole(look)) })
        }
        for _ in 1...3 { rounds.list() }
        #expect(rounds.nextHandful() == nil)
        let status = rounds.statusIfDue
        #expect(status?.waiting == 0 && status?.ignored == 1)
        settings.ignore = []
        rounds.change(to: settings)
        rounds.list()
        #expect(rounds.nextHandful()?.map(\.candidate.path) == ["1.txt"])
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
        let settings = Settings.plain(in: scratch.root)
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
