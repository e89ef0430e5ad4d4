import Archive
import Article
import Catalogue
import GRDB

/// An article that was found.
public struct SearchHit: Sendable {
    public var entry: ArticleEntry
    /// How well it fits; more is better. Only hits of one search compare.
    public var score: Double
    public var headline: MarkedText
    /// The line of the deck or the body with the first or the most hits; nil where the hits are all in the headline.
    public var line: MarkedText?
}

/// What a search came to.
public struct SearchResult: Sendable {
    /// The best first.
    public var hits: [SearchHit] = []
    /// Whether more articles fitted than are ranked: then only the newest ``Lookup/ranked`` of them were. Of a phrase that
    /// is not ranked that is not found out.
    public var isCut = false
    /// Whether so much would have to be read to rank them that the newest come first instead, those before all others
    /// whose headline has the words.
    public var isByHeadline = false
}

extension Lookup {
    /// How many of the articles that fit are ranked at most; the newest of them, where there are more.
    public static let ranked = 4_000

    /// The articles that fit the words best, at most `limit`; where there are no words, the newest that fit the filter.
    public func find(_ query: SearchQuery, limit: Int) throws -> SearchResult {
        guard query.hasWords else {
            let entries = try articles(query.filter, limit: limit)
            let hits = entries.reversed().map { SearchHit(entry: $0, score: 0, headline: MarkedText($0.headline)) }
            return SearchResult(hits: hits)
        }
        let table = try WordTable(query)
        let indexed = asking("find") { try self.candidates(query, limit: limit, table, in: $0) }
        var isCut = indexed?.isCut ?? false
        var best: [(entry: ArticleEntry, score: Double)] = indexed?.found ?? []
        let known = best.count
        var batch: [(Archive.Record, ArticleEntry)] = []
        func look() throws {
            best += try table.matches(batch, limit: limit)
            batch = []
            isCut = isCut || best.count > bounds.ranked
        }
        try scan(from: indexed == nil ? nil : index?.mark.position) { line, position, length in
            guard let record = try? Archive.Record(line: line) else { return true }
            let entry = ArticleEntry(record, at: position, length: length)
            if query.remainingFilter.matches(entry) { batch.append((record, entry)) }
            if batch.count >= 500 { try look() }
            return true
        }
        try look()
        var hits = try table.marked(
            best.compactMap { found in (try? record(of: found.entry)).map { ($0, found.entry) } }
        )
        if best.count == known {
            // Scores over the whole archive are worth more than those over what was found.
            for index in hits.indices {
                hits[index].score = best.first { $0.entry.sequence == hits[index].entry.sequence }?.score ?? 0
            }
        }
        hits.sort { ($0.score, $0.entry.sequence) > ($1.score, $1.entry.sequence) }
        return SearchResult(
            hits: Array(hits.prefix(limit)),
            isCut: isCut,
            isByHeadline: indexed?.isByHeadline ?? false
        )
    }

