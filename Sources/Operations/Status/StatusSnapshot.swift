public import LinuxIO

/// What the daemon tells of itself, as it stands in `status.json`: the contract of `wiredesk status --json`.
///
/// Fields are only ever added. What is not known is absent, and read as nil or zero.
public struct StatusSnapshot: Codable, Sendable, Equatable {
    /// What the daemon is doing.
    public enum State: String, Codable, Sendable, CaseIterable {
        case starting
        /// Bringing the archive and the inbox to where they were before a crash.
        case recovering
        /// Making the catalogue from archive and ledger.
        case rebuilding
        /// Working, told of new files by the kernel.
        case watching
        /// Working, listing the inbox at an interval.
        case scanning
        case waitingForSpace = "waiting-for-space"
        case inboxGone = "inbox-gone"
        case stopping
        /// Ended in order.
        case stopped
        /// Ended because something failed; the last problem says what.
        case failed
    }

    /// Deliveries by their outcome.
    public struct Counts: Codable, Sendable, Equatable {
        public var archived = 0
        public var duplicates = 0
        /// Archived articles whose marks say that they follow an earlier version; nil where an older daemon told this.
        public var revisions: Int?
        public var quarantined = 0
        /// By a stated rule, for as long as `ignored_age`; each file once, however often it is seen.
        public var ignored = 0
        /// Files that have left their places since: discarded and put back out of the quarantine, and removed because they
        /// had been kept for as long as the configuration says. Nil where an older daemon told this.
        public var discarded: Int?
        public var putBack: Int?
        public var removed: Int?
        /// What the deliveries held, by outcome and format; nil where an older daemon told this.
        public var members: [StatusFigures.Members]?

        enum CodingKeys: String, CodingKey {
            case archived, duplicates, revisions, quarantined, ignored, discarded, removed, members
            case putBack = "put_back"
        }

        /// Nothing.
        public init() {}

        /// How many of the members had an outcome, of whatever format; 0 where an older daemon told this.
        public func members(_ outcome: String) -> Int {
            (members ?? []).reduce(0) { $0 + ($1.outcome == outcome ? $1.count : 0) }
        }
    }

    /// The deliveries of one day in UTC.
    public struct Day: Codable, Sendable, Equatable {
        /// Such as `2026-11-22`.
        public var date: String
        public var archived = 0
        public var duplicates = 0
        public var revisions: Int?
        public var quarantined = 0
        public var ignored = 0
        public var discarded: Int?
        public var putBack: Int?
        public var removed: Int?
        public var members: [StatusFigures.Members]?

        enum CodingKeys: String, CodingKey {
            case date, archived, duplicates, revisions, quarantined, ignored, discarded, removed, members
            case putBack = "put_back"
        }

        /// A day on which these deliveries came.
        public init(date: String, _ counts: Counts = Counts()) {
            self.date = date
            archived = counts.archived
            duplicates = counts.duplicates
            revisions = counts.revisions
            quarantined = counts.quarantined
            ignored = counts.ignored
            discarded = counts.discarded
            putBack = counts.putBack
            removed = counts.removed
            members = counts.members
        }
    }

    /// The folder that is watched.
    public struct Inbox: Codable, Sendable, Equatable {
        /// Percent-encoded where its bytes are no UTF-8.
        public var path: String
        /// `percent` where ``path`` is percent-encoded.
        public var pathEncoding: String?
        /// Files that are to be read and have not been.
        public var waiting = 0
        /// How long the one that has waited longest does.
        public var oldestWaitingSeconds: Double?
        /// How new files are noticed: `events` or `scan`.
        public var watch: String
        /// How the desk tells that a writer is done: `lease` or `settled`.
        public var guarded: String?
        /// Why it is `scan`, or why the inbox is gone.
        public var reason: String?
        /// Files that are there now and left alone by a rule, and how many of them have been there for long.
        public var ignored = 0
        public var ignoredOld: Int?
        /// Files that have their answer and stay in the inbox only because the desk may not move them.
        public var waitingForPermission: Int?
        /// Folders that are watched, and times that the kernel's queue of events was full.
        public var watches: Int?
        public var overflows: Int?
        /// Listings of the whole inbox since the start.
        public var listings: Int?

        /// An empty inbox.
        public init(path: Path, watch: String) {
            (self.path, pathEncoding) = path.encoded
            self.watch = watch
        }

