public import Archive
public import Article

/// What the versions of a story come to: which of them stands, and whether the story may be used.
///
/// It is told the records of one story in their order; the first one needs no telling.
public struct StoryStanding: Sendable, Equatable {
    /// The version that replaces those before it; nil while that is the story's first record.
    public private(set) var newest: Int64?
    /// What its sender says of its use.
    private var senders: Use
    private var isWithdrawn = false
    /// How many records it has, the first one and notices of the desk included.
    public private(set) var count = 1

    /// What a reader may do with a story.
    public enum Use: String, Sendable, CaseIterable {
        case usable
        /// Its sender has taken it back.
        case killed
        /// Its sender holds it back.
        case withheld
        /// Whoever runs the desk has withdrawn it.
        case withdrawn
    }

    /// A story of one record so far.
    public init(first use: Use = .usable) {
        senders = use
    }

    /// What a reader may do with it. What the desk has withdrawn stays so until the desk undoes it, whatever its sender says.
    public var use: Use { isWithdrawn ? .withdrawn : senders }

    /// Takes the record that comes next.
    public mutating func add(_ link: StoryLink, sequence: Int64) {
        count += 1
        switch link.relation {
        case .repeat, .copy: break
        case .completes where link.basis == .slugline: break
        case .withdrawal where link.basis == .operator: isWithdrawn = true
        case .restoration: isWithdrawn = false
        case .kill:
            newest = sequence
            senders = .killed
        case .withdrawal:
            newest = sequence
            senders = .withheld
        case .update, .correction, .completes:
            newest = sequence
            // What its sender sends again may be used again.
            senders = .usable
        }
    }

    /// Whether a record of the story stands: none that came later replaces it, and it is no copy or repeat of one that stands.
    public func stands(_ sequence: Int64, _ link: StoryLink?) -> Bool {
        if let newest, sequence == newest { return true }
        guard let link else { return newest == nil }
        return link.relation == .completes && link.basis == .slugline
    }
}

extension StoryStanding.Use {
    /// What a record says of its own use.
    public init(_ standing: Standing) {
        self = standing.isKilled ? .killed : standing.status == .withheld ? .withheld : .usable
    }
}
