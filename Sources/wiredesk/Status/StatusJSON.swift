import LinuxIO
import Operations

extension StatusReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case running, verdict, explanation, pid, inbox, archive, today, total, problems, catalogue, quarantine, disk
        case quarantined, publisher
        case stateDirectory = "state_directory"
        case stateDirectoryEncoding = "state_directory_encoding"
    }

    private struct UnreadInbox: Encodable {
        var path: String
        var pathEncoding: String?
        var waiting: Int?

        enum CodingKeys: String, CodingKey {
            case path, waiting
            case pathEncoding = "path_encoding"
        }
    }

    private struct Catalogue: Encodable {
        var bytes: Int64
        var missing: Int64?
    }

    private struct Quarantine: Encodable {
        var files: Int
    }

    /// The daemon's own snapshot, with what was found out from outside beside and over it.
    func encode(to encoder: any Encoder) throws {
        try snapshot?.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(condition.verdict.isRunning, forKey: .running)
        try container.encode(condition.verdict.rawValue, forKey: .verdict)
        try container.encodeIfPresent(condition.explanation, forKey: .explanation)
        try container.encodeIfPresent(condition.pid, forKey: .pid)
        let (directory, encoding) = settings.stateDirectory.encoded
        try container.encode(directory, forKey: .stateDirectory)
        try container.encodeIfPresent(encoding, forKey: .stateDirectoryEncoding)
        if snapshot?.quarantined != nil { try container.encode(newestRefused, forKey: .quarantined) }
        try container.encode(archive, forKey: .archive)
        try container.encode(today, forKey: .today)
        try container.encode(total, forKey: .total)
        try container.encodeIfPresent(
            catalogueBytes.map { Catalogue(bytes: $0, missing: uncatalogued) },
            forKey: .catalogue
        )
        try container.encodeIfPresent(quarantinedFiles.map { Quarantine(files: $0) }, forKey: .quarantine)
        try container.encodeIfPresent(disk, forKey: .disk)
        try container.encodeIfPresent(publisher, forKey: .publisher)
        if !(condition.verdict.isRunning && condition.isTold) {
            let (path, encoding) = settings.inbox.encoded
            let inbox = UnreadInbox(path: path, pathEncoding: encoding, waiting: waitingWhileDown?.files)
            try container.encode(inbox, forKey: .inbox)
        }
        if snapshot == nil { try container.encode([StatusSnapshot.Problem](), forKey: .problems) }
    }

    /// The report in one line.
    var json: String { JSONLine.text(self) }
}
