import Archive
import Ingest
import LinuxIO
import Operations

/// The report as a person reads it: first whether the desk is well, then the figures, then what to do.
struct StatusScreen {
    private let report: StatusReport
    private let width: Int
    private let style: Style
    private let localOffset: Int
    private let isWatched: Bool

    /// Columns before the text of a row.
    static let indent = 14

    /// A screen so many columns wide (`Int.max` for a pipe, where nothing is cut), with times in a local time so many
    /// seconds ahead of UTC.
    ///
    /// - Parameter isWatched: whether it is drawn again and again; then it has the last hour in bars.
    init(_ report: StatusReport, width: Int, style: Style, localOffset: Int, isWatched: Bool = false) {
        self.report = report
        self.width = width
        self.style = style
        self.localOffset = localOffset
        self.isWatched = isWatched
    }

    /// The screen, with a line break at its end.
    var text: String {
        var lines = verdict
        if isRunning { lines.append(row("process", process)) }
        if let age = report.figuresAge { lines.append(row("figures", figures(age), mark: yellow)) }
        lines.append(row("inbox", inbox))
        if isRunning, let inbox = report.snapshot?.inbox { lines.append(row("watch", watch(inbox))) }
        if report.isCounted {
            lines += paragraph("today", counts(StatusSnapshot.Counts(report.today)), style.dim)
            lines += paragraph("total", counts(report.total) + uncounted, style.dim)
            if let members { lines += paragraph("members", members, style.dim) }
        } else {
            lines.append(row("total", "not counted yet"))
        }
        if isRunning, let snapshot = report.snapshot {
            if let rates = snapshot.rates { lines.append(row("rate", StatusFigureText.rates(rates))) }
            if let latency = snapshot.latency { lines.append(row("latency", StatusFigureText.latency(latency))) }
            if isWatched, let history = snapshot.history { lines.append(row("last hour", hour(history), isCut: true)) }
        }
        lines.append(row("archive", archive))
        if let last = report.archive.last { lines.append(row("last", self.last(last), isCut: true)) }
        if isRunning, let sources = report.snapshot?.sources { lines += self.sources(sources) }
        if let disk = report.disk { lines.append(row("disk", StatusFigureText.disk(disk), mark: mark(disk))) }
        if let publisher = report.publisher {
            let (text, isWell) = StatusFigureText.publisher(publisher, at: report.now)
            lines.append(row("stream", text, mark: isWell ? nil : yellow))
        }
        lines.append(row("catalogue", catalogue))
        lines += quarantine
        for problem in problems { lines += paragraph("problem", self.text(of: problem), style.red) }
        return lines.joined(separator: "\n") + "\n"
    }

    private var isRunning: Bool { report.condition.verdict.isRunning && report.condition.isTold }

    private var verdict: [String] {
        let (mark, text): ((String) -> String, String) =
            switch report.condition.verdict {
            case .well: (style.green, "The desk is running and well: \(state).")
            case .degraded: (style.yellow, "The desk is running, but \(report.condition.explanation ?? "not well").")
            case .stopped: (style.red, "The desk is not running: it was stopped in order \(told).")
            case .failed: (style.red, "The desk is not running: it ended \(told) because something failed.")
            case .killed: (style.red, "The desk is not running: it was killed or crashed; last heard of \(told).")
            case .neverRun:
                (
                    style.red,
                    "The desk is not running: it has left no status in \(report.settings.runtimeDirectory.display)."
                )
            }
        var lines = text.wrapped(to: width).map { style.bold(mark($0)) }
        if !report.hasStateDirectory {
            lines += missingDirectory.wrapped(to: width)
        } else if !report.condition.verdict.isRunning, let explanation = report.condition.explanation {
            lines += "\(explanation.prefix(1).uppercased())\(explanation.dropFirst()).".wrapped(to: width)
        } else if report.condition.verdict == .degraded, isRunning {
            lines += sinceWhen.wrapped(to: width)
        }
        return lines
    }

