import Ingest
import LinuxIO

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
        case .scanning(let reason) where reason.contains("sysctl"):
            problems.append(
                Problem(
                    kind: "watch",
                    what: "the inbox is scanned at an interval: \(reason)",
                    whatToDo: "raise the limit and restart the daemon; until then files take longer to be noticed"
                )
            )
        case .starting, .watching, .scanning: break
        }
        if status.inbox.waitingForSpaceSince != nil {
            problems.append(
                Problem(
                    kind: "space",
                    what: "there is no room for the archive; intake waits",
                    whatToDo: "free some space; intake goes on by itself, and every file is still in the inbox"
                )
            )
        }
        if let trouble = status.catalogueTrouble {
            problems.append(
                Problem(
                    kind: "catalogue",
                    what: "the catalogue cannot be used: \(trouble)",
                    whatToDo: "see to its disk and permissions; it is made anew from the archive by itself"
                )
            )
        }
        for trouble in status.inbox.troubles.prefix(10) {
            problems.append(
                Problem(
                    kind: "file \(trouble.path.display)",
                    what: "\(trouble.path.display): \(trouble.reason)",
                    whatToDo: "see to its owner and permissions; it is tried again by itself"
                )
            )
        }
        return problems
    }
}
