import LinuxIO

/// Counts what is in the inbox while more is there than the watch can hold in memory, a piece at a time.
struct Census {
    private var listing: InboxListing
    private let patterns: [NamePattern]
    private var names = 0
    /// How many names were answered since it began. They are those that a listing brought first, which the census has
    /// counted first.
    var answered = 0

    /// - Parameter patterns: names that are left alone, and not counted.
    init(of inbox: InboxFolder, depth: Int, patterns: [NamePattern], on fileSystem: any FileSystem) {
        listing = InboxListing(of: inbox, depth: depth, patterns: patterns, on: fileSystem)
        self.patterns = patterns
    }

    /// Counts on for some pieces of the listing. Returns how many names are left once all are counted.
    mutating func advance() -> Int? {
        for _ in 0..<16 {
            switch listing.next() {
            case .entries(let entries, _, _):
                for entry in entries where entry.kind != .directory && !isIgnored(entry.name) { names += 1 }
            case .folder, .unreadable: break
            case .end: return max(0, names - answered)
            }
        }
        return nil
    }

    private func isIgnored(_ name: Path) -> Bool {
        patterns.contains { $0.matches(name) }
    }
}
