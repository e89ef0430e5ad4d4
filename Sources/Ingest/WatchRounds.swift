import LinuxIO
import Logging

/// What the thread of ``InboxWatch`` goes through, round after round.
struct WatchRounds {
    let settings: IngestSettings
    let fileSystem: any FileSystem
    let log: Logger

    private var table: CandidateTable
    private var inbox: InboxFolder?
    private var watches: FolderWatches?
    private var listing: InboxListing?
    /// Whether something may be in the inbox that neither the table nor the listing under way knows of.
    private var isListingWanted = false
    private var hasEvents = false
    private var nextLook: Int64 = 0
    private var nextListing: Int64 = 0
    private var nextStatus: Int64 = 0
    /// Whether nothing can be committed, and one file at a time finds out whether it can again.
    private var isHeld = false
    private var seenIgnored = 0
    private var seenTroubles: [Path: String] = [:]
    private var current = InboxStatus()

    /// How many names are remembered at once, how many may be in work, and how many are handed over together.
    static let capacity = 8192
    static let inWorkLimit = 3072
    static let handful = 64
    /// Nanoseconds between two looks at whether the inbox is still where it was.
    static let lookInterval: Int64 = 1_000_000_000
    /// Nanoseconds between two pictures of the status while there is work.
    static let statusInterval: Int64 = 100_000_000

    init(settings: IngestSettings, fileSystem: any FileSystem, log: Logger) {
        self.settings = settings
        self.fileSystem = fileSystem
        self.log = log
        table = CandidateTable(capacity: WatchRounds.capacity, settle: settings.settle)
    }

    /// Takes back what was in work.
    mutating func takeBack(_ finished: [(path: Path, result: CandidateResult)]) {
        let now = Clock.monotonic
        defer {
            if current.listings > 0 && table.count == 0 && !finished.isEmpty { current.timesEmptied += 1 }
            if current.listings > 0 && table.count == 0 { current.hasCaughtUp = true }
        }
        for (path, result) in finished {
            table.finish(path, result, at: now)
            switch result {
            case .noSpace:
                isHeld = true
                if current.waitingForSpaceSince == nil { current.waitingForSpaceSince = Clock.now }
            case .held:
                isHeld = true
                current.waitingForSpaceSince = nil
            case .done:
                isHeld = false
                current.waitingForSpaceSince = nil
            case .notWhole, .failed: break
            }
        }
    }

    /// Opens the inbox where it is not open, and finds out from time to time whether it is still the same.
    mutating func lookAtInbox() {
        let now = Clock.monotonic
        guard now >= nextLook else { return }
        nextLook = now + WatchRounds.lookInterval
        if let inbox {
            if inbox.isStill(at: settings.inbox, on: fileSystem) { return }
            closeInbox()
        }
        do {
            let opened = try InboxFolder(settings.inbox, on: fileSystem)
            inbox = opened
            startWatching(opened)
            log.info("the inbox is open", metadata: ["path": "\(settings.inbox.display)"])
            beginListing()
        } catch {
            enter(.gone(reason: error.description))
        }
    }

    private mutating func startWatching(_ inbox: InboxFolder) {
        watches = nil
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
        let limit =
            error.isOutOfSpace
            ? "; raise the sysctl fs.inotify.max_user_watches"
            : error.isOutOfDescriptors ? "; raise the sysctl fs.inotify.max_user_instances" : ""
        enter(.scanning(reason: error.description + limit))
    }

    private mutating func closeInbox() {
        inbox = nil
        watches = nil
        listing = nil
    }

    private mutating func enter(_ state: InboxStatus.State) {
        guard current.state != state else { return }
        current.state = state
        current.since = Clock.now
        switch state {
        case .gone(let reason):
            log.error(
                "the inbox is gone; deliveries go on by themselves when it is back",
                metadata: ["path": "\(settings.inbox.display)", "error": "\(reason)"]
            )
        case .scanning(let reason):
            log.notice("the inbox is scanned at an interval", metadata: ["reason": "\(reason)"])
        case .watching, .starting: break
        }
    }

    /// Reads the events that are waiting.
    mutating func readEvents() {
        guard hasEvents, let watches else { return }
        hasEvents = false
        do {
            for event in try watches.events() { heed(event, watches) }
        } catch {
            fallBack(error)
        }
    }