        enum CodingKeys: String, CodingKey {
            case path, waiting, watch, reason, ignored, watches, overflows, listings
            case pathEncoding = "path_encoding"
            case ignoredOld = "ignored_old"
            case waitingForPermission = "waiting_for_permission"
            case oldestWaitingSeconds = "oldest_waiting_seconds"
            case guarded = "guard"
        }
    }

    /// An article in a line.
    public struct LastArticle: Codable, Sendable, Equatable {
        public var seq: Int64
        public var id: String
        public var headline: String
        public var ingestedAt: UTCTime

        /// The article with the sequence number `seq`.
        public init(seq: Int64, id: String, headline: String, ingestedAt: UTCTime) {
            self.seq = seq
            self.id = id
            self.headline = headline
            self.ingestedAt = ingestedAt
        }

        enum CodingKeys: String, CodingKey {
            case seq, id, headline
            case ingestedAt = "ingested_at"
        }
    }

    /// What has been archived in all.
    public struct Archive: Codable, Sendable, Equatable {
        public var articles: Int64 = 0
        /// Bytes of its text.
        public var bytes: Int64 = 0
        /// Bytes of its files, which are fewer where segments are compressed; nil where an older daemon told this.
        public var storedBytes: Int64?
        public var segments = 0
        public var last: LastArticle?

        /// An empty archive.
        public init() {}

        private enum CodingKeys: String, CodingKey {
            case articles, bytes, segments, last
            case storedBytes = "stored_bytes"
        }
    }

    /// Something that is wrong.
    public struct Problem: Codable, Sendable, Equatable {
        /// One line.
        public var what: String
        public var since: UTCTime
        /// One line.
        public var whatToDo: String

        /// A problem that has been there since `since`.
        public init(what: String, since: UTCTime, whatToDo: String) {
            self.what = what
            self.since = since
            self.whatToDo = whatToDo
        }

        enum CodingKeys: String, CodingKey {
            case what, since
            case whatToDo = "what_to_do"
        }
    }

    public var state: State
    /// When ``state`` became what it is.
    public var since: UTCTime
    public var startedAt: UTCTime
    public var updatedAt: UTCTime
    public var pid: Int32
    public var version: String
    public var inbox: Inbox
    public var archive = Archive()
    public var today: Day
    public var total = Counts()
    /// Whether the counts are known yet: not before the catalogue is open. No part of the JSON.
    public var hasCounts = true
    public var problems: [Problem] = []
    /// While the state is ``State/rebuilding``: records and lines of the ledger entered so far.
    public var rebuilt: Int?
    /// While the state is ``State/rebuilding``: which part of archive and ledger that is, from 0 to 1.
    public var rebuiltShare: Double?
    public var rates: StatusFigures.Rates?
    /// From a writer's last change of a file to its durable outcome; the percentiles are of the last quarter of an hour.
    public var latency: StatusFigures.Durations?
    /// From a commit's first record to its last sync; the percentiles are since the start.
    public var commits: StatusFigures.Durations?
    public var history: StatusFigures.History?
    public var disk: StatusFigures.Disk?
    /// The files that were quarantined last, the newest first, ten at most.
    public var quarantined: [StatusFigures.Refused]?
    public var configuration: StatusFigures.Configuration?
    public var log: StatusFigures.Log?
    /// The sources of the last four weeks, silent ones first; nil until they are counted.
    public var sources: [StatusFigures.Source]?
    /// How many further ones there are.
    public var otherSources: Int?

    /// How old a snapshot of a living daemon gets before it is a sign that the daemon hangs; it is replaced at least
    /// every second.
    public static let staleAfter = Duration.seconds(10)

    /// The snapshot of a daemon that has just been started.
    public init(pid: Int32, startedAt: UTCTime, inbox: Inbox) {
        state = .starting
        since = startedAt
        self.startedAt = startedAt
        updatedAt = startedAt
        self.pid = pid
        version = wiredeskVersion
        self.inbox = inbox
        today = Day(date: startedAt.day)
    }

    /// Enters a state; ``since`` stays where the state is the same.
    public mutating func enter(_ state: State, at now: UTCTime) {
        if self.state != state { since = now }
        self.state = state
    }

    enum CodingKeys: String, CodingKey {
        case state, since, pid, version, inbox, archive, today, total, problems
        case rebuilt, rates, latency, commits, history, disk, quarantined, configuration, log, sources
        case otherSources = "other_sources"
        case rebuiltShare = "rebuilt_share"
        case startedAt = "started_at"
        case updatedAt = "updated_at"
    }
}
