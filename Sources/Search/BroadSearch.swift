import Archive
import Catalogue
import GRDB

/// The bounds within which a search is exact; beyond them it is quick instead.
struct SearchBounds {
    /// How many of the articles that fit are ranked.
    var ranked = Lookup.ranked
    /// A phrase all of whose words stand in more articles than this is not ranked by BM25, which would look at every
    /// place where they stand.
    var commonWord = 20_000
    /// So many of the newest articles that fit are looked at for the words in their headlines.
    var headlines = 1_000
}

extension Lookup {
    /// What fits a query that BM25 cannot rank in time: a phrase of common words only, or the beginning of a word that
    /// more than ``ranked`` articles have. BM25 reads every place in the archive where a phrase or a beginning stands
    /// (https://sqlite.org/fts5.html#the_bm25_function); here the newest ``ranked`` that fit are the answer, those with
    /// all the words in the headline first.
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
        let found = try Int64.fetchAll(
            database,
            sql: "SELECT words.rowid \(matching) LIMIT \(bounds.ranked + 1)",
            arguments: arguments
        )
        let isCut = found.count > bounds.ranked
        guard hasCommonPhrase || isCut else { return nil }
        let ranked = found.prefix(bounds.ranked)
        let headed = try headlines(ranked.prefix(bounds.headlines), in: database)
        let inHeadline = try table.haveInHeadline(headed)
        let best = (ranked.filter { inHeadline.contains($0) } + ranked.filter { !inHeadline.contains($0) }).prefix(
            limit
        )
        return Candidates(
            found: try entries(best, in: database).map { ($0, inHeadline.contains($0.sequence) ? 1 : 0) },
            isCut: isCut,
            isByHeadline: true
        )
    }

    private func isCommon(_ word: String, in database: Database) throws -> Bool {
        let count = try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT \(bounds.commonWord + 1))",
            arguments: [word]
        )
        return count ?? 0 > bounds.commonWord
    }

    private func headlines(
        _ sequences: some Sequence<Int64>,
        in database: Database
    ) throws -> [(sequence: Int64, text: String)] {
        let statement = try database.cachedStatement(sql: "SELECT headline FROM article WHERE seq = ?")
        return try sequences.compactMap { sequence in
            try String.fetchOne(statement, arguments: [sequence]).map { (sequence, $0) }
        }
    }

    private func entries(_ sequences: some Sequence<Int64>, in database: Database) throws -> [ArticleEntry] {
        let statement = try database.cachedStatement(sql: "SELECT \(ArticleRows.columns) FROM article WHERE seq = ?")
        return try sequences.compactMap {
            try Row.fetchOne(statement, arguments: [$0]).map { try ArticleRows.entry($0) }
        }
    }
}
