import LinuxIO

/// Which names wait in the inbox, which are in work, and when each is due: the watch's memory, and all of its decisions.
///
/// It has no clock and no disk: times are nanoseconds of a monotonic clock that the caller reads. It holds at most
/// `capacity` names; a name beyond that is not taken, and the caller remembers to list the inbox again.
struct CandidateTable {
    private struct Entry {
        var candidate: Candidate
        var due: Int64
        let noticed: Int64
        var isInWork = false
        /// Whether something happened to the name while it was in work.
        var isNoticedAgain = false
        /// Whether a writer has closed it since it was noticed.
        var isClosed = false
        /// How often in a row it was found to be not whole.
        var looks = 0
        var failure: FileTrouble?
    }

    private var entries: [Path: Entry] = [:]
    private var agenda = Agenda()
    private let capacity: Int
    /// Nanoseconds that a file must have been left alone; a change holds for what is noticed from then on.
    var settle: Int64
    private(set) var inWork = 0
    /// How many files have their answer and linger in the inbox.
    private(set) var lingering = 0
    /// How many files could not be read or moved at their last try.
    private(set) var failing = 0
    /// How many of them have their answer and wait for nothing but the permission to be moved.
    var waitingForPermission: Int {
        failing == 0 ? 0 : entries.values.reduce(0) { $0 + ($1.failure?.isAnsweredAndForbidden == true ? 1 : 0) }
    }

    /// The longest pause between two tries of one file that fails, and between two looks at one that is being written.
    static let longestPause: Int64 = 60_000_000_000
    static let longestWait: Int64 = 5_000_000_000
    /// The longest that a file which is written to again and again is left to settle, unless `settle` is longer.
    static let longestSettle: Int64 = 30_000_000_000

    init(capacity: Int, settle: Int64) {
        self.capacity = capacity
        self.settle = settle
    }

    /// How many names are known that have not been answered.
    var count: Int { entries.count - lingering }
    /// Whether there is room for another name.
    var hasRoom: Bool { entries.count < capacity }
    /// Whether there is room for the names that a listing brings, with some left for those that events bring.
    var hasRoomForListing: Bool { entries.count < capacity * 3 / 4 }
    /// When the next name is due.
    var nextDue: Int64? { agenda.first?.due }
    /// When the name that has waited longest was first noticed.
    var oldest: Int64? { entries.values.lazy.filter { $0.candidate.answered == nil }.map(\.noticed).min() }
    /// How many places the agenda takes in memory.
    var agendaCount: Int { agenda.count }

