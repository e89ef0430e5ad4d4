import Archive
import ArgumentParser
import Article
import Catalogue
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
              -storm            articles without it
              ferry OR tram     one of them
              headline:ferry    in the headline
              source:TASS  place:Moscow  section:Sport  language:en
              since:2026-11-01  until:2026-11-30  on:today
              '"a:b"'           words with a colon, which is no filter then

            Best is what says it often in few words, and in the headline first (BM25). Where more than 4,000 articles fit, \
            the newest 4,000 are ranked. Of a phrase of very common words, or a beginning that as many articles have, the \
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
              69  the index is switched off: search: off
            """
    )

    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("What to look for.", valueName: "words"))
    var words: [String] = []

    @Option(parsing: .unconditional, help: ArgumentHelp("The best so many.", valueName: "number"))
    var limit = 10

    @Flag(help: "Make the index anew.")
    var rebuild = false

    @Flag(help: "Print one JSON object a line, for programs.")
    var json = false

    @OptionGroup var desk: DeskOptions

    mutating func validate() throws {
        // What stands behind -- is no option, whatever it begins with.
        if let option = words.prefix(while: { $0 != "--" }).first(where: { $0.hasPrefix("--") }) {
            throw ValidationError("There is no option \(option.escapedForDisplay); see `wiredesk find --help`.")
        }
        if let end = words.firstIndex(of: "--") { words.remove(at: end) }
        if words.isEmpty && !rebuild { throw ValidationError("Say what to look for, such as: wiredesk find ferry") }
        if limit < 1 { throw ValidationError("--limit \(limit) would find nothing; give at least 1.") }
        if !words.isEmpty { _ = try query(Moment(now: desk.now)) }
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
            if words.isEmpty { return }
            var isEmpty = true
            try desk.lookingUp { lookup, settings in
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
                let result = try lookup.find(try query(Moment(now: desk.now)), limit: limit)
                bar.clear()
                isEmpty = result.hits.isEmpty
                var output = Output()
                let screen = Screen.standard
                for hit in result.hits {
                    let line = HitLine(hit)
                    try output.write(json ? JSONLine.text(line) : line.text(screen))
                }
                try output.flush()
                if result.isByHeadline {
                    complain(
                        "this stands in too many articles to rank them: those with it in the headline come first, then "
                            + "the newest"
                    )
                } else if result.isCut {
                    complain(
                        "more than \(Figure.grouped(Int64(Lookup.ranked))) articles fit; the newest of them were ranked"
                    )
                }
            }
            if isEmpty {
                complain("nothing was found")
                throw ExitStatus.nothingFound
            }
        }
    }

    /// Whether an argument of several words says more than the words: has marks or filters in it, `OR`, `-storm`, `ferr*`.
    private func isQuery(_ argument: String) -> Bool {
        if argument.contains(where: { "\":“”«»".contains($0) }) { return true }
        return argument.split(separator: " ").contains { word in
            word == "OR" || word.hasSuffix("*") || word.hasPrefix("-") && word.count > 1
        }
    }

    private func query(_ moment: Moment) throws -> SearchQuery {
        let text = words.map { word in
            // What the shell has taken the quotation marks off is still a phrase.
            word.contains(" ") && !isQuery(word) ? "\"\(word)\"" : word
        }.joined(separator: " ")
        do throws(SearchQuery.Problem) {
            return try SearchQuery(text) { moment.day($0) }
        } catch {
            throw ValidationError(error.message.escapedForDisplay)
        }
    }
}

/// Makes the index anew: where a daemon runs, by taking the old one away, else here.
private struct IndexRebuild {
    let settings: Settings

    init(_ settings: Settings) {
        self.settings = settings
    }

    func run() throws {
        let fileSystem = LinuxFileSystem()
        let state = settings.stateDirectory
        let path = state.appending(SearchIndex.fileName)
        do {
            let holder = try StateLock.holder(of: try fileSystem.openRoot(state), fileSystem: fileSystem)
            try SearchIndex.remove(at: path)
            if holder != nil {
                complain("the index was removed; the running daemon makes it anew in the background")
                return
            }
            let folder = try fileSystem.openRoot(state.appending("archive"))
            try build(path, ArchiveDirectory(folder, fileSystem: fileSystem))
        } catch let error as SystemError {
            throw CommandFailure(reading: error)
        } catch let error as SearchError {
            throw CommandFailure("\(error); see to its disk and permissions", ExitStatus.cannotCreate)
        }
    }

    private func build(_ path: Path, _ archive: ArchiveDirectory) throws {
        let index = try SearchIndex(at: path)
        let indexer = try Indexer(
            index,
            archive: archive,
            cataloguePath: settings.stateDirectory.appending(Catalogue.fileName)
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
            "the index was made anew: \(Figure.grouped(Int64(articles))) articles, "
                + "\(Figure.grouped(Int64(deliveries))) deliveries"
        )
    }
}

/// One article that was found.
struct HitLine: Encodable {
    private let hit: SearchHit

    init(_ hit: SearchHit) {
        self.hit = hit
    }

    private enum CodingKeys: String, CodingKey {
        case score, line
        case headlineHits = "headline_hits"
        case lineHits = "line_hits"
    }

    func encode(to encoder: any Encoder) throws {
        try ArticleLine(hit.entry).encode(to: encoder)
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

    /// A line for the article and one with the hit on a terminal; elsewhere one line with tabs.
    func text(_ screen: Screen) -> String {
        let entry = hit.entry
        let article = ArticleLine(entry)
        guard let columns = screen.columns else {
            let fields = [
                "\(entry.sequence)", "\(entry.day)", entry.source?.oneLine ?? "", entry.headline.oneLine,
                hit.line.map { $0.excerpt(columns: 200).text } ?? "",
            ]
            return fields.joined(separator: "\t") + "\n"
        }
        let small = [("\(entry.day)"), article.origin].filter { !$0.isEmpty }.joined(separator: "  ")
        let number = "\(entry.sequence)".leftPadded(to: 6)
        let headline = hit.headline.excerpt(columns: max(20, columns - 8), fromStart: true)
        var text = screen.style.dim(number) + "  " + headline.set(screen.style) + "\n"
        if let line = hit.line {
            text += "        " + line.excerpt(columns: max(20, columns - 8)).set(screen.style) + "\n"
        }
        return text + "        " + screen.style.dim(small.cut(to: max(20, columns - 8))) + "\n"
    }
}
