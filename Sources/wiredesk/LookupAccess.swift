import Archive
import ArgumentParser
import Article
import Catalogue
import LinuxIO
import Operations
import Search

extension DeskOptions {
    /// Opens the desk for looking things up, and does it; says on stderr what kept the index from being used.
    func lookingUp(_ body: (Lookup, Settings) throws -> Void) throws {
        let settings = try settings()
        let opened: Lookup?
        do {
            opened = try Lookup(
                stateDirectory: settings.stateDirectory,
                fileSystem: LinuxFileSystem(),
                usesIndex: settings.search == .on
            )
        } catch {
            throw CommandFailure(reading: error)
        }
        guard let lookup = opened else {
            throw CommandFailure(
                "there is no archive in \(settings.stateDirectory.display); name the desk's folder with --state-directory",
                ExitStatus.noInput
            )
        }
        do {
            try body(lookup, settings)
        } catch let error as SystemError {
            throw CommandFailure(reading: error)
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
                "\(trouble); what it would have told was read from the archive (`wiredesk find --rebuild` makes it anew)"
            )
        }
    }
}

/// Which articles are meant, in options that `list`, `export` and `stats` share.
struct ArticleFilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Articles of this day and later; \(Moment.dayHelp).", valueName: "day"))
    var since: String?

    @Option(help: ArgumentHelp("Articles of this day and earlier.", valueName: "day"))
    var until: String?

    @Option(help: ArgumentHelp("Articles of this day: as printed, or of archiving in UTC.", valueName: "day"))
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

    func validate() throws {
        _ = try filter(Moment(now: UTCTime(nanoseconds: Clock.now)))
    }

    /// The filter that is meant.
    func filter(_ moment: Moment) throws -> ArticleFilter {
        func day(_ text: String?, _ option: String) throws -> CivilDate? {
            guard let text else { return nil }
            guard let day = moment.day(text) else {
                throw ValidationError("\(option) \(text.escapedForDisplay) is no day; write \(Moment.dayHelp).")
            }
            return day
        }
        var filter = ArticleFilter()
        let exact = try day(on, "--on")
        filter.since = try exact ?? day(since, "--since")
        filter.until = try exact ?? day(until, "--until")
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
    static var help: ArgumentHelp { ArgumentHelp("The newest so many; 0 for all.", valueName: "number") }

    func validate() throws {
        if limit < 0 { throw ValidationError("--limit \(limit) is less than nothing; give 0 for all, or how many.") }
    }

    /// Nil for all.
    var count: Int? { limit == 0 ? nil : limit }
}

/// A screenful, unless another number is wanted.
struct ScreenfulLimit: NewestLimit {
    @Option(parsing: .unconditional, help: Self.help)
    var limit = 20
}

/// All, unless a number is wanted.
struct NoLimit: NewestLimit {
    @Option(parsing: .unconditional, help: Self.help)
    var limit = 0
}
