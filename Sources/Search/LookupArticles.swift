import Archive
public import Article
import Catalogue
import FoundationEssentials
import GRDB

extension Lookup {
    /// The newest articles that fit, the newest last; all of them for nil.
    public func articles(_ filter: ArticleFilter, limit: Int?) throws -> [ArticleEntry] {
        let known = try withNewVersions(filter)
        let indexed = asking("list") { try self.articles(known, limit: limit, in: $0) }
        var found = NewestArticles(limit: limit)
        for entry in indexed ?? [] where try isWanted(entry, filter) { found.add(entry) }
        try scanArticles(from: indexed == nil ? nil : index?.mark.position) { entry in
            if filter.matches(entry), try isWanted(entry, filter) { found.add(entry) }
        }
        return found.sorted
    }

    /// Goes over the articles that fit in the order of the archive, until `body` says false.
    public func forEachArticle(_ filter: ArticleFilter, _ body: (ArticleEntry) throws -> Bool) throws {
        var last: Int64 = 0
        let known = try withNewVersions(filter)
        // In pages, so that whatever `body` does holds up nobody who writes the index.
        while let page = asking("list", { try self.page(known, after: last, in: $0) }) {
            for entry in page {
                last = entry.sequence
                if try isWanted(entry, filter), try !body(entry) { return }
            }
            if page.isEmpty { break }
        }
        var goesOn = true
        try scan(RecordSummary.self, from: index?.mark.position) { record, position, length in
            guard record.sequence > last else { return true }
            let entry = entry(record, at: position, length: length)
            if filter.matches(entry), try isWanted(entry, filter) { goesOn = try body(entry) }
            return goesOn
        }
    }

    /// The article of a sequence number; nil where there is none.
    public func article(_ sequence: Int64) throws -> ArticleEntry? {
        let indexed = asking("find an article") { try self.article(sequence, in: $0) } ?? nil
        if let indexed { return indexed }
        if let location = try? catalogue?.location(of: .sequence(sequence)),
            let record = try unlessDamaged({
                try ArchiveReader(archive).record(at: location.position, length: location.length)
            })
        {
            return entry(record, at: location.position, length: location.length)
        }
        var found: ArticleEntry?
        try scan(RecordSummary.self, from: max(index?.mark.position, horizon.mark.archive)) {
            record,
            position,
            length in
            guard record.sequence == sequence else { return true }
            found = entry(record, at: position, length: length)
            return false
        }
        return found
    }

    /// The last article of the archive; nil in an empty one.
    public func lastArticle() throws -> ArticleEntry? {
        var last: ArticleEntry?
        try scanArticles(from: max(index?.mark.position, horizon.mark.archive) ?? newestSegment()) { last = $0 }
        if let last { return last }
        let known = Swift.max(horizon.sequence, index?.lastSequence ?? 0)
        if known > 0, let entry = try article(known) { return entry }
        // A newest segment without a record is behind one that has some.
        try scanArticles(from: nil) { last = $0 }
        return last
    }

    private func newestSegment() throws -> ArchivePosition? {
        let newest = try archive.segments().last { $0.length > 0 }
        return newest.map { ArchivePosition(segment: $0.name, offset: 0) }
    }

    /// The articles whose content id begins with these hexadecimal digits in lower case, at most `limit`.
    public func articles(idBeginningWith digits: String, limit: Int) throws -> [(sequence: Int64, id: ContentID)] {
        guard let range = ContentIDRange(digits) else { return [] }
        let indexed = asking("find an article") { try self.articles(range, limit: limit, in: $0) }
        var found = indexed ?? (try? catalogue?.articles(idsFrom: range.first, to: range.last, limit: limit)) ?? []
        let start = indexed == nil ? horizon.mark.archive : index?.mark.position
        try scan(RecordSummary.self, from: start) { record, _, _ in
            guard "\(record.id)".hasPrefix("sha256:" + digits) else { return true }
            if !found.contains(where: { $0.sequence == record.sequence }) { found.append((record.sequence, record.id)) }
            return found.count < limit
        }
        return found
    }

    private func articles(
        _ range: ContentIDRange,
        limit: Int,
        in index: IndexReader
    ) throws -> [(sequence: Int64, id: ContentID)] {
        try index.read("find an article") { database in
            try Row.fetchAll(
                database,
                sql: "SELECT seq, id FROM article WHERE id BETWEEN ? AND ? AND seq <= ? ORDER BY seq LIMIT ?",
                arguments: [Data(range.first.bytes), Data(range.last.bytes), index.lastSequence, limit]
            ).map { row in
                guard let id = try Rows.contentID(row) else { throw Rows.Unreadable() }
                return (try Rows.value(row, "seq"), id)
            }
        }
    }