    private func candidates(
        _ query: SearchQuery,
        limit: Int,
        _ table: WordTable,
        in index: IndexReader
    ) throws -> Candidates {
        try index.read("find") { database in
            let rest = query.remainingFilter
            let (condition, filterArguments) = rest.condition
            var range = (first: Int64(1), last: index.lastSequence)
            if rest.since != nil || rest.until != nil {
                // The words can be asked for a range of articles, and not for their days.
                var days = ArticleFilter()
                (days.since, days.until) = (rest.since, rest.until)
                let sql = "SELECT min(seq) AS first, max(seq) AS last FROM article WHERE \(days.condition.sql)"
                guard let row = try Row.fetchOne(database, sql: sql),
                    let first: Int64 = try Rows.optional(row, "first"),
                    let last: Int64 = try Rows.optional(row, "last")
                else { return Candidates() }
                range = (first, min(last, index.lastSequence))
            }
            let join = rest.isEmpty ? "" : "CROSS JOIN article ON article.seq = words.rowid"
            let matching = """
                FROM words \(join)
                WHERE words MATCH ? AND words.rowid BETWEEN \(range.first) AND \(range.last) AND \(condition)
                ORDER BY words.rowid DESC
                """
            let arguments: StatementArguments = [query.expression] + filterArguments
            if let broad = try broadCandidates(query, matching, arguments, limit: limit, table, in: database) {
                return broad
            }
            let count = try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM (SELECT 1 \(matching) LIMIT \(bounds.ranked + 1))",
                arguments: arguments
            )
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT \(ArticleRows.columns), best.score
                    FROM (
                        SELECT seq, score FROM (
                            SELECT words.rowid AS seq, -\(WordTable.rank) AS score \(matching) LIMIT \(bounds.ranked)
                        ) ORDER BY score DESC, seq DESC LIMIT \(limit)
                    ) AS best JOIN article ON article.seq = best.seq
                    ORDER BY best.score DESC, article.seq DESC
                    """,
                arguments: arguments
            )
            let found = try rows.map {
                (entry: try ArticleRows.entry($0), score: try Rows.value($0, "score") as Double)
            }
            return Candidates(found: found, isCut: count ?? 0 > bounds.ranked)
        }
    }
}

/// What the index has for a search.
struct Candidates {
    /// The best first.
    var found: [(entry: ArticleEntry, score: Double)] = []
    var isCut = false
    var isByHeadline = false
}

/// A table of words in memory for articles at hand: tells which of them fit, and marks the hits, as the index would.
final class WordTable {
    /// A hit in the headline counts for more; what is only a filter counts nothing (https://sqlite.org/fts5.html#the_bm25_function).
    static let rank = "bm25(words, 5.0, 1.0, 0.0)"

    private let database: DatabaseQueue
    private let expression: String
    private let headlineExpression: String
    private var hasHeadlines = false

    init(_ query: SearchQuery) throws {
        expression = query.expression
        headlineExpression = query.headlineExpression
        database = try DatabaseQueue()
        try database.write { database in
            let table = "fts5 (\(SearchText.columns), tokenize = '\(SearchText.tokenizer)')"
            try database.execute(sql: "CREATE VIRTUAL TABLE words USING \(table)")
        }
    }

    /// Those of the articles that fit, the best first, at most `limit`.
    func matches(
        _ articles: [(Archive.Record, ArticleEntry)],
        limit: Int
    ) throws -> [(entry: ArticleEntry, score: Double)] {
        let found: [(entry: ArticleEntry, score: Double)] = try asking(
            articles,
            "SELECT rowid, -\(Self.rank) AS score"
        ) { entry, row in (entry, try Rows.value(row, "score")) }
        return Array(found.sorted { $0.score > $1.score }.prefix(limit))
    }

    /// The articles whose headline has all that is looked for.
    func haveInHeadline(_ headlines: [(sequence: Int64, text: String)]) throws -> Set<Int64> {
        try database.write { database in
            if hasHeadlines {
                try database.execute(sql: "INSERT INTO heads (heads) VALUES ('delete-all')")
            } else {
                // What only tells which rows fit need not keep their text or their length.
                let table = "fts5 (headline, content = '', columnsize = 0, tokenize = '\(SearchText.tokenizer)')"
                try database.execute(sql: "CREATE VIRTUAL TABLE heads USING \(table)")
                hasHeadlines = true
            }
            let insertion = try database.makeStatement(sql: "INSERT INTO heads (rowid, headline) VALUES (?, ?)")
            for headline in headlines {
                try insertion.execute(arguments: [headline.sequence, SearchText.prepared(headline.text)])
            }
            return try Int64.fetchSet(
                database,
                sql: "SELECT rowid FROM heads WHERE heads MATCH ?",
                arguments: [headlineExpression]
            )
        }
    }

    /// The articles with their hits marked.
    func marked(_ articles: [(Archive.Record, ArticleEntry)]) throws -> [SearchHit] {
        let marks = "'\(SearchText.hitStart)', '\(SearchText.hitEnd)'"
        let columns = """
            SELECT rowid, -\(Self.rank) AS score, highlight(words, 0, \(marks)) AS headline,
                highlight(words, 1, \(marks)) AS body
            """
        return try asking(articles, columns) { entry, row in
            let body: String = try Rows.value(row, "body")
            let lines = body.split(separator: "\n").map { SearchText.unmarked(String($0)) }
            let most = lines.map(\.hits.count).max() ?? 0
            return SearchHit(
                entry: entry,
                score: try Rows.value(row, "score"),
                headline: SearchText.unmarked(try Rows.value(row, "headline")),
                line: most == 0 ? nil : lines.first { $0.hits.count == most }
            )
        }
    }

    private func asking<Value>(
        _ articles: [(Archive.Record, ArticleEntry)],
        _ columns: String,
        _ body: (ArticleEntry, Row) throws -> Value
    ) throws -> [Value] {
        if articles.isEmpty { return [] }
        return try database.write { database in
            var entries: [Int64: ArticleEntry] = [:]
            for (record, entry) in articles where entries[entry.sequence] == nil {
                entries[entry.sequence] = entry
                try ArticleRows.addWords(of: record, entry, to: database)
            }
            defer { try? database.execute(sql: "DELETE FROM words") }
            return try Row.fetchAll(database, sql: columns + " FROM words WHERE words MATCH ?", arguments: [expression])
                .compactMap { row in
                    try entries[Rows.value(row, "rowid")].map { try body($0, row) }
                }
        }
    }
}
