internal import Logging

/// The kinds of event that the log tells apart.
///
/// Each has a message id, by which `journalctl MESSAGE_ID=…` finds it and `journalctl -x` explains it from the
/// catalogue in `Deploy/wiredesk.catalog` (Journal Message Catalogs, systemd). An id never changes its meaning.
public enum Event: String, Sendable, CaseIterable {
    case started
    case ready
    case stopping
    case recovered
    case rebuilt
    case segmentMissing = "segment-missing"
    case archived
    case duplicate
    case quarantined
    case summary
    case overflow
    case watchLimit = "watch-limit"
    case tooDeep = "too-deep"
    case unreadable
    case poison
    case inboxGone = "inbox-gone"
    case inboxBack = "inbox-back"
    case outOfSpace = "out-of-space"
    case spaceBack = "space-back"
    case syncFailed = "sync-failed"
    case configurationRefused = "configuration-refused"
    case reloaded
    case statusUnwritten = "status-unwritten"
    case noProgress = "no-progress"
    case logDropped = "log-dropped"
    case restartPause = "restart-pause"
    case sourceSilent = "source-silent"
    case sourceBack = "source-back"
}

extension Event {
    /// The metadata key that carries the kind of event; it shows as a message id and nowhere else.
    public static let metadataKey = "wiredesk.event"
}

/// What is laid down for a kind of event.
struct EventDescription: Sendable {
    /// 128 random bits in hexadecimal.
    let messageID: String
    let level: Logger.Level
    /// One line.
    let subject: String
    /// What has happened and what to do, a line each; `@FIELD@` stands for a field of the entry.
    let explanation: [String]
}

