/// What became of a delivery, or of its file later.
public enum Outcome: Int, Sendable, CaseIterable, CustomStringConvertible {
    /// At least one of its articles is new, and has its record. The ledger tells of what stands beside them: known articles,
    /// refused members, items without news.
    case archived = 1
    /// All that it holds was there before.
    case duplicate = 2
    /// It holds no article, or may not be read; the reason says why.
    case quarantined = 3
    /// It was left alone by a rule.
    case ignored = 4
    /// Its file was thrown away out of the quarantine, by a person.
    case discarded = 5
    /// Its file was put back from the quarantine into the inbox, where it is a new delivery.
    case putBack = 6
    /// Its file was removed because it had been kept for as long as the configuration says.
    case removed = 7

    /// What a delivery can come to; all others tell how its file has left its place later (``Archive/Departure``).
    public static let answers: [Outcome] = [.archived, .duplicate, .quarantined, .ignored]

    /// Whether it is what a delivery came to.
    public var isAnswer: Bool { Outcome.answers.contains(self) }

    /// The outcome with a word; nil for no outcome's.
    public init?(word: String) {
        guard let known = Outcome.allCases.first(where: { $0.description == word }) else { return nil }
        self = known
    }

    /// The word that users read and write, and that the ledger has.
    public var description: String {
        switch self {
        case .archived: "archived"
        case .duplicate: "duplicate"
        case .quarantined: "quarantined"
        case .ignored: "ignored"
        case .discarded: "discarded"
        case .putBack: "put-back"
        case .removed: "removed"
        }
    }
}
