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
            there is none. Below the article stands what it follows and what follows it (`wiredesk story` has the differences), and its deliveries, duplicates included.

            EXAMPLES
              wiredesk show last
              wiredesk show 42
              wiredesk show 4b20110d
              wiredesk show tass/aleppo.txt
              wiredesk show last --json | jq .dateline

            EXIT STATUS
              0   shown
              65  the record is damaged, or several articles are meant
              66  there is no such article
            """
    )

    @OptionGroup var named: NamedArticle

    @Flag(name: .shortAndLong, help: "Print the record as it stands in the archive.")
    var json = false

    @OptionGroup var shown: ScreenOptions

    @OptionGroup var desk: DeskOptions

    func run() throws {
        try reportingFailures {
            try desk.lookingUp(number: named.number) { lookup, settings in
                let entry = try named.entry(lookup, settings)
                let line = try lookup.line(of: entry)
                var output = shown.output
                if json {
                    try output.write(line + [UInt8(ascii: "\n")])
                } else {
                    try output.write(try page(of: line, entry, lookup))
                    try output.write(try deliveries(of: entry, lookup))
                }
                try output.flush()
            }
        }
    }

    private func page(of line: [UInt8], _ entry: ArticleEntry, _ lookup: Lookup) throws -> String {
        let record: Record
        do {
            record = try Record(line: line.span)
        } catch {
            throw ArchiveReadError.damaged(entry.position, error)
        }
        let terminal = StandardStream.output
        return ArticlePage(
            record,
            story: try lookup.story(of: entry),
            width: min(terminal.columns ?? 80, 100),
            style: shown.style
        ).text
    }

    /// The deliveries below an article, a line each.
    private func deliveries(of entry: ArticleEntry, _ lookup: Lookup) throws -> String {
        let screen = shown.screen
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
}
