import Archive
import ArgumentParser
import Article
import Catalogue
import LinuxIO
import Operations
import Search

/// `wiredesk stats`: how much there is of what.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract:
            "Counts the articles a day, by source, by language, by place and by section, and the shares of revisions and duplicates.",
        discussion: """
            Options choose articles as in `list`. The stories that have several versions, the deliveries, and the share of duplicates among those that held an \
            article, are of the whole desk. A terminal shows bars, and the newest 14 days and the 10 largest of each kind; \
            elsewhere each count is a line of three fields with tabs, and --json has all.

            EXAMPLES
              wiredesk stats
              wiredesk stats --since 30d --source TASS
              wiredesk stats --json | jq -r '.days[] | [.day, .articles] | @csv'

            EXIT STATUS
              0   counted
              1   there is no such article
              65  a record is damaged, and was left out
            """
    )

    @OptionGroup var articles: ArticleFilterOptions

    @Flag(name: .shortAndLong, help: "Print one JSON object, for programs.")
    var json = false

    @OptionGroup var shown: ScreenOptions

    @OptionGroup var desk: DeskOptions

    func run() throws {
        try reportingFailures {
            let filter = try articles.filter(Moment(now: desk.now))
            try desk.lookingUp(needsAll: true, since: filter.since) { lookup, _ in
                let report = StatsReport(try lookup.statistics(filter))
                var output = shown.output
                try output.write(json ? JSONLine.text(report) : report.text(shown.screen))
                try output.flush()
                if report.isEmpty { throw NothingFound(ofArticles: filter) }
            }
        }
    }
}

/// The counts as they are told.
struct StatsReport: Encodable {
    private let statistics: DeskStatistics
    private let days: [(day: CivilDate, count: Int)]
    /// Each kind with its counts, the largest first; nil for articles that have none.
    private let kinds: [(name: String, title: String, counts: [(value: String?, count: Int)])]

    /// Whether there is no article to count.
    var isEmpty: Bool { statistics.articles == 0 }

    private static let shownDays = 14
    private static let shownValues = 10

    init(_ statistics: DeskStatistics) {
        self.statistics = statistics
        days = statistics.days.map { (day: $0.key, count: $0.value) }.sorted { $0.day < $1.day }
        func sorted(_ counts: [String?: Int]) -> [(value: String?, count: Int)] {
            counts.map { (value: $0.key, count: $0.value) }
                .sorted { ($1.count, $0.value ?? "") < ($0.count, $1.value ?? "") }
        }
        kinds = [
            ("source", "sources", sorted(statistics.sources)), ("language", "languages", sorted(statistics.languages)),
            ("place", "places", sorted(statistics.places)), ("section", "sections", sorted(statistics.sections)),
        ]
    }

    /// Of the deliveries that held an article, those that held none that was new; nil where there were none.
    private var duplicateShare: Double? {
        guard let deliveries = statistics.deliveries else { return nil }
        let duplicates = deliveries[.duplicate] ?? 0
        let all = duplicates + (deliveries[.archived] ?? 0)
        return all == 0 ? nil : Double(duplicates) / Double(all)
    }

    /// Of the articles, those that follow an earlier version; nil where there are none.
    private var revisionShare: Double? {
        statistics.articles == 0 ? nil : Double(statistics.revisions) / Double(statistics.articles)
    }

