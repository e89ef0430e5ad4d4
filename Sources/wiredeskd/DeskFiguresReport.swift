import Ingest
import LinuxIO
import Operations

extension StatusSnapshot {
    /// Enters what the desk has done over time.
    mutating func enter(_ figures: DeskFigures, at now: UTCTime) {
        let time = now.nanoseconds
        rates = StatusFigures.Rates(
            perSecond1m: figures.rate(overMinutes: 1, at: time).rounded(toPlaces: 3),
            perSecond5m: figures.rate(overMinutes: 5, at: time).rounded(toPlaces: 3),
            perSecond15m: figures.rate(overMinutes: 15, at: time).rounded(toPlaces: 3)
        )
        latency = StatusFigures.Durations(figures.recentLatency(at: time), since: figures.latency)
        commits = StatusFigures.Durations(figures.commitPercentiles, since: figures.commits)
        let history = figures.history(at: time)
        let minute: Int64 = 60_000_000_000
        self.history = StatusFigures.History(
            lastMinute: UTCTime(nanoseconds: time / minute * minute),
            answered: history.answered,
            quarantined: history.quarantined
        )
        quarantined = figures.refused.map {
            StatusFigures.Refused(
                path: $0.path,
                reason: $0.reason,
                explanation: $0.explanation,
                at: UTCTime(nanoseconds: $0.time)
            )
        }
    }

    /// Enters the room that there is for what comes.
    mutating func enter(_ room: FileSystemStatus, _ figures: DeskFigures, at now: UTCTime) {
        disk = StatusFigures.Disk(
            freeBytes: Int64(clamping: room.free),
            totalBytes: Int64(clamping: room.total),
            bytesPerSecond: figures.bytesPerSecond(at: now.nanoseconds).rounded(toPlaces: 1),
            watched: .nanoseconds(figures.watched(at: now.nanoseconds))
        )
    }
}

extension StatusFigures.Durations {
    /// The percentiles of one histogram, and another one for Prometheus.
    init(_ recent: DurationHistogram, since start: DurationHistogram) {
        var sum = 0
        self.init(
            count: recent.count,
            p50Seconds: recent.quantile(0.5)?.rounded(toPlaces: 6),
            p99Seconds: recent.quantile(0.99)?.rounded(toPlaces: 6),
            histogram: StatusFigures.Histogram(
                bounds: start.bounds.map { Double($0) / 1e9 },
                counts: zip(start.bounds, start.counts).map { _, count in
                    sum += count
                    return sum
                },
                count: start.count,
                sum: start.sum.rounded(toPlaces: 6)
            )
        )
    }
}

extension Double {
    /// The nearest number with so many digits after the point.
    fileprivate func rounded(toPlaces places: Int) -> Double {
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        return (self * scale).rounded() / scale
    }
}
