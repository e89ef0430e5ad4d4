import ArgumentParser
import Follow
import LinuxIO
import Operations
import Search

/// `wiredesk follow`: the archive as it grows, for other programs.
struct FollowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow",
        abstract: "Prints each record once it is durable, and keeps its place.",
        discussion: """
            Prints the records of the archive as they stand there, one a line, in the order of their numbers, and goes on \
            with new ones as they come. A record is printed once it is durable: a power cut never takes it back.

            With --cursor the place is kept in a file, durably, each time that standard output has taken a batch, and the \
            next run goes on there. A run that is killed may print its last batch again, and never leaves one out: whoever \
            must have each record once goes by its number (seq). The place names the record that it is behind, so that it \
            is refused in the archive of another desk, or in one that was put back from a backup.

            With --exec a command of sh has each batch on its standard input instead. Where it fails it is run again with \
            the same records, after a pause that doubles each time up to five minutes; the place moves when it ends with 0.

            Options choose articles as in `list`; the place moves past the others.

            EXAMPLES
              wiredesk follow --after last
              wiredesk follow --no-wait --after 1200 | jq -r .headline
              wiredesk follow --cursor ~/mirror.cursor >> mirror.jsonl
              wiredesk follow --cursor hook --source TASS --exec ./post
              systemctl enable --now wiredesk-follow@webhook

            EXIT STATUS
              0   with --no-wait: printed up to the end, or nothing new
              64  the command line is wrong
              65  the cursor is of another archive, or a record is damaged
              66  there is no archive
              69  another process follows with this cursor
              73  the cursor cannot be kept
              74  the output cannot be written
            """
    )

    /// Where a new stream begins.
    enum Start: Sendable, Equatable, ExpressibleByArgument {
        case last
        case sequence(Int64)

        init?(argument: String) {
            if argument == "last" {
                self = .last
            } else if let number = Int64(argument), number >= 0 {
                self = .sequence(number)
            } else {
                return nil
            }
        }
    }

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Begin behind the record of this number, or behind the last; 0 is the beginning, and the default. A cursor that is there already counts more.",
            valueName: "seq"
        )
    )
    var after: Start?

    @Option(help: ArgumentHelp("The file that keeps the place.", valueName: "file"), completion: .file())
    var cursor: String?

    @Option(help: ArgumentHelp("A command of sh that has each batch on its standard input.", valueName: "command"))
    var exec: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("At most so many records at a time.", valueName: "number"))
    var batch = 500

    @Option(help: ArgumentHelp("How long to wait before a command that failed is run again.", valueName: "duration"))
    var pause = "1s"

    @Flag(name: .customLong("no-wait"), help: "End at the end, instead of waiting for new records.")
    var endsAtEnd = false

    @OptionGroup var articles: ArticleFilterOptions

    @OptionGroup var desk: DeskOptions

    func validate() throws {
        if batch < 1 { throw ValidationError("--batch must be 1 or more.") }
        if firstPause == nil {
            throw ValidationError("--pause \(pause.escapedForDisplay) is not a duration; write 500ms, 1s or 2m.")
        }
        if cursor?.isEmpty ?? false { throw ValidationError("--cursor names no file.") }
    }

    private var firstPause: Int64? { Quantity.duration(pause)?.nanoseconds }

    func run() throws {
        try reportingFailures {
            let filter = try articles.filter(Moment(now: desk.now))
            let settings = try desk.settings()
            do {
                let fileSystem = LinuxFileSystem()
                let kept = try cursor.map { try FollowCursor(at: Path($0), fileSystem: fileSystem) }
                // Before the first look, so that nothing comes between the two.
                var news = try DeskNews(
                    in: [settings.stateDirectory, settings.runtimeDirectory],
                    fileSystem: fileSystem
                )
                var stream = try stream(kept, settings, fileSystem)
                while true {
                    if let found = try stream.next(.init(records: batch), where: filter.matches) {
                        if found.count > 0 { try hand(found, isKept: kept != nil) }
                        try kept?.keep(stream.place)
                    } else if endsAtEnd {
                        return
                    } else {
                        try news.wait()
                    }
                }
            } catch let error as FollowError {
                throw CommandFailure(error, cursor: cursor)
            } catch let error as SystemError {
                throw CommandFailure(reading: error)
            }
        }
    }

    /// The stream from where the cursor is, or from where a new one begins.
    private func stream(
        _ kept: FollowCursor?,
        _ settings: Settings,
        _ fileSystem: LinuxFileSystem
    ) throws(FollowError) -> RecordStream {
        let place = try kept?.place()
        let start: RecordStream.Start =
            switch (place, after) {
            case (let place?, _): .at(place)
            case (nil, .last): .afterLast
            case (nil, .sequence(let number)): .after(number)
            case (nil, nil): .after(0)
            }
        let stream = try RecordStream(stateDirectory: settings.stateDirectory, fileSystem: fileSystem, from: start)
        // The next run begins there too, even if nothing comes in this one.
        if place == nil { try kept?.keep(stream.place) }
        return stream
    }

    /// Hands a batch to standard output, or to the command until it takes it.
    private func hand(_ batch: RecordStream.Batch, isKept: Bool) throws {
        guard let exec else {
            do {
                try StandardStream.output.write(batch.lines.span)
                // The place must not be more durable than what was written before it.
                if isKept { try StandardStream.output.synchronizeData() }
            } catch {
                throw OutputError(cause: error)
            }
            return
        }
        var pause = firstPause ?? 0
        while true {
            let end = try ShellCommand.run(exec, input: batch.lines.span)
            if end == .exited(0) { return }
            let records = batch.count == 1 ? "record \(batch.first)" : "\(batch.count) records from \(batch.first) on"
            let wait = Quantity.text(.nanoseconds(pause))
            complain("the command failed (\(end)); it gets \(records) again in \(wait)")
            try Wakeup().wait(timeout: pause)
            pause = max(pause, min(pause.multipliedSaturated(by: 2), Self.longestPause))
        }
    }

    private static let longestPause: Int64 = 300 * 1_000_000_000
}

extension CommandFailure {
    /// A stream that cannot begin or go on.
    fileprivate init(_ error: FollowError, cursor: String?) {
        switch error {
        case .system(let error): self.init(reading: error)
        case .noArchive: self.init("\(error)", ExitStatus.noInput)
        case .damaged, .noCursor: self.init("\(error)", ExitStatus.dataError)
        case .beyondEnd, .otherArchive:
            let place = cursor.map { "the cursor \($0.escapedForDisplay)" } ?? "--after"
            let advice =
                "it belongs to another desk, or the archive was restored from a backup; remove it to start over"
            self.init(
                "\(place) does not fit this archive: \(error)" + (cursor == nil ? "" : "; \(advice)"),
                ExitStatus.dataError
            )
        case .notKept: self.init("\(error)", ExitStatus.cannotCreate)
        case .held: self.init("\(error)", ExitStatus.unavailable)
        }
    }
}
