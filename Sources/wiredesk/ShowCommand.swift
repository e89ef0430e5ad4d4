import Archive
import ArgumentParser
import Article
import Catalogue
import LinuxIO
import Operations
import Search

/// `wiredesk show`: one article of the archive.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows one article as a person reads it, and the deliveries of it.",
        discussion: """
            The article is named by its sequence number, by its content id or the first digits of it, by the name or path of \
            a file that brought it or was a duplicate of it, or as last. Digits alone are a number where an article has it; \
            write sha256:1234 for the id that begins so. Lines are as wide as the terminal, up to 100 columns, and 80 where \
            there is none. Below the article stand its deliveries, duplicates included.

            EXAMPLES
              wiredesk show last
              wiredesk show 42
              wiredesk show 6f0ff92b
              wiredesk show tass/aleppo.txt
              wiredesk show last --json | jq .dateline

            EXIT STATUS
              0   shown
              65  the record is damaged, or several articles are meant
              66  there is no such article
            """
    )

    @Argument(
        help: ArgumentHelp(
            "A sequence number, a content id or its first digits, a file's name, or last.",
            valueName: "article"
        ),
        completion: .custom { arguments, _, prefix in Completions.articles(arguments, prefix) }
    )
    var article: String

    @Flag(help: "Print the record as it stands in the archive.")
    var json = false

    @OptionGroup var desk: DeskOptions

    func validate() throws {
        if article.isEmpty { throw ValidationError("Say which article: its number, its id, a file's name, or last.") }
    }

    func run() throws {
        try reportingFailures {
            try desk.lookingUp { lookup, settings in
                guard let entry = try entry(lookup, settings) else {
                    throw CommandFailure(missing(in: settings.stateDirectory), ExitStatus.noInput)
                }
                let line = try lookup.line(of: entry)
                var output = Output()
                if json {
                    try output.write(line + [UInt8(ascii: "\n")])
                } else {
                    try output.write(try page(of: line, at: entry.position))
                    try output.write(try deliveries(of: entry, lookup))
                }
                try output.flush()
            }
        }
    }

    /// The article that is meant; nil where there is none.
    private func entry(_ lookup: Lookup, _ settings: Settings) throws -> ArticleEntry? {
        let text = article == "last" ? article : article.lowercased()
        switch article == "last" || text != "last" ? ArticleSelection(text) : nil {
        case .last: return try lookup.lastArticle()
        // A number is a number; the id that begins with these digits is meant where no article has it.
        case .sequence(let sequence): if let found = try lookup.article(sequence) { return found }
        case .id(let id): return try byID(String("\(id)".dropFirst("sha256:".count)), lookup)
        case nil: break
        }
        let digits = text.hasPrefix("sha256:") ? String(text.dropFirst(7)) : text
        if (4...64).contains(digits.utf8.count), digits.allSatisfy({ $0.isHexDigit }),
            let found = try byID(digits, lookup)
        {
            return found
        }
        for name in TraceCommand.names(article, in: settings.inbox) {
            let sequences = Set(try lookup.deliveries(named: name).compactMap(\.sequence)).sorted()
            if sequences.count > 1 { throw ambiguous("files of this name brought several", sequences) }
            if let found = try sequences.first.flatMap({ try lookup.article($0) }) { return found }
        }
        return nil
    }

    private func byID(_ digits: String, _ lookup: Lookup) throws -> ArticleEntry? {
        let found = try lookup.articles(idBeginningWith: digits, limit: 6)
        let ids = Set(found.map { "\($0.id)" })
        if ids.count > 1 { throw ambiguous("the ids of several begin so", found.map(\.sequence)) }
        return try found.last.flatMap { try lookup.article($0.sequence) }
    }

    private func ambiguous(_ why: String, _ sequences: [Int64]) -> CommandFailure {
        let shown = sequences.prefix(5).map { "\($0)" }.joined(separator: ", ") + (sequences.count > 5 ? ", …" : "")
        return CommandFailure(
            "\(article.escapedForDisplay) is no one article: \(why) (\(shown)); give one of the numbers",
            ExitStatus.dataError
        )
    }

    private func page(of line: [UInt8], at position: ArchivePosition) throws -> String {
        let record: Record
        do {
            record = try Record(line: line.span)
        } catch {
            throw ArchiveReadError.damaged(position, error)
        }
        let terminal = StandardStream.output
        return ArticlePage(
            record,
            width: min(terminal.columns ?? 80, 100),
            style: Style(of: terminal, environment: ProcessEnvironment.variables)
        ).text
    }

    /// The deliveries below an article, a line each.
    private func deliveries(of entry: ArticleEntry, _ lookup: Lookup) throws -> String {
        let screen = Screen.standard
        let deliveries: [Lookup.Delivery]
        do {
            deliveries = try lookup.deliveries(ofArticle: entry.sequence)
        } catch let error as CatalogueError {
            complain("its deliveries cannot be told: \(error)")
            return ""
        }
        if deliveries.isEmpty { return "" }
        let width = min(screen.columns ?? 80, 100)
        let lines = deliveries.map { delivery in
            let outcome = delivery.outcome.description.padded(to: 9)
            let path = delivery.file.path.display.cutInFront(to: max(20, width - 32))
            return screen.style.dim(screen.local(milliseconds: delivery.time)) + "  "
                + screen.style.outcome(delivery.outcome, outcome) + "  \(path)"
        }
        let title = deliveries.count == 1 ? "1 delivery" : "\(deliveries.count) deliveries"
        return "\n" + screen.style.bold(title) + "\n" + lines.joined(separator: "\n") + "\n"
    }

    private func missing(in stateDirectory: Path) -> String {
        let archive = stateDirectory.appending("archive").display
        if article == "last" { return "there is no article in \(archive) yet" }
        if let number = Int64(article), number < 1 {
            return "articles are numbered from 1, and \(number) is none of them"
        }
        return "there is no article \(article.escapedForDisplay) in \(archive); `wiredesk list` has the numbers"
    }
}
