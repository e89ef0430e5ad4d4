extension Event {
    /// The keys of the metadata that a message of this kind may have: the journal's fields of it, as `WIREDESK_` and the key in
    /// capitals, but for `errno`, which is `ERRNO`.
    public var fields: Set<String> {
        switch self {
        case .ready, .stopping, .overflow, .spaceBack, .syncFailed: []
        case .started: ["state_directory", "inbox"]
        case .recovered: ["torn", "path"]
        case .rebuilt: ["records"]
        case .segmentMissing: ["path", "reason"]
        case .archived, .duplicate, .quarantined:
            ["outcome", "path", "seq", "id", "reason", "explanation", "member", "set_aside"]
        case .poison: ["outcome", "path", "seq", "id", "reason", "explanation"]
        case .summary: ["archived", "duplicates", "revisions", "quarantined", "waiting"]
        case .watchLimit, .configurationRefused, .statusUnwritten: ["reason"]
        case .tooDeep, .unreadable: ["path", "reason", "what_to_do"]
        case .inboxGone: ["path", "error"]
        case .inboxBack: ["path"]
        case .outOfSpace: ["error", "errno"]
        case .reloaded: ["changed", "pending_restart"]
        case .noProgress: ["stage"]
        case .logDropped: ["dropped"]
        case .restartPause: ["ends", "seconds"]
        case .sourceSilent: ["source", "last", "usual"]
        case .sourceBack: ["source"]
        }
    }
}
