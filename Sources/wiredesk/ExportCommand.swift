import Archive
import ArgumentParser
import Article
import LinuxIO
import Operations
import Search

/// `wiredesk export`: articles in a form that other programs take.
struct ExportCommand: ParsableCommand {
    /// What is written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case jsonl, csv, ninjs
    }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes articles as JSON lines, CSV, or ninjs 3.1, to a file or to standard output.",
        discussion: """
            Options choose articles as in `list`; they come in the order of the archive.

              jsonl   the records as they stand in the archive
              csv     RFC 4180 with a line of names; what a list holds stands with a line break in between
              ninjs   IPTC's JSON for news, one document a line; its `uri` is the content id

            In CSV each cell stands as the article has it. A spreadsheet takes one that begins with = + - or @ for a \
            formula, and may act on it: have it import the columns as text.

            A file is written beside its place and moved there when it is whole: a reader finds the old one or the new one.

            EXAMPLES
              wiredesk export --since 7d --output week.jsonl
              wiredesk export --source TASS --format csv > tass.csv
              wiredesk export --limit 1000 --format csv | head
              wiredesk export --on today --format ninjs | split --lines=1 --additional-suffix=.json

            EXIT STATUS
              0   written
              65  a record among them is damaged
              66  there is no archive
              73  the file cannot be made
              74  the output cannot be written
            """
    )

    @OptionGroup var articles: ArticleFilterOptions

    @Option(help: "jsonl, csv or ninjs.")
    var format = Format.jsonl

    @Option(help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"))
    var output = "-"

    @OptionGroup var limit: NoLimit

    @OptionGroup var desk: DeskOptions

    func validate() throws {
        if output.isEmpty { throw ValidationError("--output names no file; leave it out for standard output.") }
    }

    func run() throws {
        try reportingFailures {
            let filter = try articles.filter(Moment(now: desk.now))
            try desk.lookingUp { lookup, settings in
                if output == "-" {
                    var standard = Output()
                    try write(filter, lookup) { bytes throws(OutputError) in try standard.write(bytes) }
                    try standard.flush()
                } else {
                    try checkOutput(settings)
                    try writeFile(filter, lookup)
                }
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

    private func writeFile(_ filter: ArticleFilter, _ lookup: Lookup) throws {
        let file: FileReplacement
        do {
            file = try FileReplacement(of: Path(output))
        } catch {
            throw CommandFailure("\(output.escapedForDisplay) cannot be made: \(error)", ExitStatus.cannotCreate)
        }
        do {
            try write(filter, lookup) { bytes throws(OutputError) in
                do throws(SystemError) { try file.write(bytes) } catch { throw OutputError(cause: error) }
            }
            do { try file.finish() } catch { throw OutputError(cause: error) }
        } catch {
            file.abandon()
            throw error
        }
    }

    private func write(
        _ filter: ArticleFilter,
        _ lookup: Lookup,
        to write: ([UInt8]) throws(OutputError) -> Void
    ) throws {
        if format == .csv { try write(CSVLine.names) }
        func export(_ entry: ArticleEntry) throws -> Bool {
            let line = try lookup.line(of: entry)
            if format == .jsonl {
                try write(line + [UInt8(ascii: "\n")])
                return true
            }
            let record: Record
            do throws(RecordFault) {
                record = try Record(line: line.span)
            } catch {
                throw ArchiveReadError.damaged(entry.position, error)
            }
            try write(format == .csv ? CSVLine(record).bytes : Array(JSONLine.text(NinjsDocument(record)).utf8))
            return true
        }
        guard let count = limit.count else { return try lookup.forEachArticle(filter, export) }
        for entry in try lookup.articles(filter, limit: count).sorted(by: { $0.sequence < $1.sequence }) {
            _ = try export(entry)
        }
    }
}
