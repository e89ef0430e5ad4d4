import LinuxIO

/// Counts what is in the inbox while more is there than the watch can hold in memory, a piece at a time.
struct Census {
    private var listing: InboxListing
    private let patterns: [NamePattern]
    private var names = 0

    /// - Parameter patterns: names that are left alone, and not counted.
    init(of inbox: InboxFolder, depth: Int, patterns: [NamePattern], on fileSystem: any FileSystem) {
        listing = InboxListing(of: inbox, depth: depth, patterns: patterns, on: fileSystem)
        self.patterns = patterns
    }

    /// Counts on for some pieces of the listing. Returns how many names there are once all are counted.
    mutating func advance() -> Int? {
        for _ in 0..<16 {
            switch listing.next() {
            case .entries(let entries, _, _):
                for entry in entries where entry.kind != .directory && !isIgnored(entry.name) { names += 1 }
            case .folder, .unreadable: break
            case .end: return names
            }
        }
        return nil
    }

    private func isIgnored(_ name: Path) -> Bool {
        patterns.contains { $0.matches(name) }
    }
}