    /// What to do where there is no desk at all: more often a wrong name than a desk that never ran.
    private var missingDirectory: String {
        let origin = report.settings.origins["state_directory"]
        let source = origin == nil || origin == .standard ? ", the default" : " (\(origin.map { "\($0)" } ?? ""))"
        return "There is no folder \(report.settings.stateDirectory.display)\(source). Name the desk's with "
            + "--state-directory, or its configuration with --config; or start the daemon, which makes the folder: "
            + "systemctl start wiredesk, or wiredeskd."
    }

    private var state: String {
        guard let snapshot = report.snapshot else { return "" }
        return "\(snapshot.state.rawValue) since \(local(snapshot.since)), for \(span(since: snapshot.since))"
    }

    private var sinceWhen: String {
        guard let snapshot = report.snapshot else { return "" }
        switch snapshot.state {
        case .watching, .scanning: return "It has been \(state)."
        default: return "It has been so since \(local(snapshot.since)), for \(span(since: snapshot.since))."
        }
    }

    private var told: String {
        guard let snapshot = report.snapshot else { return "" }
        return "at \(local(snapshot.updatedAt)), \(span(since: snapshot.updatedAt)) ago"
    }

    /// How old the figures are that a daemon has told which tells no more.
    private func figures(_ age: Int64) -> String {
        let time = report.snapshot.map { local($0.updatedAt) } ?? ""
        return "of \(time), \(Lapse.text(age)) ago: nothing has been told since"
    }

    private var process: String {
        var parts: [String] = []
        if let pid = report.condition.pid { parts.append("pid \(pid)") }
        if let snapshot = report.snapshot {
            parts += ["version \(snapshot.version.escapedForDisplay)", "started \(local(snapshot.startedAt))"]
        }
        return parts.joined(separator: ", ")
    }

    private var inbox: String {
        guard isRunning, let inbox = report.snapshot?.inbox else {
            let waiting = report.waitingWhileDown.flatMap { count -> String? in
                if count.files == 0 { return nil }
                return count.isCut
                    ? "\(Figure.grouped(Int64(count.files))) or more" : Figure.grouped(Int64(count.files))
            }
            let until = report.condition.isImporting ? "" : " until the desk runs again"
            return "\(waiting ?? "nothing") waiting\(until), in \(report.settings.inbox.display)"
        }
        var text = inbox.waiting == 0 ? "nothing waiting" : "\(Figure.grouped(Int64(inbox.waiting))) waiting"
        if let oldest = inbox.oldestWaitingSeconds, inbox.waiting > 0 {
            text += ", the oldest for \(Lapse.text(Int64(min(max(oldest, 0), 1e9) * 1e9)))"
        }
        if let waiting = inbox.waitingForPermission, waiting > 0 {
            text += ", \(Figure.grouped(Int64(waiting))) waiting for a permission"
        }
        if inbox.ignored > 0 { text += ", \(Figure.grouped(Int64(inbox.ignored))) left alone by rule" }
        let path = inbox.pathEncoding == nil ? Path(inbox.path) : Path(percentEncoded: inbox.path) ?? Path(inbox.path)
        return text + ", in \(path.display)"
    }

    /// How files are noticed, and how it is told that a writer is done.
    private func watch(_ inbox: StatusSnapshot.Inbox) -> String {
        var text = inbox.watch == "events" ? "by events" : "by scans"
        if inbox.watch == "events", let watches = inbox.watches {
            text += watches == 1 ? " from 1 folder" : " from \(Figure.grouped(Int64(watches))) folders"
        }
        if let reason = inbox.reason { text += ", because \(reason.escapedAgainForDisplay)" }
        switch inbox.guarded {
        case "lease": text += "; files are protected by read leases while they are read"
        case "settled", "settle": text += "; files are read when they have settled"
        default: break
        }
        return text
    }

