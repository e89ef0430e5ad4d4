import Archive
import ArgumentParser
import Article
import LinuxIO
import Operations
import Search
import Stories

/// `wiredesk list`: the articles of the archive.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists articles by date, source, place, language and section, the newest last.",
        discussion: """
            A line an article: its number, its day, language, source and place, and its headline. The day is the one that \
            is printed in it, whatever the time zone; of an article that has none, the day on which it was archived, in \
            brackets and in local time. --since, --until and --on go by these days, and today is the day here. The folders of \
            the archive are named by the day in UTC. `wiredesk log` has times, which are local. `wiredesk show NUMBER` shows an article. Names are compared without regard to case. On a terminal lines are cut to its width; elsewhere they are whole, \
            and tabs part the fields.

            Of each story the newest version is listed, marked with how many it has; copies and repeats are left out. \
            --all-versions lists them all, and those that the desk has withdrawn, which are left out otherwise. A mark also says \
            that a story is KILLED, WITHHELD or WITHDRAWN, that a version is CORRECTED, and that an EMBARGO has not passed or has no sure end; in a pipe it is the last field.

            EXAMPLES
              wiredesk list
              wiredesk list --source TASS --since 7d
              wiredesk list --place 'mosc*' --on 2026-11-20 --limit 0
              wiredesk list --language de --json | jq -r .headline

            EXIT STATUS
              0   some were listed
              1   there is none
              65  a record is damaged, and was left out
            """
    )

    @OptionGroup var articles: ArticleFilterOptions

    @Flag(help: "List all versions of each story, copies and repeats too, and withdrawn stories.")
    var allVersions = false

    @Flag(name: .shortAndLong, help: "Print one JSON object a line, for programs.")
    var json = false

    @OptionGroup var limit: ScreenfulLimit

    @OptionGroup var shown: ScreenOptions

    @OptionGroup var desk: DeskOptions

    func run() throws {
        try reportingFailures {
            var filter = try articles.filter(Moment(now: desk.now))
            filter.standingOnly = !allVersions
            if !allVersions { filter.withdrawn = .leftOut }
            try desk.lookingUp(needsAll: true, since: filter.since) { lookup, _ in
                let screen = shown.screen
                var output = shown.output
                let entries = try lookup.articles(filter, limit: limit.count)
                let layout = ArticleLine.Layout(entries, columns: screen.columns)
                for entry in entries {
                    let line = try ArticleLine(entry, lookup, at: desk.now)
                    try output.write(json ? JSONLine.text(line) : line.text(screen, layout))
                }
                try output.flush()
                if !allVersions {
                    var others = filter
                    others.withdrawn = .only
                    try WithdrawnNote.tell(lookup, "--all-versions lists them") {
                        try lookup.articles(others, limit: nil).count
                    }
                }
                if entries.isEmpty { throw NothingFound(ofArticles: filter) }
            }
        }
    }
}

/// One article in a list.
struct ArticleLine: Encodable {
    let entry: ArticleEntry
    private let story: StoryVersions?
    private let now: Int64

    /// A line that says nothing of the story.
    init(_ entry: ArticleEntry) {
        self.entry = entry
        story = nil
        now = 0
    }

    init(_ entry: ArticleEntry, _ lookup: Lookup, at now: UTCTime) throws {
        self.entry = entry
        story = try lookup.story(of: entry)
        self.now = now.nanoseconds / 1_000_000_000
    }

    private enum CodingKeys: String, CodingKey {
        case seq, id, day, published, language, source, place, section, headline, segment, offset, length
        case story, relation, versions, use, embargoed
        case ingestedAt = "ingested_at"
        case revisionOf = "revision_of"
    }

    /// What the story is marked with.
    var marks: [String] { StoryPlace(entry.sequence, in: story).marks(at: now) }

    private func encodeStory(to container: inout KeyedEncodingContainer<CodingKeys>) throws {
        guard let story, let version = story.version(entry.sequence) else { return }
        if story.versions.count > 1 {
            try container.encode("\(story.id)", forKey: .story)
            try container.encode(story.versions.count, forKey: .versions)
        }
        try container.encodeIfPresent(version.link?.revisionOf, forKey: .revisionOf)
        try container.encodeIfPresent(version.link?.relation.rawValue, forKey: .relation)
        if story.standing.use != .usable { try container.encode(story.standing.use.rawValue, forKey: .use) }
        if version.isEmbargoed(at: now) { try container.encode(true, forKey: .embargoed) }
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
        try encodeStory(to: &container)
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
                entry.place?.oneLine ?? "", entry.headline.oneLine, marks.joined(separator: ", "),
            ]
            return fields.joined(separator: "\t") + "\n"
        }
        let number = String(entry.sequence).leftPadded(to: layout.number)
        let small = "\(day)  \((entry.language ?? "").padded(to: 2))  \(origin.padded(to: layout.origin))"
        let mark = marks.isEmpty ? "" : "[\(marks.joined(separator: ", "))] "
        let headline = entry.headline.oneLine.cut(to: max(20, layout.headline - mark.displayWidth))
        return screen.style.bold(number) + " " + screen.style.dim(small) + "  " + screen.style.yellow(mark) + headline
            + "\n"
    }
}
