/// How far a time zone is ahead of UTC, from one change to the next.
public struct ZoneRules: Sendable, Equatable {
    /// A change, and what holds from then on.
    public struct Change: Sendable, Equatable {
        /// Seconds since 1970.
        public var time: Int64
        /// Seconds ahead of UTC.
        public var offset: Int

        /// A change to an offset.
        public init(time: Int64, offset: Int) {
            self.time = time
            self.offset = offset
        }
    }

    /// Such as `Europe/Moscow`.
    public let name: String
    /// Seconds ahead of UTC before the first change.
    private let first: Int
    private let changes: [Change]

    /// A zone with these changes, in the order of their times.
    public init(name: String, first: Int, changes: [Change] = []) {
        self.name = name
        self.first = first
        self.changes = changes
    }

    /// Seconds ahead of UTC at a time in seconds since 1970.
    public func offset(at time: Int64) -> Int {
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : changes[low - 1].offset
    }

    /// Seconds ahead of UTC of a local time, in seconds since 1970 as if it were UTC. Of a time that comes twice the first
    /// is meant, and one that is left out goes by what held before.
    public func offset(atLocal time: Int64) -> Int {
        let before = offset(at: time - 86_400)
        let after = offset(at: time + 86_400)
        if before == after || offset(at: time - Int64(before)) == before { return before }
        return offset(at: time - Int64(after)) == after ? after : before
    }
}
