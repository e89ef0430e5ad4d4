/// What became of a delivery.
public enum Outcome: Int, Sendable, CaseIterable, CustomStringConvertible {
    /// At least one of its articles is new, and has its record.
    case archived = 1
    /// All that it holds was there before.
    case duplicate = 2
    /// It holds no article, or may not be read; the reason says why.
    case quarantined = 3
    /// It was left alone by a rule.
    case ignored = 4

    /// The word that users read and write.
    public var description: String {
        switch self {
        case .archived: "archived"
        case .duplicate: "duplicate"
        case .quarantined: "quarantined"
        case .ignored: "ignored"
        }
    }
}
