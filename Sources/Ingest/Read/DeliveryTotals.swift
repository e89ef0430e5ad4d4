import Archive

/// What the articles of a delivery were, over the slices so far.
struct DeliveryTotals: Sendable, Equatable {
    /// The row that the delivery has; nil where it has none yet.
    var row: Int64?
    /// When it got that row, in nanoseconds since 1970.
    var time: Int64?
    /// Articles that this reading has brought.
    var added = 0
    /// Articles that have their record from an earlier reading of the same delivery, which a crash cut off.
    var own = 0
    /// Articles that the archive has from another delivery, or from another place of this one.
    var known = 0
    /// The highest number of a record that the delivery has.
    var last: Int64 = 0
    /// The record of its first new article, and of the first that was known.
    var first: Int64?
    var firstKnown: Int64?
    /// Those that were known, by what they were read as; and the first of them, to be told one by one.
    var knownParts: [PartCount] = []
    var toldKnown: [ToldPart] = []
    /// Whether the ledger tells already what it holds beside its records.
    var isExplained = false
    /// The outcome without a record that a crash kept from being carried out.
    var isUnmoved = false

    /// The reason of an article that the archive had, and of a delivery that holds no other.
    static let knownContent = "known-content"
    /// The most articles of a delivery that were known and are told one by one; further ones are only counted. A feed that is
    /// delivered every hour consists of them.
    static let mostKnownTold = 100

    /// Takes in an article that has this record already.
    mutating func note(known tail: RecordTail, as sequence: Int64) {
        PartCount.add([PartCount(.duplicate, format: tail.format)], to: &knownParts)
        guard let member = tail.member, toldKnown.count < DeliveryTotals.mostKnownTold else { return }
        toldKnown.append(
            ToldPart(
                name: String(member.prefix(Remainder.longestName)),
                part: tail.place,
                reason: DeliveryTotals.knownContent,
                article: sequence
            )
        )
    }

    /// Articles that it brought, in this reading or in an earlier one.
    var new: Int { added + own }

    /// All articles so far.
    var articles: Int { new + known }
}
