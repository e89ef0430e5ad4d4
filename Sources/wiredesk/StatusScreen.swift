import LinuxIO
import Operations

/// The report as a person reads it: first whether the desk is well, then the figures, then what to do.
struct StatusScreen {
    private let report: StatusReport
    private let width: Int
    private let style: Style
    private let localOffset: Int

    /// A screen so many columns wide (`Int.max` for a pipe, where nothing is cut), with times in a local time so many seconds ahead of UTC.
    init(_ report: StatusReport, width: Int, style: Style, localOffset: Int) {
        self.report = report
        self.width = width
        self.style = style
        self.localOffset = localOffset
    }

    /// The screen, with a line break at its end.
    var text: String {
        var lines = verdict
        if report.condition.verdict.isRunning { lines += [row("process", process)] }
        lines += [row("inbox", inbox), row("archive", archive)]
        if let last = report.archive.last { lines.append(row("last", self.last(last))) }
        lines += [
            row("today", counts(report.today.archived, report.today.duplicates, report.today.quarantined)),
            row("in all", counts(report.total.archived, report.total.duplicates, report.total.quarantined)),
        ]
        for problem in problems {
            let text =
                "\(problem.what.escapedAgainForDisplay), for \(span(since: problem.since)): "
                + problem.whatToDo.escapedAgainForDisplay
            let wrapped = text.wrapped(to: width, indent: "           ")
            for (index, line) in wrapped.enumerated() {
                lines.append(index == 0 ? style.red(label("problem")) + line.dropFirst(11) : line)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

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
        if !report.condition.verdict.isRunning, let explanation = report.condition.explanation {
            lines += "\(explanation.prefix(1).uppercased())\(explanation.dropFirst()).".wrapped(to: width)
        }
        return lines
    }

    private var state: String {
        guard let snapshot = report.snapshot else { return "" }
        return "\(snapshot.state.rawValue) since \(local(snapshot.since)), for \(span(since: snapshot.since))"
    }

    private var told: String {
        guard let snapshot = report.snapshot else { return "" }
        return "at \(local(snapshot.updatedAt)), \(span(since: snapshot.updatedAt)) ago"
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
        guard report.condition.verdict.isRunning, let inbox = report.snapshot?.inbox else {
            let waiting = report.waitingWhileDown.flatMap { count -> String? in
                if count.files == 0 { return nil }
                return count.isCut
                    ? "\(Figure.grouped(Int64(count.files))) or more" : Figure.grouped(Int64(count.files))
            }
            return "\(waiting ?? "nothing") waiting until the desk runs again, in \(report.settings.inbox.display)"
        }
        var text = inbox.waiting == 0 ? "nothing waiting" : "\(Figure.grouped(Int64(inbox.waiting))) waiting"
        if let oldest = inbox.oldestWaitingSeconds, inbox.waiting > 0 {
            text += ", the oldest for \(Lapse.text(Int64(min(max(oldest, 0), 1e9) * 1e9)))"
        }
        if inbox.ignored > 0 { text += ", \(inbox.ignored) left alone by rule" }
        return text + ", in \(inbox.path.escapedAgainForDisplay)"
    }

    private var archive: String {
        let archive = report.archive
        let articles = archive.articles == 1 ? "1 article" : "\(Figure.grouped(archive.articles)) articles"
        let segments = archive.segments == 1 ? "1 segment" : "\(archive.segments) segments"
        return "\(articles), \(Figure.size(archive.bytes)) in \(segments)"
    }

    private func last(_ article: StatusSnapshot.LastArticle) -> String {
        "\(article.seq), \(span(since: article.ingestedAt)) ago: \(article.headline.escapedForDisplay)"
    }

    private func counts(_ archived: Int, _ duplicates: Int, _ quarantined: Int) -> String {
        "\(Figure.grouped(Int64(archived))) archived, \(Figure.grouped(Int64(duplicates))) "
            + (duplicates == 1 ? "duplicate" : "duplicates") + ", \(Figure.grouped(Int64(quarantined))) quarantined"
    }

    private var problems: [StatusSnapshot.Problem] {
        report.condition.verdict == .killed ? [] : report.snapshot?.problems ?? []
    }

    private func row(_ name: String, _ text: String) -> String {
        style.dim(label(name)) + text.cut(to: width - 11)
    }

    private func label(_ name: String) -> String {
        "  " + name + String(repeating: " ", count: max(1, 9 - name.count))
    }

    private func local(_ time: UTCTime) -> String {
        time.local(offset: localOffset)
    }

    private func span(since time: UTCTime) -> String {
        Lapse.text(report.now.nanoseconds - time.nanoseconds)
    }
}
