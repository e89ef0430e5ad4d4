import Archive
import Article
import Catalogue
import FoundationEssentials
import GRDB
import Stories

/// How the versions of stories stand in the table `version`: a row for each record of a story that has several, and for each
/// that says of itself how it may be used.
enum VersionRows {
    static let statements = """
        CREATE TABLE version (
            seq INTEGER PRIMARY KEY,      -- the record's sequence number
            story BLOB NOT NULL,          -- the content id of the story's first version, 32 bytes
            follows INTEGER,              -- what it follows and how; NULL in the first version
            relation TEXT,
            similarity INTEGER,           -- in thousandths
            basis TEXT,
            killed INTEGER NOT NULL,      -- what the record says of itself
            corrected INTEGER NOT NULL,
            withheld INTEGER NOT NULL,
            embargo INTEGER,              -- its end in seconds since 1970; -1 where it is printed and not sure
            stands INTEGER NOT NULL,      -- 0 where a later version replaces it, and for its copies and repeats
            usage TEXT NOT NULL           -- what a reader may do with the story; `part` for a part of an upload
        );
        CREATE INDEX version_story ON version (story, seq);
        CREATE INDEX version_withdrawn ON version (seq) WHERE usage = 'withdrawn';
        """

    /// Of the articles of a list, those that stand.
    static let standing = "NOT EXISTS (SELECT 1 FROM version WHERE version.seq = article.seq AND NOT version.stands)"
    /// Those whose story may be used.
    static let usable =
        "NOT EXISTS (SELECT 1 FROM version WHERE version.seq = article.seq AND version.usage <> 'usable')"

    /// The records whose story the desk has withdrawn: few, and found by an index of their own.
    static let withdrawn = "SELECT seq FROM version WHERE usage = 'withdrawn'"

    /// Adds a record; those of its story are brought up to it.
    static func add(_ record: Archive.Record, to database: Database) throws {
        let version = StoryVersion(record)
        guard let link = version.link else {
            if !version.standing.isPlain { try insert(StoryVersions([version], of: record.id), to: database) }
            return
        }
        let earlier = try versions(of: link.story, upTo: record.sequence - 1, in: database)
        try insert(StoryVersions(earlier + [version], of: link.story), to: database)
    }

    /// The rows of a story, in the order of the archive.
    static func versions(of story: ContentID, upTo last: Int64, in database: Database) throws -> [StoryVersion] {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM version WHERE story = ? AND seq <= ? ORDER BY seq"
        )
        return try Row.fetchAll(statement, arguments: [Data(story.bytes), last]).map { try version($0, of: story) }
    }

    /// The story of a record that has a row.
    static func story(of sequence: Int64, in database: Database) throws -> ContentID? {
        let statement = try database.cachedStatement(sql: "SELECT story AS id FROM version WHERE seq = ?")
        return try Row.fetchOne(statement, arguments: [sequence]).flatMap { try Rows.contentID($0) }
    }

    private static func version(_ row: Row, of story: ContentID) throws -> StoryVersion {
        var version = StoryVersion(sequence: try Rows.value(row, "seq"), link: nil)
        version.standing.isKilled = try Rows.value(row, "killed")
        version.standing.isCorrected = try Rows.value(row, "corrected")
        version.standing.status = try Rows.value(row, "withheld") ? .withheld : nil
        let embargo: Int64? = try Rows.optional(row, "embargo")
        version.standing.embargo = embargo.map { $0 < 0 ? .printed("") : .until($0) }
        guard let follows: Int64 = try Rows.optional(row, "follows") else { return version }
        guard let relation = StoryLink.Relation(rawValue: try Rows.value(row, "relation")),
            let basis = StoryLink.Basis(rawValue: try Rows.value(row, "basis"))
        else { throw Rows.Unreadable() }
        version.link = StoryLink(
            story: story,
            revisionOf: follows,
            relation: relation,
            similarity: try Rows.optional(row, "similarity"),
            basis: basis
        )
        return version
    }

    private static func usage(of sequence: Int64, in story: StoryVersions) -> String {
        let use = story.standing.use
        return use == .usable && story.whole(of: sequence) != nil ? "part" : use.rawValue
    }

    private static func insert(_ story: StoryVersions, to database: Database) throws {
        let insertion = try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO version (seq, story, follows, relation, similarity, basis, killed, corrected,
                    withheld, embargo, stands, usage)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        for version in story.versions {
            let embargo: Int64? =
                switch version.standing.embargo {
                case .until(let seconds): seconds
                case .printed: -1
                case nil: nil
                }
            try insertion.execute(arguments: [
                version.sequence, Data(story.id.bytes), version.link?.revisionOf, version.link?.relation.rawValue,
                version.link?.similarity, version.link?.basis.rawValue, version.standing.isKilled,
                version.standing.isCorrected, version.standing.status == .withheld, embargo,
                story.standing.stands(version.sequence, version.link), usage(of: version.sequence, in: story),
            ])
        }
    }
}