    private static func rounded(_ share: Double) -> Double { (share * 1_000_000).rounded() / 1_000_000 }

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(statistics.articles, forKey: Key("articles"))
        try container.encode(statistics.revisions, forKey: Key("revisions"))
        try container.encode(statistics.stories, forKey: Key("stories"))
        try container.encode(statistics.versions, forKey: Key("versions"))
        try container.encodeIfPresent(revisionShare.map(Self.rounded), forKey: Key("revision_share"))
        var list = container.nestedUnkeyedContainer(forKey: Key("days"))
        for day in days {
            var item = list.nestedContainer(keyedBy: Key.self)
            try item.encode("\(day.day)", forKey: Key("day"))
            try item.encode(day.count, forKey: Key("articles"))
        }
        for kind in kinds {
            var list = container.nestedUnkeyedContainer(forKey: Key(kind.title))
            for count in kind.counts {
                var item = list.nestedContainer(keyedBy: Key.self)
                try item.encodeIfPresent(count.value, forKey: Key(kind.name))
                try item.encode(count.count, forKey: Key("articles"))
            }
        }
        guard let deliveries = statistics.deliveries else { return }
        var counts = container.nestedContainer(keyedBy: Key.self, forKey: Key("deliveries"))
        for outcome in Outcome.answers { try counts.encode(deliveries[outcome] ?? 0, forKey: Key("\(outcome)")) }
        try container.encodeIfPresent(duplicateShare.map(Self.rounded), forKey: Key("duplicate_share"))
    }

    /// Tables with bars on a terminal, lines with tabs elsewhere.
    func text(_ screen: Screen) -> String {
        guard let columns = screen.columns else { return lines }
        var blocks = [summary.wrapped(to: min(columns, 120)).joined(separator: "\n")]
        if !days.isEmpty {
            // A day without an article is a day of silence, and stands there too.
            let newest = newestDays
            blocks.append(
                table(dayTitle(newest), newest.map { (name: "\($0.day)", count: $0.count) }, screen, columns)
            )
        }
        for kind in kinds where kind.counts.contains(where: { $0.value != nil }) {
            let shown = kind.counts.prefix(Self.shownValues).map {
                (name: $0.value?.oneLine ?? "none", count: $0.count)
            }
            blocks.append(
                table(title(kind.title, shown.count, of: kind.counts.count, "largest"), shown, screen, columns)
            )
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    /// The newest days, those without an article among them.
    private var newestDays: [(day: CivilDate, count: Int)] {
        guard let first = days.first?.day, let last = days.last?.day else { return [] }
        let counts = Dictionary(days.map { ($0.day, $0.count) }) { $0 + $1 }
        let count = min(last.daysSince1970 - first.daysSince1970 + 1, Self.shownDays)
        return (last.daysSince1970 - count + 1...last.daysSince1970).compactMap { number in
            CivilDate(secondsSince1970: Int64(number) * 86_400).map { (day: $0, count: counts[$0] ?? 0) }
        }
    }

    /// Where there are articles of earlier days, on how many: an article of long ago makes no empty days.
    private func dayTitle(_ shown: [(day: CivilDate, count: Int)]) -> String {
        let earlier = days.count - shown.count { $0.count > 0 }
        let rest = earlier == 1 ? "1 earlier day has" : "\(Figure.grouped(Int64(earlier))) earlier days have"
        return earlier == 0 ? "articles a day" : "articles a day, the newest \(shown.count); \(rest) articles"
    }

    private var summary: String {
        let count = statistics.articles
        var text = count == 1 ? "1 article" : "\(Figure.grouped(Int64(count))) articles"
        if let revisionShare {
            let revisions = statistics.revisions
            text += ", \(Figure.grouped(Int64(revisions))) of them "
            text += revisions == 1 ? "a revision" : "revisions"
            text += " (\(Self.percent(revisionShare)))"
        }
        if statistics.stories > 0 {
            let stories = Figure.grouped(Int64(statistics.stories))
            text += ". On the whole desk \(stories) \(statistics.stories == 1 ? "story has" : "stories have") several "
            text += "versions, \(Figure.grouped(Int64(statistics.versions))) together"
        }
        if let deliveries = statistics.deliveries {
            let parts = Outcome.answers.map { "\(Figure.grouped(Int64(deliveries[$0] ?? 0))) \($0)" }
            text += ". Deliveries: " + parts.joined(separator: ", ")
            if let duplicateShare {
                text += "; \(Self.percent(duplicateShare)) of the articles delivered were duplicates"
            }
        } else {
            text += ". There is no catalogue to tell of duplicates; the daemon makes it at its next start"
        }
        return text + "."
    }

    private func title(_ name: String, _ shown: Int, of all: Int, _ which: String) -> String {
        shown == all ? name : "\(name), the \(which) \(shown) of \(Figure.grouped(Int64(all)))"
    }

    private func table(
        _ title: String,
        _ rows: [(name: String, count: Int)],
        _ screen: Screen,
        _ columns: Int
    ) -> String {
        let nameWidth = min(rows.map(\.name.displayWidth).max() ?? 0, max(12, columns / 3))
        let countWidth = rows.map { Figure.grouped(Int64($0.count)).count }.max() ?? 0
        let most = rows.map(\.count).max() ?? 1
        // Two spaces at the left, between the columns, and the share behind the bar.
        let room = max(8, min(40, columns - nameWidth - countWidth - 16))
        let lines = rows.map { row in
            let eighths = most == 0 ? 0 : Int((Double(row.count) / Double(most) * Double(room * 8)).rounded())
            let share = Self.percent(Double(row.count) / Double(max(1, statistics.articles))).leftPadded(to: 7)
            let count = Figure.grouped(Int64(row.count)).leftPadded(to: countWidth)
            return "  \(row.name.padded(to: nameWidth))  \(count) \(share)  " + screen.style.bar(Self.bar(eighths))
        }
        return ([screen.style.bold(title)] + lines).joined(separator: "\n")
    }

    /// A bar of so many eighths of a column (Unicode, Block Elements).
    private static func bar(_ eighths: Int) -> String {
        let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
        return String(repeating: "█", count: eighths / 8) + rest
    }

    private static func percent(_ share: Double) -> String {
        "\((share * 1_000).rounded() / 10)\u{A0}%"
    }

    /// A count a line: what is counted, its value, how many.
    private var lines: String {
        var lines = [
            "articles\t\t\(statistics.articles)", "revisions\t\t\(statistics.revisions)",
            "stories\t\t\(statistics.stories)", "versions\t\t\(statistics.versions)",
        ]
        for outcome in Outcome.answers {
            if let deliveries = statistics.deliveries {
                lines.append("delivery\t\(outcome)\t\(deliveries[outcome] ?? 0)")
            }
        }
        lines += days.map { "day\t\($0.day)\t\($0.count)" }
        for kind in kinds {
            lines += kind.counts.map { "\(kind.name)\t\($0.value?.oneLine ?? "")\t\($0.count)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Style {
    /// A bar of a chart: cyan.
    func bar(_ text: String) -> String { isOn && !text.isEmpty ? "\u{1B}[36m\(text)\u{1B}[0m" : text }
}
