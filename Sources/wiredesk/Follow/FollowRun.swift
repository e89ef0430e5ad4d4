import Archive
import Commands
import Follow
import LinuxIO
import Operations

/// A run of `wiredesk follow` over an archive or a ledger.
struct FollowRun {
    /// What has each batch on its standard input, instead of standard output.
    struct Command {
        /// A command of sh.
        var text: String
        /// Nanoseconds before it is run again where it has failed.
        var firstPause: Int64

        static let longestPause: Int64 = 300 * 1_000_000_000
    }

    let settings: Settings
    /// The file that keeps the place.
    let cursor: String?
    let after: FollowCommand.Start?
    /// At most so many lines at a time.
    let batch: Int
    let command: Command?
    let endsAtEnd: Bool

    /// Hands on the lines that fit, in their order, until the end or for ever.
    func follow<Line: SegmentLine>(
        _: Line.Type,
        where fits: (Line, ArchivePosition, _ length: Int) -> Bool
    ) throws {
        do {
            let fileSystem = LinuxFileSystem()
            let kept = try cursor.map { try FollowCursor(at: Path($0), fileSystem: fileSystem) }
            // Before the first look, so that nothing comes between the two.
            var news = try DeskNews(in: [settings.stateDirectory, settings.runtimeDirectory], fileSystem: fileSystem)
            var stream: LineStream<Line> = try stream(kept, fileSystem)
            while true {
                if let found = try stream.next(.init(lines: batch), where: fits) {
                    if found.count > 0 { try hand(found, isKept: kept != nil) }
                    try kept?.keep(stream.place)
                } else if endsAtEnd {
                    return
                } else {
                    try news.wait()
                }
            }
        } catch let error as FollowError {
            throw CommandFailure(error, of: settings.stateDirectory, cursor: cursor)
        } catch let error as SystemError {
            throw CommandFailure(reading: error, of: settings.stateDirectory)
        }
    }

    /// The stream from where the cursor is, or from where a new one begins.
    private func stream<Line: SegmentLine>(
        _ kept: FollowCursor?,
        _ fileSystem: LinuxFileSystem
    ) throws -> LineStream<Line> {
        let place = try kept?.place(of: Line.kind)
        let start: LineStream<Line>.Start =
            switch (place, after) {
            case (let place?, _): .at(place)
            case (nil, .last): .afterLast
            case (nil, .sequence(let number)): .after(number)
            case (nil, nil): .after(0)
            }
        let stream: LineStream<Line>
        do {
            stream = try LineStream(stateDirectory: settings.stateDirectory, fileSystem: fileSystem, from: start)
        } catch {
            throw CommandFailure(error, of: settings.stateDirectory, cursor: place == nil ? nil : cursor)
        }
        // The next run begins there too, even if nothing comes in this one.
        if place == nil { try kept?.keep(stream.place) }
        return stream
    }

    /// Hands a batch to standard output, or to the command until it takes it.
    private func hand<Line: SegmentLine>(_ batch: LineStream<Line>.Batch, isKept: Bool) throws {
        guard let command else {
            do {
                try StandardStream.output.write(batch.lines.span)
                // The place must not be more durable than what was written before it.
                if isKept { try StandardStream.output.synchronizeData() }
            } catch {
                throw OutputError(cause: error)
            }
            return
        }
        var pause = command.firstPause
        while true {
            let end = try ShellCommand.run(command.text, input: batch.lines.span)
            if end == .exited(0) { return }
            let name = Line.kind.lineName
            let lines = batch.count == 1 ? "\(name) \(batch.first)" : "\(batch.count) \(name)s from \(batch.first) on"
            let wait = Quantity.text(.nanoseconds(pause))
            complain("the command failed (\(end)); it gets \(lines) again in \(wait)")
            try Wakeup().wait(timeout: pause)
            pause = max(pause, min(pause.multipliedSaturated(by: 2), Command.longestPause))
        }
    }
}

extension CommandFailure {
    /// A stream that cannot begin or go on.
    fileprivate init(_ error: FollowError, of stateDirectory: Path, cursor: String?) {
        switch error {
        case .system(let error): self.init(reading: error, of: stateDirectory)
        case .noArchive: self.init("\(error)", ExitStatus.noInput)
        case .damaged, .missing, .noCursor, .otherKind, .otherStream, .beyondEnd, .otherArchive:
            self.init(error.message(cursor: cursor.map { Path($0) }), ExitStatus.dataError)
        case .notKept: self.init("\(error)", ExitStatus.cannotCreate)
        case .held: self.init("\(error)", ExitStatus.unavailable)
        }
    }
}
