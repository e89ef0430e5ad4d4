import LinuxIO

/// The names in the inbox that a pattern leaves alone: how many there are, and which have been there for long.
///
/// What it knows is made anew by each whole listing; in between, events add to it and take away from it.
struct IgnoredNames {
    private let patterns: [NamePattern]
    private let age: Int64
    private var names: Set<Path> = []
    /// Names beyond those that are remembered.
    private var further = 0
    private(set) var old = 0
    private(set) var oldest: InboxStatus.IgnoredFile?
    private(set) var example: (path: Path, pattern: NamePattern)?

    private static let capacity = 4096

    /// - Parameter age: nanoseconds after which one is old.
    init(patterns: [NamePattern], age: Int64) {
        self.patterns = patterns
        self.age = age
    }

    var count: Int { names.count + further }

    /// The pattern by which a name is left alone.
    func pattern(for name: Path) -> NamePattern? {
        patterns.first { $0.matches(name) }
    }

    /// A whole listing begins, and will tell every name that there is.
    mutating func begin() {
        self = IgnoredNames(patterns: patterns, age: age)
    }

    /// Takes note of a name.
    mutating func add(_ path: Path, by pattern: NamePattern) {
        example = (path, pattern)
        guard names.count < IgnoredNames.capacity || names.contains(path) else {
            further += 1
            return
        }
        names.insert(path)
    }

    /// Takes note of what a listed name is like, at `now` in nanoseconds since 1970, and tells whether it is old.
    mutating func look(at status: FileStatus, of path: Path, by pattern: NamePattern, now: Int64) -> Bool {
        // A clock that was put back, or a time in the future, makes nothing old.
        let since = min(max(status.modified, status.changed), now)
        guard now - since >= age else { return false }
        old += 1
        if oldest.map({ since < $0.since }) ?? true {
            oldest = InboxStatus.IgnoredFile(path: path, pattern: pattern.description, since: since)
        }
        return true
    }

    /// Forgets a name that was taken away or renamed.
    mutating func remove(_ path: Path) {
        guard names.remove(path) != nil else { return }
        if oldest?.path == path {
            oldest = nil
            old = max(0, old - 1)
        }
    }
}
