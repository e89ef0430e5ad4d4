import LinuxIO
import Logging
import Operations

/// What the thread of ``InboxWatch`` goes through, round after round.
struct WatchRounds {
    private(set) var settings: Settings
    private let inWork: Int
    let fileSystem: any FileSystem
    let log: Logger

    private var presence: InboxPresence
    private var table: CandidateTable
    private var ignored: IgnoredNames
    private var troubles = WatchTroubles()
    private var events = EventSource()
    private(set) var listings: ListingRounds
    private var closedFolders = FolderRetries()
    private var hold = IntakeHold.open
    /// Names that were handed out before the settings changed.
    private var underOldRules: Set<Path> = []
    private var nextLook: Int64 = 0
    private var nextStatus: Int64 = 0
    private var current = InboxStatus()

    /// How many names are remembered at once, and how many are handed over together.
    static let capacity = 8192
    static let handful = 64
    /// Names in work from which on events are fetched at intervals.
    static let backlog = 256
    /// Nanoseconds between two looks at whether the inbox is still where it was.
    static let lookInterval: Int64 = 1_000_000_000
    /// Nanoseconds between two pictures of the status while there is work.
    static let statusInterval: Int64 = 100_000_000
    /// Nanoseconds between two tries to read folders that could not be read.
    static let retryInterval: Int64 = 60_000_000_000

    init(settings: Settings, inWork: Int, fileSystem: any FileSystem, log: Logger) {
        self.settings = settings
        self.inWork = inWork
        self.fileSystem = fileSystem
        self.log = log
        listings = ListingRounds(fileSystem: fileSystem)
        presence = InboxPresence(
            path: settings.inbox,
            stateDirectory: settings.stateDirectory,
            fileSystem: fileSystem,
            log: log
        )
        table = CandidateTable(capacity: WatchRounds.capacity, settle: settings.settle.nanoseconds)
        ignored = IgnoredNames(patterns: settings.ignore, age: settings.ignoredAge.nanoseconds)
    }

    /// Puts other settings in force, and lists the inbox by them.
    mutating func change(to settings: Settings) {
        self.settings = settings
        table.settle = settings.settle.nanoseconds
        ignored = IgnoredNames(patterns: settings.ignore, age: settings.ignoredAge.nanoseconds)
        // What waits may be left alone by the new rules, and the listing brings what is not.
        underOldRules = Set(table.pathsInWork)
        table.forgetAll()
        listings.beginAgain()
    }

    /// Takes back what was in work.
    mutating func takeBack(_ finished: [(path: Path, result: CandidateResult)]) {
        let now = Clock.monotonic
        defer {
            if current.listings > 0 && table.count == 0 && !finished.isEmpty { current.timesEmptied += 1 }
            if current.listings > 0 && isEmpty && presence.inbox != nil { current.hasCaughtUp = true }
        }
        for (path, result) in finished {
            let isFirstFailure = table.finish(path, result, at: now)
            switch result {
            case .noSpace: hold.waitsForSpace(now: Clock.now)
            case .held: if hold.waits() { resume() }
            case .done:
                endHold()
                listings.answer()
                ignored.enter(path)
            case .failed(let trouble) where isFirstFailure: troubles.tell(ofFile: path, trouble, log)
            case .failed, .notWhole: break
            case .lingers:
                endHold()
                listings.answer()
            }
            findAgain(path, result, at: now)
        }
        if isEmpty { endHold() }
    }

    /// Has a listing bring a name that is still in the inbox and that the table does not know any more: where too many
    /// fail, or where it may be left alone by rules that it was not handed out by.
    private mutating func findAgain(_ path: Path, _ result: CandidateResult, at now: Int64) {
        let isOld = underOldRules.remove(path) != nil
        if case .done = result { return }
        if isOld {
            table.forget(path)
            listings.want()
        } else if !table.knows(path) {
            listings.drop(findBy: now + WatchRounds.retryInterval)
        }
    }

    /// Whether no name is known to wait, and none can be.
    private var isEmpty: Bool { table.count == 0 && !listings.isUnderWay && !listings.isWanted }

    /// Nothing waits for room, or for anything else.
    private mutating func endHold() {
        if hold.end() { resume() }
    }

    /// What the inbox does again, it does from now on.
    private mutating func resume() {
        current.since = Clock.now
    }

