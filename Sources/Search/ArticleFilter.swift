public import Article

import Catalogue
import GRDB
import LinuxIO

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

    /// Everything.
    public init() {}

    /// Whether the filter lets everything through.
    public var isEmpty: Bool { self == ArticleFilter() }

    /// Whether an article fits.
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

    /// The filter as a condition of SQL over the table `article`, with its arguments.
    var condition: (sql: String, arguments: StatementArguments) {
        var parts: [String] = []
        var arguments = StatementArguments()
        if let since { parts.append("article.day >= \(Rows.number(of: since))") }
        if let until { parts.append("article.day <= \(Rows.number(of: until))") }
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
        return (parts.isEmpty ? "TRUE" : parts.joined(separator: " AND "), arguments)
    }
}
