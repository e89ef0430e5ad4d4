import Archive
import ArgumentParser
import Article
import Catalogue
import Commands
import LinuxIO
import Operations
import Search

extension DeskOptions {
    /// Opens the desk for looking things up, and does it; says on stderr what kept the index from being used, and which
    /// records are damaged.
    ///
    /// - Parameters:
    ///   - needsAll: whether an answer without a damaged record is not the whole one.
    ///   - since: the first day of what is asked for.
    ///   - number: the number of the only record that is asked for.
    func lookingUp(
        needsAll: Bool = false,
        since: CivilDate? = nil,
        number: Int64? = nil,
        _ body: (Lookup, Settings) throws -> Void
    ) throws {
        let settings = try settingsOfDeliveries()
        let opened: Lookup?
        do {
            opened = try Lookup(
                stateDirectory: settings.stateDirectory,
                fileSystem: LinuxFileSystem(),
                usesIndex: settings.search == .on
            )
        } catch {
            throw CommandFailure(reading: error, of: settings.stateDirectory)
        }
        guard let lookup = opened else {
            throw CommandFailure(
                "there is no archive in \(settings.stateDirectory.display); name the desk's folder with --state-directory",
                ExitStatus.noInput
            )
        }
        lookup.zone = .local
        do {
            if needsAll { lookup.noteUnindexed(since: since) }
            try body(lookup, settings)
            if needsAll { try tellLack(of: lookup) }
        } catch let nothing as NothingFound {
            // What is asked for may be what cannot be read.
            if try lacksRecords(lookup) { complain(nothing.message) }
            try tellLack(of: lookup)
            throw nothing
        } catch let status as ExitCode where status == ExitStatus.nothingFound {
            try tellLack(of: lookup)
            throw status
        } catch let failure as CommandFailure where failure.status == ExitStatus.noInput {
            lookup.noteUnindexed()
            if let number { lookup.noteOnly(number) }
            if try lacksRecords(lookup, number) { complain(failure.message) }
            try tellLack(of: lookup, number)
            throw failure
        } catch let error as SystemError {
            throw CommandFailure(reading: error, of: settings.stateDirectory)
        } catch let error as ArchiveReadError {
            throw CommandFailure("the record is damaged in the archive: \(error)", ExitStatus.dataError)
        } catch let error as CatalogueError {
            throw CommandFailure(
                "\(error); stop the daemon and run `wiredesk verify --repair`",
                ExitStatus.dataError
            )
        }
        if let trouble = lookup.indexTrouble {
            complain(
                "\(trouble); what it would have told was read from the archive (`wiredesk find --rebuild` rebuilds it)"
            )
        }
    }
}

/// Ends a command whose answer lacks damaged records with the status for that.
func tellDamage(of lookup: Lookup) throws {
    guard let first = lookup.damaged.first else { return }
    let count = lookup.damaged.count
    let lines =
        count == 1
        ? "a damaged record was left out" : "\(Figure.grouped(Int64(count))) damaged records were left out, the first"
    throw CommandFailure(
        "\(lines) at \(first.position): \(first.fault); `wiredesk verify` lists what is damaged",
        ExitStatus.dataError
    )
}

/// Whether an answer may lack records that are damaged, or not in the archive any more.
private func lacksRecords(_ lookup: Lookup, _ number: Int64? = nil) throws -> Bool {
    try lookup.damaged.count > 0 || !gaps(in: lookup, number).isEmpty
}

/// What the archive lacks of what is asked for: of one number, or of all.
private func gaps(in lookup: Lookup, _ number: Int64?) throws -> [SequenceGap] {
    try lookup.lostRecords().filter { gap in number.map { gap.numbers.contains($0) } ?? true }
}

/// Ends a command whose answer may lack records with the status for that.
private func tellLack(of lookup: Lookup, _ number: Int64? = nil) throws {
    try tellDamage(of: lookup)
    let gaps = try gaps(in: lookup, number)
    guard let first = gaps.first else { return }
    let others = gaps.count == 1 ? "" : ", and others in \(Figure.grouped(Int64(gaps.count - 1))) places more"
    throw CommandFailure(
        "the archive lacks \(first)\(others): a segment is missing or was cut; put it back from a copy, "
            + "or accept the loss with `wiredesk verify --repair`",
        ExitStatus.dataError
    )
}

/// Which articles are meant, in options that `list`, `export` and `stats` share.
struct ArticleFilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Articles of this day and later; \(Moment.dayHelp).", valueName: "day"))
    var since: String?

    @Option(help: ArgumentHelp("Articles of this day and earlier.", valueName: "day"))
    var until: String?

    @Option(
        help: ArgumentHelp("Articles of this day, month or year: as printed, or of archiving here.", valueName: "day")
    )
    var on: String?

    @Option(
        help: ArgumentHelp("The source in the dateline, such as TASS; * stands for any text.", valueName: "name"),
        completion: .custom { arguments, _, prefix in Completions.sources(arguments, prefix) }
    )
    var source: String?

    @Option(help: ArgumentHelp("The place in the dateline; * stands for any text.", valueName: "name"))
    var place: String?

    @Option(help: ArgumentHelp("The language, such as en.", valueName: "code"))
    var language: String?

    @Option(help: ArgumentHelp("The section; * stands for any text.", valueName: "name"))
    var section: String?

    /// Those that are given, by their names.
    var given: [String] {
        let options = [
            ("--since", since), ("--until", until), ("--on", on), ("--source", source), ("--place", place),
            ("--language", language), ("--section", section),
        ]
        return options.compactMap { $0.1 == nil ? nil : $0.0 }
    }

    func validate() throws {
        _ = try filter(Moment(now: UTCTime(nanoseconds: Clock.now)))
    }

    /// The filter that is meant.
    func filter(_ moment: Moment) throws -> ArticleFilter {
        func days(_ text: String?, _ option: String) throws -> ClosedRange<CivilDate>? {
            guard let text else { return nil }
            guard let days = moment.days(text) else {
                throw ValidationError("\(option) \(text.escapedForDisplay) is not a day; write \(Moment.dayHelp).")
            }
            return days
        }
        var filter = ArticleFilter()
        let exact = try days(on, "--on")
        filter.since = try (exact ?? days(since, "--since"))?.lowerBound
        filter.until = try (exact ?? days(until, "--until"))?.upperBound
        filter.source = source
        filter.place = place
        filter.language = language
        filter.section = section
        return filter
    }
}

/// How many are wanted: `--limit`, 0 for all.
protocol NewestLimit: ParsableArguments {
    var limit: Int { get }
}

extension NewestLimit {
    static var help: ArgumentHelp {
        ArgumentHelp("Show at most so many, the newest; 0 means all.", valueName: "number")
    }
    static var name: NameSpecification { [.customShort("n"), .long] }

    func validate() throws {
        if limit < 0 { throw ValidationError("--limit must be 0 or more; 0 means all.") }
    }

    /// Nil for all.
    var count: Int? { limit == 0 ? nil : limit }
}

/// A screenful, unless another number is wanted.
struct ScreenfulLimit: NewestLimit {
    @Option(name: Self.name, parsing: .unconditional, help: Self.help)
    var limit = 20
}

/// All, unless a number is wanted.
struct NoLimit: NewestLimit {
    @Option(name: Self.name, parsing: .unconditional, help: Self.help)
    var limit = 0
}