    private mutating func heed(_ event: WatchEvent, _ watches: FolderWatches) {
        if event.isOverflow {
            if current.overflows == 0 {
                log.warning("the kernel's queue of events was full; the inbox is listed again")
            }
            current.overflows += 1
            isListingWanted = true
            return
        }
        guard let folder = watches.path(of: event.watch) else { return }
        if event.isWatchGone { watches.forget(event.watch) }
        if event.isFolderGone && folder.isEmpty { nextLook = 0 }
        guard !event.name.isEmpty else { return }
        let path = folder.appending(event.name)
        if event.isDirectory {
            if event.isMovedOut { watches.remove(at: path) }
            if event.isCreated || event.isMovedIn { list(folder: path) }
        } else if event.isMovedOut {
            table.forget(path)
        } else if !isIgnored(event.name) {
            notice(path, event.isMovedIn ? .movedIn : .written)
        }
    }

    private mutating func notice(_ path: Path, _ notice: CandidateTable.Notice) {
        if !table.notice(path, notice, at: Clock.monotonic) { isListingWanted = true }
    }

    private func isIgnored(_ name: Path) -> Bool {
        settings.ignoredNames.contains { $0.matches(name) }
    }

    private mutating func beginListing() {
        guard let inbox else { return }
        listing = InboxListing(of: inbox, depth: settings.depth, on: fileSystem)
        isListingWanted = false
        seenIgnored = 0
        seenTroubles = [:]
        let isScanned = if case .scanning = current.state { true } else { false }
        nextListing = Clock.monotonic + (isScanned ? settings.scanInterval : settings.rescanInterval)
    }

    private mutating func list(folder: Path) {
        guard let inbox else { return }
        if listing == nil {
            listing = InboxListing(of: inbox, folders: [folder], depth: settings.depth, on: fileSystem)
        } else {
            listing?.add(folder)
        }
    }

    /// Goes on with the listing while there is room for what it finds.
    mutating func list() {
        if listing == nil, isListingWanted || Clock.monotonic >= nextListing { beginListing() }
        while table.hasRoomForListing, let step = listing?.next() {
            switch step {
            case .folder(let folder):
                do {
                    try watches?.add(folder.descriptor, at: folder.path)
                } catch {
                    fallBack(error)
                }
            case .entries(let entries, let folder):
                for entry in entries where entry.kind != .directory { take(entry, in: folder) }
            case .unreadable(let path, let reason):
                if seenTroubles.updateValue(reason, forKey: path) == nil,
                    current.troubles.allSatisfy({ $0.path != path })
                {
                    log.warning("a folder cannot be read", metadata: ["path": "\(path.display)", "error": "\(reason)"])
                }
            case .end:
                listing = nil
                current.listings += 1
                current.ignored = seenIgnored
                if seenIgnored == 0 { current.ignoredExample = nil }
            }
            if table.nextDue != nil && table.inWork < WatchRounds.inWorkLimit / 2 { return }
        }
    }

    private mutating func take(_ entry: DirectoryEntry, in folder: Path) {
        if let pattern = settings.ignoredNames.first(where: { $0.matches(entry.name) }) {
            seenIgnored += 1
            current.ignoredExample = "\(folder.appending(entry.name).display) (\(pattern))"
        } else {
            notice(folder.appending(entry.name), .listed)
        }
    }

    /// The next names that are due, as many as may be in work; nil where there are none.
    mutating func nextHandful() -> [InboxWatch.Claim]? {
        guard let inbox else { return nil }
        let limit = isHeld ? 1 : WatchRounds.inWorkLimit
        let room = min(WatchRounds.handful, limit - table.inWork)
        guard room > 0 else { return nil }
        let due = table.takeDue(at: Clock.monotonic, upTo: room)
        return due.isEmpty ? nil : due.map { InboxWatch.Claim(inbox: inbox, candidate: $0) }
    }

    /// Waits until there is something to do.
    mutating func wait(or wakeup: Wakeup) {
        let isBusy = table.inWork >= WatchRounds.inWorkLimit
        var until = min(nextLook, nextListing)
        if let due = table.nextDue, !isBusy, !isHeld { until = min(until, due) }
        if listing != nil && table.hasRoomForListing { until = 0 }
        let timeout = max(0, until - Clock.monotonic)
        do {
            if let watches {
                hasEvents = try watches.wait(or: wakeup, timeout: timeout)
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
        var status = current
        status.waiting = table.count
        status.isListing = listing != nil || isListingWanted
        status.oldestNoticed = table.oldest.map { Clock.now - (Clock.monotonic - $0) }
        status.watches = watches?.count ?? 0
        status.troubles =
            seenTroubles.map { InboxStatus.Trouble(path: $0.key, reason: $0.value) }
            + table.failures.map { InboxStatus.Trouble(path: $0.path, reason: $0.reason) }
        return status
    }
}