    private var archive: String {
        let archive = report.archive
        let articles = archive.articles == 1 ? "1 article" : "\(Figure.grouped(archive.articles)) articles"
        let segments = archive.segments == 1 ? "1 segment" : "\(Figure.grouped(Int64(archive.segments))) segments"
        guard let stored = archive.storedBytes, stored < archive.bytes else {
            return "\(articles), \(Figure.size(archive.bytes)) in \(segments)"
        }
        return "\(articles), \(Figure.size(stored)) in \(segments), \(Figure.size(archive.bytes)) uncompressed"
    }

    private func last(_ article: StatusSnapshot.LastArticle) -> String {
        "\(article.seq), \(span(since: article.ingestedAt)) ago: \(article.headline.escapedForDisplay)"
    }

    private func counts(_ counts: StatusSnapshot.Counts) -> String {
        func text(_ count: Int, _ word: String, _ words: String? = nil) -> String {
            // A number stays in one line with what it counts.
            "\(Figure.grouped(Int64(count)))\u{A0}\(count == 1 ? word : words ?? word)"
        }
        var parts = [text(counts.archived, "archived"), text(counts.duplicates, "duplicate", "duplicates")]
        if let revisions = counts.revisions { parts.append(text(revisions, "revision", "revisions")) }
        parts += [text(counts.quarantined, "quarantined"), text(counts.ignored, "ignored")]
        // Files that have left their places, where there are any.
        for (count, word) in [
            (counts.discarded, "discarded"), (counts.putBack, "put back"), (counts.removed, "removed"),
        ] {
            if let count, count > 0 { parts.append(text(count, word.replacing(" ", with: "\u{A0}"))) }
        }
        return parts.joined(separator: ", ")
    }

    /// What the files held, where that is more than one article each.
    private var members: String? {
        let total = report.total
        let counts = PartOutcome.allCases.map { ($0, total.members($0.rawValue)) }
        let isPlain = counts.allSatisfy { outcome, count in
            switch outcome {
            case .archived: count == total.archived
            case .duplicate: count == total.duplicates
            case .refused: count == total.quarantined
            case .noNews: count == 0
            }
        }
        if total.members == nil || isPlain { return nil }
        return counts.filter { $0.1 > 0 || $0.0 == .archived }.map { outcome, count in
            "\(Figure.grouped(Int64(count)))\u{A0}\(Self.word(for: outcome, count))"
        }.joined(separator: ", ")
    }

    private static func word(for outcome: PartOutcome, _ count: Int) -> String {
        switch outcome {
        case .archived: count == 1 ? "article\u{A0}archived" : "articles\u{A0}archived"
        case .duplicate: count == 1 ? "duplicate" : "duplicates"
        case .refused: "refused"
        case .noNews: "no\u{A0}news"
        }
    }

    private var catalogue: String {
        guard let bytes = report.catalogueBytes else {
            return report.archive.articles == 0
                ? "none yet" : "missing; the next start makes it from archive and ledger"
        }
        if report.condition.verdict.isRunning, report.snapshot?.state == .rebuilding {
            return StatusFigureText.rebuilding(report.snapshot)
        }
        guard let missing = report.uncatalogued, missing > 0, !report.condition.verdict.isRunning else {
            return Figure.size(bytes)
        }
        return "\(Figure.size(bytes)), without the last \(Figure.grouped(missing)) of the archive's articles; "
            + "the next start enters them"
    }

    /// That of a catalogue that is being brought up only what it has is counted.
    private var uncounted: String {
        report.condition.verdict.isRunning && (report.uncatalogued ?? 0) > 0 ? " (of what the catalogue has)" : ""
    }

