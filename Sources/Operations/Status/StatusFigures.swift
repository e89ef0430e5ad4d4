public import LinuxIO

/// The parts of a ``StatusSnapshot`` that tell how much the desk does, how fast, and with what room; each counts from the
/// daemon's start, and is absent where an older daemon wrote the snapshot.
public enum StatusFigures {
    /// Files answered per second over the last one, five and fifteen minutes, or since the start where that is less.
    public struct Rates: Codable, Sendable, Equatable {
        public var perSecond1m: Double
        public var perSecond5m: Double
        public var perSecond15m: Double

        /// Rates over these three windows.
        public init(perSecond1m: Double, perSecond5m: Double, perSecond15m: Double) {
            self.perSecond1m = perSecond1m
            self.perSecond5m = perSecond5m
            self.perSecond15m = perSecond15m
        }

        enum CodingKeys: String, CodingKey {
            case perSecond1m = "per_second_1m"
            case perSecond5m = "per_second_5m"
            case perSecond15m = "per_second_15m"
        }
    }

    /// How long something took: percentiles, and the histogram that Prometheus is told.
    public struct Durations: Codable, Sendable, Equatable {
        /// How many the percentiles are of; they are absent where it is 0.
        public var count: Int
        public var p50Seconds: Double?
        public var p99Seconds: Double?
        /// Since the start.
        public var histogram: Histogram

        /// Percentiles of `count` durations.
        public init(count: Int, p50Seconds: Double?, p99Seconds: Double?, histogram: Histogram) {
            self.count = count
            self.p50Seconds = p50Seconds
            self.p99Seconds = p99Seconds
            self.histogram = histogram
        }

        enum CodingKeys: String, CodingKey {
            case count, histogram
            case p50Seconds = "p50_seconds"
            case p99Seconds = "p99_seconds"
        }
    }

    /// How many durations were as long as each bound or shorter, as Prometheus has it: bounds in seconds, counts that
    /// add up.
    public struct Histogram: Codable, Sendable, Equatable {
        public var bounds: [Double]
        /// One for each bound.
        public var counts: [Int]
        /// All of them, those beyond the last bound too.
        public var count: Int
        /// Seconds.
        public var sum: Double

        /// A histogram with a count for each bound.
        public init(bounds: [Double], counts: [Int], count: Int, sum: Double) {
            self.bounds = bounds
            self.counts = counts
            self.count = count
            self.sum = sum
        }
    }

    /// Files in each of the last sixty minutes, oldest first; the last minute is not over.
    public struct History: Codable, Sendable, Equatable {
        /// When the last minute began.
        public var lastMinute: UTCTime
        public var answered: [Int]
        public var quarantined: [Int]

        /// Sixty minutes.
        public init(lastMinute: UTCTime, answered: [Int], quarantined: [Int]) {
            self.lastMinute = lastMinute
            self.answered = answered
            self.quarantined = quarantined
        }

        enum CodingKeys: String, CodingKey {
            case answered, quarantined
            case lastMinute = "last_minute"
        }
    }

    /// The file system of the state directory.
    public struct Disk: Codable, Sendable, Equatable {
        /// Bytes that the desk may still write, and bytes that the file system has.
        public var freeBytes: Int64
        public var totalBytes: Int64
        /// Bytes of files and records over the last hour, per second.
        public var bytesPerSecond: Double
        /// When the room is used up at this rate; absent where nothing came in the last hour, and where the rate is of too
        /// short a time to go by.
        public var secondsToFull: Double?

        /// How long a rate must have been watched before it says when the room is used up.
        public static let leastWatched = Duration.seconds(600)

        /// Room on a file system that is used at this rate.
        ///
        /// - Parameter watched: of how long a time the rate is.
        public init(freeBytes: Int64, totalBytes: Int64, bytesPerSecond: Double, watched: Duration) {
            self.freeBytes = freeBytes
            self.totalBytes = totalBytes
            self.bytesPerSecond = bytesPerSecond
            let hasRate = bytesPerSecond > 0 && watched >= Disk.leastWatched
            secondsToFull = hasRate ? Double(freeBytes) / bytesPerSecond : nil
        }

