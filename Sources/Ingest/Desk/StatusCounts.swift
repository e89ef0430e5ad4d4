import Archive
public import Catalogue
public import Operations

extension StatusSnapshot.Counts {
    /// What was counted, as a status shows it.
    public init(_ tallies: Tallies) {
        self.init()
        archived = tallies.deliveries[.archived] ?? 0
        duplicates = tallies.deliveries[.duplicate] ?? 0
        revisions = tallies.revisions
        quarantined = tallies.deliveries[.quarantined] ?? 0
        ignored = tallies.deliveries[.ignored] ?? 0
        discarded = tallies.deliveries[.discarded] ?? 0
        putBack = tallies.deliveries[.putBack] ?? 0
        removed = tallies.deliveries[.removed] ?? 0
        members = tallies.parts.map {
            StatusFigures.Members(outcome: $0.outcome.rawValue, format: $0.format, count: $0.count)
        }
    }
}
