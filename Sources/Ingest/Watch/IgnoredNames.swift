import LinuxIO

/// The files in the inbox that a pattern leaves alone: how many there are, and which have been there for long.
///
/// Events add to it and take away from it; each whole listing puts it right. A file is looked at again only when it may
/// have grown old since, so that a rescan of many that lie there unchanged costs no more than reading their names.
struct IgnoredNames {
    private struct Known {
        /// The listing that saw it last.
        var listing: Int
        /// Its last change, in nanoseconds since 1970; nil where it was not looked at.
        var since: Int64?
        var isOld = false
        /// Whether it stands among the deliveries as it is.
        var isEntered = false
        /// When it is to be looked at again.
        var nextLook: Int64 = 0
        var pattern: NamePattern
    }

    private let patterns: [NamePattern]
    private let age: Int64
    private let capacity: Int
    private var names: [Path: Known] = [:]
    private var listing = 0
    /// Files beyond those that are remembered, as the last whole listing counted them, and the one under way.
    private var further = Beyond()
    private var furtherListed = Beyond()
    private var summary: Summary?

    private struct Beyond {
        var count = 0
        var old = 0
    }

    private struct Summary {
        var old = 0
        var oldest: InboxStatus.IgnoredFile?
    }

    /// - Parameters:
    ///   - age: nanoseconds after which one is old.
    ///   - capacity: how many are remembered. What is beyond is counted by whole listings alone, and looked at by each.
    init(patterns: [NamePattern], age: Int64, capacity: Int = 16_384) {
        self.patterns = patterns
        self.age = age
        self.capacity = capacity
    }

    /// How many files there are.
    var count: Int { names.count + further.count }

    /// The pattern by which a name is left alone.
    func pattern(for name: Path) -> NamePattern? {
        patterns.first { $0.matches(name) }
    }

    /// How many are old.
    var old: Int {
        mutating get { summarized.old + further.old }
    }

    /// The one that has been there longest, of those that are old and remembered.
    var oldest: InboxStatus.IgnoredFile? {
        mutating get { summarized.oldest }
    }

    private var summarized: Summary {
        mutating get {
            if let summary { return summary }
            var summary = Summary()
            for (path, known) in names where known.isOld {
                summary.old += 1
                let since = known.since ?? 0
                if summary.oldest.map({ since < $0.since }) ?? true {
                    summary.oldest = InboxStatus.IgnoredFile(
                        path: path,
                        pattern: known.pattern.description,
                        since: since
                    )
                }
            }
            self.summary = summary
            return summary
        }
    }

    /// A whole listing begins, and will tell every file that there is.
    mutating func begin() {
        listing += 1
        furtherListed = Beyond()
    }

    /// The whole listing has come to its end: what it has not told is not there.
    mutating func end() {
        names = names.filter { $0.value.listing == listing }
        further = furtherListed
        summary = nil
    }

    /// The inbox has gone, and all that was in it.
    mutating func clear() {
        names = [:]
        further = Beyond()
        furtherListed = Beyond()
        summary = nil
    }

    /// Takes note of a file that an event told of: it was made or written to.
    mutating func notice(_ path: Path, by pattern: NamePattern) {
        guard names[path] != nil || names.count < capacity else { return }
        if names[path]?.isOld == true { summary = nil }
        names[path] = Known(listing: listing, pattern: pattern)
    }

    /// Takes note of a file that a listing told of, at `now` in nanoseconds since 1970. Returns whether it is old and does
    /// not stand among the deliveries yet, as far as that is remembered.
    ///
    /// - Parameters:
    ///   - isWhole: whether the listing is of the whole inbox.
    ///   - status: looks at the file; called where that may tell something new.
    mutating func list(
        _ path: Path,
        by pattern: NamePattern,
        isWhole: Bool,
        now: Int64,
        status: () -> FileStatus?
    ) -> Bool {
        guard var known = names[path] ?? (names.count < capacity ? Known(listing: listing, pattern: pattern) : nil)
        else {
            guard isWhole else { return false }
            furtherListed.count += 1
            guard let status = status(), now.subtractingSaturated(lastChange(status, now)) >= age else { return false }
            furtherListed.old += 1
            return true
        }
        known.listing = listing
        if now >= known.nextLook, let status = status() {
            let since = lastChange(status, now)
            if since != known.since { known.isEntered = false }
            known.since = since
            known.isOld = now.subtractingSaturated(since) >= age
            let wait = known.isOld ? age : age.subtractingSaturated(now.subtractingSaturated(since))
            known.nextLook = now.addingReportingOverflow(wait).partialValue
            summary = nil
        }
        names[path] = known
        return known.isOld && !known.isEntered
    }

    /// A clock that was put back, or a time in the future, makes nothing old.
    private func lastChange(_ status: FileStatus, _ now: Int64) -> Int64 {
        min(max(status.modified, status.changed), now)
    }

    /// Takes note that a file stands among the deliveries.
    mutating func enter(_ path: Path) {
        guard !names.isEmpty else { return }
        names[path]?.isEntered = true
    }

    /// Forgets a file that was taken away or renamed.
    mutating func remove(_ path: Path) {
        if names.removeValue(forKey: path)?.isOld == true { summary = nil }
    }

    /// Forgets what was in a folder that was taken away or renamed.
    mutating func remove(folder: Path) {
        guard !names.isEmpty else { return }
        let prefix = Array(folder.bytes) + [UInt8(ascii: "/")]
        names = names.filter { !$0.key.bytes.starts(with: prefix) }
        summary = nil
    }
}