    private func article(_ sequence: Int64, in index: IndexReader) throws -> ArticleEntry? {
        guard sequence <= index.lastSequence else { return nil }
        return try index.read("find an article") { database in
            let statement = try database.cachedStatement(
                sql: "SELECT \(ArticleRows.columns) FROM article WHERE seq = ?"
            )
            return try Row.fetchOne(statement, arguments: [sequence]).map(entry)
        }
    }

    /// The sound articles before and after a number.
    func neighbours(
        of number: Int64,
        in index: IndexReader
    ) throws -> (before: ArticleEntry?, after: ArticleEntry?) {
        try index.read("find an article") { database in
            func article(_ condition: String) throws -> ArticleEntry? {
                let sql = "SELECT \(ArticleRows.columns) FROM article WHERE \(condition) LIMIT 1"
                return try Row.fetchOne(database, sql: sql, arguments: [number]).map(entry)
            }
            return (try article("seq < ? ORDER BY seq DESC"), try article("seq > ? ORDER BY seq"))
        }
    }

    /// A superset of the newest, where days are not those of UTC: the order that they are sorted by is then another one.
    private func articles(_ filter: ArticleFilter, limit: Int?, in index: IndexReader) throws -> [ArticleEntry] {
        try index.read("list") { database in
            let (condition, arguments) = filter.condition(in: zone)
            let known = "FROM article WHERE \(condition) AND article.seq <= \(index.lastSequence)"
            let newest = "ORDER BY article.day DESC, article.seq DESC LIMIT \(limit ?? -1)"
            var within = ""
            if !zone.isUTC, let limit, limit > 0 {
                // A day is at most one off, so that nothing of more than two days before the last of these is among them.
                let last = try Int.fetchOne(
                    database,
                    sql:
                        "SELECT article.day \(known) ORDER BY article.day DESC, article.seq DESC LIMIT 1 OFFSET \(limit - 1)",
                    arguments: arguments
                ).flatMap { Rows.day($0) }
                if let last, let first = CivilDate(secondsSince1970: Int64(last.daysSince1970 - 2) * 86_400) {
                    within = "AND article.day >= \(Rows.number(of: first))"
                }
                return try Row.fetchAll(
                    database,
                    sql: "SELECT \(ArticleRows.columns) \(known) \(within)",
                    arguments: arguments
                ).map(entry)
            }
            return try Row.fetchAll(
                database,
                sql: "SELECT \(ArticleRows.columns) \(known) \(newest)",
                arguments: arguments
            ).map(entry)
        }
    }

    /// An article as it is told here.
    func entry(_ row: Row) throws -> ArticleEntry { try ArticleRows.entry(row).told(in: zone) }

    func entry(_ record: RecordSummary, at position: ArchivePosition, length: Int) -> ArticleEntry {
        ArticleEntry(record, at: position, length: length, in: zone)
    }

    func entry(_ record: Archive.Record, at position: ArchivePosition, length: Int) -> ArticleEntry {
        ArticleEntry(record, at: position, length: length).told(in: zone)
    }

    private func page(_ filter: ArticleFilter, after last: Int64, in index: IndexReader) throws -> [ArticleEntry] {
        try index.read("list") { database in
            let (condition, arguments) = filter.condition(in: zone)
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT \(ArticleRows.columns) FROM article
                    WHERE \(condition) AND article.seq > \(last) AND article.seq <= \(index.lastSequence)
                    ORDER BY article.seq LIMIT 1000
                    """,
                arguments: arguments
            ).map(entry)
        }
    }

    func scanArticles(from start: ArchivePosition?, _ body: (ArticleEntry) throws -> Void) throws {
        try scan(RecordSummary.self, from: start) { record, position, length in
            try body(entry(record, at: position, length: length))
            return true
        }
    }
}

/// All content ids that begin with the same digits.
private struct ContentIDRange {
    let first: ContentID
    let last: ContentID

    /// Nil for what is not 1 to 64 hexadecimal digits in lower case.
    init?(_ digits: String) {
        guard (1...64).contains(digits.utf8.count) else { return nil }
        func filled(_ digit: String) -> ContentID? {
            ContentID("sha256:" + digits + String(repeating: digit, count: 64 - digits.utf8.count))
        }
        guard let first = filled("0"), let last = filled("f") else { return nil }
        self.first = first
        self.last = last
    }
}

/// The later of two places; nil is before the first.
private func max(_ one: ArchivePosition?, _ other: ArchivePosition?) -> ArchivePosition? {
    guard let one, let other else { return one ?? other }
    return one < other ? other : one
}

/// The newest of the articles that are added, in bounded memory.
private struct NewestArticles {
    let limit: Int?
    private var entries: [ArticleEntry] = []

    init(limit: Int?) {
        self.limit = limit
    }

    mutating func add(_ entry: ArticleEntry) {
        entries.append(entry)
        if let limit, entries.count >= 2 * limit + 1_000 { entries = sorted }
    }

    var sorted: [ArticleEntry] {
        entries.sorted(by: ArticleEntry.precedes).suffix(limit ?? .max)
    }
}
