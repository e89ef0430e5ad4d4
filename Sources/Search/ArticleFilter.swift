public import Article

import Catalogue
import GRDB
import LinuxIO
import Stories

/// Which articles are asked for. Source, place, section and language are compared without regard to case, and `*` in them
/// stands for any text, `?` for one character.
public struct ArticleFilter: Sendable, Equatable {
    /// The first and the last day of those that count (``ArticleEntry/day``).
    public var since: CivilDate?
    public var until: CivilDate?
    public var source: String?
    public var place: String?
    public var section: String?
    public var language: String?
    /// Whether only those count that stand for their story: the newest version, no copies and repeats.
    public var standingOnly = false
    /// Whether only those count whose story may be used: neither killed nor withheld nor withdrawn.
    public var usableOnly = false
    /// What becomes of articles whose story the desk has withdrawn.
    public var withdrawn = Withdrawn.included

    /// Records of stories with a version that the index does not know yet: those that count, and those that do not.
    var newlyWanted: [Int64] = []
    var newlyUnwanted: [Int64] = []

    /// How a filter takes withdrawn stories.
    public enum Withdrawn: Sendable, Equatable {
        case included, leftOut
        /// Nothing else counts.
        case only
    }

    /// Everything.
    public init() {}

    /// Whether the filter lets everything through.
    public var isEmpty: Bool { self == ArticleFilter() }

    /// Whether an article fits, whatever has become of its story.
    public func matches(_ entry: ArticleEntry) -> Bool {
        (since.map { entry.day >= $0 } ?? true) && (until.map { entry.day <= $0 } ?? true)
            && Self.fits(entry.source, source) && Self.fits(entry.place, place)
            && Self.fits(entry.section, section) && Self.fits(entry.language, language)
    }

    private static func fits(_ value: String?, _ wanted: String?) -> Bool {
        guard let wanted else { return true }
        guard let value else { return false }
        return NamePattern(escaped(SearchText.key(wanted))).matches(Path(SearchText.key(value)))
    }

    /// A bracket stands for itself, in SQL's GLOB as in ``NamePattern``.
    private static func escaped(_ pattern: String) -> String {
        String(pattern.flatMap { $0 == "[" ? Array("[[]") : [$0] })
    }

    /// What is asked of the day.
    private func dayParts(in zone: DayZone) -> [String] {
        var parts: [String] = []
        func add(_ day: CivilDate, _ sign: String, _ time: String, _ sideways: Int64) {
            let printed = "article.day \(sign) \(Rows.number(of: day))"
            if zone.isUTC { return parts.append(printed) }
            // The day in UTC is at most one off, and is what the table is sorted by.
            let near = CivilDate(secondsSince1970: (Int64(day.daysSince1970) + sideways) * 86_400) ?? day
            parts.append("article.day \(sign) \(Rows.number(of: near))")
            parts.append("CASE article.dated WHEN 1 THEN \(printed) ELSE \(time) END")
        }
        if let since { add(since, ">=", "article.ingested >= \(zone.start(of: since))", -1) }
        if let until {
            let next = CivilDate(secondsSince1970: (Int64(until.daysSince1970) + 1) * 86_400)
            add(until, "<=", next.map { "article.ingested < \(zone.start(of: $0))" } ?? "TRUE", 1)
        }
        return parts
    }

    /// What is asked of the story, as the index knows it.
    private var storyParts: [String] {
        var parts: [String] = []
        if standingOnly { parts.append(VersionRows.standing) }
        if usableOnly { parts.append(VersionRows.usable) }
        switch withdrawn {
        case .included: break
        case .leftOut: parts.append("article.seq NOT IN (\(VersionRows.withdrawn))")
        case .only: parts.append("article.seq IN (\(VersionRows.withdrawn))")
        }
        return parts
    }

    /// Whether what has become of a story decides.
    var asksForStory: Bool { standingOnly || usableOnly || withdrawn != .included }

    /// Whether a record fits, by what has become of its story; nil stands for a story of one record that may be used.
    func isWanted(_ sequence: Int64, in story: StoryVersions?) -> Bool {
        guard let story else { return withdrawn != .only }
        if standingOnly, !story.stands(sequence) { return false }
        switch withdrawn {
        case .included: break
        case .leftOut: if story.standing.use == .withdrawn { return false }
        case .only: if story.standing.use != .withdrawn { return false }
        }
        return !usableOnly || story.standing.use == .usable && story.whole(of: sequence) == nil
    }

    /// The filter as a condition of SQL over the table `article`, with its arguments; days of articles that print none are
    /// those of a zone.
    func condition(in zone: DayZone) -> (sql: String, arguments: StatementArguments) {
        var parts: [String] = []
        var arguments = StatementArguments()
        parts += dayParts(in: zone)
        let columns = [
            ("source_key", source), ("place_key", place), ("section_key", section), ("language", language),
        ]
        for (column, wanted) in columns {
            guard let wanted else { continue }
            let key = SearchText.key(wanted)
            let isPattern = key.contains { "*?".contains($0) }
            parts.append("article.\(column) \(isPattern ? "GLOB" : "=") ?")
            arguments += [isPattern ? Self.escaped(key) : key]
        }
        func list(_ sequences: [Int64]) -> String {
            arguments += ["[\(sequences.map { "\($0)" }.joined(separator: ","))]"]
            return "(SELECT value FROM json_each(?))"
        }
        if !storyParts.isEmpty {
            let known = storyParts.joined(separator: " AND ")
            parts.append(newlyWanted.isEmpty ? known : "(\(known) OR article.seq IN \(list(newlyWanted)))")
            if !newlyUnwanted.isEmpty { parts.append("article.seq NOT IN \(list(newlyUnwanted))") }
        }
        return (parts.isEmpty ? "TRUE" : parts.joined(separator: " AND "), arguments)
    }
}
