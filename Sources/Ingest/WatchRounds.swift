import LinuxIO
import Logging

/// What the thread of ``InboxWatch`` goes through, round after round.
struct WatchRounds {
    private(set) var settings: IngestSettings
    let fileSystem: any FileSystem
    let log: Logger

    private var presence: InboxPresence
    private var table: CandidateTable
    private var ignored: IgnoredNames
    private var troubles = WatchTroubles()
    private var watches: FolderWatches?
    private var listing: InboxListing?
    /// Whether the listing under way is of the whole inbox.
    private var isListingWhole = false
    /// Whether something may be in the inbox that neither table nor listing knows of.
    private var isListingWanted = false
    private var census: Census?
    private var isCensusTaken = false
    /// How many names the listing under way has brought.
    private var listed = 0
    /// How many names stand in the inbox beyond those in the table, as far as they were counted.
    private var beyond = 0
    private var hasEvents = false
    /// Whether the kernel has refused a watch, and when it is asked again.
    private var isLimited = false
    private var nextWatchTry: Int64 = 0
    private var nextLook: Int64 = 0
    private var nextListing: Int64 = 0
    private var nextStatus: Int64 = 0
    /// Whether nothing can be committed, and one file at a time finds out whether it can again.
    private var isHeld = false
    private var current = InboxStatus()

    /// How many names are remembered at once, and how many are handed over together.
    static let capacity = 8192
    static let handful = 64
    /// Names up to which a listing is as good as over, and what it has not come to need not be counted.
    static let fewNames = 2048
    /// Names in work from which on events are fetched at intervals of so many nanoseconds.
    static let backlog = 256
    static let backlogInterval: Int64 = 2_000_000
    /// Nanoseconds between two looks at whether the inbox is still where it was.
    static let lookInterval: Int64 = 1_000_000_000
    /// Nanoseconds between two pictures of the status while there is work.
    static let statusInterval: Int64 = 100_000_000
    /// Nanoseconds between two tries to watch where the kernel has refused, and to read folders that could not be read.
    static let retryInterval: Int64 = 60_000_000_000

    init(settings: IngestSettings, fileSystem: any FileSystem, log: Logger) {
        self.settings = settings
        self.fileSystem = fileSystem
        self.log = log
        presence = InboxPresence(path: settings.inbox, fileSystem: fileSystem, log: log)
        table = CandidateTable(capacity: WatchRounds.capacity, settle: settings.settle)
        ignored = IgnoredNames(patterns: settings.ignoredNames, age: settings.ignoredAge)
    }

