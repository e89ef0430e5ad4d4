import LinuxIO
import Logging
import Operations

/// Where the watch hears of names: from the kernel, where it gives events and allows the watches, else from scans alone.
struct EventSource {
    private var watches: FolderWatches?
    /// Whether there may be events that have not been read.
    private(set) var hasEvents = false
    /// Whether the kernel has refused a watch, and when it is asked again.
    private(set) var isLimited = false
    private var nextTry: Int64 = 0

    /// Nanoseconds between two tries to watch where the kernel has refused.
    private static let retryInterval: Int64 = 60_000_000_000
    /// Nanoseconds between two looks at the events while many names are in work.
    private static let backlogInterval: Int64 = 2_000_000

    /// How many folders are watched.
    var count: Int { watches?.count ?? 0 }

    /// Begins with an inbox that was just opened, none of whose folders is watched yet.
    mutating func start(in inbox: InboxFolder, _ mode: WatchMode) -> InboxStatus.State {
        close()
        isLimited = false
        if mode == .scan { return .scanning(.configured) }
        if mode == .auto && inbox.givesNoEvents {
            return .scanning(.noEvents)
        }
        do {
            watches = try FolderWatches()
            return .watching
        } catch {
            return fallBack(error)
        }
    }

    /// Goes on without events, because of this error.
    mutating func fallBack(_ error: SystemError) -> InboxStatus.State {
        close()
        isLimited = true
        nextTry = Clock.monotonic + EventSource.retryInterval
        return .scanning(FolderWatches.reason(of: error))
    }

    /// Logs that the inbox is scanned, and why.
    func tell(_ reason: InboxStatus.ScanReason, _ log: Logger) {
        if isLimited {
            log.record(
                .watchLimit,
                "the kernel allows no more watches; the inbox is scanned at an interval",
                ["reason": "\(reason)"]
            )
        } else {
            log.notice("the inbox is scanned at an interval", metadata: ["reason": "\(reason)"])
        }
    }

    /// Asks for watches again where they were refused; the listing that follows sets them.
    mutating func tryAgain() {
        guard isLimited, watches == nil, Clock.monotonic >= nextTry else { return }
        nextTry = Clock.monotonic + EventSource.retryInterval
        watches = try? FolderWatches()
    }

    /// A whole listing has set all its watches. Returns whether they had been refused before.
    mutating func endListing() -> Bool {
        guard isLimited, watches != nil else { return false }
        isLimited = false
        return true
    }

    /// Lets all watches go, and the events that were not read.
    mutating func close() {
        watches = nil
        hasEvents = false
    }

    /// Watches a folder, where anything is watched.
    func watch(_ folder: InboxListing.OpenFolder) throws(SystemError) {
        try watches?.add(folder.descriptor, at: folder.path)
    }

    /// Stops watching a folder that was moved away, and all that were in it.
    func remove(at path: Path) {
        watches?.remove(at: path)
    }

    /// The path beneath the inbox of the folder that an event came from; nil where it is not watched any more.
    func folder(of event: WatchEvent) -> Path? {
        guard let watches, let folder = watches.path(of: event.watch) else { return nil }
        if event.isWatchGone { watches.forget(event.watch) }
        return folder
    }

    /// The next events; nil where none are waiting.
    mutating func next() throws(SystemError) -> [WatchEvent]? {
        guard hasEvents, let watches else { return nil }
        let events = try watches.events()
        hasEvents = !events.isEmpty
        return hasEvents ? events : nil
    }

    /// Waits for events, a signal, or the end of the time, in nanoseconds.
    ///
    /// - Parameter hasBacklog: whether what comes now waits for those before it anyway, and need not wake the thread: nor
    ///   need each of the desk's own moves.
    mutating func wait(or wakeup: Wakeup, timeout: Int64, hasBacklog: Bool) throws(SystemError) {
        guard let watches else { return try wakeup.wait(timeout: timeout) }
        if hasBacklog {
            try wakeup.wait(timeout: min(timeout, EventSource.backlogInterval))
            hasEvents = true
        } else {
            hasEvents = try watches.wait(or: wakeup, timeout: timeout) || hasEvents
        }
    }
}
