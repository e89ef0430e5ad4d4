import LinuxIO

/// Counts what is in the inbox while more is there than the watch can hold in memory, a piece at a time.
struct Census {
    private var listing: InboxListing
    private let isIgnored: @Sendable (Path) -> Bool
    private var names = 0

    init(
        of inbox: InboxFolder,
        depth: Int,
        isIgnored: @escaping @Sendable (Path) -> Bool,
        on fileSystem: any FileSystem
    ) {
        listing = InboxListing(of: inbox, depth: depth, isIgnored: isIgnored, on: fileSystem)
        self.isIgnored = isIgnored
    }

    /// Counts on for some pieces of the listing. Returns how many names there are once all are counted.
    mutating func advance() -> Int? {
        for _ in 0..<16 {
            switch listing.next() {
            case .entries(let entries, _):
                for entry in entries where entry.kind != .directory && !isIgnored(entry.name) { names += 1 }
            case .folder, .unreadable: break
            case .end: return names
            }
        }
        return nil
    }
}
