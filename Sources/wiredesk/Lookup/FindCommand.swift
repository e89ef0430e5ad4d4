import Archive
import ArgumentParser
import Article
import Catalogue
import Commands
import LinuxIO
import Operations
import Search

/// `wiredesk find`: full-text search.
struct FindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Finds articles by the words in their headline, deck and body, the best first.",
        discussion: """
            Every word must be there, in any form of case and accent; an argument of several words is a phrase, and so is \
            what stands in quotation marks. Beside words, alone or in such an argument, which is no phrase then:

              ferry*            words that begin so
              -storm            articles without it; or NOT storm
              ferry OR tram     one of them
              ferry NEAR/5 tram at most five words between; NEAR alone: ten
              (ferry OR tram) AND strike
              headline:ferry    in the headline
              source:TASS  place:Moscow  section:Sport  language:en
              since:2026-11-01  until:2026-11-30  on:today
              '"a:b"'           words with a colon, which is no filter then
              '"and"'           a word that would join others

            AND, OR, NOT and NEAR join words in upper and in lower case. The filters are options too, as in `list`. How \
            many were found is told on standard error.

            Results are ranked by BM25; headline matches count more. Where more than 4,000 articles fit, the newest 4,000 \
            are ranked, or as many as are asked for. Of a phrase of very common words, or a beginning that as many articles have, the \
            newest come first, those before them that have it in the headline. Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese are searched letter by \
            letter, so that any part of a text is found.

            EXAMPLES
              wiredesk find ferry
              wiredesk find "old ferry" source:TASS since:2026-11-01
              wiredesk find '"harbour office" OR "port authority" -strike'
              wiredesk find ferry --json | jq -r '.seq'
              wiredesk find --rebuild

            EXIT STATUS
              0   something was found
              1   nothing was found
              65  a record is damaged, and was left out
              69  the index is switched off: search: off
            """
    )

    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("What to look for.", valueName: "words"))
    var words: [String] = []

    @Option(
        name: [.customShort("n"), .long],
        parsing: .unconditional,
        help: ArgumentHelp("Show at most so many, the best; 0 means all.", valueName: "number")
    )
    var limit = 10

    @OptionGroup var articles: ArticleFilterOptions

    @Flag(help: "Rebuild the index.")
    var rebuild = false

    @Flag(
        help:
            "Look in all versions of each story, copies and repeats too, and in stories that were killed or withdrawn."
    )
    var allVersions = false

    @Flag(name: .shortAndLong, help: "Print one JSON object a line, for programs.")
    var json = false

    @OptionGroup var shown: ScreenOptions

    @OptionGroup var desk: DeskOptions

    mutating func validate() throws {
        // What stands behind -- is no option, whatever it begins with.
        if let option = words.prefix(while: { $0 != "--" }).first(where: { $0.hasPrefix("--") }) {
            throw ValidationError("There is no option \(option.escapedForDisplay); \(Self.advice(for: option)).")
        }
        if let end = words.firstIndex(of: "--") { words.remove(at: end) }
        if !isAsked && !rebuild { throw ValidationError("Say what to look for, such as: wiredesk find ferry") }
        if limit < 0 { throw ValidationError("--limit must be 0 or more; 0 means all.") }
        if isAsked { _ = try query(Moment(now: desk.now)) }
    }

    /// Whether anything is looked for, by words or by a filter.
    private var isAsked: Bool { !words.isEmpty || !articles.given.isEmpty }

    /// What to do instead of an option that is none.
    private static func advice(for option: String) -> String {
        let name = option.dropFirst(2).prefix { $0 != "=" }
        guard SearchQuery.fields.contains(String(name)) else { return "see `wiredesk find --help`" }
        return "it is a word of the search, as in: wiredesk find \(name):ferry"
    }

    func run() throws {
        try reportingFailures {
            let settings = try desk.settings()
            if settings.search == .off {
                let place = settings.origins["search"].map { " (\($0))" } ?? ""
                throw CommandFailure(
                    "the index is switched off\(place); set `search: on` and restart the daemon, which then makes it",
                    ExitStatus.unavailable
                )
            }
            if rebuild { try IndexRebuild(settings).run() }
            if !isAsked {
                // A daemon that runs finds the new index by itself.
                return try desk.lookingUp(needsAll: true) { _, _ in }
            }
            let query = try query(Moment(now: desk.now))
            try desk.lookingUp(needsAll: true, since: query.filter.since) { lookup, settings in
                let bar = ProgressBar("reading what is not indexed yet", environment: ProcessEnvironment.variables)
                var segments: [ArchiveDirectory.Segment]?
                var records = 0
                lookup.progress = { place in
                    // Where all is indexed, nothing is read and none of this needed.
                    let known = segments ?? (try? lookup.archive.segments()) ?? []
                    segments = known
                    records += 256
                    bar.show(known, reached: place, records: records)
                }
                let result = try lookup.find(query, limit: limit == 0 ? .max : limit)
                bar.clear()
                var output = shown.output
                let screen = shown.screen
                for hit in result.hits {
                    let line = try HitLine(hit, lookup, at: desk.now)
                    try output.write(json ? JSONLine.text(line) : line.text(screen))
                }
                try output.flush()
                try tellWithdrawn(query, lookup)
                try tell(result, of: query, lookup)
            }
        }
    }

    /// Says how many would be found in stories that the desk has withdrawn.
    private func tellWithdrawn(_ query: SearchQuery, _ lookup: Lookup) throws {
        if allVersions { return }
        var others = query
        others.filter.usableOnly = false
        others.filter.withdrawn = .only
        try WithdrawnNote.tell(lookup, "--all-versions finds them") { try lookup.find(others, limit: 1).total }
    }

    /// Says how many were found and how they were chosen, or what would find some.
    private func tell(_ result: SearchResult, of query: SearchQuery, _ lookup: Lookup) throws {
        let total = Figure.grouped(Int64(result.total))
        if result.hits.isEmpty {
            // The first that finds anything is worth telling.
            for (description, relaxed) in query.relaxed {
                let found = try lookup.find(relaxed, limit: 1)
                if found.hits.isEmpty { continue }
                let number = (found.isTotalExact ? "" : "more than ") + Figure.grouped(Int64(found.total))
                complain("nothing was found; \(description.escapedForDisplay) would find \(number)")
                throw ExitStatus.nothingFound
            }
            complain("nothing was found")
            throw ExitStatus.nothingFound
        }
        let isAll = result.isTotalExact && result.hits.count == result.total
        let shown = Figure.grouped(Int64(result.hits.count))
        let choice = result.isByHeadline ? "first" : query.hasWords ? "best" : "newest"
        // What goes to a program has all its lines there.
        if !isAll || StandardStream.output.isTerminal {
            let number = result.isTotalExact ? total : "more than \(total)"
            complain("\(number) found" + (isAll ? "" : ", the \(choice) \(shown) shown"))
        }
        if result.isByHeadline {
            complain(
                "this is in too many articles to rank them: those with it in the headline come first, then the newest"
            )
        } else if result.isCut {
            complain("the newest \(Figure.grouped(Int64(max(Lookup.ranked, result.hits.count)))) of them were ranked")
        }
    }

    /// Whether an argument of several words says more than the words: has marks or filters in it, `OR`, `-storm`, `ferr*`.
    private func isQuery(_ argument: String) -> Bool {
        if argument.contains(where: { "\":“”«»".contains($0) }) { return true }
        return argument.split(separator: " ").contains { word in
            ["AND", "OR", "NOT", "NEAR"].contains(word) || word.hasPrefix("NEAR/") || word.hasSuffix("*")
                || word.hasPrefix("-") && word.count > 1
        }
    }

    private func query(_ moment: Moment) throws -> SearchQuery {
        let text = words.map { word in
            // What the shell has taken the quotation marks off is still a phrase.
            word.contains(" ") && !isQuery(word) ? "\"\(word)\"" : word
        }.joined(separator: " ")
        var filter = try articles.filter(moment)
        (filter.standingOnly, filter.usableOnly) = (!allVersions, !allVersions)
        do throws(SearchQuery.Problem) {
            return try SearchQuery(text, filter: filter) { moment.days($0) }
        } catch {
            throw ValidationError(error.message.escapedForDisplay)
        }
    }
}

