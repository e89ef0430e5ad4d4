import Archive
import ArgumentParser
import LinuxIO
import Operations

/// `wiredesk show`: one article of the archive.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows one article as a person reads it.",
        discussion: """
            The article is named by its content id, by its sequence number, or as last. Lines are as wide as the terminal, \
            up to 100 columns, and 80 where there is none.

            EXAMPLES
              wiredesk show last
              wiredesk show 42
              wiredesk show last --json | jq .dateline
            """
    )

    @Argument(
        help: ArgumentHelp("A content id, a sequence number, or last.", valueName: "article"),
        completion: .custom { arguments, _, prefix in Completions.articles(arguments, prefix) }
    )
    var article: String

    @Flag(help: "Print the record as it stands in the archive.")
    var json = false

    @OptionGroup var desk: DeskOptions

    func validate() throws {
        if ArticleSelection(article) == nil {
            let shown = article.escapedForDisplay
            throw ValidationError(
                "\"\(shown)\" is no article; give a sequence number, a content id (sha256: and 64 digits), or last."
            )
        }
    }

    func run() throws {
        try reportingFailures {
            guard let selection = ArticleSelection(article) else { return }
            let stateDirectory = try desk.settings().stateDirectory
            guard let line = try line(of: selection, in: stateDirectory) else {
                throw CommandFailure(missing(selection, in: stateDirectory), ExitStatus.noInput)
            }
            var output = Output()
            if json {
                try output.write(line + [UInt8(ascii: "\n")])
            } else {
                let page = try page(of: line)
                try output.write(page)
            }
            try output.flush()
        }
    }

    private func line(of selection: ArticleSelection, in stateDirectory: Path) throws -> [UInt8]? {
        do {
            guard let stored = try StoredArticles(stateDirectory: stateDirectory, fileSystem: LinuxFileSystem()) else {
                throw CommandFailure(
                    "there is no archive in \(stateDirectory.display); name the desk's folder with --state-directory",
                    ExitStatus.noInput
                )
            }
            return try stored.line(of: selection)
        } catch let error as SystemError {
            throw CommandFailure(reading: error)
        } catch let error as ArchiveReadError {
            throw CommandFailure(
                "the record is damaged in the archive: \(error)",
                ExitStatus.dataError
            )
        }
    }

    private func page(of line: [UInt8]) throws -> String {
        do {
            let record = try Record(line: line.span)
            let terminal = StandardStream.output
            return ArticlePage(
                record,
                width: min(terminal.columns ?? 80, 100),
                style: Style(of: terminal, environment: ProcessEnvironment.variables)
            ).text
        } catch {
            throw CommandFailure("the record is damaged in the archive: \(error)", ExitStatus.dataError)
        }
    }

    private func missing(_ selection: ArticleSelection, in stateDirectory: Path) -> String {
        switch selection {
        case .last: "there is no article in \(stateDirectory.appending("archive").display) yet"
        case .sequence, .id:
            "there is no article \(article.escapedForDisplay) in \(stateDirectory.appending("archive").display)"
        }
    }
}
