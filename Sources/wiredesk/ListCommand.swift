import Archive
import ArgumentParser
import Article
import LinuxIO
import Operations
import Search

/// `wiredesk list`: the articles of the archive.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists articles by date, source, place, language and section, the newest last.",
        discussion: """
            A line an article: its number, its day, language, source and place, and its headline. The day is the one that \
            is printed in it, whatever the time zone; of an article that has none, the day on which it was archived, in \
            brackets and in UTC, as the folders of the archive are named. --since, --until and --on go by these days, and \
            today is the day here. `wiredesk log` has times, which are local. `wiredesk show NUMBER` shows an article. Names are compared without regard to case. On a terminal lines are cut to its width; elsewhere they are whole, \
            and tabs part the fields.

            EXAMPLES
              wiredesk list
              wiredesk list --source TASS --since 7d
              wiredesk list --place 'mosc*' --on 2026-11-20 --limit 0
              wiredesk list --language de --json | jq -r .headline
            """
    )

    @OptionGroup var articles: ArticleFilterOptions

    @Flag(help: "Print one JSON object a line, for programs.")
    var json = false

    @OptionGroup var limit: ScreenfulLimit

    @OptionGroup var desk: DeskOptions

    func run() throws {
        try reportingFailures {
            let filter = try articles.filter(Moment(now: desk.now))
            try desk.lookingUp { lookup, _ in
                let screen = Screen.standard
                var output = Output()
                let entries = try lookup.articles(filter, limit: limit.count)
                let layout = ArticleLine.Layout(entries, columns: screen.columns)
                for entry in entries {
                    let line = ArticleLine(entry)
                    try output.write(json ? JSONLine.text(line) : line.text(screen, layout))
                }
                try output.flush()
            }
        }
    }
}

/// One article in a list.
struct ArticleLine: Encodable {
    let entry: ArticleEntry

    init(_ entry: ArticleEntry) {
        self.entry = entry
    }

    private enum CodingKeys: String, CodingKey {
        case seq, id, day, published, language, source, place, section, headline, segment, offset, length
        case ingestedAt = "ingested_at"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(entry.sequence, forKey: .seq)
        try container.encode("\(entry.id)", forKey: .id)
        try container.encode(UTCTime(nanoseconds: entry.ingestedAt), forKey: .ingestedAt)
        try container.encode("\(entry.day)", forKey: .day)
        try container.encodeIfPresent(entry.published.map { "\($0)" }, forKey: .published)
        try container.encodeIfPresent(entry.language, forKey: .language)
        try container.encodeIfPresent(entry.source, forKey: .source)
        try container.encodeIfPresent(entry.place, forKey: .place)
        try container.encodeIfPresent(entry.section, forKey: .section)
        try container.encode(entry.headline, forKey: .headline)
        try container.encode("\(entry.position.segment)", forKey: .segment)
        try container.encode(entry.position.offset, forKey: .offset)
        try container.encode(entry.length, forKey: .length)
    }

    /// The widths of the columns before the headline.
    struct Layout {
        let number: Int
        let origin: Int
        let headline: Int

        init(_ entries: [ArticleEntry], columns: Int?) {
            let columns = columns ?? 80
            number = entries.map { String($0.sequence).count }.max() ?? 1
            origin = min(entries.map { ArticleLine($0).origin.displayWidth }.max() ?? 0, max(10, columns / 4))
            headline = max(20, columns - number - origin - 12 - 3 - 6)
        }
    }

    /// Source and place.
    var origin: String {
        [entry.source, entry.place].compactMap { $0?.oneLine }.joined(separator: ", ")
    }

    private var day: String { entry.published == nil ? "[\(entry.day)]" : " \(entry.day) " }

    /// The line, with its line break.
    func text(_ screen: Screen, _ layout: Layout) -> String {
        guard screen.columns != nil else {
            let day = entry.published == nil ? "[\(entry.day)]" : "\(entry.day)"
            let fields = [
                "\(entry.sequence)", day, entry.language ?? "", entry.source?.oneLine ?? "",
                entry.place?.oneLine ?? "", entry.headline.oneLine,
            ]
            return fields.joined(separator: "\t") + "\n"
        }
        let number = String(entry.sequence).leftPadded(to: layout.number)
        let small = "\(day)  \((entry.language ?? "").padded(to: 2))  \(origin.padded(to: layout.origin))"
        return screen.style.bold(number) + " " + screen.style.dim(small) + "  "
            + entry.headline.oneLine.cut(to: layout.headline) + "\n"
    }
}