    /// Puts other settings in force, and lists the inbox by them.
    mutating func change(to settings: IngestSettings) {
        self.settings = settings
        table.settle = settings.settle
        ignored = IgnoredNames(patterns: settings.ignoredNames, age: settings.ignoredAge)
        listing = nil
        census = nil
        isListingWanted = true
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
            case .noSpace:
                isHeld = true
                current.waitingForSpaceSince = current.waitingForSpaceSince ?? Clock.now
            case .held:
                isHeld = true
                endWaitingForSpace()
            case .done:
                endHold()
                census?.answered += 1
                ignored.enter(path)
            case .failed(let trouble) where isFirstFailure: troubles.tell(ofFile: path, trouble, log)
            case .failed, .notWhole: break
            }
        }
        if isEmpty { endHold() }
    }

    /// Whether no name is known to wait, and none can be.
    private var isEmpty: Bool { table.count == 0 && listing == nil && !isListingWanted }

    /// Nothing waits for room, or for anything else.
    private mutating func endHold() {
        isHeld = false
        endWaitingForSpace()
    }

    private mutating func endWaitingForSpace() {
        guard current.waitingForSpaceSince != nil else { return }
        current.waitingForSpaceSince = nil
        // What the inbox does again, it does from now on.
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
            closeInbox()
            startWatching(inbox)
            log.info("the inbox is open", metadata: ["path": "\(settings.inbox.display)"])
            beginListing()
        case .gone(let reason):
            forgetInbox()
            enter(.gone(reason: reason))
        }
    }

    private mutating func startWatching(_ inbox: InboxFolder) {
        isLimited = false
        if settings.watch == .scan {
            enter(.scanning(reason: "the configuration says `watch: scan`"))
        } else if settings.watch == .auto && inbox.givesNoEvents {
            enter(.scanning(reason: "the file system of the inbox gives no events"))
        } else {
            do {
                watches = try FolderWatches()
                enter(.watching)
            } catch {
                fallBack(error)
            }
        }
    }

    /// Goes on with scans where the kernel refuses a watch.
    private mutating func fallBack(_ error: SystemError) {
        watches = nil
        isLimited = true
        nextWatchTry = Clock.monotonic + WatchRounds.retryInterval
        nextListing = min(nextListing, Clock.monotonic + settings.scanInterval)
        enter(.scanning(reason: FolderWatches.reason(of: error)))
    }

    /// Asks for watches again where they were refused; the listing that follows sets them.
    private mutating func tryToWatchAgain() {
        guard isLimited, watches == nil, Clock.monotonic >= nextWatchTry else { return }
        nextWatchTry = Clock.monotonic + WatchRounds.retryInterval
        watches = try? FolderWatches()
    }

    private mutating func closeInbox() {
        watches = nil
        listing = nil
        census = nil
        beyond = 0
    }

    /// Forgets what stood in an inbox that is gone: none of it is known to wait anywhere any more.
    private mutating func forgetInbox() {
        closeInbox()
        table.forgetAll()
        ignored.clear()
        troubles.clear()
        isListingWanted = false
        if table.count == 0 { endHold() }
    }

    private mutating func enter(_ state: InboxStatus.State) {
        guard current.state != state else { return }
        current.state = state
        current.since = Clock.now
        guard case .scanning(let reason) = state else { return }
        if isLimited {
            log.warning(
                "the kernel allows no more watches; the inbox is scanned at an interval",
                metadata: ["wiredesk.event": "watch-limit", "reason": "\(reason)"]
            )
        } else {
            log.notice("the inbox is scanned at an interval", metadata: ["reason": "\(reason)"])
        }
    }

    /// Reads the events that are waiting.
    mutating func readEvents() {
        guard hasEvents, let watches else { return }
        hasEvents = false
        do {
            for _ in 0..<16 {
                let events = try watches.events()
                if events.isEmpty { return }
                for event in events { heed(event, watches) }
            }
            // There may be more; the others have their turn first.
            hasEvents = true
        } catch {
            fallBack(error)
        }
    }

    private mutating func heed(_ event: WatchEvent, _ watches: FolderWatches) {
        if event.isOverflow {
            if !troubles.isOverflowKnown {
                log.warning(
                    "the kernel's queue of events was full; the inbox is listed again",
                    metadata: ["wiredesk.event": "overflow"]
                )
            }
            troubles.isOverflowKnown = true
            current.overflows += 1
            isListingWanted = true
            return
        }
        guard let folder = watches.path(of: event.watch) else { return }
        if event.isWatchGone { watches.forget(event.watch) }
        if event.isFolderGone && folder.isEmpty { nextLook = 0 }
        guard !event.name.isEmpty else { return }
        let path = folder.appending(event.name)
        if event.isDirectory && event.isMovedOut { watches.remove(at: path) }
        if event.isRemoved && event.isDirectory {
            ignored.remove(folder: path)
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
            list(InboxListing.PendingFolder(path: path, pattern: pattern))
        } else if let pattern {
            ignored.notice(path, by: pattern)
        } else {
            notice(path, event.isMovedIn ? .movedIn : .written)
        }
    }

    private mutating func notice(_ path: Path, _ notice: CandidateTable.Notice) {
        guard !table.notice(path, notice, at: Clock.monotonic) else { return }
        isListingWanted = true
        if notice == .movedIn { beyond += 1 }
    }

    private mutating func beginListing() {
        guard let inbox = presence.inbox else { return }
        tryToWatchAgain()
        listing = InboxListing(of: inbox, from: InboxListing.PendingFolder(path: ""), settings, on: fileSystem)
        isListingWhole = true
        isListingWanted = false
        isCensusTaken = false
        listed = 0
        ignored.begin()
        troubles.beginListing()
        let isScanned = if case .scanning = current.state { true } else { false }
        nextListing = Clock.monotonic + (isScanned ? settings.scanInterval : settings.rescanInterval)
    }

    private mutating func list(_ folder: InboxListing.PendingFolder) {
        guard let inbox = presence.inbox else { return }
        if listing == nil {
            listing = InboxListing(of: inbox, from: folder, settings, on: fileSystem)
            isListingWhole = false
        } else {
            listing?.add(folder)
        }
    }

    /// Goes on with the listing while there is room for what it finds.
    mutating func list() {
        let isWanted = isListingWanted || Clock.monotonic >= nextListing
        if isWanted && (listing == nil || !isListingWhole) { beginListing() }
        while table.hasRoomForListing, let step = listing?.next() {
            heed(step)
            if table.nextDue != nil && table.inWork < settings.inWork / 2 { break }
        }
        if listing != nil && listed >= WatchRounds.fewNames { count() }
    }

    private mutating func heed(_ step: InboxListing.Step) {
        switch step {
        case .folder(let folder):
            do {
                try watches?.add(folder.descriptor, at: folder.path)
            } catch {
                fallBack(error)
            }
        case .entries(let entries, let folder, let pattern):
            listed += entries.count
            for entry in entries where entry.kind != .directory { take(entry, in: folder, ignoredBy: pattern) }
        case .unreadable(let path, let trouble):
            troubles.tell(ofFolder: path, trouble, isTooDeep: path.components.count > settings.depth, log)
            // No event tells that a folder can be read again.
            nextListing = min(nextListing, Clock.monotonic + WatchRounds.retryInterval)
        case .end: endListing()
        }
    }

    private mutating func endListing() {
        listing = nil
        census = nil
        beyond = 0
        guard isListingWhole else { return }
        current.listings += 1
        ignored.end()
        log.debug("the inbox was listed", metadata: ["waiting": "\(table.count)", "ignored": "\(ignored.count)"])
        troubles.endListing()
        if isLimited && watches != nil {
            isLimited = false
            enter(.watching)
            log.notice("the kernel allows watches again; the inbox is watched")
        }
    }

    private mutating func take(_ entry: DirectoryEntry, in folder: Path, ignoredBy folderPattern: NamePattern?) {
        let path = folder.appending(entry.name)
        guard let pattern = folderPattern ?? ignored.pattern(for: entry.name) else {
            let before = table.count
            notice(path, .listed)
            if table.count > before { beyond = max(0, beyond - 1) }
            return
        }
        guard let inbox = presence.inbox else { return }
        let isToBeEntered = ignored.list(path, by: pattern, isWhole: isListingWhole, now: Clock.now) {
            try? fileSystem.status(of: path, in: inbox.descriptor)
        }
        // Where there is no room, the next listing brings it again.
        if isToBeEntered { _ = table.notice(path, .ignored(pattern), at: Clock.monotonic) }
    }

    /// Counts the names that the listing has not come to.
    private mutating func count() {
        if census == nil, !isCensusTaken, let inbox = presence.inbox {
            isCensusTaken = true
            census = Census(of: inbox, depth: settings.depth, patterns: settings.ignoredNames, on: fileSystem)
        }
        guard let names = census?.advance() else { return }
        census = nil
        beyond = max(0, names - table.count)
    }

    /// The next names that are due, as many as may be in work; nil where there are none.
    mutating func nextHandful() -> [InboxWatch.Claim]? {
        guard let inbox = presence.inbox else { return nil }
        let limit = isHeld ? 1 : settings.inWork
        let room = min(WatchRounds.handful, limit - table.inWork)
        guard room > 0 else { return nil }
        let due = table.takeDue(at: Clock.monotonic, upTo: room)
        return due.isEmpty ? nil : due.map { InboxWatch.Claim(inbox: inbox, candidate: $0) }
    }

    /// Waits until there is something to do.
    mutating func wait(or wakeup: Wakeup) {
        let isBusy = table.inWork >= settings.inWork || presence.inbox == nil
        var until = min(nextLook, nextListing)
        if let due = table.nextDue, !isBusy, !isHeld { until = min(until, due) }
        if listing != nil && table.hasRoomForListing || census != nil || hasEvents { until = 0 }
        let timeout = max(0, until - Clock.monotonic)
        do {
            if watches != nil && table.inWork >= WatchRounds.backlog {
                // What comes now waits for those before it anyway, and need not wake the thread: nor need each of the
                // desk's own moves.
                try wakeup.wait(timeout: min(timeout, WatchRounds.backlogInterval))
                hasEvents = true
            } else if let watches {
                hasEvents = try watches.wait(or: wakeup, timeout: timeout) || hasEvents
            } else {
                try wakeup.wait(timeout: timeout)
            }
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
            status.waiting = table.count + beyond
            status.isListing = listing != nil || isListingWanted
            status.oldestNoticed = table.oldest.map { Clock.now - (Clock.monotonic - $0) }
            status.watches = watches?.count ?? 0
            status.ignored = ignored.count
            status.ignoredOld = ignored.old
            status.oldestIgnored = ignored.oldest
            status.troubled = troubles.folders.count + table.failing
            status.troubles = troubles.first(WatchTroubles.shown) + table.failures(upTo: WatchTroubles.shown)
            return status
        }
    }
}
