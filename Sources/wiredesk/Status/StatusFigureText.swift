import LinuxIO
import Operations

/// The daemon's figures in words.
enum StatusFigureText {
    /// How far the catalogue is that is being made.
    static func rebuilding(_ snapshot: StatusSnapshot?) -> String {
        let lines = Figure.grouped(Int64(snapshot?.rebuilt ?? 0))
        return "being made from archive and ledger "
            + "\(ProgressBar.text(share: snapshot?.rebuiltShare ?? 0)), \(lines) lines"
    }

    /// Files a second over three windows.
    static func rates(_ rates: StatusFigures.Rates) -> String {
        let all = [rates.perSecond1m, rates.perSecond5m, rates.perSecond15m]
        if all.allSatisfy({ $0 == 0 }) { return "nothing in the last 15 minutes" }
        return "\(rate(all[0])) files a second over 1 minute, \(rate(all[1])) over 5, \(rate(all[2])) over 15"
    }

    private static func rate(_ number: Double) -> String {
        if number > 0 && number < 0.05 { return "under 0.1" }
        return number < 10 ? "\((number * 10).rounded() / 10)" : Figure.grouped(Int64(number.rounded()))
    }

    /// From the writer's last change to the durable outcome.
    static func latency(_ latency: StatusFigures.Durations) -> String {
        guard let half = latency.p50Seconds, let most = latency.p99Seconds else { return "no file in 15 minutes" }
        let files = latency.count == 1 ? "1 file" : "\(Figure.grouped(Int64(latency.count))) files"
        return "p50 \(seconds(half)), p99 \(seconds(most)) from close to durable (\(files), 15 min)"
    }

    /// A length of time that may be very short.
    static func seconds(_ seconds: Double) -> String {
        switch seconds {
        case ..<0.01: "\((seconds * 10_000).rounded() / 10) ms"
        case ..<1: "\(Int((seconds * 1_000).rounded())) ms"
        case ..<120: "\((seconds * 10).rounded() / 10) s"
        default: Lapse.text(Int64(min(seconds, 1e9) * 1e9))
        }
    }

    /// The sources from which most came, with the articles of 24 hours and the age of the last one; nil where there is none.
    static func sources(_ sources: [StatusFigures.Source], others: Int) -> String? {
        let most = sources.sorted {
            ($1.articles24h, $1.articles28d, $0.name) < ($0.articles24h, $0.articles28d, $1.name)
        }
        .prefix(4)
        if most.isEmpty { return nil }
        let named = most.map { source in
            let age = Lapse.text(Int64(min(max(source.silenceSeconds, 0), 1e9) * 1e9))
            return "\(source.name.escapedForDisplay) \(Figure.grouped(Int64(source.articles24h))) (\(age) ago)"
        }
        let rest = sources.count - most.count + others
        return named.joined(separator: ", ") + (rest > 0 ? " and \(Figure.grouped(Int64(rest))) more" : "")
            + ", articles in 24 hours"
    }

    /// How far the stream has what the archive has, and whether that is well.
    static func publisher(_ status: PublisherStatus, at now: UTCTime) -> (text: String, isWell: Bool) {
        let stream = status.stream.escapedForDisplay
        let age = Lapse.text(max(0, now.nanoseconds.subtractingSaturated(status.updatedAt.nanoseconds)))
        if status.running == false, status.finished != true {
            let reason = status.problem.map { ": \($0.escapedAgainForDisplay)" } ?? ""
            return ("\(stream) had article \(status.seq); wiredesk-publish ended \(age) ago\(reason)", false)
        }
        if status.isSilent(at: now) {
            return ("\(stream) had article \(status.seq); wiredesk-publish has said nothing for \(age)", false)
        }
        var text = "\(stream) has all up to article \(status.seq)"
        if status.behind > 0 { text += ", \(Figure.grouped(status.behind)) behind" }
        if let oldest = status.oldestUnpublished {
            text += ", the oldest for \(Lapse.text(max(0, now.nanoseconds.subtractingSaturated(oldest.nanoseconds))))"
        }
        if let problem = status.problem { text += ": \(problem.escapedAgainForDisplay)" }
        // Nobody publishes what has come since a run to the end.
        return (text, status.problem == nil && !(status.finished == true && status.behind > 0))
    }

    /// That a source is silent, and what is missed.
    static func silence(_ source: StatusFigures.Source) -> String {
        let age = Lapse.text(Int64(min(max(source.silenceSeconds, 0), 1e9) * 1e9))
        return "\(source.name.escapedForDisplay) for \(age), in which some \(source.usual ?? 0) articles are usual"
    }

    /// What is free, and for how long.
    static func disk(_ disk: StatusFigures.Disk) -> String {
        let free = "\(Figure.size(disk.freeBytes)) free of \(Figure.size(disk.totalBytes))"
        guard let left = disk.secondsToFull else {
            return disk.bytesPerSecond > 0 ? free + "; too early to say for how long" : free
        }
        if left > 10 * 365.0 * 86_400 { return free + ", for more than ten years at this rate" }
        return free + ", full in \(Lapse.text(Int64(left * 1e9))) at this rate"
    }
}
