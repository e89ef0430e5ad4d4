import Archive
import Article
import Catalogue
import FoundationEssentials
import GRDB
import LinuxIO

/// How articles stand in the tables of ``SearchSchema``.
enum ArticleRows {
    /// Adds an article; one that is there already is left as it is.
    static func add(_ record: Archive.Record, at position: ArchivePosition, length: Int, to database: Database) throws {
        let entry = ArticleEntry(record, at: position, length: length)
        let insertion = try database.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO article (seq, id, ingested, day, dated, language, source, source_key, place,
                    place_key, section, section_key, headline, revision, date, number, offset, length)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        try insertion.execute(arguments: [
            entry.sequence, Data(entry.id.bytes), entry.ingestedAt.dividedDown(by: 1_000_000),
            Rows.number(of: entry.day),
            entry.published != nil, entry.language, entry.source, entry.source.map(SearchText.key), entry.place,
            entry.place.map(SearchText.key), entry.section, entry.section.map(SearchText.key), entry.headline,
            entry.isRevision,
            Rows.number(of: position.segment.day), position.segment.number, position.offset, length,
        ])
        guard database.changesCount > 0 else { return }
        try VersionRows.add(record, to: database)
        try addWords(of: record, entry, to: database)
    }

    /// Adds what is searched of an article to the table `words`.
    static func addWords(of record: Archive.Record, _ entry: ArticleEntry, to database: Database) throws {
        let insertion = try database.cachedStatement(
            sql: "INSERT INTO words (rowid, \(SearchText.columns)) VALUES (?, ?, ?, ?, ?, ?)"
        )
        let headline = SearchText.prepared(record.headline)
        let body = SearchText.prepared(record.searchedBody)
        let forms = entry.language.flatMap { WordForms(language: $0) }
        try insertion.execute(arguments: [
            record.sequence, headline, body, SearchText.facets(of: entry), forms?.all(in: headline),
            forms?.all(in: body),
        ])
    }

    /// The columns of ``entry(_:)``.
    static let columns = """
        article.seq, article.id, article.ingested, article.day, article.dated, article.language, article.source, \
        article.place, article.section, article.headline, article.revision, article.date, article.number, article.offset, \
        article.length
        """

    static func entry(_ row: Row) throws -> ArticleEntry {
        guard let id = try Rows.contentID(row), let day = Rows.day(try Rows.value(row, "day")) else {
            throw Rows.Unreadable()
        }
        let dated: Bool = try Rows.value(row, "dated")
        let milliseconds: Int64 = try Rows.value(row, "ingested")
        return ArticleEntry(
            sequence: try Rows.value(row, "seq"),
            id: id,
            ingestedAt: milliseconds.multipliedSaturated(by: 1_000_000),
            day: day,
            published: dated ? day : nil,
            language: try Rows.optional(row, "language"),
            source: try Rows.optional(row, "source"),
            place: try Rows.optional(row, "place"),
            section: try Rows.optional(row, "section"),
            headline: try Rows.value(row, "headline"),
            isRevision: try Rows.value(row, "revision"),
            position: try Rows.position(row),
            length: try Rows.value(row, "length")
        )
    }
}

extension Archive.Record {
    /// What is searched beside the headline: the deck and the paragraphs, a line each.
    var searchedBody: String {
        ([deck].compactMap { $0 } + body).joined(separator: "\n")
    }
}
