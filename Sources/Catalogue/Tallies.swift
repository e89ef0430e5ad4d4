/// What came, counted.
public struct Tallies: Sendable, Equatable {
    /// Deliveries by outcome; one that did not occur is absent.
    public var deliveries: [Outcome: Int]
    /// Articles that were archived and are revisions: their marks say that they follow an earlier version of the story.
    public var revisions: Int

    /// Deliveries of these outcomes, with so many revisions among their new articles.
    public init(_ deliveries: [Outcome: Int] = [:], revisions: Int = 0) {
        self.deliveries = deliveries
        self.revisions = revisions
    }
}
