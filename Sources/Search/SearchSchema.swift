import GRDB

/// The tables of the index.
///
/// Everything in them comes from the archive and from the catalogue's deliveries, and comes back from there.
enum SearchSchema {
    /// Changes when the tables or the rules of ``SearchText`` do; an index of another version is rebuilt.
    static let version = 8

    static let statements = """
        CREATE TABLE article (
            seq INTEGER PRIMARY KEY,      -- the record's sequence number
            id BLOB NOT NULL,             -- the content id, 32 bytes
            ingested INTEGER NOT NULL,    -- milliseconds since 1970
            day INTEGER NOT NULL,         -- as the number YYYYMMDD: published, or archived (UTC) where that is not known
            dated INTEGER NOT NULL,       -- 1 where the day is that of publication
            language TEXT,
            source TEXT,                  -- as printed, and beside it as it is compared
            source_key TEXT,
            place TEXT,
            place_key TEXT,
            section TEXT,
            section_key TEXT,
            headline TEXT NOT NULL,
            revision INTEGER NOT NULL,    -- 1 where its marks say that it follows an earlier version
            date INTEGER NOT NULL,        -- where its line stands: the segment's date and number, offset and length
            number INTEGER NOT NULL,
            offset INTEGER NOT NULL,
            length INTEGER NOT NULL
        );
        CREATE INDEX article_id ON article (id);
        CREATE INDEX article_day ON article (day);
        CREATE INDEX article_source ON article (source_key, day);
        CREATE INDEX article_place ON article (place_key, day);
        CREATE INDEX article_section ON article (section_key, day);
        CREATE INDEX article_language ON article (language, day);
        -- The text stays in the archive: this holds only where each word stands. A facet is a word of its own for the
        -- source, the place, the section and the language; what the forms of a word have in common stands once for each.
        CREATE VIRTUAL TABLE words USING fts5 (\(SearchText.columns), content = '', tokenize = '\(SearchText.tokenizer)');
        CREATE TABLE delivery (
            row INTEGER PRIMARY KEY,      -- the catalogue's
            at INTEGER NOT NULL,          -- milliseconds since 1970
            outcome INTEGER NOT NULL,
            seq INTEGER,
            name INTEGER NOT NULL,        -- a hash of the last component of its path
            digest INTEGER                -- the first 8 bytes of its SHA-256
        );
        CREATE INDEX delivery_outcome ON delivery (outcome, row, at);
        CREATE INDEX delivery_seq ON delivery (seq);
        CREATE INDEX delivery_name ON delivery (name);
        CREATE INDEX delivery_digest ON delivery (digest);
        CREATE TABLE path (
            row INTEGER PRIMARY KEY,      -- deliveries that stand in no block yet
            at INTEGER NOT NULL,
            outcome INTEGER NOT NULL,
            path BLOB NOT NULL
        );
        CREATE TABLE block (
            first INTEGER PRIMARY KEY,    -- deliveries with successive rows
            last INTEGER NOT NULL,
            since INTEGER NOT NULL,       -- the first and the last of their times, in milliseconds since 1970
            until INTEGER NOT NULL,
            outcomes BLOB NOT NULL,       -- a byte each
            discarded BLOB NOT NULL,      -- the paths of those of each outcome, each path ended by a NUL; the rarest
            put_back BLOB NOT NULL,       -- outcomes stand first, because what stands behind is not read for them
            removed BLOB NOT NULL,
            ignored BLOB NOT NULL,
            quarantined BLOB NOT NULL,
            archived BLOB NOT NULL,
            duplicates BLOB NOT NULL
        );
        CREATE TABLE mark (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            date INTEGER NOT NULL,        -- up to here the archive has been read
            number INTEGER NOT NULL,
            offset INTEGER NOT NULL,
            row INTEGER NOT NULL          -- the last delivery
        );
        INSERT INTO mark VALUES (1, 0, 0, 0, 0);
        \(VersionRows.statements)
        \(DamagedRows.statements)
        """

    /// Whether the database has neither tables nor a version yet.
    static func isNew(_ database: Database) throws -> Bool {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        return version == 0 && tables == 0
    }

    /// Makes the tables where the database is new; tells whether they are those of this version.
    static func prepare(_ database: Database) throws -> Bool {
        guard try isNew(database) else {
            return try Int.fetchOne(database, sql: "PRAGMA user_version") == version
        }
        try database.inTransaction {
            try database.execute(sql: statements)
            try database.execute(sql: "PRAGMA user_version = \(version)")
            return .commit
        }
        return true
    }
}
