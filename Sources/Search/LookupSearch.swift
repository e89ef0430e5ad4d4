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
    /// How many articles fit; at least so many where that is not found out.
    public var total = 0
    public var isTotalExact = true
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

    /// How many articles that fit are counted at most.
    static let counted = 1_000_000

    /// The articles that fit the words best, at most `limit`; where there are no words, the newest that fit the filter.
    public func find(_ query: SearchQuery, limit: Int) throws -> SearchResult {
        guard query.hasWords else {
            let entries = try articles(query.filter, limit: limit)
            let hits = entries.reversed().map { SearchHit(entry: $0, score: 0, headline: MarkedText($0.headline)) }
            return SearchResult(hits: hits, total: entries.count < limit ? entries.count : try count(query.filter))
        }
        let limit = min(limit, Lookup.counted)
        let table = try WordTable(query)
        let asked = try withNewVersions(query)
        let indexed = asking("find") { try self.candidates(asked, limit: limit, table, in: $0) }
        var total = indexed?.total ?? 0
        var isCut = indexed?.isCut ?? false
        var best: [(entry: ArticleEntry, score: Double)] = indexed?.found ?? []
        let known = best.count
        var batch: [(Archive.Record, ArticleEntry)] = []
        func look() throws {
            let found = try table.matches(batch)
            total += found.count
            best += found.prefix(limit)
            batch = []
            isCut = isCut || best.count > bounds.ranked
        }
        let start = indexed == nil ? nil : index?.mark.position
        try scan(Archive.Record.self, from: start) { record, position, length in
            let entry = entry(record, at: position, length: length)
            if query.remainingFilter.matches(entry), try isWanted(entry, query.remainingFilter) {
                batch.append((record, entry))
            }
            if batch.count >= 500 { try look() }
            return true
        }
        try look()
        var hits: [SearchHit] = []
        for start in stride(from: 0, to: best.count, by: 500) {
            let part = best[start..<min(start + 500, best.count)]
            hits += try table.marked(
                part.compactMap { found in
                    try unlessDamaged { try record(of: found.entry) }.map { ($0, found.entry) }
                }
            )
        }
        if best.count == known {
            // Scores over the whole archive are worth more than those over what was found.
            let scores = Dictionary(best.map { ($0.entry.sequence, $0.score) }) { first, _ in first }
            for index in hits.indices { hits[index].score = scores[hits[index].entry.sequence] ?? 0 }
        }
        hits.sort { ($0.score, $0.entry.sequence) > ($1.score, $1.entry.sequence) }
        return SearchResult(
            hits: Array(hits.prefix(limit)),
            total: total,
            isTotalExact: indexed?.isTotalExact ?? true,
            isCut: isCut,
            isByHeadline: indexed?.isByHeadline ?? false
        )
    }

    /// All articles that fit the words, in the order of the archive.
    public func fitting(_ query: SearchQuery) throws -> [ArticleEntry] {
        let table = try WordTable(query)
        let asked = try withNewVersions(query)
        var found =
            asking("find") { index in
                try index.read("find") { database in
                    let (condition, arguments) = asked.remainingFilter.condition(in: zone)
                    return try Row.fetchAll(
                        database,
                        sql: """
                            SELECT \(ArticleRows.columns) FROM words CROSS JOIN article ON article.seq = words.rowid
                            WHERE words MATCH ? AND words.rowid <= \(index.lastSequence) AND \(condition)
                            ORDER BY words.rowid
                            """,
                        arguments: [query.expression] + arguments
                    ).map(entry)
                }
            }
        let start = found == nil ? nil : index?.mark.position
        var batch: [(Archive.Record, ArticleEntry)] = []
        func look() throws {
            found = (found ?? []) + (try table.matches(batch)).map(\.entry).sorted { $0.sequence < $1.sequence }
            batch = []
        }
        try scan(Archive.Record.self, from: start) { record, position, length in
            let entry = entry(record, at: position, length: length)
            if query.remainingFilter.matches(entry), try isWanted(entry, query.remainingFilter) {
                batch.append((record, entry))
            }
            if batch.count >= 500 { try look() }
            return true
        }
        try look()
        return found ?? []
    }

    /// The search with what versions that the index does not know yet have changed.
    private func withNewVersions(_ query: SearchQuery) throws -> SearchQuery {
        var query = query
        query.filter = try withNewVersions(query.filter)
        return query
    }

    private func candidates(
        _ query: SearchQuery,
        limit: Int,
        _ table: WordTable,
        in index: IndexReader
    ) throws -> Candidates {
        try index.read("find") { database in
            let rest = query.remainingFilter
            let (condition, filterArguments) = rest.condition(in: zone)
            var range = (first: Int64(1), last: index.lastSequence)
            if rest.since != nil || rest.until != nil {
                // The words can be asked for a range of articles, and not for their days.
                var days = ArticleFilter()
                (days.since, days.until) = (rest.since, rest.until)
                let sql =
                    "SELECT min(seq) AS first, max(seq) AS last FROM article WHERE \(days.condition(in: zone).sql)"
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
            // Those that are shown are ranked, however many they are.
            let ranked = max(bounds.ranked, limit)
            let count = try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM (SELECT 1 \(matching) LIMIT \(Lookup.counted + 1))",
                arguments: arguments
            )
            let total = min(count ?? 0, Lookup.counted)
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT \(ArticleRows.columns), best.score
                    FROM (
                        SELECT seq, score FROM (
                            SELECT words.rowid AS seq, -\(WordTable.rank) AS score \(matching) LIMIT \(ranked)
                        ) ORDER BY score DESC, seq DESC LIMIT \(limit)
                    ) AS best JOIN article ON article.seq = best.seq
                    ORDER BY best.score DESC, article.seq DESC
                    """,
                arguments: arguments
            )
            let found = try rows.map {
                (entry: try entry($0), score: try Rows.value($0, "score") as Double)
            }
            return Candidates(
                found: found,
                total: total,
                isTotalExact: total == count,
                isCut: total > ranked
            )
        }
    }
}

/// What the index has for a search.
struct Candidates {
    /// The best first.
    var found: [(entry: ArticleEntry, score: Double)] = []
    var total = 0
    var isTotalExact = true
    var isCut = false
    var isByHeadline = false
}

/// A headline by itself.
struct Headline {
    var sequence: Int64
    var text: String
    var language: String?
}

/// A table of words in memory for articles at hand: tells which of them fit, and marks the hits, as the index would.
final class WordTable {
    /// A hit in the headline counts for more; what is only a filter counts nothing (https://sqlite.org/fts5.html#the_bm25_function).
    /// Another form of the word counts less than itself.
    static let rank = "bm25(words, 5.0, 1.0, 0.0, 2.0, 0.4)"

    private let database: DatabaseQueue
    private let expression: String
    private let headlineExpression: String
    private let terms: [SearchTerm]
    private var hasHeadlines = false

    init(_ query: SearchQuery) throws {
        expression = query.expression
        headlineExpression = query.headlineExpression
        terms = query.terms
        database = try DatabaseQueue()
        try database.write { database in
            let table = "fts5 (\(SearchText.columns), tokenize = '\(SearchText.tokenizer)')"
            try database.execute(sql: "CREATE VIRTUAL TABLE words USING \(table)")
        }
    }

    /// Those of the articles that fit, the best first.
    func matches(
        _ articles: [(Archive.Record, ArticleEntry)]
    ) throws -> [(entry: ArticleEntry, score: Double)] {
        let found: [(entry: ArticleEntry, score: Double)] = try asking(
            articles,
            "SELECT rowid, -\(Self.rank) AS score"
        ) { entry, row in (entry, try Rows.value(row, "score")) }
        return found.sorted { $0.score > $1.score }
    }

    /// The articles whose headline has all that is looked for.
    func haveInHeadline(_ headlines: [Headline]) throws -> Set<Int64> {
        try database.write { database in
            if hasHeadlines {
                try database.execute(sql: "INSERT INTO heads (heads) VALUES ('delete-all')")
            } else {
                // What only tells which rows fit need not keep their text or their length.
                let table =
                    "fts5 (headline, headline_forms, content = '', columnsize = 0, tokenize = '\(SearchText.tokenizer)')"
                try database.execute(sql: "CREATE VIRTUAL TABLE heads USING \(table)")
                hasHeadlines = true
            }
            let insertion = try database.makeStatement(
                sql: "INSERT INTO heads (rowid, headline, headline_forms) VALUES (?, ?, ?)"
            )
            for headline in headlines {
                let text = SearchText.prepared(headline.text)
                let forms = headline.language.flatMap { WordForms(language: $0) }
                try insertion.execute(arguments: [headline.sequence, text, forms?.all(in: text)])
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
        let records = Dictionary(articles.map { ($0.1.sequence, $0.0) }) { first, _ in first }
        return try asking(articles, columns) { entry, row in
            guard let record = records[entry.sequence] else { throw Rows.Unreadable() }
            let forms = entry.language.flatMap { WordForms(language: $0) }
            let body: String = try Rows.value(row, "body")
            // Line for line what the table was given.
            let lines = zip(record.searchedBody.split(separator: "\n"), body.split(separator: "\n")).map {
                marked(String($0), as: String($1), forms)
            }
            let most = lines.map(\.hits.count).max() ?? 0
            return SearchHit(
                entry: entry,
                score: try Rows.value(row, "score"),
                headline: marked(record.headline, as: try Rows.value(row, "headline"), forms),
                line: most == 0 ? nil : lines.first { $0.hits.count == most }
            )
        }
    }

    /// A text with the hits that stand in its prepared form, and with other forms of the words that are looked for.
    private func marked(_ text: String, as found: String, _ forms: WordForms?) -> MarkedText {
        var hits = SearchText.hits(in: found)
        let stems = Set(forms.map { forms in terms.compactMap { $0.stem(forms) } } ?? [])
        if hits.isEmpty, stems.isEmpty { return MarkedText(text) }
        let (prepared, places) = SearchText.preparedWithPlaces(text)
        if let forms, !stems.isEmpty {
            SearchText.forEachWord(of: prepared) { word, place in
                if let stem = forms.stem(word), stems.contains(stem) { hits.append(place) }
            }
        }
        return MarkedText(text, hits: hits, places: places)
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
