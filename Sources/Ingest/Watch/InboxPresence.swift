import LinuxIO
import Logging
import Operations

/// Whether the inbox is where the configuration says, and what came of it when it is not: deleted, renamed away,
/// replaced, mounted over, unmounted.
struct InboxPresence {
    /// What a look at the inbox came to.
    enum Finding {
        case unchanged
        /// A folder was opened in the place of what was there before, if anything was.
        case opened(InboxFolder)
        case gone(reason: String)
    }

    private let path: Path
    private let stateDirectory: Path
    private let fileSystem: any FileSystem
    private let log: Logger
    private(set) var inbox: InboxFolder?
    private var isGone = false
    /// Whether the inbox was the root of a file system when it was last there, and the folders without one that it was.
    private var wasMounted = false
    private var plainFolders: Set<FileIdentity> = []
    /// Whether the path was a symbolic link when the inbox was first opened: one that is put there later is not followed.
    private var isNamedByLink: Bool?
    /// That this desk works on the inbox, and whether another one was found to do so.
    private var claim: FolderClaim?
    private(set) var isShared = false

    init(path: Path, stateDirectory: Path, fileSystem: any FileSystem, log: Logger) {
        self.path = path
        self.stateDirectory = stateDirectory
        self.fileSystem = fileSystem
        self.log = log
    }

    /// Looks once.
    mutating func look() -> Finding {
        let finding = find()
        claimInbox()
        return finding
    }

    /// Tells of another desk on the same inbox: each would archive what it is the first to read.
    private mutating func claimInbox() {
        guard let inbox else {
            isShared = false
            return
        }
        guard claim == nil else { return }
        do { claim = try FolderClaim(on: inbox.descriptor, fileSystem: fileSystem) } catch { return }
        if claim == nil && !isShared {
            log.warning(
                "another process has a claim to the inbox, as a second desk has; give each desk an inbox of its own",
                metadata: ["path": "\(path.display)"]
            )
        }
        isShared = claim == nil
    }

    private mutating func find() -> Finding {
        do {
            if let inbox, try inbox.isStill(at: path, on: fileSystem) { return .unchanged }
            return accept(try InboxFolder(path, on: fileSystem))
        } catch  where error.isOutOfResources && inbox != nil {
            return .unchanged
        } catch {
            return lose(because: error.description)
        }
    }

    private mutating func accept(_ opened: InboxFolder) -> Finding {
        let identity = opened.status.identity
        if let name = OwnFolders(of: stateDirectory, on: fileSystem).path(of: identity) {
            return lose(
                because: "it is the desk's own folder \(name.display), by a link or a mount; "
                    + "set `inbox` to a folder that is for deliveries alone"
            )
        }
        let isLink = isLink()
        if isLink && isNamedByLink == false {
            return lose(
                because: "a symbolic link stands in its place, which is not followed; "
                    + "put the folder back, or restart the daemon to use what the link leads to"
            )
        }
        if isNamedByLink == nil { isNamedByLink = isLink }
        // Where a file system was mounted, the empty folder beneath it is not the inbox.
        if !opened.isMounted && wasMounted && !plainFolders.contains(identity) {
            return lose(
                because: "the file system that was mounted there is not; mount it, "
                    + "or restart the daemon to use the folder beneath"
            )
        }
        if isGone {
            log.record(.inboxBack, "the inbox is there again, and is listed", ["path": "\(path.display)"])
        } else if inbox != nil {
            log.notice(
                "another folder stands in the inbox's place, and is listed",
                metadata: ["path": "\(path.display)"]
            )
        }
        isGone = false
        claim = nil
        wasMounted = opened.isMounted
        if !opened.isMounted { plainFolders = [identity] }
        inbox = opened
        return .opened(opened)
    }

    private func isLink() -> Bool {
        let above: Path = path.folder.isEmpty ? (path.isAbsolute ? "/" : ".") : path.folder
        guard let folder = try? fileSystem.openRoot(above) else { return false }
        return (try? fileSystem.status(of: path.name, in: folder).kind) == .symbolicLink
    }

    private mutating func lose(because reason: String) -> Finding {
        if !isGone {
            log.record(
                .inboxGone,
                "the inbox is gone; deliveries go on by themselves when it is back",
                ["path": "\(path.display)", "error": "\(reason)"]
            )
        }
        isGone = true
        inbox = nil
        claim = nil
        return .gone(reason: reason)
    }
}
