/// What became of one part of a delivery: of a file that is an article itself, of a member of a container, of an item of a
/// document.
public enum PartOutcome: String, Sendable, CaseIterable, Comparable {
    /// It has a record.
    case archived
    /// The archive had it.
    case duplicate
    /// It should have been an article, and is not.
    case refused
    /// It is a sound item of a kind that is not archived.
    case noNews = "no-news"

    public static func < (one: PartOutcome, other: PartOutcome) -> Bool { one.rawValue < other.rawValue }
}

/// How many parts of a delivery had one outcome.
public struct PartCount: Sendable, Hashable {
    public var outcome: PartOutcome
    /// What they were read as, such as `text`, without the containers around them; nil where nothing told it.
    public var format: String?
    /// The kind of items without news, such as `picture`.
    public var kind: String?
    public var count: Int

    /// So many parts of this outcome.
    ///
    /// - Parameter format: as a record has it; the containers that follow its first `+` are left out.
    public init(_ outcome: PartOutcome, format: String?, kind: String? = nil, count: Int = 1) {
        self.outcome = outcome
        let name = format.map { String($0.prefix { $0 != "+" }) } ?? ""
        self.format = name.isEmpty ? nil : name
        self.kind = kind
        self.count = count
    }

    /// Whether both count the same parts.
    private func isAlike(_ other: PartCount) -> Bool {
        outcome == other.outcome && format == other.format && kind == other.kind
    }

    /// Adds counts to a list that has each outcome, format and kind once, in their order.
    public static func add(_ counts: [PartCount], to list: inout [PartCount]) {
        for count in counts where count.count > 0 {
            if let place = list.firstIndex(where: { $0.isAlike(count) }) {
                list[place].count += count.count
            } else {
                let place = list.firstIndex { count.precedes($0) } ?? list.count
                list.insert(count, at: place)
            }
        }
    }

    private func precedes(_ other: PartCount) -> Bool {
        (outcome, format ?? "", kind ?? "") < (other.outcome, other.format ?? "", other.kind ?? "")
    }
}

/// A part of a delivery that has no record of its own, told by its name.
public struct ToldPart: Sendable, Hashable {
    /// Where in the delivery it stood.
    public var name: String
    /// Which of the articles of its delivery it is, counted from 1; nil where it is none.
    public var part: Int?
    /// Why it has no record, in one word.
    public var reason: String
    /// The same in sentences; nil where the word says it.
    public var explanation: String?
    /// The record of the same article, where the archive had it.
    public var article: Int64?

    /// A part that has no record for this reason.
    public init(
        name: String,
        part: Int? = nil,
        reason: String,
        explanation: String? = nil,
        article: Int64? = nil
    ) {
        self.name = name
        self.part = part
        self.reason = reason
        self.explanation = explanation
        self.article = article
    }

    /// What became of it.
    public var outcome: PartOutcome { article == nil ? .refused : .duplicate }
}
