/// How often durations fell between bounds, with their sum: what a percentile, or a histogram of Prometheus, is made of.
public struct DurationHistogram: Sendable, Equatable {
    /// The upper bounds in nanoseconds, ascending, each within its bucket.
    public let bounds: [Int64]
    /// How many durations fell into each bucket; the last one is for those beyond all bounds.
    public private(set) var counts: [Int]
    /// Seconds.
    public private(set) var sum = 0.0
    public private(set) var count = 0

    /// An empty histogram with these bounds.
    public init(bounds: [Int64]) {
        self.bounds = bounds
        counts = [Int](repeating: 0, count: bounds.count + 1)
    }

    /// Bounds that Prometheus is told: from a millisecond to an hour.
    public static let coarseBounds: [Int64] = [
        1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000, 100_000_000, 250_000_000, 500_000_000,
        1_000_000_000, 2_500_000_000, 5_000_000_000, 10_000_000_000, 30_000_000_000, 60_000_000_000, 300_000_000_000,
        3_600_000_000_000,
    ]

    /// Bounds for percentiles: from a tenth of a millisecond to beyond a day, each an eighth or less above the one before.
    public static let fineBounds: [Int64] = {
        var bounds: [Int64] = []
        var base: Int64 = 100_000
        while base < 86_400_000_000_000 {
            for part in 0..<8 { bounds.append(base + base * Int64(part) / 8) }
            base *= 2
        }
        return bounds
    }()

    /// Counts a duration in nanoseconds; one below zero, which a clock that was set can bring about, counts as none.
    public mutating func add(_ duration: Int64) {
        let duration = max(0, duration)
        var low = 0
        var high = bounds.count
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] < duration { low = middle + 1 } else { high = middle }
        }
        counts[low] += 1
        count += 1
        sum += Double(duration) / 1e9
    }

    /// Counts all that another histogram with the same bounds has counted.
    public mutating func add(_ other: DurationHistogram) {
        for index in counts.indices where index < other.counts.count { counts[index] += other.counts[index] }
        count += other.count
        sum += other.sum
    }

    /// The duration in seconds that the part `share` of all stays at or below, interpolated within its bucket; nil where
    /// nothing was counted.
    public func quantile(_ share: Double) -> Double? {
        guard count > 0 else { return nil }
        let rank = share * Double(count)
        var below = 0
        for (index, inBucket) in counts.enumerated() where inBucket > 0 {
            if Double(below + inBucket) >= rank {
                let lower = index == 0 ? 0 : bounds[index - 1]
                let upper = index < bounds.count ? bounds[index] : lower
                let part = max(0, rank - Double(below)) / Double(inBucket)
                return (Double(lower) + Double(upper - lower) * part) / 1e9
            }
            below += inBucket
        }
        return bounds.last.map { Double($0) / 1e9 }
    }
}
