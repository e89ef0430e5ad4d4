import Archive
import Article
import Catalogue
import GRDB
import Stories

extension Lookup {
    /// The story of a record, as far as the archive goes now; nil for a record without other versions that may be used.
    public func story(of entry: ArticleEntry) throws -> StoryVersions? {
        let unindexed = try versionsBehindIndex()
        if let id = unindexed.stories[entry.sequence] { return try story(id) }
        let known = try sequencesInIndex()
        guard known.contains(entry.sequence) else { return nil }
        let found = asking("find its story") { index in
            try index.read("find its story") { try VersionRows.story(of: entry.sequence, in: $0) }
        }
        guard let id = found ?? nil else { return nil }
        return try story(id)
    }

    /// The versions of a story.
    func story(_ id: ContentID) throws -> StoryVersions {
        let indexed = asking("find the versions of a story") { index in
            try index.read("find the versions of a story") { database in
                try VersionRows.versions(of: id, upTo: index.lastSequence, in: database)
            }
        }
        return StoryVersions((indexed ?? []) + (try versionsBehindIndex().versions[id] ?? []), of: id)
    }

    /// How many stories have several versions, and how many records those are.
    public func storyCounts() throws -> (stories: Int, versions: Int) {
        let unindexed = try versionsBehindIndex()
        let indexed = asking("count stories") { index in
            try index.read("count stories") { database in
                try Row.fetchOne(
                    database,
                    sql: """
                        SELECT count(*) AS stories, sum(count) AS versions
                        FROM (SELECT count(*) AS count FROM version GROUP BY story HAVING count > 1)
                        """
                ).map { row in
                    (stories: try Rows.value(row, "stories") as Int, versions: try Rows.optional(row, "versions") ?? 0)
                }
            }
        }
        var counts = (indexed ?? nil) ?? (stories: 0, versions: 0)
        for (id, added) in unindexed.versions where added.contains(where: { $0.link != nil }) {
            let all = try story(id).versions.count
            let before = all - added.count { $0.link != nil }
            counts.stories += before > 1 ? 0 : 1
            counts.versions += before > 1 ? all - before : all
        }
        return counts
    }

    /// Whether the desk has withdrawn any story.
    public func hasWithdrawn() throws -> Bool {
        let unindexed = try versionsBehindIndex()
        for id in unindexed.versions.keys where try story(id).standing.use == .withdrawn { return true }
        let indexed = asking("find withdrawn stories") { index in
            try index.read("find withdrawn stories") {
                try Int64.fetchOne($0, sql: VersionRows.withdrawn + " LIMIT 1") != nil
            }
        }
        return indexed ?? false
    }

    /// Whether an article is asked for, by what has become of its story.
    func isWanted(_ entry: ArticleEntry, _ filter: ArticleFilter) throws -> Bool {
        try !filter.asksForStory || filter.isWanted(entry.sequence, in: try story(of: entry))
    }

    /// The filter with what versions that the index does not know yet have changed.
    func withNewVersions(_ filter: ArticleFilter) throws -> ArticleFilter {
        guard filter.asksForStory, index != nil else { return filter }
        var filter = filter
        (filter.newlyWanted, filter.newlyUnwanted) = ([], [])
        for id in try versionsBehindIndex().versions.keys {
            let story = try story(id)
            for version in story.versions {
                if filter.isWanted(version.sequence, in: story) {
                    filter.newlyWanted.append(version.sequence)
                } else {
                    filter.newlyUnwanted.append(version.sequence)
                }
            }
        }
        return filter
    }

    /// The records of which the index has something to say beside what a list has.
    private func sequencesInIndex() throws -> Set<Int64> {
        if let versionSequences { return versionSequences }
        let found = asking("find stories") { index in
            try index.read("find stories") { try Int64.fetchSet($0, sql: "SELECT seq FROM version") }
        }
        versionSequences = found ?? []
        return found ?? []
    }

    /// What the index has not read yet.
    func versionsBehindIndex() throws -> UnindexedVersions {
        let start = index?.mark.position
        if let unindexedVersions, unindexedVersions.start == start { return unindexedVersions }
        var found = UnindexedVersions(start: start)
        try scan(RecordSummary.self, from: start) { record, _, _ in
            let version = StoryVersion(record)
            if version.isPlain { return true }
            let story = record.link?.story ?? record.id
            found.versions[story, default: []].append(version)
            found.stories[record.sequence] = story
            if let link = record.link { found.stories[link.revisionOf] = story }
            return true
        }
        unindexedVersions = found
        return found
    }
}

/// The versions of stories that stand in the archive behind what the index has read.
struct UnindexedVersions {
    var start: ArchivePosition?
    /// By story, in the order of the archive.
    var versions: [ContentID: [StoryVersion]] = [:]
    /// The story of each record that is or has a later version there.
    var stories: [Int64: ContentID] = [:]
}
