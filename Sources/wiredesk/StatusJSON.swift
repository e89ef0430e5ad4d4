import FoundationEssentials
import LinuxIO
import Operations

extension StatusReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case running, verdict, explanation, pid, inbox, archive, today, total, problems
        case stateDirectory = "state_directory"
    }

    private struct UnreadInbox: Encodable {
        var path: String
        var waiting: Int?
    }

    /// The daemon's own snapshot, with what was found out from outside beside and over it.
    func encode(to encoder: any Encoder) throws {
        try snapshot?.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(condition.verdict.isRunning, forKey: .running)
        try container.encode(condition.verdict.rawValue, forKey: .verdict)
        try container.encodeIfPresent(condition.explanation, forKey: .explanation)
        try container.encodeIfPresent(condition.pid, forKey: .pid)
        try container.encode(settings.stateDirectory.display, forKey: .stateDirectory)
        try container.encode(archive, forKey: .archive)
        try container.encode(today, forKey: .today)
        try container.encode(total, forKey: .total)
        if !condition.verdict.isRunning {
            let inbox = UnreadInbox(path: settings.inbox.display, waiting: waitingWhileDown?.files)
            try container.encode(inbox, forKey: .inbox)
        }
        if snapshot == nil { try container.encode([StatusSnapshot.Problem](), forKey: .problems) }
    }

    /// The report in one line.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
