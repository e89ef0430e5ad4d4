public import Base

/// What whoever runs the desk knows of a file; it counts only where the file says nothing itself, and the record says so
/// (``ArticleDetails/assumed``).
public struct ReadingDefaults: Sendable, Equatable {
    /// The year of a dateline that prints none.
    public var year: Int?
    /// The zone of times that are printed without one.
    public var zone: ZoneRules?
    /// The agency or publisher of copy that names none.
    public var source: String?
    /// The language of copy that states none and is too short, or too mixed, to show one: an ISO 639 code.
    public var language: String?
    /// A label of the encoding of text that neither states nor shows its own.
    public var encoding: String?

    /// What is known; nothing, unless it is given.
    public init(
        year: Int? = nil,
        zone: ZoneRules? = nil,
        source: String? = nil,
        language: String? = nil,
        encoding: String? = nil
    ) {
        self.year = year
        self.zone = zone
        self.source = source
        self.language = language
        self.encoding = encoding
    }
}
