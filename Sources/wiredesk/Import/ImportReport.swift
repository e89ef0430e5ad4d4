import Archive
import ArgumentParser
import Catalogue
import Commands
import Ingest

/// What an import has come to, for people and for programs.
struct ImportReport {
    let totals: Importer.Totals
    /// Files that are in the inbox without an answer.
    let waiting: Int
    let isComplete: Bool
    let seconds: Double

    /// The exit status; nil where every file is in the archive.
    var status: ExitCode? {
        if !isComplete { return ExitStatus.unfinished }
        if totals.failed > 0 { return ExitStatus.noInput }
        return hasRefused ? ExitStatus.dataError : nil
    }

    /// Files that went to quarantine in an earlier run.
    private var refusedBefore: Int { totals.refusedBefore.values.reduce(0, +) }

    private func count(_ outcome: Outcome) -> Int { totals.outcomes[outcome] ?? 0 }

    private func members(_ outcome: PartOutcome) -> Int { totals.members[outcome] ?? 0 }

    /// Whether a file went to quarantine, or a member of one.
    private var hasRefused: Bool {
        count(.quarantined) + refusedBefore + totals.partlyBefore + members(.refused) > 0
    }

    private var answered: Int { totals.outcomes.values.reduce(0, +) }

    /// The totals in a few lines.
    var text: String {
        let files = totals.files == 1 ? "1 file" : "\(grouped(totals.files)) files"
        var text = "\(files) in \(Lapse.text(Int64(seconds * 1e9)))"
        if seconds >= 1, Double(answered) >= seconds {
            text += ", \(grouped(Int(Double(answered) / seconds))) a second"
        }
        text += ".\n"
        var rows = [("archived", grouped(count(.archived))), ("duplicates", grouped(count(.duplicate)))]
        rows.append(("quarantined", grouped(count(.quarantined)) + list(totals.reasons)))
        let beside = [(PartOutcome.refused, "refused"), (.noNews, "no news")].filter { members($0.0) > 0 }
        let isPlain =
            members(.archived) == count(.archived) && members(.duplicate) == count(.duplicate)
            && members(.refused) == count(.quarantined) && members(.noNews) == 0
        if !isPlain {
            let others = beside.map { ", \(grouped(members($0.0))) \($0.1)" }.joined()
            let known = members(.duplicate)
            let duplicates = known == 1 ? "1 duplicate" : "\(grouped(known)) duplicates"
            rows.append(("members", "\(grouped(members(.archived))) archived, \(duplicates)\(others)"))
        }
        if totals.doneBefore > 0 {
            let refused = refusedBefore > 0 ? ", of them in quarantine \(grouped(refusedBefore))" : ""
            let partly = totals.partlyBefore > 0 ? ", read in part \(grouped(totals.partlyBefore))" : ""
            rows.append(("done before", grouped(totals.doneBefore) + partly + refused + list(totals.refusedBefore)))
        }
        let skipped = totals.skipped.reduce(into: [:]) { $0[$1.key.reason, default: 0] += $1.value }
        if !skipped.isEmpty { rows.append(("left out", grouped(skipped.values.reduce(0, +)) + list(skipped))) }
        if totals.failed > 0 { rows.append(("failed", grouped(totals.failed))) }
        if totals.removed > 0 { rows.append(("removed", "\(grouped(totals.removed)) sources")) }
        for (label, value) in rows { text += "  \(label.padded(to: 12)) \(value)\n" }
        if !isComplete {
            if waiting > 0 { text += "\(grouped(waiting)) files are in the inbox and will be read.\n" }
            text += "It was ended before the end: run the same command again, and it goes on.\n"
        } else if hasRefused {
            text += "`wiredesk quarantine list` shows what was set aside.\n"
        }
        return text
    }

    /// Such as `: 2 no-headline, 1 empty`.
    private func list(_ counts: [String: Int]) -> String {
        if counts.isEmpty { return "" }
        let parts = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return ": " + parts.map { "\(grouped($0.value)) \($0.key)" }.joined(separator: ", ")
    }

    private func grouped(_ number: Int) -> String { Figure.grouped(Int64(number)) }

    /// The totals as one JSON object.
    var json: String {
        struct Object: Encodable {
            var complete: Bool
            var files: Int
            var archived: Int
            var duplicates: Int
            var quarantined: Int
            var reasons: [String: Int]
            var members: [String: Int]
            var doneBefore: Int
            var reasonsBefore: [String: Int]
            var leftOut: [String: Int]
            var failed: Int
            var removed: Int
            var waiting: Int
            var seconds: Double

            enum CodingKeys: String, CodingKey {
                case complete, files, archived, duplicates, quarantined, reasons, members, failed, removed, waiting,
                    seconds
                case doneBefore = "done_before"
                case reasonsBefore = "reasons_before"
                case leftOut = "left_out"
            }
        }
        return JSONLine.text(
            Object(
                complete: isComplete,
                files: totals.files,
                archived: count(.archived),
                duplicates: count(.duplicate),
                quarantined: count(.quarantined),
                reasons: totals.reasons,
                members: Dictionary(uniqueKeysWithValues: PartOutcome.allCases.map { ($0.rawValue, members($0)) }),
                doneBefore: totals.doneBefore,
                reasonsBefore: totals.refusedBefore,
                leftOut: totals.skipped.reduce(into: [:]) { $0[$1.key.code, default: 0] += $1.value },
                failed: totals.failed,
                removed: totals.removed,
                waiting: waiting,
                seconds: (seconds * 1_000).rounded() / 1_000
            )
        )
    }
}
