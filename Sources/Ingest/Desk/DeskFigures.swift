import Archive
import Catalogue
public import LinuxIO

/// What the desk has done over time since it was started: how many files, how fast, and what it refused last.
///
/// It has no clock: times are handed in, in nanoseconds since 1970.
public struct DeskFigures: Sendable, Equatable {
    /// What was done within one slot of ten seconds.
    struct Slot: Sendable, Equatable {
        /// The number of the slot since 1970.
        var number: Int64
        var answered = 0
        var quarantined = 0
        /// Bytes of files and records.
        var bytes: Int64 = 0
    }

    /// How long files of one minute took from close to durable.
    struct Minute: Sendable, Equatable {
        var number: Int64
        var latency = DurationHistogram(bounds: DurationHistogram.fineBounds)
    }

    /// A file that went to quarantine.
    public struct Refused: Sendable, Equatable {
        /// Beneath the inbox.
        public var path: Path
        public var reason: String
        public var explanation: String
        public var time: Int64

        /// A file that was refused for this reason.
        public init(path: Path, reason: String, explanation: String, time: Int64) {
            self.path = path
            self.reason = reason
            self.explanation = explanation
            self.time = time
        }
    }

    /// Those of the last hour with something in them, oldest first.
    private(set) var slots: [Slot] = []
    /// Those of the last quarter of an hour with something in them, oldest first.
    private(set) var minutes: [Minute] = []
    /// How long each commit took from its first record to its last sync.
    public private(set) var commits = DurationHistogram(bounds: DurationHistogram.coarseBounds)
    private var commitsInDetail = DurationHistogram(bounds: DurationHistogram.fineBounds)
    /// How long each file took from its writer's last change to a durable outcome.
    public private(set) var latency = DurationHistogram(bounds: DurationHistogram.coarseBounds)
    /// The newest first, ten at most.
    public internal(set) var refused: [Refused] = []
    /// When the counting began, in nanoseconds since 1970.
    public private(set) var since: Int64

    static let slotLength: Int64 = 10_000_000_000
    static let minuteLength: Int64 = 60_000_000_000
    static let slotsKept: Int64 = 366
    static let minutesKept: Int64 = 15
    static let refusedKept = 10

    /// Figures that count from `since` on.
    public init(since: Int64) {
        self.since = since
    }

    /// Counts a commit that took so many nanoseconds.
    mutating func addCommit(lasting duration: Int64) {
        commits.add(duration)
        commitsInDetail.add(duration)
    }

    /// Counts a file whose outcome became durable at `now`.
    ///
    /// - Parameters:
    ///   - completed: when its writer was done.
    ///   - bytes: of the file, and of its records.
    mutating func add(_ outcome: Outcome, completed: Int64, bytes: Int64, at now: Int64) {
        // A clock that was set back goes on where it had been.
        let slot = max(now / DeskFigures.slotLength, slots.last?.number ?? 0)
        if slots.last?.number != slot {
            slots.append(Slot(number: slot))
            slots.removeAll { $0.number <= slot - DeskFigures.slotsKept }
        }
        slots[slots.count - 1].answered += 1
        slots[slots.count - 1].quarantined += outcome == .quarantined ? 1 : 0
        slots[slots.count - 1].bytes += bytes

        let minute = max(now / DeskFigures.minuteLength, minutes.last?.number ?? 0)
        if minutes.last?.number != minute {
            minutes.append(Minute(number: minute))
            minutes.removeAll { $0.number <= minute - DeskFigures.minutesKept }
        }
        minutes[minutes.count - 1].latency.add(now.subtractingSaturated(completed))
        latency.add(now.subtractingSaturated(completed))
    }

    mutating func add(_ refused: Refused) {
        self.refused.insert(refused, at: 0)
        if self.refused.count > DeskFigures.refusedKept { self.refused.removeLast() }
    }

    /// Files answered per second over the last `minutes` minutes before `now`, or since the start where that is less.
    public func rate(overMinutes minutes: Int64, at now: Int64) -> Double {
        perSecond(minutes, now) { Double($0.answered) }
    }

    /// Bytes of files and records per second over the last hour before `now`, or since the start where that is less.
    public func bytesPerSecond(at now: Int64) -> Double {
        perSecond(60, now) { Double($0.bytes) }
    }

    /// For how many nanoseconds before `now` there are figures, an hour at most.
    public func watched(at now: Int64) -> Int64 {
        min(max(now - since, 0), 3_600_000_000_000)
    }

    private func perSecond(_ minutes: Int64, _ now: Int64, _ value: (Slot) -> Double) -> Double {
        // So many whole slots, and the one that is not over.
        let first = now / DeskFigures.slotLength - minutes * 6 + 1
        let sum = slots.reversed().prefix { $0.number >= first }.reduce(0) { $0 + value($1) }
        let span = min(now - first * DeskFigures.slotLength, max(now - since, 1_000_000_000))
        return sum / (Double(span) / 1e9)
    }

    /// What the files of the last quarter of an hour before `now` took from close to durable.
    public func recentLatency(at now: Int64) -> DurationHistogram {
        var sum = DurationHistogram(bounds: DurationHistogram.fineBounds)
        let first = now / DeskFigures.minuteLength - DeskFigures.minutesKept
        for minute in minutes where minute.number > first { sum.add(minute.latency) }
        return sum
    }

    /// How long commits took since the start, for percentiles.
    public var commitPercentiles: DurationHistogram { commitsInDetail }

    /// Files answered, and those among them that were quarantined, in each of the last sixty minutes, oldest first; the
    /// last is the minute of `now`, which is not over.
    public func history(at now: Int64) -> (answered: [Int], quarantined: [Int]) {
        var answered = [Int](repeating: 0, count: 60)
        var quarantined = answered
        let last = now / DeskFigures.minuteLength
        for slot in slots {
            let age = last - slot.number / 6
            guard (0..<60).contains(age) else { continue }
            answered[59 - Int(age)] += slot.answered
            quarantined[59 - Int(age)] += slot.quarantined
        }
        return (answered, quarantined)
    }
}

extension DeskFigures {
    /// Counts what a commit came to that was begun at `now`.
    mutating func add(_ committed: MovedBatch, at now: Int64) {
        guard !committed.answers.isEmpty || !committed.appended.isEmpty else { return }
        addCommit(lasting: committed.duration)
        let durable = now + committed.duration
        // The records of one commit are spread evenly over its files, which is exact enough for a rate.
        let recordBytes = committed.appended.reduce(0) { $0 + Int64($1.length) }
        let share = recordBytes / Int64(max(1, committed.answers.count))
        for answer in committed.answers where answer.isNew && answer.outcome != .ignored {
            add(answer.outcome, completed: answer.completed, bytes: answer.file.bytes + share, at: durable)
            guard answer.outcome == .quarantined, let refusal = answer.refusal else { continue }
            add(
                Refused(
                    path: answer.path,
                    reason: refusal.code.description,
                    explanation: refusal.explanation.escapedForDisplay,
                    time: durable
                )
            )
        }
    }
}

extension DeskFigures.Refused {
    /// A file that was refused before the start.
    init(_ entry: CatalogueReader.Entry) {
        self.init(
            path: entry.file.path,
            reason: entry.reason ?? "unknown",
            explanation: (entry.explanation ?? "").escapedForDisplay,
            time: entry.time * 1_000_000
        )
    }
}
