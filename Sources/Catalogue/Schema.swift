import GRDB

/// The tables of the catalogue.
///
/// Everything in them comes from the archive and the ledger, and comes back from these, but for `moved`: without it, the
/// next start looks for each file that it finds in the inbox where an earlier run would have moved it.
enum Schema {
    /// Changes when the tables do; a catalogue of another version is rebuilt.
    static let version = 9

    static let statements = """
        CREATE TABLE article (
            seq INTEGER PRIMARY KEY,      -- the record's sequence number
            id BLOB NOT NULL,             -- the content id, 32 bytes; found through the tables below
            key BLOB,                     -- by what it is found to be known; NULL where that is the id
            delivery INTEGER NOT NULL,    -- the row of the delivery that brought it
            date INTEGER NOT NULL,        -- the segment's date as the number YYYYMMDD
            number INTEGER NOT NULL,      -- the segment's number
            offset INTEGER NOT NULL,      -- where its line begins, and how many bytes it has
            length INTEGER NOT NULL,
            revision INTEGER NOT NULL,    -- 1 where its marks say that it follows an earlier version
            time INTEGER                  -- milliseconds since 1970 of its record; NULL where that is its delivery's
        );
        CREATE TABLE delivery (
            row INTEGER PRIMARY KEY,      -- its number: in the order of their outcomes
            at INTEGER NOT NULL,          -- milliseconds since 1970 of the outcome
            path NOT NULL,                -- beneath the inbox: text, or a blob where it is no UTF-8
            bytes INTEGER NOT NULL,
            modified INTEGER NOT NULL,    -- nanoseconds since 1970
            sha256 BLOB,                  -- of the bytes, 32 bytes; NULL where they were not read
            outcome INTEGER NOT NULL,     -- 1 archived, 2 duplicate, 3 quarantined, 4 ignored; of a file that has left
                                          -- its place: 5 discarded, 6 put back, 7 removed
            reason TEXT,                  -- why, in one word
            explanation TEXT,             -- why, in sentences
            seq INTEGER,                  -- its first new article, or the article that it duplicates
            articles INTEGER NOT NULL,    -- how many articles it held
            added INTEGER NOT NULL,       -- how many of them were new
            place,                        -- where a file that has left its place stood: as path
            of INTEGER,                   -- the delivery whose file it was, where that is known
            asked INTEGER,                -- nanoseconds since 1970: when a person asked for it
            uid INTEGER,                  -- who that was
            user TEXT
        );
        CREATE INDEX ignored ON delivery (path) WHERE outcome = 4;
        CREATE INDEX asked ON delivery (asked) WHERE asked IS NOT NULL;
        CREATE INDEX removed ON delivery (reason, of) WHERE outcome = 7;
        CREATE INDEX departed ON delivery (of) WHERE of IS NOT NULL;
        CREATE TABLE member (             -- of a delivery, where the member has no record: from the ledger
            delivery INTEGER NOT NULL,
            place INTEGER NOT NULL,
            outcome TEXT NOT NULL,        -- duplicate, refused, no-news
            name TEXT,                    -- where it stood; NULL for members that are only counted
            part INTEGER,                 -- which article of the delivery it is
            reason TEXT,                  -- why, in one word; of items that are no news, their kind
            explanation TEXT,
            seq INTEGER,                  -- the record of the same article
            count INTEGER NOT NULL,
            PRIMARY KEY (delivery, place)
        ) WITHOUT ROWID;
        CREATE TABLE run (                -- of the index over the content ids: see ContentIndex
            number INTEGER PRIMARY KEY,
            level INTEGER NOT NULL,       -- how often its entries were merged
            bits INTEGER NOT NULL,        -- of an id that choose its bucket: there are 2^bits
            first INTEGER NOT NULL,       -- the first and the last sequence number
            last INTEGER NOT NULL,
            count INTEGER NOT NULL,
            state INTEGER NOT NULL        -- 0 unfinished, 1 whole, 2 merged into another
        );
        CREATE TABLE bucket (
            place INTEGER PRIMARY KEY,    -- run * 2^24 + bucket
            entries BLOB NOT NULL         -- 12 bytes each: first 8 bytes of the id, sequence number less `first`
        );
        CREATE TABLE filter (
            place INTEGER PRIMARY KEY,    -- run * 2^24 + group of 8 buckets
            bits BLOB NOT NULL            -- 384 bytes for each bucket
        );
        CREATE TABLE tally (
            day INTEGER NOT NULL,         -- UTC, as the number YYYYMMDD
            outcome INTEGER NOT NULL,
            count INTEGER NOT NULL,       -- deliveries
            revisions INTEGER NOT NULL,   -- articles that they added and that are revisions
            PRIMARY KEY (day, outcome)
        ) WITHOUT ROWID;
        CREATE TABLE part_tally (
            day INTEGER NOT NULL,         -- of the delivery
            format TEXT NOT NULL,         -- '' where nothing told it
            outcome TEXT NOT NULL,        -- archived, duplicate, refused, no-news
            count INTEGER NOT NULL,       -- parts of deliveries
            PRIMARY KEY (day, format, outcome)
        ) WITHOUT ROWID;
        CREATE TABLE mark (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            date INTEGER NOT NULL,        -- up to here the archive has been read
            number INTEGER NOT NULL,
            offset INTEGER NOT NULL,
            ledger_date INTEGER NOT NULL, -- up to here the ledger has been read
            ledger_number INTEGER NOT NULL,
            ledger_offset INTEGER NOT NULL,
            line INTEGER NOT NULL,        -- the number of the last line of the ledger that was read
            moved INTEGER NOT NULL        -- the last delivery of which it is certain that its file was moved
        );
        """

    /// Makes the tables where the database is new; tells whether they are those of this version.
    static func prepare(_ database: Database) throws -> Bool {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        if found == version { return true }
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        guard found == 0, tables == 0 else { return false }
        try database.execute(sql: statements)
        try database.execute(sql: "PRAGMA user_version = \(version)")
        return true
    }
}
