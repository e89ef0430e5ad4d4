import Archive
public import Article
import Catalogue
import GRDB

extension Lookup {
    /// The newest articles that fit, the newest last; all of them for nil.
    public func articles(_ filter: ArticleFilter, limit: Int?) throws -> [ArticleEntry] {
        let indexed = asking("list") { try self.articles(filter, limit: limit, in: $0) }
        var found = NewestArticles(limit: limit)
        for entry in indexed ?? [] { found.add(entry) }
        try scanArticles(from: indexed == nil ? nil : index?.mark.position) { entry in
            if filter.matches(entry) { found.add(entry) }
        }
        return found.sorted
    }

    /// Goes over the articles that fit in the order of the archive, until `body` says false.
    public func forEachArticle(_ filter: ArticleFilter, _ body: (ArticleEntry) throws -> Bool) throws {
        var last: Int64 = 0
        // In pages, so that whatever `body` does holds up nobody who writes the index.
        while let page = asking("list", { try self.page(filter, after: last, in: $0) }) {
            for entry in page {
                if try !body(entry) { return }
                last = entry.sequence
            }
            if page.isEmpty { break }
        }
        var goesOn = true
        try scan(from: index?.mark.position) { line, position, length in
            guard let record = try? RecordSummary(line: line), record.sequence > last else { return true }
            let entry = ArticleEntry(record, at: position, length: length)
            if filter.matches(entry) { goesOn = try body(entry) }
            return goesOn
        }
    }

    /// The article of a sequence number; nil where there is none.
    public func article(_ sequence: Int64) throws -> ArticleEntry? {
        let indexed = asking("find an article") { try self.article(sequence, in: $0) } ?? nil
        if let indexed { return indexed }
        if let location = try? catalogue?.location(of: .sequence(sequence)),
            let line = try? ArchiveReader(archive).line(at: location.position, length: location.length),
            let record = try? RecordSummary(line: line.span)
        {
            return ArticleEntry(record, at: location.position, length: location.length)
        }
        var found: ArticleEntry?
        try scan(from: max(index?.mark.position, horizon.position)) { line, position, length in
            guard let record = try? RecordSummary(line: line), record.sequence == sequence else { return true }
            found = ArticleEntry(record, at: position, length: length)
            return false
        }
        return found
    }

    /// The articles whose content id begins with these hexadecimal digits, at most `limit`.
    public func articles(idBeginningWith prefix: String, limit: Int) throws -> [(sequence: Int64, id: ContentID)] {
        var found = (try? catalogue?.articles(idBeginningWith: prefix, limit: limit)) ?? []
        try scan(from: horizon.position) { line, _, _ in
            guard let record = try? RecordSummary(line: line), "\(record.id)".hasPrefix("sha256:" + prefix) else {
                return true
            }
            if !found.contains(where: { $0.sequence == record.sequence }) { found.append((record.sequence, record.id)) }
            return found.count < limit
        }
        return found
    }

    private func article(_ sequence: Int64, in index: IndexReader) throws -> ArticleEntry? {
        guard sequence <= index.lastSequence else { return nil }
        return try index.read("find an article") { database in
            let statement = try database.cachedStatement(
                sql: "SELECT \(ArticleRows.columns) FROM article WHERE seq = ?"
            )
            return try Row.fetchOne(statement, arguments: [sequence]).map(ArticleRows.entry)
        }
    }

    private func articles(_ filter: ArticleFilter, limit: Int?, in index: IndexReader) throws -> [ArticleEntry] {
        try index.read("list") { database in
            let (condition, arguments) = filter.condition
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT \(ArticleRows.columns) FROM article WHERE \(condition) AND article.seq <= \(index.lastSequence)
                    ORDER BY article.day DESC, article.seq DESC LIMIT \(limit ?? -1)
                    """,
                arguments: arguments
            ).map(ArticleRows.entry)
        }
    }

    private func page(_ filter: ArticleFilter, after last: Int64, in index: IndexReader) throws -> [ArticleEntry] {
        try index.read("list") { database in
            let (condition, arguments) = filter.condition
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT \(ArticleRows.columns) FROM article
                    WHERE \(condition) AND article.seq > \(last) AND article.seq <= \(index.lastSequence)
                    ORDER BY article.seq LIMIT 1000
                    """,
                arguments: arguments
            ).map(ArticleRows.entry)
        }
    }

    func scanArticles(from start: ArchivePosition?, _ body: (ArticleEntry) throws -> Void) throws {
        try scan(from: start) { line, position, length in
            if let record = try? RecordSummary(line: line) {
                try body(ArticleEntry(record, at: position, length: length))
            }
            return true
        }
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
