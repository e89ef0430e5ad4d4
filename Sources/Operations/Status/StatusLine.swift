internal import LinuxIO

extension StatusSnapshot {
    /// What the desk is doing, in one line for `systemctl status`: sd_notify(3), `STATUS=`.
    public var line: String {
        var parts: [String]
        switch state {
        case .starting: parts = ["Starting"]
        case .recovering: parts = ["Recovering from the end of the last run"]
        case .rebuilding:
            parts = [
                "Making the catalogue: \((rebuilt ?? 0).grouped) lines so far, \(Int((rebuiltShare ?? 0) * 100))%"
            ]
        case .watching: parts = ["Watching \(inbox.path)", work]
        case .scanning: parts = ["Scanning \(inbox.path) at an interval", work]
        case .waitingForSpace:
            parts = ["Waiting for room on the disk: \(inbox.waiting.grouped) files stay in the inbox"]
        case .inboxGone: parts = ["The inbox \(inbox.path) is gone"]
        case .stopping: parts = ["Stopping: what has been read is committed"]
        case .stopped: parts = ["Stopped in order"]
        case .failed: parts = ["Failed"]
        }
        if state == .waitingForSpace {
            parts.append("free some space, and intake goes on by itself")
        } else if let problem = problems.first {
            let others = problems.count > 1 ? " (and \(problems.count - 1) more problems)" : ""
            parts.append("problem: \(problem.what)\(others)")
        }
        let line = parts.filter { !$0.isEmpty }.joined(separator: "; ").escapedForDisplay
        return line.count <= 400 ? line : line.prefix(399) + "…"
    }

    private var work: String {
        let waiting = inbox.waiting == 0 ? "nothing waiting" : "\(inbox.waiting.grouped) waiting"
        return "\(waiting); today \(today.archived.grouped) archived, \(today.duplicates.grouped) duplicates, "
            + "\(today.quarantined.grouped) quarantined"
    }
}

extension Int {
    /// The number with a comma between each three digits.
    fileprivate var grouped: String {
        var digits = Array(String(magnitude))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (self < 0 ? "-" : "") + String(digits)
    }
}
