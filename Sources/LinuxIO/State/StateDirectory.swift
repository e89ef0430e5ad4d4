/// What stands where in the state directory: the one home of these names.
public enum StateDirectory {
    /// Where files are dropped, unless the configuration names another folder.
    public static let inbox: Path = "inbox"
    /// The segments of records, by days.
    public static let archive: Path = "archive"
    /// The segments of the ledger, by days.
    public static let deliveries: Path = "deliveries"
    /// What recoveries have cut off the ends of segments.
    public static let torn: Path = "torn"
    /// Files whose articles were archived, by the day of it.
    public static let processed: Path = "processed"
    /// Files that held nothing new, by the day of it.
    public static let duplicates: Path = "duplicates"
    /// Files that were set aside, each with a page that says why.
    public static let quarantine: Path = "quarantine"
    /// Copies of what is imported, on their way into the inbox.
    public static let imports: Path = "import"
    /// Notices of whoever runs the desk that wait to be archived.
    public static let notices: Path = "notices"

    /// The file that tells anyone which process has the directory for itself.
    public static let lock: Path = "lock"
    /// The file that decides which process that is; nobody but the directory's user can open it.
    public static let lockOwner: Path = "lock.owner"
    /// SQLite's file of what the archive and the ledger hold.
    public static let catalogue: Path = "catalogue.sqlite"
    /// SQLite's file for looking things up.
    public static let index: Path = "index.sqlite"
    /// Which gaps in the numbers of archive and ledger an administrator has accepted.
    public static let acceptedGaps: Path = "accepted-gaps"
    /// What each reader has in work.
    public static let inWork: Path = "in-work"
    /// Which files were in work when runs ended.
    public static let suspects: Path = "suspects"

    /// The folders that are the desk's alone: files are moved into them and out of them by nobody else.
    public static let folders = [archive, deliveries, torn, processed, duplicates, quarantine, imports, notices]
}

/// What stands where in the runtime directory.
public enum RuntimeDirectory {
    /// How the desk is, as JSON.
    public static let status: Path = "status.json"
    /// The same for Prometheus' node exporter.
    public static let metrics: Path = "wiredesk.prom"
    /// What one run leaves to the next, so that starts that end soon are made ever more rarely.
    public static let restarts: Path = "restarts"
}

/// What stands where in the folder in which a publisher tells how far it has come.
public enum PublishDirectory {
    /// How far it has come, as JSON.
    public static let status: Path = "publish.json"
    /// Marked by the publisher for as long as it lives (``FileClaim``).
    public static let claim: Path = "publish.lock"
    /// The same for Prometheus' node exporter.
    public static let metrics: Path = "wiredesk-publish.prom"
}
