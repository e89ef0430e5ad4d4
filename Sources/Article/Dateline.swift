/// The opening of a story that says where, when and by whom it was sent.
public struct Dateline: Sendable, Equatable {
    /// What was printed, with the marks that close it.
    public var text: String
    /// The place or places, as printed.
    public var place: String?
    /// The month, 1 to 12.
    public var month: Int?
    /// The day of the month, 1 to 31.
    public var day: Int?
    /// The year, where it is printed.
    public var year: Int?
    /// The agency, as printed, without a correspondent's name.
    public var source: String?
    /// The correspondent's name, where it stands in the dateline.
    public var correspondent: String?

    public init(
        text: String,
        place: String? = nil,
        month: Int? = nil,
        day: Int? = nil,
        year: Int? = nil,
        source: String? = nil,
        correspondent: String? = nil
    ) {
        self.text = text
        self.place = place
        self.month = month
        self.day = day
        self.year = year
        self.source = source
        self.correspondent = correspondent
    }
}

/// Where the parts of a dateline stand in the article's text.
public struct DatelineParts: Sendable, Equatable {
    public var text: TextRange
    public var place: TextRange?
    public var month: Int?
    public var day: Int?
    public var year: Int?
    public var source: TextRange?
    public var correspondent: TextRange?

    /// A dateline of which nothing is told but where it stands.
    public init(text: TextRange, place: TextRange? = nil) {
        self.text = text
        self.place = place
    }

    /// The same dateline with its ranges shifted by a number of bytes.
    package func moved(by count: Int) -> DatelineParts {
        var parts = self
        parts.text = text.moved(by: count)
        parts.place = place?.moved(by: count)
        parts.source = source?.moved(by: count)
        parts.correspondent = correspondent?.moved(by: count)
        return parts
    }
}