extension Event {
    var description: EventDescription {
        switch self {
        case .started:
            EventDescription(
                messageID: "3ceaaf30814248ea91d93080f9b439fc",
                level: .info,
                subject: "The desk was started",
                explanation: [
                    "The daemon has taken its state directory and is about to recover and to watch its inbox.",
                    "No action is needed.",
                ]
            )
        case .ready:
            EventDescription(
                messageID: "9dfb369bab134faea27655daa05f1119",
                level: .info,
                subject: "The desk is ready",
                explanation: [
                    "Recovery is over, the inbox is watched, and the first listing of it has begun.",
                    "No action is needed.",
                ]
            )
        case .stopping:
            EventDescription(
                messageID: "6301bbfca0c5454e8ff9bb510944fe0c",
                level: .info,
                subject: "The desk is stopping",
                explanation: [
                    "The daemon takes in no more files and finishes what it has begun. Files that are in the "
                        + "inbox stay there and are read at the next start.",
                    "No action is needed.",
                ]
            )
        case .recovered:
            EventDescription(
                messageID: "6fced11d2bd841e6847a8387cdde8d51",
                level: .warning,
                subject: "A torn record was cut from the archive",
                explanation: [
                    "The machine or the daemon stopped while a record was being written. Its incomplete line "
                        + "was cut from the end of the segment and kept in torn/; the file that it was made from "
                        + "is still in the inbox and is read again.",
                    "No action is needed. What was cut can be looked at: @WIREDESK_PATH@",
                ]
            )
        case .rebuilt:
            EventDescription(
                messageID: "3a124c647e024f05b7c1dce27f7695f5",
                level: .notice,
                subject: "The catalogue was rebuilt from the archive",
                explanation: [
                    "The catalogue was missing, damaged, or behind the archive, and has been rebuilt from "
                        + "it. No article is lost or changed by that.",
                    "No action is needed.",
                ]
            )
        case .segmentMissing:
            EventDescription(
                messageID: "4a36f139b9674493818b0862840747ce",
                level: .error,
                subject: "A segment of the archive or the ledger is missing, or was cut",
                explanation: [
                    "Numbers between those that are there belong to no line: a segment was deleted, moved away or "
                        + "truncated. @WIREDESK_REASON@",
                    "The desk goes on. What stood there is known, so that nothing is archived again for it, but it cannot be "
                        + "read.",
                    "Put the segment back from a copy and restart the desk: @WIREDESK_PATH@",
                    "`wiredesk verify` has the details. To go on without it, stop the desk and run `wiredesk verify --repair`.",
                ]
            )
        case .archived:
            EventDescription(
                messageID: "66080f174c9648e29cbd0ba3a1a6bcde",
                level: .debug,
                subject: "A file was archived",
                explanation: [
                    "The articles of this file are in the archive and synced, and the file has been moved to "
                        + "processed/.",
                    "No action is needed.",
                ]
            )
        case .duplicate:
            EventDescription(
                messageID: "b120a366f0bb49cf82f2dc05873f9bd0",
                level: .debug,
                subject: "A file held nothing new",
                explanation: [
                    "The article of this file is in the archive already, and the file has been moved to "
                        + "duplicates/.",
                    "No action is needed.",
                ]
            )
        case .quarantined:
            EventDescription(
                messageID: "78b7d0ac84774ce08e4cda11b43c589b",
                level: .warning,
                subject: "A file was quarantined",
                explanation: [
                    "The file could not be read as an article, and has been moved to quarantine/ together "
                        + "with NAME.reason.json, which says why.",
                    "File: @WIREDESK_PATH@",
                    "Reason: @WIREDESK_REASON@",
                    "If the file is of use, mend it and have it read again with `wiredesk quarantine retry`; if it is "
                        + "not, `wiredesk quarantine discard --yes` throws it away.",
                ]
            )
        case .summary:
            EventDescription(
                messageID: "2330fcf1562a44b888668d77e827062c",
                level: .info,
                subject: "What the desk did in the last minute",
                explanation: [
                    "The numbers of files with each outcome since the message before.",
                    "No action is needed.",
                ]
            )
        case .overflow:
            EventDescription(
                messageID: "c1acc9906424450aa36bf9b3ddcb369d",
                level: .warning,
                subject: "The kernel dropped notices of new files",
                explanation: [
                    "So many files came at once that the kernel's queue of events overflowed. The inbox is "
                        + "listed again, so that no file is lost; some are read a little later.",
                    "If it happens often, raise fs.inotify.max_queued_events with sysctl(8).",
                ]
            )
        case .watchLimit:
            EventDescription(
                messageID: "9ad9b9a25e78454db065a1c284cc4549",
                level: .warning,
                subject: "The kernel allows no more watches",
                explanation: [
                    "The limit of inotify is reached, so that the inbox is listed at an interval instead, and "
                        + "files are read a little later.",
                    "Reason: @WIREDESK_REASON@",
                    "Raise fs.inotify.max_user_watches (folders) or fs.inotify.max_user_instances (programs) "
                        + "with sysctl(8); within a minute or so the desk watches again by itself.",
                ]
            )
        case .tooDeep:
            EventDescription(
                messageID: "993565976fba4662b6a730b7b12e9eed",
                level: .warning,
                subject: "A folder lies too deep to be read",
                explanation: [
                    "A folder in the inbox lies deeper than max_depth in the configuration allows. What is in "
                        + "it is left alone.",
                    "Folder: @WIREDESK_PATH@",
                    "Move it up, or raise max_depth.",
                ]
            )
        case .unreadable:
            EventDescription(
                messageID: "8df08078a22e418085c2c2af3977a654",
                level: .warning,
                subject: "A file cannot be read",
                explanation: [
                    "Opening or reading a file failed. It stays in the inbox and is tried again with growing "
                        + "pauses; other files are not held up.",
                    "File: @WIREDESK_PATH@",
                    "Reason: @WIREDESK_REASON@",
                    "Give the desk's user permission to read it, or take the file away.",
                ]
            )
        case .poison:
            EventDescription(
                messageID: "f3194a3b381e43e7952c466e473a1797",
                level: .error,
                subject: "A file ends the daemon each time it is read",
                explanation: [
                    "Reading this file ended the daemon several times, so that it was moved to quarantine/ "
                        + "unread.",
                    "File: @WIREDESK_PATH@",
                    "Keep the file and report it: no file should be able to do that.",
                ]
            )
        case .inboxGone:
            EventDescription(
                messageID: "c498b6e73648445e9afa3a387f006745",
                level: .error,
                subject: "The inbox is not there",
                explanation: [
                    "The folder that is watched was deleted, renamed, or its file system unmounted.",
                    "Folder: @WIREDESK_PATH@",
                    "Put it back, or mount it; the desk notices and goes on by itself.",
                ]
            )
        case .inboxBack:
            EventDescription(
                messageID: "ab57f985433243daa75a2e199b58ba8d",
                level: .notice,
                subject: "The inbox is there again",
                explanation: [
                    "The folder that is watched has come back, and is being listed.",
                    "No action is needed.",
                ]
            )
        case .outOfSpace:
            EventDescription(
                messageID: "c1b87f1a7323491b99f9cbef0f69a4d0",
                level: .error,
                subject: "There is no room for the archive",
                explanation: [
                    "The file system of the state directory, or the quota on it, is full. The desk waits; "
                        + "files stay in the inbox.",
                    "Free some space; the desk notices and goes on by itself.",
                ]
            )
        case .spaceBack:
            EventDescription(
                messageID: "2eb737282fea475eb5365e1458294a90",
                level: .notice,
                subject: "There is room for the archive again",
                explanation: [
                    "The desk goes on with the files that have waited in the inbox.",
                    "No action is needed.",
                ]
            )
        case .syncFailed:
            EventDescription(
                messageID: "ac3e0b5bc29147098c1e26038dabf68e",
                level: .critical,
                subject: "The disk did not confirm a write",
                explanation: [
                    "A sync of the archive failed. Because nobody can know what the disk kept, the daemon "
                        + "ends, and recovers from what is really there at its next start. Files whose outcome was "
                        + "not durable are still in the inbox.",
                    "Look at the disk: dmesg(1), smartctl(8).",
                ]
            )
        case .configurationRefused:
            EventDescription(
                messageID: "2f314fdb43c44bc7a4ccdcf9ea5ee53c",
                level: .error,
                subject: "The configuration was refused",
                explanation: [
                    "The configuration has errors. A daemon that is running keeps the one it has; one that is "
                        + "starting ends with exit status 78.",
                    "Reason: @WIREDESK_REASON@",
                    "Mend what the message names.",
                ]
            )
        case .reloaded:
            EventDescription(
                messageID: "bafe9bd120c541529127c47089bf36a2",
                level: .notice,
                subject: "Configuration reloaded",
                explanation: [
                    "What has changed is in force.",
                    "No action is needed.",
                ]
            )
        case .statusUnwritten:
            EventDescription(
                messageID: "fe01437293134adfbba3fec76ca387b5",
                level: .warning,
                subject: "The status cannot be published",
                explanation: [
                    "status.json in the runtime directory could not be replaced, so that `wiredesk status` "
                        + "shows what is old. Files are archived all the same.",
                    "Reason: @WIREDESK_REASON@",
                    "Give the desk's user permission to write there, or free some space.",
                ]
            )
        case .noProgress:
            EventDescription(
                messageID: "74e8e93080d44f25ab349f56869680bb",
                level: .error,
                subject: "A stage of the desk makes no progress",
                explanation: [
                    "One of the desk's threads has begun something and does not come to its end. The watchdog of "
                        + "the service manager is no longer fed, so that the service is restarted.",
                    "Stage: @WIREDESK_STAGE@",
                    "If it happens again, look at the disk and at mounts that do not answer: dmesg(1), and "
                        + "`wiredesk status` for the file.",
                ]
            )
        case .logDropped:
            EventDescription(
                messageID: "f359027510c242aaa8cbceb4543b3c46",
                level: .warning,
                subject: "Messages of the log were lost",
                explanation: [
                    "The journal did not take messages as fast as they came. The desk does not wait for it: "
                        + "files were archived all the same, and their outcomes can be looked up.",
                    "Messages lost: @WIREDESK_DROPPED@",
                    "Look at the journal: systemctl status systemd-journald. With log_level debug, a message "
                        + "for each file is more than a journal may take.",
                ]
            )
        case .restartPause:
            EventDescription(
                messageID: "66bc906f311d48b192521f81337d1d58",
                level: .warning,
                subject: "A start waits before it tries again",
                explanation: [
                    "The daemon has ended @WIREDESK_ENDS@ times in a row soon after its start, and not in order. It waits "
                        + "@WIREDESK_SECONDS@ seconds before it tries again, and twice as long the next time, up to five "
                        + "minutes. Files stay in the inbox meanwhile.",
                    "See to what the messages before say. `systemctl restart wiredesk` tries at once.",
                ]
            )
        case .sourceSilent:
            EventDescription(
                messageID: "cff71604be37421a80c66107f00b3340",
                level: .warning,
                subject: "A source is silent",
                explanation: [
                    "Nothing has come from @WIREDESK_SOURCE@ since @WIREDESK_LAST@, where some @WIREDESK_USUAL@ articles "
                        + "came at the same hours of the weeks before.",
                    "Ask the sender, or look at what brings its files: `wiredesk log` tells what came last, and "
                        + "`wiredesk quarantine list` whether it comes in a form that is refused.",
                ]
            )
        case .sourceBack:
            EventDescription(
                messageID: "e043b143b9055c2bf7204d9034e049a3",
                level: .notice,
                subject: "A source that was silent is heard of again",
                explanation: ["An article has come from @WIREDESK_SOURCE@."]
            )
        }
    }

    /// The id by which the journal knows the kind.
    public var messageID: String { description.messageID }
}