    /// Opens the inbox where it is not open, and finds out from time to time whether it is still the same.
    mutating func lookAtInbox() {
        let now = Clock.monotonic
        guard now >= nextLook else { return }
        nextLook = now + WatchRounds.lookInterval
        switch presence.look() {
        case .unchanged: return
        case .opened(let inbox):
            listings.stop()
            enter(events.start(in: inbox, settings.watch))
            log.info("the inbox is open", metadata: ["path": "\(settings.inbox.display)"])
            beginListing()
        case .gone(let reason):
            forgetInbox()
            enter(.gone(reason: reason))
        }
    }

    /// Goes on with scans where the kernel refuses a watch.
    private mutating func fallBack(_ error: SystemError) {
        let state = events.fallBack(error)
        listings.hasten(to: Clock.monotonic + settings.scanInterval.nanoseconds)
        enter(state)
    }

    /// Forgets what stood in an inbox that is gone: none of it is known to wait anywhere any more.
    private mutating func forgetInbox() {
        events.close()
        listings.forget()
        table.forgetAll()
        ignored.clear()
        closedFolders.clear()
        troubles.clear()
        if table.count == 0 { endHold() }
    }

    private mutating func enter(_ state: InboxStatus.State) {
        guard current.state != state else { return }
        current.state = state
        current.since = Clock.now
        if case .scanning(let reason) = state { events.tell(reason, log) }
    }

    /// Reads the events that are waiting, up to a bound: the others have their turn first.
    mutating func readEvents() {
        do {
            for _ in 0..<16 {
                guard let batch = try events.next() else { return }
                for event in batch { heed(event) }
            }
        } catch {
            fallBack(error)
        }
    }

    private mutating func heed(_ event: WatchEvent) {
        if event.isOverflow { return listAfterOverflow() }
        guard let folder = events.folder(of: event) else { return }
        if event.isFolderGone && folder.isEmpty { nextLook = 0 }
        guard !event.name.isEmpty else { return }
        let path = folder.appending(event.name)
        if event.isDirectory && event.isMovedOut { events.remove(at: path) }
        if event.isRemoved && event.isDirectory {
            ignored.remove(folder: path)
            troubles.forget(folder: path)
            closedFolders.end(path)
            return
        }
        if event.isRemoved {
            // Most of them are the desk's own moves.
            if table.isBeingRead(path) { return }
            ignored.remove(path)
            table.forget(path)
            return
        }
        let pattern = ignored.pattern(for: event.name)
        if event.isDirectory {
            if event.isAttributeChange { return closedFolders.hasten(path, at: Clock.monotonic) }
            guard let inbox = presence.inbox else { return }
            listings.list(InboxListing.PendingFolder(path: path, pattern: pattern), in: inbox, settings)
        } else if let pattern {
            ignored.notice(path, by: pattern)
        } else {
            heed(event, onFile: path)
        }
    }

    private mutating func heed(_ event: WatchEvent, onFile path: Path) {
        if event.isMovedIn {
            notice(path, .movedIn)
        } else if event.isClosedAfterWriting || event.isCreated {
            notice(path, .written)
        } else if event.isModified {
            notice(path, .modified)
        } else if event.isAttributeChange {
            table.retry(path, at: Clock.monotonic)
        }
    }

    private mutating func listAfterOverflow() {
        troubles.tellOverflow(log)
        current.overflows += 1
        table.forgetWriters()
        listings.want()
    }

    private mutating func notice(_ path: Path, _ notice: CandidateTable.Notice) {
        guard !table.notice(path, notice, at: Clock.monotonic) else { return }
        listings.want()
        if notice == .movedIn { listings.passOver(1) }
    }

    private mutating func beginListing() {
        guard let inbox = presence.inbox else { return }
        events.tryAgain()
        let isScanned = if case .scanning = current.state { true } else { false }
        let interval = (isScanned ? settings.scanInterval : settings.rescanInterval).nanoseconds
        listings.begin(in: inbox, settings, next: Clock.monotonic + interval)
        ignored.begin()
        troubles.beginListing()
    }

    /// Goes on with the listing while there is room for what it finds.
    mutating func list() {
        if Clock.monotonic >= listings.nextDue { beginListing() }
        if let inbox = presence.inbox {
            for folder in closedFolders.takeDue(at: Clock.monotonic) {
                listings.list(InboxListing.PendingFolder(path: folder), in: inbox, settings)
            }
        }
        while table.hasRoomForListing, let step = listings.step() {
            heed(step)
            if table.nextDue != nil && table.inWork < inWork / 2 { break }
        }
        listings.count(in: presence.inbox, settings, known: table.count)
    }

