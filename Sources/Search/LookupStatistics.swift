public import Archive
public import Article
import Catalogue
import GRDB

/// Articles counted by what they are, and deliveries by their outcome.
public struct DeskStatistics: Sendable, Equatable {
    public var articles = 0
    /// Those whose marks say that they follow an earlier version.
    public var revisions = 0
    /// By the day that they are listed under (``ArticleEntry/day``).
    public var days: [CivilDate: Int] = [:]
    /// By source, place, section and language as printed; those without one stand under nil.
    public var sources: [String?: Int] = [:]
    public var places: [String?: Int] = [:]
    public var sections: [String?: Int] = [:]
    public var languages: [String?: Int] = [:]
    /// Stories of the whole desk that have several versions, and their records.
    public var stories = 0
    public var versions = 0
    /// Deliveries of the whole desk by outcome; nil where there is no catalogue to tell.
    public var deliveries: [Outcome: Int]?

    mutating func add(_ entry: ArticleEntry) {
        articles += 1
        if entry.isRevision { revisions += 1 }
        days[entry.day, default: 0] += 1
        sources[entry.source, default: 0] += 1
        places[entry.place, default: 0] += 1
        sections[entry.section, default: 0] += 1
        languages[entry.language, default: 0] += 1
    }
}

extension Lookup {
    /// Counts the articles that fit.
    public func statistics(_ filter: ArticleFilter) throws -> DeskStatistics {
        let known = try withNewVersions(filter)
        let indexed = asking("count") { try self.statistics(known, in: $0) }
        var statistics = indexed ?? DeskStatistics()
        try scanArticles(from: indexed == nil ? nil : index?.mark.position) { entry in
            if filter.matches(entry), try isWanted(entry, filter) { statistics.add(entry) }
        }
        (statistics.stories, statistics.versions) = try storyCounts()
        statistics.deliveries = try? DeliveryTallies(archive, ledger, catalogue).tallies().deliveries
        return statistics
    }

    /// How many articles fit.
    func count(_ filter: ArticleFilter) throws -> Int {
        let known = try withNewVersions(filter)
        let indexed = asking("count") { index in
            try index.read("count") { database in
                let (condition, arguments) = known.condition(in: zone)
                let sql = "SELECT count(*) FROM article WHERE \(condition) AND article.seq <= \(index.lastSequence)"
                return try Int.fetchOne(database, sql: sql, arguments: arguments)
            }
        }
        var count = (indexed ?? nil) ?? 0
        try scanArticles(from: indexed == nil ? nil : index?.mark.position) { entry in
            if filter.matches(entry), try isWanted(entry, filter) { count += 1 }
        }
        return count
    }

    private func statistics(_ filter: ArticleFilter, in index: IndexReader) throws -> DeskStatistics {
        try index.read("count") { database in
            let (condition, arguments) = filter.condition(in: zone)
            func counts<Key>(_ column: String, _ key: (Row) throws -> Key) throws -> [Key: Int] {
                let rows = try Row.fetchAll(
                    database,
                    sql: """
                        SELECT \(column) AS key, count(*) AS count FROM article
                        WHERE \(condition) AND article.seq <= \(index.lastSequence) GROUP BY 1
                        """,
                    arguments: arguments
                )
                return try Dictionary(rows.map { (try key($0), try Rows.value($0, "count")) }) { $0 + $1 }
            }
            func text(_ row: Row) throws -> String? { try Rows.optional(row, "key") }
            var statistics = DeskStatistics()
            func day(_ row: Row) throws -> CivilDate {
                guard let day = Rows.day(try Rows.value(row, "key")) else { throw Rows.Unreadable() }
                return day
            }
            if zone.isUTC {
                statistics.days = try counts("day", day)
            } else {
                let printed: [Int?: Int] = try counts("CASE dated WHEN 1 THEN day END") {
                    try Rows.optional($0, "key")
                }
                for (number, count) in printed {
                    if let day = number.flatMap({ Rows.day($0) }) { statistics.days[day, default: 0] += count }
                }
                // No zone is off by anything but quarters of an hour, so that those of a quarter are of one day.
                let quarters: [Int64?: Int] = try counts("CASE dated WHEN 0 THEN ingested / 900000 END") {
                    try Rows.optional($0, "key")
                }
                for (quarter, count) in quarters {
                    guard let quarter, let day = zone.day(ofMilliseconds: quarter * 900_000) else { continue }
                    statistics.days[day, default: 0] += count
                }
            }
            statistics.articles = statistics.days.values.reduce(0, +)
            statistics.revisions = try counts("revision") { try Rows.value($0, "key") as Bool }[true] ?? 0
            statistics.sources = try counts("source", text)
            statistics.places = try counts("place", text)
            statistics.sections = try counts("section", text)
            statistics.languages = try counts("language", text)
            return statistics
        }
    }
}
