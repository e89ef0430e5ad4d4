public import Archive
import FoundationEssentials
import GRDB

/// A member of a delivery: what became of it. Or several that are only counted.
public struct DeliveryMember: Sendable, Equatable {
    public var outcome: PartOutcome
    /// Where in the delivery it stood; nil for members that are only counted.
    public var name: String?
    /// Which of the articles of its delivery it is, counted from 1; nil where it is none.
    public var part: Int?
    /// Why it has no record, in one word; for items without news, their kind.
    public var reason: String?
    /// The same in sentences.
    public var explanation: String?
    /// The record of the same article, where the archive had it.
    public var article: Int64?
    /// How many there are: 1 for one with a name.
    public var count: Int

    /// A member that is told by its name.
    init(_ told: ToldPart) {
        outcome = told.outcome
        name = told.name
        part = told.part
        reason = told.reason
        explanation = told.explanation
        article = told.article
        count = 1
    }

    /// So many members that are only counted.
    init(_ outcome: PartOutcome, kind: String?, count: Int) {
        self.outcome = outcome
        reason = kind
        self.count = count
    }

    /// A member that has a record.
    public init(_ record: RecordSummary) {
        outcome = .archived
        name = record.delivery.member
        part = record.delivery.part
        article = record.sequence
        count = 1
    }

    init(_ row: Row) throws {
        guard let outcome = PartOutcome(rawValue: try Rows.value(row, "outcome")) else { throw Rows.Unreadable() }
        self.outcome = outcome
        name = try Rows.optional(row, "name")
        part = try Rows.optional(row, "part")
        reason = try Rows.optional(row, "reason")
        explanation = try Rows.optional(row, "explanation")
        article = try Rows.optional(row, "seq")
        count = try Rows.value(row, "count")
    }
}

extension DeliveryEntry {
    /// The members that have no record, first those with a name, then the others by outcome and kind. A file that is but one
    /// part has none: the delivery tells of it.
    public var members: [DeliveryMember] {
        let others = parts.filter { $0.outcome != .archived }
        if told.isEmpty, outcome != .archived, others.reduce(0, { $0 + $1.count }) < 2 { return [] }
        var members = told.map { DeliveryMember($0) }
        var left: [PartOutcome: Int] = [:]
        for member in members { left[member.outcome, default: 0] -= 1 }
        for part in others where part.kind == nil { left[part.outcome, default: 0] += part.count }
        for outcome in PartOutcome.allCases {
            if let count = left[outcome], count > 0 {
                members.append(DeliveryMember(outcome, kind: nil, count: count))
            }
        }
        var kinds: [String: Int] = [:]
        for part in others { if let kind = part.kind { kinds[kind, default: 0] += part.count } }
        for (kind, count) in kinds.sorted(by: { $0.key < $1.key }) {
            members.append(DeliveryMember(.noNews, kind: kind, count: count))
        }
        return members
    }
}

extension CatalogueReader {
    /// The members of a delivery that have no record (``DeliveryEntry/members``).
    public func members(of row: Int64) throws(CatalogueError) -> [DeliveryMember] {
        try perform("read the members of a delivery") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM member WHERE delivery = ? ORDER BY place", arguments: [row])
                .map { try DeliveryMember($0) }
        }
    }

    /// Where the records of a delivery stand, in their order, from the one of a sequence number on: at most `limit`.
    public func records(
        of row: Int64,
        from sequence: Int64,
        limit: Int
    ) throws(CatalogueError) -> [(sequence: Int64, position: ArchivePosition, length: Int)] {
        try perform("read the articles of a delivery") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT seq, date, number, offset, length FROM article WHERE seq >= ? AND delivery = ?
                    ORDER BY seq LIMIT ?
                    """,
                arguments: [sequence, row, limit]
            ).map { (try Rows.value($0, "seq"), try Rows.position($0), try Rows.value($0, "length")) }
        }
    }
}

extension Rows {
    /// Enters the members of a delivery that have no record.
    static func add(_ members: [DeliveryMember], of row: Int64, to database: Database) throws {
        if members.isEmpty { return }
        let statement = try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO member (delivery, place, outcome, name, part, reason, explanation, seq, count)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        for (place, member) in members.enumerated() {
            try statement.execute(arguments: [
                row, place, member.outcome.rawValue, member.name, member.part, member.reason, member.explanation,
                member.article, member.count,
            ])
        }
    }

    /// Counts parts on a day, the number YYYYMMDD.
    static func add(_ parts: [PartCount], on day: Int, to database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO part_tally (day, format, outcome, count) VALUES (?, ?, ?, ?)
                ON CONFLICT (day, format, outcome) DO UPDATE SET count = count + excluded.count
                """
        )
        for part in parts {
            try statement.execute(arguments: [day, part.format ?? "", part.outcome.rawValue, part.count])
        }
    }

    /// Parts counted on a day, or on all.
    static func parts(on day: Int?, in database: Database) throws -> [PartCount] {
        let sql = "SELECT format, outcome, sum(count) AS count FROM part_tally"
        let rows = try Row.fetchAll(
            database,
            sql: sql + (day == nil ? "" : " WHERE day = ?") + " GROUP BY format, outcome",
            arguments: day.map { [$0] } ?? []
        )
        var parts: [PartCount] = []
        for row in rows {
            guard let outcome = PartOutcome(rawValue: try value(row, "outcome")) else { throw Unreadable() }
            PartCount.add(
                [PartCount(outcome, format: try value(row, "format"), count: try value(row, "count"))],
                to: &parts
            )
        }
        return parts
    }
}
