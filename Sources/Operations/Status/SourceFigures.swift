/// How much came from each source, and which of them is silent against its own habit.
///
/// It has no clock: times are handed in, in nanoseconds since 1970. What it says follows from the arrivals of the last four
/// weeks alone, in whatever order and however often they are read again from the archive.
public struct SourceFigures: Sendable {
    /// The arrivals of one source, counted in slots of ten minutes.
    private struct Source {
        /// As it was last spelled.
        var name: String
        var first: Int64
        var last: Int64
        /// All that were counted, by which it is remembered longer than others.
        private(set) var total = 0
        private var counts = [UInt16](repeating: 0, count: SourceFigures.slotsKept)
        /// The newest slot that is counted; those before it are kept as far as there is room.
        private var newest: Int64

        init(_ name: String, at time: Int64) {
            self.name = name
            first = time
            last = time
            newest = SourceFigures.slot(time)
        }

        mutating func add(at time: Int64) {
            let slot = SourceFigures.slot(time)
            let kept = Int64(SourceFigures.slotsKept)
            if slot > newest {
                for passed in max(newest + 1, slot - kept + 1)...slot { counts[place(passed)] = 0 }
                newest = slot
            }
            first = min(first, time)
            last = max(last, time)
            total += 1
            if slot > newest - kept, counts[place(slot)] < .max { counts[place(slot)] += 1 }
        }

        /// How many came in these slots, the last one included.
        func count(_ slots: ClosedRange<Int64>) -> Int {
            let lower = max(slots.lowerBound, newest - Int64(SourceFigures.slotsKept) + 1)
            let upper = min(slots.upperBound, newest)
            return lower > upper ? 0 : (lower...upper).reduce(0) { $0 + Int(counts[place($1)]) }
        }

        private func place(_ slot: Int64) -> Int { Int(slot % Int64(SourceFigures.slotsKept)) }
    }

    private var sources: [String: Source] = [:]

    /// The sources that are remembered at most: those from which most came, and of these the ones that were heard of last.
    static let mostRemembered = 500
    /// The sources that are told at most: those from which most came.
    public static let mostTold = 50
    /// Nanoseconds of a slot.
    private static let slotLength: Int64 = 600_000_000_000
    private static let slotsOfDay: Int64 = 144
    private static let slotsOfWeek: Int64 = 7 * slotsOfDay
    private static let weeks: Int64 = 4
    /// Four weeks, and the day that a silence may last beside them.
    private static let slotsKept = Int((weeks * 7 + 1) * slotsOfDay)

    /// How far back arrivals count, in nanoseconds.
    public static let window = weeks * slotsOfWeek * slotLength

    /// Silence is not judged before so many whole slots of it have passed.
    private static let leastSlots: Int64 = 3
    /// Weeks that a source must have been known for before.
    private static let leastWeeks = 2
    /// What would usually have come by now, and what came at least in each of the weeks before. Of arrivals by chance, with ten
    /// to be expected, none comes once in 20,000 times.
    private static let leastUsual = 10
    private static let leastEach = 3

    /// No arrivals.
    public init() {}

    private static func slot(_ time: Int64) -> Int64 { max(0, time) / slotLength }

    /// Counts an article that came from a source at `time`.
    public mutating func add(_ name: String, at time: Int64) {
        let name = String(name.prefix(100))
        let key = name.lowercased()
        if sources[key] == nil {
            if sources.count >= SourceFigures.mostRemembered { forgetOne() }
            sources[key] = Source(name, at: time)
        }
        if time >= sources[key]?.last ?? time { sources[key]?.name = name }
        sources[key]?.add(at: time)
    }

    private mutating func forgetOne() {
        let least = sources.min { ($0.value.total, $0.value.last, $0.key) < ($1.value.total, $1.value.last, $1.key) }
        if let least { sources[least.key] = nil }
    }

    /// What to tell of the sources of the last four weeks: the silent ones, then those from which most came.
    ///
    /// - Returns: at most ``mostTold``, and how many others there are.
    public func figures(at now: Int64) -> (told: [StatusFigures.Source], others: Int) {
        let all = sources.values.filter { $0.last > now - SourceFigures.window && $0.last <= now }
            .map { SourceFigures.figures(of: $0, at: now) }
            .sorted { one, other in
                if one.isSilent != other.isSilent { return one.isSilent }
                if one.articles28d != other.articles28d { return one.articles28d > other.articles28d }
                return one.name < other.name
            }
        return (Array(all.prefix(SourceFigures.mostTold)), max(0, all.count - SourceFigures.mostTold))
    }

    private static func figures(of source: Source, at now: Int64) -> StatusFigures.Source {
        let slot = slot(now)
        return StatusFigures.Source(
            name: source.name,
            articles24h: source.count((slot - slotsOfDay + 1)...slot),
            articles28d: source.count((slot - weeks * slotsOfWeek + 1)...slot),
            last: UTCTime(nanoseconds: source.last),
            silenceSeconds: Double((now - source.last) / 1_000_000_000),
            usual: usual(of: source, at: now)
        )
    }

    /// How many articles would usually have come since the last one, where the lack of them is a silence; nil for none.
    ///
    /// It is held against the same stretch of the week in each of the weeks before: a source that sleeps at night or rests on
    /// Sundays is not missed then. Only whole slots count, and only weeks in which the source was known and not silent itself.
    private static func usual(of source: Source, at now: Int64) -> Int? {
        let last = slot(source.last)
        let (start, end) = (last + 1, slot(now) - 1)
        guard end - start + 1 >= leastSlots else { return nil }
        let before = (1...weeks).compactMap { week -> Int? in
            let stretch = (start - week * slotsOfWeek)...(end - week * slotsOfWeek)
            guard stretch.upperBound <= last, stretch.lowerBound > slot(source.first) else { return nil }
            return source.count(stretch)
        }
        .sorted()
        guard before.count >= leastWeeks, before[0] >= leastEach else { return nil }
        let usual = before[(before.count - 1) / 2]
        return usual >= leastUsual ? usual : nil
    }
}