    private var quarantine: [String] {
        guard let files = report.quarantinedFiles else { return [] }
        let more = files >= Quarantine.countedAtMost ? " or more" : ""
        let count = files == 1 ? "1 file" : "\(Figure.grouped(Int64(files)))\(more) files"
        let text = files == 0 ? "nothing" : "\(count); wiredesk quarantine list"
        var lines = [row("quarantine", text, mark: files == 0 ? nil : yellow)]
        guard files > 0 else { return lines }
        for refused in report.newestRefused.prefix(3) {
            let line = "\(local(refused.at))  \(refused.reason.escapedForDisplay)  \(refused.inboxPath.display)"
            lines.append(String(repeating: " ", count: StatusScreen.indent) + line.cut(to: width - StatusScreen.indent))
        }
        return lines
    }

    /// The sources from which most comes, and those that are missed.
    private func sources(_ sources: [StatusFigures.Source]) -> [String] {
        let text = StatusFigureText.sources(sources, others: report.snapshot?.otherSources ?? 0)
        var lines = text.map { [row("sources", $0)] } ?? []
        for source in sources.filter(\.isSilent).prefix(3) {
            lines.append(row("silent", StatusFigureText.silence(source), mark: yellow))
        }
        return lines
    }

    private func hour(_ history: StatusFigures.History) -> String {
        let room = width - StatusScreen.indent - 24
        let line = Sparkline.text(history.answered, width: min(60, max(10, room)))
        let highest = history.answered.max() ?? 0
        return "\(line)▏ at most \(Figure.grouped(Int64(highest))) a minute"
    }

    private func mark(_ disk: StatusFigures.Disk) -> ((String) -> String)? {
        let isScarce = disk.freeBytes < 1 << 30 || (disk.secondsToFull ?? .infinity) < 7 * 86_400
        return isScarce ? yellow : nil
    }

    private var problems: [StatusSnapshot.Problem] {
        let isOld =
            report.condition.verdict == .killed || report.condition.verdict.isRunning && !report.condition.isTold
        return isOld ? [] : report.snapshot?.problems ?? []
    }

    private func text(of problem: StatusSnapshot.Problem) -> String {
        "\(problem.what.escapedAgainForDisplay), for \(span(since: problem.since)): \(problem.whatToDo.escapedAgainForDisplay)"
    }

    private var yellow: (String) -> String {
        let style = style
        return { style.yellow($0) }
    }

    /// A row that goes on beneath itself where the terminal is narrow; one of an article is cut instead.
    private func row(_ name: String, _ text: String, isCut: Bool = false, mark: ((String) -> String)? = nil) -> String {
        let room = width - StatusScreen.indent
        let lines = isCut ? [text.cut(to: room)] : text.wrapped(to: room)
        let indent = String(repeating: " ", count: StatusScreen.indent)
        return style.dim(label(name)) + lines.map { mark?($0) ?? $0 }.joined(separator: "\n" + indent)
    }

    private func paragraph(_ name: String, _ text: String, _ mark: (String) -> String) -> [String] {
        let indent = String(repeating: " ", count: StatusScreen.indent)
        return text.wrapped(to: width, indent: indent).enumerated().map { index, wrapped in
            let line = wrapped.replacing("\u{A0}", with: " ")
            return index == 0 ? mark(label(name)) + line.dropFirst(StatusScreen.indent) : line
        }
    }

    private func label(_ name: String) -> String {
        "  " + name.padded(to: StatusScreen.indent - 3) + " "
    }

    private func local(_ time: UTCTime) -> String {
        time.local(offset: localOffset)
    }

    private func span(since time: UTCTime) -> String {
        Lapse.text(report.now.nanoseconds.subtractingSaturated(time.nanoseconds))
    }
}

extension StatusSnapshot.Counts {
    fileprivate init(_ day: StatusSnapshot.Day) {
        self.init()
        archived = day.archived
        duplicates = day.duplicates
        revisions = day.revisions
        quarantined = day.quarantined
        ignored = day.ignored
        discarded = day.discarded
        putBack = day.putBack
        removed = day.removed
        members = day.members
    }
}
