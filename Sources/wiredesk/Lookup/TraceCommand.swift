import Archive
import ArgumentParser
import Article
import Base
import Catalogue
import Ingest
import LinuxIO
import Operations
import Search

/// `wiredesk trace`: what became of a file.
struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Tells what became of a file: every delivery of it, and where it lies now.",
        discussion: """
            FILE is a name or path as it was in the inbox (as it is, or as it is printed), a file at hand, whose bytes are \
            looked for under whatever name they came, or the SHA-256 of such a file, in 64 hexadecimal digits. Several at \
            once are told one after the other.

            EXAMPLES
              wiredesk trace aleppo.txt
              wiredesk trace tass/aleppo.txt --json | jq -r .now
              wiredesk trace ~/Downloads/story.txt

            EXIT STATUS
              0   each is known, or waits in the inbox
              66  of one of them nothing is known
            """
    )

    @Argument(help: ArgumentHelp("Names, files or digests.", valueName: "file"))
    var files: [String]

    @Flag(name: .shortAndLong, help: "Print one JSON object a line, for programs.")
    var json = false

    @OptionGroup var shown: ScreenOptions

    @OptionGroup var desk: DeskOptions

    func run() throws {
        try reportingFailures {
            var unknown: [String] = []
            let settings = try desk.settingsOfDaemon()
            try desk.lookingUp { lookup, _ in
                let place = RestingPlace(
                    stateDirectory: settings.stateDirectory,
                    inbox: settings.inbox,
                    fileSystem: LinuxFileSystem()
                )
                let screen = shown.screen
                var output = shown.output
                for file in files {
                    let traces = try traces(of: file, lookup, settings, place)
                    if traces.isEmpty { unknown.append(file) }
                    for trace in traces { try output.write(json ? JSONLine.text(trace) : trace.text(screen)) }
                }
                try output.flush()
            }
            for file in unknown {
                complain(
                    "nothing is known of \(file.escapedForDisplay): no delivery had this name or these bytes, and it does not "
                        + "stand in the inbox"
                )
            }
            if !unknown.isEmpty { throw ExitStatus.noInput }
        }
    }

    private func traces(
        of file: String,
        _ lookup: Lookup,
        _ settings: Settings,
        _ place: RestingPlace
    ) throws -> [Trace] {
        let names = Self.names(file, in: settings.inbox)
        var entries: [Lookup.Delivery] = []
        // A path as it was printed is looked for only where nothing has it as its own name.
        for name in names where entries.isEmpty { entries = try lookup.deliveries(named: name) }
        if let digest = SHA256Digest(hexadecimal: file.lowercased())
            ?? Self.digest(of: Path(file), limit: settings.maxFileSize)
        {
            let known = Set(entries.map(\.row))
            entries += try lookup.deliveries(of: digest).filter { !known.contains($0.row) }
        }
        entries.sort { $0.row < $1.row }
        var traces: [Trace] = []
        for (index, entry) in entries.enumerated() {
            let now = place.path(of: entry.file, outcome: entry.outcome, time: entry.time)
            let isPutBack =
                entry.outcome == .quarantined && entries[(index + 1)...].contains { Self.isSame($0.file, entry.file) }
            var trace = Trace(delivery: DeliveryLine(entry, lookup), now: isPutBack ? nil : now, isPutBack: isPutBack)
            if entry.outcome == .quarantined, now == nil, !isPutBack {
                trace.discard = Self.discard(of: entry, settings)
            }
            traces.append(trace)
        }
        for name in names {
            let inInbox = settings.inbox.appending(name)
            guard let status = place.statusInInbox(of: name), status.kind == .file else { continue }
            if traces.contains(where: { $0.now == inInbox }) { continue }
            traces.append(Trace(waiting: name, status, at: inInbox, settings))
        }
        return traces
    }

    /// When and by whom a file was thrown away, if that is known.
    private static func discard(of entry: Lookup.Delivery, _ settings: Settings) -> DiscardLog.Entry? {
        let log = DiscardLog(stateDirectory: settings.stateDirectory, fileSystem: LinuxFileSystem())
        let (time, isTooLarge) = entry.time.multipliedReportingOverflow(by: 1_000_000)
        return try? log.entry(
            of: entry.file.path,
            bytes: entry.file.bytes,
            modified: entry.file.modified,
            quarantinedAt: "\(UTCTime(nanoseconds: isTooLarge ? 0 : time))"
        )
    }

    /// Whether two deliveries are of one file, which was read at one of them and perhaps not at the other.
    private static func isSame(_ one: UnmovedDelivery.File, _ other: UnmovedDelivery.File) -> Bool {
        one.path == other.path && one.bytes == other.bytes && one.modified == other.modified
    }

    /// The names that may be meant as the inbox has them: a path in the inbox without the way there.
    static func names(_ file: String, in inbox: Path) -> [Path] {
        GivenName.paths(file).map { path in
            var components = path.components.filter { $0 != "." }
            if path.isAbsolute, components.starts(with: inbox.components) {
                components.removeFirst(inbox.components.count)
            }
            return components.reduce(Path("")) { $0.appending($1) }
        }
    }

    /// The digest of a file at hand; nil where there is none, or one that the desk would not read either.
    private static func digest(of path: Path, limit: Int64) -> SHA256Digest? {
        guard let content = try? NamedFile.read(path, limit: Int(limit)), !content.isCut else { return nil }
        return SHA256Digest(of: content.bytes)
    }
}

/// One delivery and where its file is, or a file that waits.
struct Trace: Encodable {
    private var delivery: DeliveryLine?
    private var waiting: Waiting?
    /// Absolute; nil where the file is no longer where the desk has put it.
    let now: Path?
    /// Whether a person has put the file back into the inbox, and it was delivered again.
    private var isPutBack = false
    /// When and by whom it was thrown away, where that is known.
    var discard: DiscardLog.Entry?

