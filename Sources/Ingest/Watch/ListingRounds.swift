import LinuxIO
import Operations

/// Which listing of the inbox is under way, when the next one is due, and how many names it has not come to.
struct ListingRounds {
    private let fileSystem: any FileSystem
    private var listing: InboxListing?
    /// Whether the listing under way, or the last one, is of the whole inbox.
    private(set) var isWhole = false
    /// Whether something may be in the inbox that neither table nor listing knows of.
    private(set) var isWanted = false
    /// When the next listing of the whole inbox begins, if none is under way then.
    private var next: Int64 = 0
    /// How many names the listing under way has brought.
    private var listed = 0
    private var census: Census?
    private var isCensusTaken = false
    /// Names that stand in the inbox beyond those that are known: as far as they were counted, and what was dropped.
    var beyond: Int { counted + dropped }
    private var counted = 0
    /// Names that were known and had to be forgotten since the last listing of the whole inbox began.
    private var dropped = 0

    /// Names up to which a listing is as good as over, and what it has not come to need not be counted.
    private static let fewNames = 2048

    init(fileSystem: any FileSystem) {
        self.fileSystem = fileSystem
    }

    var isUnderWay: Bool { listing != nil }
    var isCounting: Bool { census != nil }

    /// When a listing of the whole inbox is to begin: not while one is under way.
    var nextDue: Int64 {
        if isUnderWay && isWhole { return .max }
        return isWanted ? 0 : next
    }

    /// Begins a listing of the whole inbox; the one after it is due at `next`.
    mutating func begin(in inbox: InboxFolder, _ settings: Settings, next: Int64) {
        listing = InboxListing(of: inbox, from: InboxListing.PendingFolder(path: ""), settings, on: fileSystem)
        isWhole = true
        isWanted = false
        isCensusTaken = false
        listed = 0
        dropped = 0
        self.next = next
    }

    /// Lists one folder and what is in it, beside what is listed anyway.
    mutating func list(_ folder: InboxListing.PendingFolder, in inbox: InboxFolder, _ settings: Settings) {
        if listing == nil {
            listing = InboxListing(of: inbox, from: folder, settings, on: fileSystem)
            isWhole = false
        } else {
            listing?.add(folder)
        }
    }

    /// Reads the next piece; nil where nothing is listed.
    mutating func step() -> InboxListing.Step? {
        guard let step = listing?.next() else { return nil }
        switch step {
        case .entries(let entries, _, _): listed += entries.count
        case .end: stop()
        case .folder, .unreadable: break
        }
        return step
    }

    /// Counts the names that the listing under way has not come to, where those may be many.
    ///
    /// - Parameter known: how many names are known.
    mutating func count(in inbox: InboxFolder?, _ settings: Settings, known: Int) {
        guard isUnderWay, listed >= ListingRounds.fewNames else { return }
        if census == nil, !isCensusTaken, let inbox {
            isCensusTaken = true
            census = Census(of: inbox, depth: settings.maxDepth, patterns: settings.ignore, on: fileSystem)
        }
        guard let names = census?.advance() else { return }
        census = nil
        counted = max(0, names - known - dropped)
    }

    /// One more name stands in the inbox that is not known, or one less.
    mutating func passOver(_ count: Int) {
        counted = max(0, counted + count)
    }

    /// A name that is still in the inbox had to be forgotten: a listing of the whole inbox is to find it, at this time if
    /// not before.
    mutating func drop(findBy time: Int64) {
        dropped += 1
        hasten(to: time)
    }

    /// A name has its answer.
    mutating func answer() {
        census?.answered += 1
    }

    /// Has a listing of the whole inbox begin as soon as the one under way is over.
    mutating func want() {
        isWanted = true
    }

    /// Has the listing of the whole inbox begin at this time, if not before.
    mutating func hasten(to time: Int64) {
        next = min(next, time)
    }

    /// Gives the listing up that is under way, for one by other rules.
    mutating func beginAgain() {
        listing = nil
        census = nil
        isWanted = true
    }

    /// Lists nothing any more.
    mutating func stop() {
        listing = nil
        census = nil
        counted = 0
    }

    /// Forgets that anything was to be listed.
    mutating func forget() {
        stop()
        isWanted = false
        dropped = 0
    }
}