        enum CodingKeys: String, CodingKey {
            case freeBytes = "free_bytes"
            case totalBytes = "total_bytes"
            case bytesPerSecond = "bytes_per_second"
            case secondsToFull = "seconds_to_full"
        }
    }

    /// A file that was quarantined.
    public struct Refused: Codable, Sendable, Equatable {
        /// As it is beneath the inbox; percent-encoded where its bytes are no UTF-8.
        public var path: String
        /// `percent` where ``path`` is percent-encoded.
        public var pathEncoding: String?
        /// In one word, such as `no-body`.
        public var reason: String
        /// In a sentence.
        public var explanation: String
        public var at: UTCTime

        /// A file that was refused for this reason.
        public init(path: Path, reason: String, explanation: String, at: UTCTime) {
            (self.path, pathEncoding) = path.encoded
            self.reason = reason
            self.explanation = explanation
            self.at = at
        }

        enum CodingKeys: String, CodingKey {
            case path, reason, explanation, at
            case pathEncoding = "path_encoding"
        }
    }

    /// The configuration that is in force, and what became of the last reload.
    public struct Configuration: Codable, Sendable, Equatable {
        /// The configuration file that was read; absent where there is none.
        public var file: String?
        /// When what is in force was read.
        public var loadedAt: UTCTime
        /// When a reload was refused, and every reason; absent once one was not.
        public var refusedAt: UTCTime?
        public var refusedBecause: [String]?
        /// Keys that were changed and take a restart.
        public var pendingRestart: [String] = []

        /// A configuration that was read at `loadedAt`.
        public init(file: String?, loadedAt: UTCTime) {
            self.file = file
            self.loadedAt = loadedAt
        }

        enum CodingKeys: String, CodingKey {
            case file
            case loadedAt = "loaded_at"
            case refusedAt = "refused_at"
            case refusedBecause = "refused_because"
            case pendingRestart = "pending_restart"
        }
    }

    /// What came from one source in the last four weeks.
    public struct Source: Codable, Sendable, Equatable {
        /// As the article or the configuration names it; else the folder of the inbox, with a slash at its end.
        public var name: String
        /// Articles of the last 24 hours and of the last 28 days.
        public var articles24h: Int
        public var articles28d: Int
        /// When the last one was archived, and how long ago that is.
        public var last: UTCTime
        public var silenceSeconds: Double
        /// How many would usually have come since the last one; nil where their lack is no silence.
        public var usual: Int?

        /// Whether it is silent against its own habit.
        public var isSilent: Bool { usual != nil }

        /// The figures of a source.
        public init(
            name: String,
            articles24h: Int,
            articles28d: Int,
            last: UTCTime,
            silenceSeconds: Double,
            usual: Int? = nil
        ) {
            self.name = name
            self.articles24h = articles24h
            self.articles28d = articles28d
            self.last = last
            self.silenceSeconds = silenceSeconds
            self.usual = usual
        }

        enum CodingKeys: String, CodingKey {
            case name, usual
            case articles24h = "articles_24h"
            case articles28d = "articles_28d"
            case last = "last_at"
            case silenceSeconds = "silence_seconds"
        }
    }

    /// Parts of deliveries with one outcome: files that are articles themselves, members of containers, items of documents.
    public struct Members: Codable, Sendable, Equatable {
        /// `archived`, `duplicate`, `refused` or `no-news`.
        public var outcome: String
        /// What they were read as, such as `text`; absent where nothing told it.
        public var format: String?
        public var count: Int

        /// So many parts of this outcome and format.
        public init(outcome: String, format: String?, count: Int) {
            self.outcome = outcome
            self.format = format
            self.count = count
        }
    }

    /// What became of the log.
    public struct Log: Codable, Sendable, Equatable {
        /// Messages that were lost because nobody took them in time.
        public var dropped: Int

        /// A log of which so many messages were lost.
        public init(dropped: Int) {
            self.dropped = dropped
        }
    }
}
