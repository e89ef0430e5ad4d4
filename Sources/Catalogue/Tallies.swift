public import Archive

/// What came, counted.
public struct Tallies: Sendable, Equatable {
    /// Deliveries by outcome; one that did not occur is absent.
    public var deliveries: [Outcome: Int]
    /// Articles that were archived and are revisions: their marks say that they follow an earlier version of the story.
    public var revisions: Int
    /// The parts of the deliveries by format and outcome; items without news are of one kind here.
    public var parts: [PartCount]

    /// Deliveries of these outcomes, with so many revisions among their new articles, and with these parts.
    public init(_ deliveries: [Outcome: Int] = [:], revisions: Int = 0, parts: [PartCount] = []) {
        self.deliveries = deliveries
        self.revisions = revisions
        self.parts = parts
    }

    /// Counts parts.
    public mutating func add(_ parts: [PartCount]) {
        PartCount.add(parts.map { PartCount($0.outcome, format: $0.format, count: $0.count) }, to: &self.parts)
    }
}
