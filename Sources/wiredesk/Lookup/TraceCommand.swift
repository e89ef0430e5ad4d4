import Archive
import ArgumentParser
import Article
import Base
import Catalogue
import Commands
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

            Of a file that held several items, the first \(Trace.mostMembers) members are listed with what became of each; \
            --json lists all of them.

            EXAMPLES
              wiredesk trace aleppo.txt
              wiredesk trace tass/aleppo.txt --json | jq -r .now
              wiredesk trace ~/Downloads/story.txt
              wiredesk trace feed.xml --json | jq -r '.members[] | [.outcome, .name] | @tsv'

            EXIT STATUS
              0   each is known, or waits in the inbox
              65  the record of a member is damaged, and was left out
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
                for file in unknown {
                    complain(
                        "nothing is known of \(file.escapedForDisplay): no delivery had this name or these bytes, and it does "
                            + "not stand in the inbox"
                    )
                }
                try tellDamage(of: lookup)
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
        var departures = entries.filter { $0.departure != nil }
        for (index, entry) in entries.enumerated() where entry.outcome.isAnswer {
            let departure = departures.firstIndex { Self.isDeparture($0, of: entry) }.map { departures.remove(at: $0) }
            let now = place.path(of: entry.file, outcome: entry.outcome, time: entry.time)
            let isPutBack =
                entry.outcome == .quarantined
                && entries[(index + 1)...].contains { $0.outcome.isAnswer && Self.isSame($0.file, entry.file) }
            traces.append(
                Trace(
                    delivery: DeliveryLine(entry, lookup),
                    members: try lookup.members(of: entry, limit: json ? nil : Trace.mostMembers),
                    // What was put back may still wait in the inbox.
                    now: departure.map({ $0.outcome == .putBack }) ?? true && !isPutBack ? now : nil,
                    departure: departure,
                    isPutBack: isPutBack
                )
            )
        }
        // Of what no delivery is known.
        for entry in departures {
            let line = DeliveryLine(entry, lookup)
            traces.append(Trace(delivery: line, members: ([], 0), now: nil, departure: entry, isPutBack: false))
        }
        for name in names {
            let inInbox = settings.inbox.appending(name)
            guard let status = place.statusInInbox(of: name), status.kind == .file else { continue }
            if traces.contains(where: { $0.now == inInbox }) { continue }
            traces.append(Trace(waiting: name, status, at: inInbox, settings))
        }
        return traces
    }

    /// Whether a departure is that of the file of a delivery.
    private static func isDeparture(_ entry: Lookup.Delivery, of delivery: Lookup.Delivery) -> Bool {
        guard let departure = entry.departure else { return false }
        if let number = departure.delivery { return number == delivery.row }
        return delivery.outcome == .quarantined && entry.row > delivery.row && isSame(entry.file, delivery.file)
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
    /// What it held, where that is more than one article, and how many more of its articles are not listed.
    private var members: (listed: [DeliveryMember], more: Int) = ([], 0)
    /// Absolute; nil where the file is no longer where the desk has put it.
    let now: Path?
    /// Whether a person has put the file back into the inbox, and it was delivered again.
    private var isPutBack = false
    /// How its file has left its place, as the ledger tells it.
    private var departure: Lookup.Delivery?

    /// A file that stands in the inbox without an answer.
    private struct Waiting {
        var path: Path
        var status: FileStatus
        /// Why it is not read; nil where it will be.
        var obstacle: (code: String, sentence: String)?
    }

    /// The most members that are listed for a person.
    static let mostMembers = 20

    init(
        delivery: DeliveryLine,
        members: (listed: [DeliveryMember], more: Int),
        now: Path?,
        departure: Lookup.Delivery?,
        isPutBack: Bool
    ) {
        self.delivery = delivery
        self.members = members
        self.now = now
        self.departure = departure
        self.isPutBack = isPutBack
    }

    /// What became of a file that is not where the desk has put it, in one word; nil for one that is.
    private var gone: String? {
        guard delivery != nil, now == nil else { return nil }
        if let departure { return departure.outcome.description }
        return isPutBack ? Outcome.putBack.description : "missing"
    }

    /// The same in a sentence.
    private func whatBecame(_ screen: Screen) -> String? {
        guard gone != nil else { return nil }
        if let departure {
            let time = screen.local(milliseconds: departure.time)
            let who = departure.departure?.person.map { person in
                " by " + (person.name.map { "\($0.escapedForDisplay) (uid \(person.user))" } ?? "uid \(person.user)")
            }
            switch departure.outcome {
            case .discarded: return "thrown away at \(time)\(who ?? "")"
            case .putBack: return "put back into the inbox at \(time)\(who ?? "")"
            default: return "removed by retention at \(time): \((departure.explanation ?? "").oneLine)"
            }
        }
        if isPutBack { return "put back into the inbox, and delivered again" }
        return delivery?.entry.outcome == .quarantined
            ? "no longer in quarantine; somebody has taken it away"
            : "no longer where it was put; somebody has taken it away"
    }

    /// For a pipe: how it has left its place, when, and by whom.
    private func departureColumns(_ screen: Screen) -> String? {
        guard let departure else { return nil }
        let columns = [departure.outcome.description, screen.local(milliseconds: departure.time)]
        let who = departure.departure?.person.map { $0.name?.escapedForDisplay ?? "uid \($0.user)" }
        return (columns + (who.map { [$0] } ?? [])).joined(separator: "\t")
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
        case outcome, path, bytes, now, gone, reason, members
        case goneAt = "gone_at"
        case goneBy = "gone_by"
        case goneByUID = "gone_by_uid"
        case pathEncoding = "path_encoding"
        case modifiedAt = "modified_at"
    }

    func encode(to encoder: any Encoder) throws {
        try delivery?.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        if !members.listed.isEmpty { try container.encode(members.listed.map { MemberLine($0) }, forKey: .members) }
        try container.encodeIfPresent(now.map { $0.encoded.text }, forKey: .now)
        try container.encodeIfPresent(gone, forKey: .gone)
        try container.encodeIfPresent(
            departure.map { UTCTime(nanoseconds: $0.time.multipliedReportingOverflow(by: 1_000_000).partialValue) },
            forKey: .goneAt
        )
        try container.encodeIfPresent(departure?.departure?.person?.name, forKey: .goneBy)
        try container.encodeIfPresent(departure?.departure?.person?.user, forKey: .goneByUID)
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
                + "\t\(place ?? departureColumns(screen) ?? gone ?? "")\n"
                + memberLines(screen).map { $0 + "\n" }.joined()
        }
        var what = entry.outcome.description
        switch entry.outcome {
        case .archived: what += entry.sequence.map { " as article \($0)" } ?? ""
        case .duplicate: what += entry.sequence.map { " of article \($0)" } ?? ""
        case .quarantined, .ignored, .discarded, .putBack, .removed: break
        }
        if entry.articles > 1 { what += ", with \(entry.articles) articles, \(entry.added) of them new" }
        // A path in one piece, whatever the width, so that it can be taken as it is.
        let lines =
            (delivery.what.isEmpty ? what : "\(what): \(delivery.what)").wrapped(to: columns, indent: "  ")
            + memberLines(screen)
            + (place.map { ["  now in \($0)"] } ?? (whatBecame(screen) ?? "").wrapped(to: columns, indent: "  "))
        let head =
            screen.style.bold(entry.file.path.display) + "  " + screen.style.dim(screen.local(milliseconds: entry.time))
        return ([head] + lines).joined(separator: "\n") + "\n"
    }

    /// A line for each member that is listed, and one for those that are not.
    private func memberLines(_ screen: Screen) -> [String] {
        let shown = members.listed.prefix(Trace.mostMembers).map { MemberLine($0).text(screen) }
        let rest = members.listed.dropFirst(Trace.mostMembers).reduce(members.more) { $0 + $1.count }
        if rest == 0 { return shown }
        let more = Figure.grouped(Int64(rest))
        return shown + [screen.columns == nil ? "\tmore\t\(rest)" : "    … and \(more) more; --json lists them all"]
    }
}
