/// The day an article was published, and what that is known from.
public struct Published: Sendable, Equatable {
    public var day: CivilDate
    public var basis: Basis
    /// The moment, where the document states one.
    public var at: OffsetTime?

    /// What supports the date.
    public enum Basis: String, Sendable, CaseIterable {
        /// The dateline prints day, month and year.
        case dateline = "dateline"
        /// The dateline prints day and month, and the file was written within three days of them.
        case fileTime = "dateline; year from the file time"
        /// The dateline prints day and month, and a full date in the text is nearest to that year's.
        case text = "dateline; year from the text"
        /// The dateline prints day and month, and whoever delivered the file has given the year.
        case given = "dateline; year as given"
        /// The dateline prints no day; a line of its own gives the full date.
        case timestamp = "time stamp"
        /// The document states it in a field of its own.
        case document = "document"
    }

    public init(day: CivilDate, basis: Basis) {
        self.day = day
        self.basis = basis
    }

    /// Published at the moment that the document states; the day is that of the stated offset.
    public init(at time: OffsetTime) {
        day = time.day
        basis = .document
        at = time
    }

    /// The day as `YYYY-MM-DD`.
    public var date: String { day.description }
}
