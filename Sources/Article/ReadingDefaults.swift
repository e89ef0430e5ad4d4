public import Base

/// What whoever runs the desk knows of a file; it counts only where the file says nothing itself, and the record says so
/// (``ArticleDetails/assumed``).
public struct ReadingDefaults: Sendable, Equatable {
    /// The year of a dateline that prints none.
    public var year: Int?
    /// The zone of times that are printed without one.
    public var zone: ZoneRules?

    /// What is known; nothing, unless it is given.
    public init(year: Int? = nil, zone: ZoneRules? = nil) {
        self.year = year
        self.zone = zone
    }
}
