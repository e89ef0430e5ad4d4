import Archive
import ArgumentParser
import Article
import Catalogue
import Commands
import LinuxIO
import Operations
import Search

/// An article as a person names it: by number, by id or its first digits, by the file that brought it, or as last.
struct NamedArticle: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "A sequence number, a content id or its first digits, a file's name, or last.",
            valueName: "article"
        ),
        completion: .custom { arguments, _, prefix in Completions.articles(arguments, prefix) }
    )
    var article: String

    func validate() throws {
        if article.isEmpty { throw ValidationError("Say which article: its number, its id, a file's name, or last.") }
    }

    /// The number that it is named by; nil where it is named otherwise.
    var number: Int64? { Int64(article) }

    /// The article that is meant.
    func entry(_ lookup: Lookup, _ settings: Settings) throws -> ArticleEntry {
        guard let entry = try find(lookup, settings) else {
            throw CommandFailure(missing(lookup, settings), ExitStatus.noInput)
        }
        return entry
    }

    private func find(_ lookup: Lookup, _ settings: Settings) throws -> ArticleEntry? {
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
            "\(article.escapedForDisplay) is not one article: \(why) (\(shown)); give one of the numbers",
            ExitStatus.dataError
        )
    }

    private func missing(_ lookup: Lookup, _ settings: Settings) -> String {
        let archive = settings.stateDirectory.appending(StateDirectory.archive).display
        if article == "last" { return "there is no article in \(archive) yet" }
        if let number = Int64(article), number < 1 {
            return "articles are numbered from 1, and \(number) is none of them"
        }
        let unknown = "there is no article \(article.escapedForDisplay) in \(archive)"
        // What has another answer than an article is known to another command.
        let names = TraceCommand.names(article, in: settings.inbox)
        for name in names {
            guard let delivery = try? lookup.deliveries(named: name).last else { continue }
            let command = delivery.outcome == .quarantined ? "quarantine show" : "trace"
            return "\(unknown): the file was \(delivery.outcome); "
                + "`wiredesk \(command) \(article.escapedForDisplay)` says more"
        }
        return "\(unknown); `wiredesk list` has the numbers"
    }
}
