import Ingest
import LinuxIO
import Operations

/// What is wrong with the desk, in words for its operator.
enum DeskProblems {
    struct Problem {
        /// By what the same problem is recognised the next time.
        var kind: String
        var what: String
        var whatToDo: String
    }

    static func of(_ status: DeskStatus) -> [Problem] {
        var problems: [Problem] = []
        switch status.inbox.state {
        case .gone(let reason):
            problems.append(
                Problem(
                    kind: "inbox",
                    what: "the inbox cannot be opened: \(reason)",
                    whatToDo: "make it or mount it again; intake goes on by itself"
                )
            )
        case .scanning(let reason) where reason.isLimit:
            problems.append(
                Problem(
                    kind: "watch",
                    what: "the inbox is scanned at an interval: \(reason)",
                    whatToDo: "raise the limit; watching goes on by itself, and until then files are noticed later"
                )
            )
        case .starting, .watching, .scanning: break
        }
        if status.inbox.isShared {
            problems.append(
                Problem(
                    kind: "shared",
                    what:
                        "another process has a claim to the inbox, as a second desk on it has: what that one reads "
                        + "first is missing here",
                    whatToDo: "give each desk an inbox of its own, or end the other"
                )
            )
        }
        if status.inbox.waitingForSpaceSince != nil {
            problems.append(
                Problem(
                    kind: "space",
                    what: "there is no room for the archive; intake waits",
                    whatToDo:
                        "free some space, or lift the service's limit on the size of a file (LimitFSIZE); intake goes on "
                        + "by itself, and every file is still in the inbox"
                )
            )
        }
        if let trouble = status.archiveTrouble {
            problems.append(
                Problem(
                    kind: "archive",
                    what: trouble,
                    whatToDo:
                        "raise LimitNOFILE of the service, or the sysctl fs.file-max; intake goes on by itself, and "
                        + "every file is still in the inbox"
                )
            )
        }
        if let first = status.archiveDamage.first {
            let others = status.archiveDamage.count - 1
            problems.append(
                Problem(
                    kind: "damage",
                    what: "the archive is damaged: \(first)" + (others > 0 ? "; and \(others) more places" : ""),
                    whatToDo:
                        "`wiredesk verify` has the details; put the segment back from a copy, and restart the desk"
                )
            )
        }
        if let trouble = status.catalogueTrouble {
            problems.append(
                Problem(
                    kind: "catalogue",
                    what: "the catalogue cannot be used: \(trouble)",
                    whatToDo: "see to its disk and permissions; it is rebuilt from the archive automatically"
                )
            )
        }
        if let oldest = status.inbox.oldestIgnored {
            let others = status.inbox.ignoredOld - 1
            problems.append(
                Problem(
                    kind: "ignored",
                    what:
                        "\(oldest.path.display) is left alone by the pattern \(oldest.pattern.escapedForDisplay) of `ignore`, "
                        + "and has not changed for long"
                        + (others > 0 ? "; and \(others) others like it" : ""),
                    whatToDo:
                        "rename it if it is whole, delete it if it is not, or change `ignore` in the configuration"
                )
            )
        }
        problems += troubles(of: status.inbox)
        return problems
    }

    /// What is wrong with the configuration.
    static func of(_ configuration: StatusFigures.Configuration) -> [Problem] {
        guard let reasons = configuration.refusedBecause, let first = reasons.first else { return [] }
        let others = reasons.count > 1 ? " (and \(reasons.count - 1) more)" : ""
        return [
            Problem(
                kind: "configuration",
                what: "the changed configuration is refused, and the one before stays in force: \(first)\(others)",
                whatToDo: "mend what it names, and reload"
            )
        ]
    }

    private static func troubles(of inbox: InboxStatus) -> [Problem] {
        var problems: [Problem] = []
        let shown = inbox.troubles.prefix(10)
        for trouble in shown {
            problems.append(
                Problem(
                    kind: "file \(trouble.path.display)",
                    what: "\(trouble.path.display): \(trouble.reason)",
                    whatToDo: trouble.advice
                )
            )
        }
        if inbox.troubled > shown.count {
            problems.append(
                Problem(
                    kind: "files",
                    what: "\(inbox.troubled - shown.count) more files or folders cannot be read or moved",
                    whatToDo: "see to the first ones, which are named; all are tried again by themselves"
                )
            )
        }
        return problems
    }
}
