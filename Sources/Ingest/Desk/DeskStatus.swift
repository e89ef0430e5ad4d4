public import Archive
public import Article
public import Catalogue

/// How the desk is doing: everything that a status shows.
public struct DeskStatus: Sendable {
    /// What the desk as a whole is doing.
    public enum Phase: String, Sendable {
        case starting
        /// It finds out how the last run ended.
        case recovering
        /// It rebuilds the catalogue from archive and ledger.
        case rebuilding
        case working
        case stopping
    }

    public var phase: Phase = .starting
    /// When the phase began, in nanoseconds since 1970.
    public var since: Int64 = 0
    public var inbox = InboxStatus()
    /// Deliveries by outcome, and revisions: on ``day``, UTC, and in all.
    public var today = Tallies()
    public var total = Tallies()
    /// What it was in all when this run began; nil until it has been read from the catalogue.
    public var totalAtStart: Tallies?
    public var day: CivilDate?
    /// Records in the archive, their bytes, and the segments that they stand in.
    public var articles: Int64 = 0
    public var bytes: Int64 = 0
    /// Bytes of the segments' files, which are fewer where some are compressed.
    public var stored: Int64 = 0
    public var segments = 0
    /// Where the last record stands, and when it was ingested, in nanoseconds since 1970.
    public var last: LastRecord?
    /// While the catalogue is rebuilt: the records and lines of the ledger entered so far, and which part of their bytes that
    /// is, from 0 to 1.
    public var rebuilt = 0
    public var rebuiltShare: Double = 0
    /// Why the catalogue cannot be used, if it cannot.
    public var catalogueTrouble: String?
    /// Why the archive cannot be appended to for now, if it cannot.
    public var archiveTrouble: String?
    /// What the last start found to be damaged in the archive.
    public var archiveDamage: [String] = []
    /// How the last files were guarded while they were read: by a lease, or because they had settled.
    public var guardedBy: String?

    /// What was done over time.
    public var figures = DeskFigures(since: 0)

    /// Where a record stands.
    public struct LastRecord: Sendable, Equatable {
        public var sequence: Int64
        public var position: ArchivePosition
        public var length: Int
        public var time: Int64

        /// A record at this place, ingested at `time`.
        init(sequence: Int64, position: ArchivePosition, length: Int, time: Int64) {
            self.sequence = sequence
            self.position = position
            self.length = length
            self.time = time
        }

        init(_ location: CatalogueReader.Location) {
            self.init(
                sequence: location.sequence,
                position: location.position,
                length: location.length,
                time: location.time
            )
        }
    }

    mutating func enter(_ phase: Phase, at now: Int64) {
        self.phase = phase
        since = now
    }

    /// Shows what the commits tell.
    mutating func heed(_ event: CommitEvent, at now: Int64) {
        switch event {
        case .recovering:
            if phase != .stopping { enter(.recovering, at: now) }
            figures = DeskFigures(since: now)
        case .damaged(let places): archiveDamage = places
        case .catchingUp(let entered, let share):
            if phase != .rebuilding && phase != .stopping { enter(.rebuilding, at: now) }
            rebuilt = entered
            rebuiltShare = share
        case .archived(let articles, let bytes, let stored, let segments):
            self.articles = articles
            self.bytes = bytes
            self.stored = stored
            self.segments = segments
        case .counted(let counts, let time):
            beginDay(at: time)
            total = counts.total
            totalAtStart = totalAtStart ?? total
            today = counts.today
            figures.refused = counts.refused.prefix(DeskFigures.refusedKept).map { DeskFigures.Refused($0) }
            last = counts.last.map { LastRecord($0) }
        case .catalogueServes:
            catalogueTrouble = nil
            if phase == .rebuilding { enter(.working, at: now) }
        case .catalogueFailed(let error): catalogueTrouble = error.description
        case .working: if phase != .stopping { enter(.working, at: now) }
        case .departed(let counts, let time):
            for (outcome, number) in counts { count(outcome, number, at: time) }
        case .appending(let trouble): archiveTrouble = trouble
        }
    }

    /// Counts what a batch came to whose outcomes were durable at `now`.
    mutating func heed(_ batch: MovedBatch, at now: Int64) {
        for answer in batch.answers where answer.isNew { count(answer.outcome, at: now) }
        count(revisions: batch.revisions, at: now)
        today.add(batch.parts)
        total.add(batch.parts)
        figures.add(batch, at: now)
        guard let last = batch.appended.last else { return }
        if self.last?.position.segment != last.position.segment { segments += 1 }
        articles = last.sequence
        let added = batch.appended.reduce(0) { $0 + Int64($1.length) }
        bytes += added
        stored += added
        self.last = LastRecord(sequence: last.sequence, position: last.position, length: last.length, time: now)
    }

    /// Counts deliveries, or files that have left their places, that had this outcome at `now`.
    private mutating func count(_ outcome: Outcome, _ number: Int = 1, at now: Int64) {
        beginDay(at: now)
        today.deliveries[outcome, default: 0] += number
        total.deliveries[outcome, default: 0] += number
    }

    /// Counts revisions that were archived at `now`.
    private mutating func count(revisions: Int, at now: Int64) {
        beginDay(at: now)
        today.revisions += revisions
        total.revisions += revisions
    }

    mutating func beginDay(at now: Int64) {
        let day = CivilDate(secondsSince1970: now / 1_000_000_000)
        if day != self.day {
            self.day = day
            today = Tallies()
        }
    }
}