/// Rebuilds the index: where a daemon runs, by taking the old one away, else here.
private struct IndexRebuild {
    let settings: Settings

    init(_ settings: Settings) {
        self.settings = settings
    }

    func run() throws {
        let fileSystem = LinuxFileSystem()
        let state = settings.stateDirectory
        try DeskUser.assume(of: state)
        let path = state.appending(StateDirectory.index)
        do {
            let holder = try StateLock.holder(of: try fileSystem.openRoot(state), fileSystem: fileSystem)
            try SearchIndex.remove(at: path)
            if holder != nil {
                complain("the index was removed; the running daemon rebuilds it in the background")
                return
            }
            let folder = try fileSystem.openRoot(state.appending(StateDirectory.archive))
            try build(path, ArchiveDirectory(folder, fileSystem: fileSystem))
        } catch let error as SystemError {
            throw CommandFailure(reading: error, of: settings.stateDirectory)
        } catch let error as SearchError {
            throw CommandFailure("\(error); see to its disk and permissions", ExitStatus.cannotCreate)
        }
    }

    private func build(_ path: Path, _ archive: ArchiveDirectory) throws {
        let index = try SearchIndex(at: path)
        let indexer = try Indexer(
            index,
            archive: archive,
            cataloguePath: settings.stateDirectory.appending(StateDirectory.catalogue)
        )
        let bar = ProgressBar("indexing", environment: ProcessEnvironment.variables)
        defer { bar.clear() }
        let segments = try archive.segments()
        var articles = 0
        var deliveries = 0
        while true {
            let progress = try indexer.advance()
            articles += progress.articles
            deliveries += progress.deliveries
            if let place = progress.position { bar.show(segments, reached: place, records: articles) }
            if !progress.hasMore { break }
        }
        bar.clear()
        complain(
            "the index was rebuilt: \(Figure.grouped(Int64(articles))) \(articles == 1 ? "article" : "articles"), "
                + "\(Figure.grouped(Int64(deliveries))) \(deliveries == 1 ? "delivery" : "deliveries")"
        )
    }
}

