import Archive
import ArgumentParser
import Article
import LinuxIO
import Operations
import Search
import Stories

/// `wiredesk story`: the versions of a story, and what each changed.
struct StoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "story",
        abstract: "Shows the versions of a story in their order, and what each of them changed.",
        discussion: """
            The story is named by any of its articles, as in `show`. Each version stands with its number, when it was \
            archived, what it is to the one that it follows (update, correction, kill, withdrawal, restoration, repeat, \
            copy, completes), and by which rule they were found to belong together; below it stand the paragraphs that \
            differ from the version that it follows. On a terminal removed words are red and added ones green; elsewhere \
            they stand in [-brackets-] and {+braces+}. A version that replaces nothing, because it only names the story, \
            has no differences.

            EXAMPLES
              wiredesk story 42
              wiredesk story last
              wiredesk story tass/aleppo.txt | less
              wiredesk story 42 --json | jq '.versions[] | [.seq, .relation]'

            EXIT STATUS
              0   shown
              65  a record is damaged, or several articles are meant
              66  there is no such article
            """
    )

    @OptionGroup var named: NamedArticle

    @Flag(help: "Print one JSON object, for programs.")
    var json = false

    @OptionGroup var shown: ScreenOptions

    @OptionGroup var desk: DeskOptions

    func run() throws {
        try reportingFailures {
            try desk.lookingUp(number: named.number) { lookup, settings in
                let entry = try named.entry(lookup, settings)
                let report = try StoryReport(entry, lookup)
                var output = shown.output
                try output.write(json ? JSONLine.text(report) : report.text(shown.screen))
                try output.flush()
            }
        }
    }
}

/// A story as it is told.
struct StoryReport: Encodable {
    private struct Version {
        var record: Record
        var link: StoryLink?
        var stands: Bool
        /// Nil where there is nothing to compare it with.
        var difference: WordDifference?
    }

    private let id: ContentID
    private let use: StoryStanding.Use
    private let versions: [Version]

    init(_ entry: ArticleEntry, _ lookup: Lookup) throws {
        let story = try lookup.story(of: entry)
        id = story?.id ?? entry.id
        use = story?.standing.use ?? .usable
        var records: [Int64: Record] = [:]
        for sequence in story?.versions.map(\.sequence) ?? [entry.sequence] {
            guard let found = sequence == entry.sequence ? entry : try lookup.article(sequence) else { continue }
            records[sequence] = try lookup.record(of: found)
        }
        versions = records.values.sorted { $0.sequence < $1.sequence }.map { record in
            Version(
                record: record,
                link: record.link,
                stands: story?.stands(record.sequence) ?? true,
                difference: Self.difference(of: record, from: record.link.flatMap { records[$0.revisionOf] })
            )
        }
    }

    /// What a version changed; nil where it is no version of the text, but a notice.
    private static func difference(of record: Record, from other: Record?) -> WordDifference? {
        guard let other, let link = record.link, link.basis != .notice, link.basis != .operator else { return nil }
        return WordDifference([other.headline] + other.body, [record.headline] + record.body)
    }

    // MARK: For people

    func text(_ screen: Screen) -> String {
        let count = versions.count == 1 ? "1 version" : "\(versions.count) versions"
        let state = use == .usable ? "" : ", \(use.rawValue)"
        var blocks = [screen.style.bold("\(count)\(state)") + "  " + screen.style.dim("\(id)")]
        for version in versions { blocks.append(text(version, screen)) }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private func text(_ version: Version, _ screen: Screen) -> String {
        let record = version.record
        let time = screen.local(milliseconds: record.ingestedAt / 1_000_000)
        let what = version.link.map { "\(StoryPlace.words($0)), of article \($0.revisionOf)" } ?? "first"
        let origin = [record.source, record.dateline?.place].compactMap { $0?.oneLine }.joined(
            separator: ", "
        )
        let current = version.stands && versions.count > 1 ? "current" : ""
        let facts = [time, what, origin, current].filter { !$0.isEmpty }.joined(separator: "  ")
        var lines = [
            screen.style.bold("\(record.sequence)") + "  " + screen.style.dim(facts),
            "    " + record.headline.oneLine.cut(to: max(20, (screen.columns ?? 200) - 4)),
        ]
        if let difference = version.difference { lines += text(difference, screen) }
        return lines.joined(separator: "\n")
    }

    private func text(_ difference: WordDifference, _ screen: Screen) -> [String] {
        if difference.isEmpty { return ["    " + screen.style.dim("no word differs")] }
        var lines: [String] = []
        var same = 0
        func closeGap() {
            guard same > 0 else { return }
            let count = same == 1 ? "1 paragraph" : "\(same) paragraphs"
            lines.append("    " + screen.style.dim("… \(count) unchanged"))
            same = 0
        }
        for paragraph in difference.paragraphs {
            if paragraph.allSatisfy({ $0.kind == .same }) {
                same += 1
                continue
            }
            closeGap()
            let words = paragraph.map { Self.marked($0, screen.style) }.joined(separator: " ")
            lines.append("    " + words)
        }
        closeGap()
        return lines
    }

    private static func marked(_ piece: WordDifference.Piece, _ style: Style) -> String {
        let text = piece.text.oneLine
        switch piece.kind {
        case .same: return text
        case .removed: return style.isOn ? style.red(text) : "[-\(text)-]"
        case .added: return style.isOn ? style.green(text) : "{+\(text)+}"
        }
    }

    // MARK: For programs

    private enum CodingKeys: String, CodingKey {
        case story, use, versions
    }

    private enum VersionKeys: String, CodingKey {
        case seq, id, relation, similarity, basis, stands, source, place, headline, difference
        case ingestedAt = "ingested_at"
        case revisionOf = "revision_of"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("\(id)", forKey: .story)
        try container.encode(use.rawValue, forKey: .use)
        var list = container.nestedUnkeyedContainer(forKey: .versions)
        for version in versions {
            var item = list.nestedContainer(keyedBy: VersionKeys.self)
            let record = version.record
            try item.encode(record.sequence, forKey: .seq)
            try item.encode("\(record.id)", forKey: .id)
            try item.encode(UTCTime(nanoseconds: record.ingestedAt), forKey: .ingestedAt)
            try item.encodeIfPresent(version.link?.relation.rawValue, forKey: .relation)
            try item.encodeIfPresent(version.link?.revisionOf, forKey: .revisionOf)
            try item.encodeIfPresent(version.link?.similarity.map { Double($0) / 1_000 }, forKey: .similarity)
            try item.encodeIfPresent(version.link?.basis.rawValue, forKey: .basis)
            try item.encode(version.stands, forKey: .stands)
            try item.encodeIfPresent(record.source, forKey: .source)
            try item.encodeIfPresent(record.dateline?.place, forKey: .place)
            try item.encode(record.headline, forKey: .headline)
            try item.encodeIfPresent(version.difference?.paragraphs, forKey: .difference)
        }
    }
}
