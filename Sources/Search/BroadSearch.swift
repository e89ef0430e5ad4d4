import Archive
import Catalogue
import GRDB

/// The bounds within which a search is exact; beyond them it is quick instead.
struct SearchBounds {
    /// How many of the articles that fit are ranked.
    var ranked = Lookup.ranked
    /// A phrase all of whose words stand in more articles than this is not ranked by BM25, which would look at every
    /// place where they stand. How many do is told from the newest.
    var commonWord = 20_000
    var sample = 2_000
    /// So many of the newest articles that fit are looked at for the words in their headlines.
    var headlines = 1_000
    static let headlinesAtOnce = 200
}

extension Lookup {
    /// What fits a query that BM25 cannot rank in time: a phrase of common words only, or the beginning of a word that
    /// more than ``ranked`` articles have. BM25 reads every place in the archive where a phrase or a beginning stands
    /// (https://sqlite.org/fts5.html#the_bm25_function); here the newest that fit are the answer, those before them with
    /// all the words in the headline.
    ///
    /// - Parameter matching: the rest of a SELECT over `words` from its FROM on, newest first, with its `arguments`.
    /// - Returns: nil for any other query.
    func broadCandidates(
        _ query: SearchQuery,
        _ matching: String,
        _ arguments: StatementArguments,
        limit: Int,
        _ table: WordTable,
        in database: Database
    ) throws -> Candidates? {
        let hasCommonPhrase = try query.phrases.contains { try $0.allSatisfy { try isCommon($0, in: database) } }
        guard hasCommonPhrase || query.hasPrefix else { return nil }
        // Of a phrase no more are fetched than can be among the answer.
        let most = hasCommonPhrase ? max(bounds.headlines, limit) : max(bounds.ranked, limit)
        let found = try Int64.fetchAll(
            database,
            sql: "SELECT words.rowid \(matching) LIMIT \(most + 1)",
            arguments: arguments
        )
        guard hasCommonPhrase || found.count > most else { return nil }
        let ranked = found.prefix(most)
        let looked = ranked.prefix(bounds.headlines)
        let headed =
            query.hasPrefix
            ? try headed(looked, query, table, limit: limit, in: database)
            : try headed(looked, query, limit: limit, in: database)
        let inHeadline = Set(headed)
        let best = (headed + ranked.lazy.filter { !inHeadline.contains($0) }.prefix(limit)).prefix(limit)
        return Candidates(
            found: try entries(best, in: database).map { ($0, inHeadline.contains($0.sequence) ? 1 : 0) },
            total: ranked.count,
            isTotalExact: found.count <= most,
            isCut: found.count > max(bounds.ranked, limit),
            isByHeadline: true
        )
    }

    /// Whether more than ``SearchBounds/commonWord`` articles have a word, by how many of the newest have it.
    private func isCommon(_ word: String, in database: Database) throws -> Bool {
        guard let last = index?.lastSequence else { return false }
        let sample = min(Int64(bounds.sample), last)
        let count = try Int64.fetchOne(
            database,
            sql: "SELECT count(*) FROM words WHERE words MATCH ? AND rowid > ? AND rowid <= ?",
            arguments: [word, last - sample, last]
        )
        return (count ?? 0) * last > Int64(bounds.commonWord) * sample
    }

    /// Those of the articles, newest first, whose headline has all that is looked for, at most `limit`.
    private func headed(
        _ sequences: ArraySlice<Int64>,
        _ query: SearchQuery,
        limit: Int,
        in database: Database
    ) throws -> [Int64] {
        guard let newest = sequences.first, let oldest = sequences.last else { return [] }
        let wanted = Set(sequences)
        var headed: [Int64] = []
        let found = try Int64.fetchCursor(
            database,
            sql: """
                SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN \(oldest) AND \(newest)
                ORDER BY rowid DESC
                """,
            arguments: [query.expressionInHeadline]
        )
        while headed.count < limit, let sequence = try found.next() {
            if wanted.contains(sequence) { headed.append(sequence) }
        }
        return headed
    }

    /// The same for beginnings of words, for which the index would look through all of the archive: from the headlines
    /// themselves.
    private func headed(
        _ sequences: ArraySlice<Int64>,
        _ query: SearchQuery,
        _ table: WordTable,
        limit: Int,
        in database: Database
    ) throws -> [Int64] {
        var headed: [Int64] = []
        var rest = sequences
        while headed.count < limit, !rest.isEmpty {
            let part = rest.prefix(SearchBounds.headlinesAtOnce)
            rest = rest.dropFirst(part.count)
            let likely = try headlines(part, in: database).filter { query.mayBeHeadline($0.text) }
            let found = likely.isEmpty ? [] : try table.haveInHeadline(likely)
            headed += part.filter { found.contains($0) }
        }
        return Array(headed.prefix(limit))
    }

    private func headlines(
        _ sequences: some Sequence<Int64>,
        in database: Database
    ) throws -> [Headline] {
        let statement = try database.cachedStatement(sql: "SELECT headline, language FROM article WHERE seq = ?")
        return try sequences.compactMap { sequence in
            try Row.fetchOne(statement, arguments: [sequence]).map { row in
                Headline(
                    sequence: sequence,
                    text: try Rows.value(row, "headline"),
                    language: try Rows.optional(row, "language")
                )
            }
        }
    }

    private func entries(_ sequences: some Sequence<Int64>, in database: Database) throws -> [ArticleEntry] {
        let statement = try database.cachedStatement(sql: "SELECT \(ArticleRows.columns) FROM article WHERE seq = ?")
        return try sequences.compactMap {
            try Row.fetchOne(statement, arguments: [$0]).map(entry)
        }
    }
}