    /// Some of the files that could not be read or moved, with what the last try came to: the first ones by their paths.
    func failures(upTo limit: Int) -> [InboxStatus.Trouble] {
        guard failing > 0 else { return [] }
        let all = entries.values.compactMap { entry in
            entry.failure.map { InboxStatus.Trouble(path: entry.candidate.path, $0) }
        }
        return Array(all.sorted { $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) }.prefix(limit))
    }

    /// How a name was noticed.
    enum Notice: Equatable {
        /// It stands in the listing.
        case listed
        /// It was created, linked, or closed by its writer; it settles from now on.
        case written
        /// It was written to by a writer that has not closed it yet.
        case modified
        /// It was moved in, whole.
        case movedIn
        /// It is left alone by a pattern, and has been for long.
        case ignored(NamePattern)
    }

    /// Takes note of a name. Returns false where there is no room for it.
    mutating func notice(_ path: Path, _ notice: Notice, at now: Int64) -> Bool {
        let due = notice == .written || notice == .modified ? now + settle : now
        guard var entry = entries[path] else {
            guard hasRoom else { return false }
            var candidate = Candidate(path: path, wasMovedIn: notice == .movedIn)
            candidate.isOpen = notice == .modified
            if case .ignored(let pattern) = notice { candidate.ignoredBy = pattern }
            entries[path] = Entry(candidate: candidate, due: due, noticed: now)
            put(path, due: due)
            return true
        }
        switch notice {
        case .listed, .ignored: return true
        case .modified where entry.candidate.isOpen && !entry.isInWork: return true
        case .modified where entry.isClosed && !entry.candidate.isOpen: entry.candidate.rewrites += 1
        case .written where entry.candidate.isOpen: entry.isClosed = true
        case .movedIn: entry.candidate.rewrites = 0
        case .written, .modified: break
        }
        entry.candidate.wasMovedIn = notice == .movedIn
        entry.candidate.isOpen = notice == .modified
        entry.candidate.failures = 0
        entry.looks = 0
        if entry.isInWork {
            entry.isNoticedAgain = true
        } else {
            entry.due = notice == .movedIn ? now : now + CandidateTable.settleTime(settle, of: entry.candidate)
        }
        entries[path] = entry
        if !entry.isInWork { put(path, due: entry.due) }
        return true
    }

    /// How long a file is left to settle: each time that it is written to again doubles the time, up to
    /// ``longestSettle``, because whoever has come back before comes back again.
    static func settleTime(_ settle: Int64, of candidate: Candidate) -> Int64 {
        let longer = settle.multipliedReportingOverflow(by: 1 << Int64(min(candidate.rewrites, 32)))
        return max(settle, longer.overflow ? longestSettle : min(longestSettle, longer.partialValue))
    }

    /// Forgets which files are open: events were lost, and the end of a writing may have been among them.
    mutating func forgetWriters() {
        for path in entries.keys { entries[path]?.candidate.isOpen = false }
    }

    /// Has a name tried again at once that could not be read or moved, because its attributes have changed.
    mutating func retry(_ path: Path, at now: Int64) {
        guard var entry = entries[path], !entry.isInWork, entry.failure != nil else { return }
        entry.due = now
        entries[path] = entry
        put(path, due: now)
    }

    /// Whether a name is known that has not been answered.
    func knows(_ path: Path) -> Bool { entries[path] != nil }

    /// The names that are in work.
    var pathsInWork: [Path] { entries.filter { $0.value.isInWork }.map(\.key) }

    /// Whether a name is in work, to be read and moved.
    func isBeingRead(_ path: Path) -> Bool {
        guard let entry = entries[path] else { return false }
        return entry.isInWork && entry.candidate.ignoredBy == nil
    }

    /// Forgets a name that has left the inbox by another's hand.
    mutating func forget(_ path: Path) {
        guard let entry = entries[path], !entry.isInWork else { return }
        if entry.failure != nil { failing -= 1 }
        if entry.candidate.answered != nil { lingering -= 1 }
        entries[path] = nil
    }

    /// Forgets every name but those in work: the inbox that they stood in has gone, or is to be listed by other rules.
    mutating func forgetAll() {
        entries = entries.filter { $0.value.isInWork }.mapValues { entry in
            var entry = entry
            entry.failure = nil
            return entry
        }
        failing = 0
        lingering = entries.values.reduce(0) { $0 + ($1.candidate.answered == nil ? 0 : 1) }
        agenda = Agenda()
    }

    /// Hands out the names that are due, at most `limit`, and counts them as in work.
    mutating func takeDue(at now: Int64, upTo limit: Int) -> [Candidate] {
        var due: [Candidate] = []
        while due.count < limit, let next = agenda.first, next.due <= now {
            agenda.removeFirst()
            guard var entry = entries[next.path], !entry.isInWork, entry.due == next.due else { continue }
            entry.isInWork = true
            entries[next.path] = entry
            inWork += 1
            due.append(entry.candidate)
        }
        return due
    }

    /// Takes back a name that was in work. Returns true where it has failed, and had not at the try before.
    mutating func finish(_ path: Path, _ result: CandidateResult, at now: Int64) -> Bool {
        guard var entry = entries[path], entry.isInWork else { return false }
        inWork -= 1
        entry.isInWork = false
        if entry.failure != nil { failing -= 1 }
        entry.failure = nil
        if entry.candidate.answered != nil { lingering -= 1 }
        let answered = entry.candidate.answered
        entry.candidate.answered = nil
        var isFirstFailure = false
        switch result {
        case .done:
            guard entry.isNoticedAgain else {
                entries[path] = nil
                return false
            }
            entry.candidate.failures = 0
            entry.candidate.lastLook = nil
            entry.looks = 0
            entry.due = entry.candidate.wasMovedIn ? now : now + CandidateTable.settleTime(settle, of: entry.candidate)
        case .notWhole(let look):
            let previous = entry.candidate.lastLook
            if previous.map({ !look.status.isUnchanged(since: $0.status) }) ?? true {
                entry.candidate.lastLook = look
                entry.looks = 0
            }
            entry.candidate.failures = 0
            // The end of the writing is an event; where none comes, a look every few seconds finds it.
            entry.due = now + min(CandidateTable.longestWait, max(settle, 10_000_000) << min(entry.looks / 4, 12))
            entry.looks += 1
        case .failed(let trouble):
            isFirstFailure = entry.candidate.failures == 0
            // Files that fail may not fill the table and keep the others out: the next listing finds them again.
            guard failing < capacity / 2 else {
                entries[path] = nil
                return isFirstFailure
            }
            failing += 1
            entry.failure = trouble
            entry.candidate.failures += 1
            entry.due = now + min(CandidateTable.longestPause, 100_000_000 << min(entry.candidate.failures, 20))
        case .lingers(let answered, let time):
            entry.candidate.answered = answered
            entry.candidate.failures = 0
            entry.candidate.lastLook = nil
            entry.looks = 0
            // Where many linger, they may not keep others from being known.
            entry.due = entries.count > capacity / 2 ? now : now + time
            if entry.isNoticedAgain { entry.due = now + CandidateTable.settleTime(settle, of: entry.candidate) }
        case .noSpace, .held:
            entry.due = now + 1_000_000_000
        }
        // What it was answered as counts until it has left, however often the move is tried.
        if case .done = result {} else if entry.candidate.answered == nil { entry.candidate.answered = answered }
        if entry.candidate.answered != nil { lingering += 1 }
        entry.isNoticedAgain = false
        entries[path] = entry
        put(path, due: entry.due)
        return isFirstFailure
    }

    private mutating func put(_ path: Path, due: Int64) {
        agenda.insert(path, due: due)
        // A name that is put off leaves its earlier place behind; where such places pile up, they are cleared away.
        guard agenda.count > 2 * entries.count + 1024 else { return }
        agenda = Agenda(entries.values.lazy.filter { !$0.isInWork }.map { ($0.candidate.path, $0.due) })
    }
}

/// Names in the order in which they are due: a binary heap. A name that was put off stands in it twice, and its reader
/// passes over the earlier place.
private struct Agenda {
    private var heap: [(path: Path, due: Int64)] = []

    init() {}

    /// The names with their times, once each.
    init(_ places: some Sequence<(Path, Int64)>) {
        for (path, due) in places { insert(path, due: due) }
    }

    var first: (path: Path, due: Int64)? { heap.first }
    var count: Int { heap.count }

    mutating func insert(_ path: Path, due: Int64) {
        heap.append((path, due))
        var child = heap.count - 1
        while child > 0, heap[(child - 1) / 2].due > heap[child].due {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].due < heap[least].due
            {
                least = child
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
