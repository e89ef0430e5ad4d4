import Archive
import ArgumentParser
import Article
import Commands
import LinuxIO
import Operations
import Search

/// `wiredesk export`: articles in a form that other programs take.
struct ExportCommand: ParsableCommand {
    /// What is written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case jsonl, csv, ninjs
    }

    /// An answer to an option.
    enum Choice: String, CaseIterable, ExpressibleByArgument {
        case yes, no
    }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes articles as JSON lines, CSV, or ninjs 3.1, to a file or to standard output.",
        discussion: """
            Options choose articles as in `list`; they come in the order of the archive.

              jsonl   the records as they stand in the archive
              csv     RFC 4180 with a line of names; what a list holds stands with a line break in between
              ninjs   IPTC's JSON for news, one document a line; its `uri` is the content id

            All versions of each story are written, but for stories that were killed, withheld or withdrawn, notices of \
            that included, and parts of uploads that were completed later; --killed yes writes them too, in ninjs as canceled or withheld.

            In CSV a cell that a spreadsheet would take for a formula (it begins with = + - or @) gets an apostrophe in \
            front, and characters that a terminal acts on are written \\u{1b}. With --raw each cell stands as the article \
            has it, for programs.

            --find chooses by words, as `find` does, and takes all that it finds. --columns names the columns of CSV, in their \
            order. A file whose name ends in .gz is packed with gzip.

            A file is written beside its place and moved there when it is whole: a reader finds the old one or the new one.

            EXAMPLES
              wiredesk export --since 7d --output week.jsonl
              wiredesk export --source TASS --format csv > tass.csv
              wiredesk export --find '"old ferry" OR tram' -o ferry.jsonl.gz
              wiredesk export -f csv --columns seq,published,headline
              wiredesk export --limit 1000 --format csv --raw | csvstat
              wiredesk export --embargoed no --output usable.jsonl
              wiredesk export --on today --format ninjs | split --lines=1 --additional-suffix=.json

            EXIT STATUS
              0   written
              1   no article fits; the file has none
              65  a record among them is damaged, and was left out
              66  there is no archive
              73  the file cannot be made
              74  the output cannot be written
            """
    )

    @OptionGroup var articles: ArticleFilterOptions

    @Option(name: .shortAndLong, help: "jsonl, csv or ninjs.")
    var format = Format.jsonl

    @Option(help: ArgumentHelp("Articles with these words, as `find` takes them.", valueName: "words"))
    var find: String?

    @Option(help: ArgumentHelp("The columns of CSV, with commas between; all unless named.", valueName: "names"))
    var columns: String?

    @Option(help: "Write stories that were killed, withheld or withdrawn: yes or no.")
    var killed = Choice.no

    @Option(help: "Write articles under an embargo that has not passed, or whose end is not sure: yes or no.")
    var embargoed = Choice.yes

    @Flag(help: "Write CSV cells as they are, for programs: formulas and control characters are not made harmless.")
    var raw = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"),
        completion: .file()
    )
    var output = "-"

    @OptionGroup var limit: NoLimit

    @OptionGroup var desk: DeskOptions

    func validate() throws {
        if raw, format != .csv {
            throw ValidationError("--raw goes with --format csv; other formats are always as they are.")
        }
        if columns != nil, format != .csv { throw ValidationError("--columns goes with --format csv.") }
        _ = try chosenColumns
        _ = try query(ArticleFilter(), Moment(now: desk.now))
        if output.isEmpty { throw ValidationError("--output names no file; leave it out for standard output.") }
    }

    private var chosenColumns: CSVLine.Columns {
        get throws {
            guard let columns else { return CSVLine.Columns() }
            let names = columns.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
            guard let chosen = CSVLine.Columns(names) else {
                let unknown = names.first { !CSVLine.Columns.allNames.contains($0) } ?? ""
                let nearest = Settings.nearest(to: unknown, among: CSVLine.Columns.allNames)
                let advice =
                    nearest.map { "did you mean \($0)?" }
                    ?? "they are \(CSVLine.Columns.allNames.joined(separator: ", "))."
                throw ValidationError("There is no column \(unknown.escapedForDisplay); \(advice)")
            }
            return chosen
        }
    }

    private func query(_ filter: ArticleFilter, _ moment: Moment) throws -> SearchQuery? {
        guard let find else { return nil }
        do throws(SearchQuery.Problem) {
            return try SearchQuery(find, filter: filter) { moment.days($0) }
        } catch {
            throw ValidationError(error.message.escapedForDisplay)
        }
    }

    func run() throws {
        try reportingFailures {
            var filter = try articles.filter(Moment(now: desk.now))
            filter.usableOnly = killed == .no
            try desk.lookingUp(needsAll: true, since: filter.since) { lookup, settings in
                let count: Int
                if output == "-" {
                    var standard = Output()
                    count = try write(filter, lookup) { bytes throws(OutputError) in try standard.write(bytes) }
                    try standard.flush()
                } else {
                    try checkOutput(settings)
                    count = try writeFile(filter, lookup)
                }
                if killed == .no {
                    var others = filter
                    (others.usableOnly, others.withdrawn) = (false, .only)
                    try WithdrawnNote.tell(lookup, "--killed yes writes them") { try number(of: others, lookup) }
                }
                if count == 0 { throw find == nil ? NothingFound(ofArticles: filter) : NothingFound("no article fits") }
            }
        }
    }

    /// An output that replaces what the desk lives by, or what is no file, is refused.
    private func checkOutput(_ settings: Settings) throws {
        let fileSystem = LinuxFileSystem()
        // A folder is one with a / at its end too.
        let path = Path(output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output)
        let folder: Path = path.folder.isEmpty ? (path.isAbsolute ? "/" : ".") : path.folder
        func refuse(_ reason: String) -> CommandFailure {
            CommandFailure("\(output.escapedForDisplay) \(reason)", ExitStatus.cannotCreate)
        }
        let isOwn: Bool
        var kind = FileStatus.Kind.file
        // What can be opened as a folder is one, `..` and a link to one too.
        let isFolder = (try? fileSystem.openRoot(path)) != nil
        do throws(SystemError) {
            let state = try fileSystem.status(of: try fileSystem.openRoot(settings.stateDirectory))
            isOwn = try fileSystem.isFolder(at: isFolder ? path : folder, within: [state])
            do throws(SystemError) {
                kind = try fileSystem.status(of: path.name, in: try fileSystem.openRoot(folder)).kind
            } catch  where error.isMissing {}
        } catch {
            throw refuse("cannot be made: \(error.reason)")
        }
        if isOwn {
            throw refuse("lies in the desk's own folder, \(settings.stateDirectory.display); name another place")
        }
        if isFolder {
            let name = Path(output).appending("articles.\(format.rawValue)").display
            throw refuse("is a folder; name a file in it, such as \(name)")
        }
        if kind != .file {
            throw refuse("is a \(kind.rawValue) and no file; to write through it, leave --output out and redirect")
        }
    }

    private func writeFile(_ filter: ArticleFilter, _ lookup: Lookup) throws -> Int {
        let file: FileReplacement
        do {
            file = try FileReplacement(of: Path(output))
        } catch {
            throw CommandFailure("\(output.escapedForDisplay) cannot be made: \(error)", ExitStatus.cannotCreate)
        }
        do {
            let isPacked = output.hasSuffix(".gz")
            var members = GzipMembers()
            let count = try write(filter, lookup) { bytes throws(OutputError) in
                do throws(SystemError) {
                    try file.write(isPacked ? members.add(bytes) : bytes)
                } catch {
                    throw OutputError(cause: error)
                }
            }
            do throws(SystemError) {
                if isPacked { try file.write(members.finish()) }
                try file.finish()
            } catch {
                throw OutputError(cause: error)
            }
            return count
        } catch {
            file.abandon()
            throw error
        }
    }

    /// How many articles fit.
    private func number(of filter: ArticleFilter, _ lookup: Lookup) throws -> Int {
        let query = try query(filter, Moment(now: desk.now))
        if let query, query.hasWords { return try lookup.fitting(query).count }
        return try lookup.articles(query?.filter ?? filter, limit: nil).count
    }

    private func write(
        _ filter: ArticleFilter,
        _ lookup: Lookup,
        to write: ([UInt8]) throws(OutputError) -> Void
    ) throws -> Int {
        var exported = 0
        let columns = try chosenColumns
        if format == .csv { try write(columns.line) }
        func export(_ entry: ArticleEntry) throws -> Bool {
            let story = try lookup.story(of: entry)
            let isEmbargoed = story?.version(entry.sequence)?.isEmbargoed(at: desk.now.nanoseconds / 1_000_000_000)
            if embargoed == .no, isEmbargoed ?? false { return true }
            if format == .jsonl {
                guard let line = try lookup.unlessDamaged({ try lookup.line(of: entry) }) else { return true }
                try write(line + [UInt8(ascii: "\n")])
                exported += 1
                return true
            }
            guard let record = try lookup.unlessDamaged({ try lookup.record(of: entry) }) else { return true }
            exported += 1
            if format == .csv {
                try write(CSVLine(record, columns, isRaw: raw).bytes)
            } else {
                let earlier = try record.link.flatMap { try lookup.article($0.revisionOf)?.id }
                let document = NinjsDocument(record, story: story, after: earlier, at: desk.now)
                try write(document.line)
            }
            return true
        }
        if let query = try query(filter, Moment(now: desk.now)), query.hasWords {
            let found = try lookup.fitting(query)
            for entry in found.suffix(limit.count ?? found.count) { _ = try export(entry) }
            return exported
        }
        let filter = try query(filter, Moment(now: desk.now))?.filter ?? filter
        guard let count = limit.count else {
            try lookup.forEachArticle(filter, export)
            return exported
        }
        for entry in try lookup.articles(filter, limit: count).sorted(by: { $0.sequence < $1.sequence }) {
            _ = try export(entry)
        }
        return exported
    }
}