    private mutating func heed(_ step: InboxListing.Step) {
        switch step {
        case .folder(let folder):
            closedFolders.end(folder.path)
            troubles.end(folder: folder.path)
            do { try events.watch(folder) } catch { fallBack(error) }
        case .entries(let entries, let folder, let pattern):
            for entry in entries where entry.kind != .directory { take(entry, in: folder, ignoredBy: pattern) }
        case .unreadable(let path, let trouble):
            let isTooDeep = path.components.count > settings.maxDepth
            troubles.tell(ofFolder: path, trouble, isTooDeep: isTooDeep, log)
            // Not every file system sends an event when a folder can be read again.
            if !isTooDeep && !closedFolders.fail(path, at: Clock.monotonic) {
                listings.hasten(to: Clock.monotonic + WatchRounds.retryInterval)
            }
        case .end: endListing()
        }
    }

    private mutating func endListing() {
        guard listings.isWhole else { return }
        current.listings += 1
        ignored.end()
        closedFolders.endListing()
        log.debug("the inbox was listed", metadata: ["waiting": "\(table.count)", "ignored": "\(ignored.count)"])
        troubles.endListing()
        if events.endListing() {
            enter(.watching)
            log.notice("the kernel allows watches again; the inbox is watched")
        }
    }

    private mutating func take(_ entry: DirectoryEntry, in folder: Path, ignoredBy folderPattern: NamePattern?) {
        let path = folder.appending(entry.name)
        guard let pattern = folderPattern ?? ignored.pattern(for: entry.name) else {
            let before = table.count
            notice(path, .listed)
            if table.count > before { listings.passOver(-1) }
            return
        }
        guard let inbox = presence.inbox else { return }
        let isToBeEntered = ignored.list(path, by: pattern, isWhole: listings.isWhole, now: Clock.now) {
            try? fileSystem.status(of: path, in: inbox.descriptor)
        }
        // Where there is no room, the next listing brings it again.
        if isToBeEntered { _ = table.notice(path, .ignored(pattern), at: Clock.monotonic) }
    }

    /// The next names that are due, as many as may be in work; nil where there are none.
    mutating func nextHandful() -> [InboxWatch.Claim]? {
        guard let inbox = presence.inbox else { return nil }
        let limit = hold.isHeld ? 1 : inWork
        let room = min(WatchRounds.handful, limit - table.inWork)
        guard room > 0 else { return nil }
        let due = table.takeDue(at: Clock.monotonic, upTo: room)
        return due.isEmpty ? nil : due.map { InboxWatch.Claim(inbox: inbox, candidate: $0) }
    }

    /// Waits until there is something to do.
    mutating func wait(or wakeup: Wakeup) {
        var until = nextLook
        // An inbox that is gone is neither listed nor worked off, whatever is due.
        if presence.inbox != nil {
            until = min(until, listings.nextDue, closedFolders.nextDue)
            if let due = table.nextDue, table.inWork < inWork, !hold.isHeld { until = min(until, due) }
            let canList = listings.isUnderWay && table.hasRoomForListing
            if canList || listings.isCounting || events.hasEvents { until = 0 }
        }
        do {
            let timeout = max(0, until - Clock.monotonic)
            try events.wait(or: wakeup, timeout: timeout, hasBacklog: table.inWork >= WatchRounds.backlog)
        } catch {
            fallBack(error)
        }
    }

    /// How the inbox is doing, where that has changed for a reader; in the midst of work, every so often.
    var statusIfDue: InboxStatus? {
        mutating get {
            let now = Clock.monotonic
            guard table.count == 0 || now >= nextStatus else { return nil }
            nextStatus = now + WatchRounds.statusInterval
            return status
        }
    }

    private var status: InboxStatus {
        mutating get {
            var status = current
            status.waiting = table.count + listings.beyond
            status.isListing = listings.isUnderWay || listings.isWanted
            status.waitingForSpaceSince = hold.waitingForSpaceSince
            status.oldestNoticed = table.oldest.map { Clock.now - (Clock.monotonic - $0) }
            status.watches = events.count
            status.isShared = presence.isShared
            status.ignored = ignored.count
            status.ignoredOld = ignored.old
            status.oldestIgnored = ignored.oldest
            status.troubled = troubles.folders.count + table.failing
            status.waitingForPermission = table.waitingForPermission
            status.troubles = troubles.first(WatchTroubles.shown) + table.failures(upTo: WatchTroubles.shown)
            return status
        }
    }
}