/// One article that was found.
struct HitLine: Encodable {
    private let hit: SearchHit
    private let article: ArticleLine

    init(_ hit: SearchHit, _ lookup: Lookup, at now: UTCTime) throws {
        self.hit = hit
        article = try ArticleLine(hit.entry, lookup, at: now)
    }

    private enum CodingKeys: String, CodingKey {
        case score, line
        case headlineHits = "headline_hits"
        case lineHits = "line_hits"
    }

    func encode(to encoder: any Encoder) throws {
        try article.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode((hit.score * 10_000).rounded() / 10_000, forKey: .score)
        try container.encode(pairs(hit.headline), forKey: .headlineHits)
        guard let line = hit.line else { return }
        try container.encode(line.text, forKey: .line)
        try container.encode(pairs(line), forKey: .lineHits)
    }

    private func pairs(_ text: MarkedText) -> [[Int]] {
        text.hits.map { [$0.lowerBound, $0.upperBound] }
    }

    /// Columns of an excerpt at most, so that the hit is near.
    private static let widest = 200

    /// A line for the article and one with the hit on a terminal; elsewhere one line with tabs.
    func text(_ screen: Screen) -> String {
        let entry = hit.entry
        guard let columns = screen.columns.map({ min($0, Self.widest) }) else {
            let fields = [
                "\(entry.sequence)", "\(entry.day)", entry.source?.oneLine ?? "", entry.headline.oneLine,
                hit.line.map { $0.excerpt(columns: Self.widest).text } ?? "", article.marks.joined(separator: ", "),
            ]
            return fields.joined(separator: "\t") + "\n"
        }
        let small = [("\(entry.day)"), article.origin, article.marks.joined(separator: ", ")].filter { !$0.isEmpty }
            .joined(separator: "  ")
        let number = "\(entry.sequence)".leftPadded(to: 6)
        let headline = hit.headline.excerpt(columns: max(20, columns - 8), fromStart: true)
        var text = screen.style.dim(number) + "  " + headline.set(screen.style) + "\n"
        if let line = hit.line {
            text += "        " + line.excerpt(columns: max(20, columns - 8)).set(screen.style) + "\n"
        }
        return text + "        " + screen.style.dim(small.cut(to: max(20, columns - 8))) + "\n"
    }
}