    /// A file that stands in the inbox without an answer.
    private struct Waiting {
        var path: Path
        var status: FileStatus
        /// Why it is not read; nil where it will be.
        var obstacle: (code: String, sentence: String)?
    }

    init(delivery: DeliveryLine, now: Path?, isPutBack: Bool) {
        self.delivery = delivery
        self.now = now
        self.isPutBack = isPutBack
    }

    /// What became of a file that is not where the desk has put it, in one word; nil for one that is.
    private var gone: String? {
        guard delivery != nil, now == nil else { return nil }
        return discard == nil && isPutBack ? "put-back" : "removed"
    }

    /// The same in a sentence.
    private func whatBecame(_ screen: Screen) -> String? {
        guard gone != nil else { return nil }
        if let discard {
            let time = UTCTime(discard.at).map { screen.local(milliseconds: $0.nanoseconds / 1_000_000) } ?? ""
            let who = discard.by.name.map { "\($0.escapedForDisplay) (uid \(discard.by.user))" }
            return "thrown away at \(time) by \(who ?? "uid \(discard.by.user)")"
        }
        if isPutBack { return "put back into the inbox, and delivered again" }
        return delivery?.entry.outcome == .quarantined
            ? "no longer in quarantine: it was discarded, or somebody has taken it away"
            : "no longer where it was put; somebody has taken it away"
    }

    /// For a pipe: that it was thrown away, when, and by whom.
    private func discardColumns(_ screen: Screen) -> String? {
        guard let discard else { return nil }
        let time = UTCTime(discard.at).map { screen.local(milliseconds: $0.nanoseconds / 1_000_000) } ?? ""
        return "discarded\t\(time)\t\(discard.by.name?.escapedForDisplay ?? "uid \(discard.by.user)")"
    }

    init(waiting path: Path, _ status: FileStatus, at place: Path, _ settings: Settings) {
        let pattern = settings.ignore.first { pattern in
            path.components.contains { pattern.matches($0) }
        }
        var obstacle = pattern.map {
            (code: "ignored-name", sentence: "left alone because its name fits \($0.description.escapedForDisplay)")
        }
        if obstacle == nil, path.folder.components.count > settings.maxDepth {
            let limit = settings.maxDepth
            obstacle = (
                code: "too-deep",
                sentence:
                    "never read, because it lies more than \(limit) folders deep (max_depth): move it up, or raise max_depth"
            )
        }
        waiting = Waiting(path: path, status: status, obstacle: obstacle)
        now = place
    }

    private enum CodingKeys: String, CodingKey {
        case outcome, path, bytes, now, gone, reason
        case discardedAt = "discarded_at"
        case discardedBy = "discarded_by"
        case discardedByUID = "discarded_by_uid"
        case pathEncoding = "path_encoding"
        case modifiedAt = "modified_at"
    }

    func encode(to encoder: any Encoder) throws {
        try delivery?.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(now.map { $0.encoded.text }, forKey: .now)
        try container.encodeIfPresent(gone, forKey: .gone)
        try container.encodeIfPresent(discard?.at, forKey: .discardedAt)
        try container.encodeIfPresent(discard?.by.name, forKey: .discardedBy)
        try container.encodeIfPresent(discard?.by.user, forKey: .discardedByUID)
        guard let waiting else { return }
        try container.encode("waiting", forKey: .outcome)
        try container.encode(waiting.path.encoded.text, forKey: .path)
        if waiting.path.text == nil { try container.encode("percent", forKey: .pathEncoding) }
        try container.encode(waiting.status.size, forKey: .bytes)
        try container.encode(UTCTime(nanoseconds: waiting.status.modified), forKey: .modifiedAt)
        try container.encodeIfPresent(waiting.obstacle?.code, forKey: .reason)
    }

    /// A block of lines on a terminal, a line with tabs elsewhere.
    func text(_ screen: Screen) -> String {
        let place = now.map(\.display)
        if let waiting {
            let what = waiting.obstacle?.sentence ?? "not read yet; `wiredesk status` says whether the desk runs"
            let path = waiting.path.display
            guard let columns = screen.columns else { return "\twaiting\t\(path)\t\(what)\t\(place ?? "")\n" }
            return screen.style.bold(path) + "\n"
                + ([screen.style.yellow("  waiting") + " in the inbox"] + what.wrapped(to: columns, indent: "  "))
                .joined(separator: "\n") + "\n"
        }
        guard let delivery else { return "" }
        let entry = delivery.entry
        guard let columns = screen.columns else {
            return delivery.text(screen).dropLast()
                + "\t\(place ?? discardColumns(screen) ?? gone ?? "")\n"
        }
        var what = entry.outcome.description
        switch entry.outcome {
        case .archived: what += entry.sequence.map { " as article \($0)" } ?? ""
        case .duplicate: what += entry.sequence.map { " of article \($0)" } ?? ""
        case .quarantined, .ignored: break
        }
        if entry.articles > 1 { what += ", with \(entry.articles) articles, \(entry.added) of them new" }
        // A path in one piece, whatever the width, so that it can be taken as it is.
        let lines =
            (delivery.what.isEmpty ? what : "\(what): \(delivery.what)").wrapped(to: columns, indent: "  ")
            + (place.map { ["  now in \($0)"] } ?? (whatBecame(screen) ?? "").wrapped(to: columns, indent: "  "))
        let head =
            screen.style.bold(entry.file.path.display) + "  " + screen.style.dim(screen.local(milliseconds: entry.time))
        return ([head] + lines).joined(separator: "\n") + "\n"
    }
}
