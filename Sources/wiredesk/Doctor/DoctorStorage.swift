import Archive
import Catalogue
import Ingest
import LinuxIO
import Operations

/// What `wiredesk doctor` looks at where the desk keeps its files.
struct DoctorStorage {
    let settings: Settings
    let fileSystem: any FileSystem
    let now: UTCTime

    var findings: [DoctorFinding] {
        let root: Descriptor
        do {
            root = try fileSystem.openRoot(settings.stateDirectory)
        } catch {
            return [missing(settings.stateDirectory, "state", error)]
        }
        return [state(root)] + [inbox(root)] + owners(root) + [
            room(root), type(of: root, "file system"), inboxType(root), leases(root), archive, catalogue(root), clock,
        ]
    }

    private func missing(_ path: Path, _ check: String, _ error: SystemError) -> DoctorFinding {
        if error.isForbidden {
            return .unknown(check, "\(path.display) may not be looked into by this user", "run it with sudo")
        }
        let advice =
            check == "inbox"
            ? "mount it or make it again, which a running daemon notices by itself, or set `inbox` to another folder"
            : "start the daemon, which makes it, or name the desk's folder with --state-directory"
        return .wrong(check, "\(path.display) cannot be opened: \(error.reason)", advice)
    }

    private func state(_ root: borrowing Descriptor) -> DoctorFinding {
        guard let status = try? fileSystem.status(of: root) else { return .unknown("state", "it cannot be looked at") }
        let path = settings.stateDirectory.display
        if status.permissions & 0o022 != 0 {
            return .wrong(
                "state",
                "others than its owner may write to \(path) (mode \(octal(status.permissions)))",
                "chmod go-w \(path)"
            )
        }
        return .fine("state", "\(path), owned by uid \(status.owner), mode \(octal(status.permissions))")
    }

    private func inbox(_ root: borrowing Descriptor) -> DoctorFinding {
        let path = settings.inbox
        do {
            let folder = try fileSystem.openRoot(path)
            let status = try fileSystem.status(of: folder)
            let owner = try fileSystem.status(of: root).owner
            if status.owner != owner, owner != 0 {
                return .wrong(
                    "inbox",
                    "\(path.display) belongs to uid \(status.owner), and the desk is uid \(owner)",
                    "chown it to the desk's user, who has to move files out of it"
                )
            }
            if status.permissions & 0o002 != 0, status.permissions & 0o1000 == 0 {
                return .concern(
                    "inbox",
                    "anyone may delete and rename the files of others in \(path.display)",
                    "chmod +t \(path.display)"
                )
            }
            return .fine("inbox", "\(path.display), mode \(octal(status.permissions))")
        } catch {
            return missing(path, "inbox", error)
        }
    }

    /// Whether all that the desk writes to belongs to the desk: what root made, it cannot change.
    private func owners(_ root: borrowing Descriptor) -> [DoctorFinding] {
        guard let owner = try? fileSystem.status(of: root).owner else { return [] }
        var foreign: [Path] = []
        var isCut = false
        for name in StateDirectory.folders + [StateDirectory.catalogue] + StateLock.fileNames {
            do throws(SystemError) {
                if try fileSystem.status(of: name, in: root).owner != owner { foreign.append(name) }
            } catch {
                if error.isForbidden { isCut = true }
            }
        }
        if let newest = newestSegment(root), newest.owner != owner { foreign.append(newest.path) }
        guard let first = foreign.first else {
            return isCut ? [] : [.fine("owners", "all that the desk writes to belongs to uid \(owner)")]
        }
        let others = foreign.count > 1 ? " and \(foreign.count - 1) more" : ""
        return [
            .wrong(
                "owners",
                "\(settings.stateDirectory.appending(first).display)\(others) belongs to somebody else than the desk",
                "chown -R --from=0 \(owner) \(settings.stateDirectory.display), and run repairs and imports as that user"
            )
        ]
    }

    private func newestSegment(_ root: borrowing Descriptor) -> (path: Path, owner: UInt32)? {
        guard let folder = try? fileSystem.openRoot(settings.stateDirectory.appending(StateDirectory.archive)) else {
            return nil
        }
        let segments = try? ArchiveDirectory(folder, fileSystem: fileSystem).segments()
        guard let name = segments?.last?.name.path else { return nil }
        let path = StateDirectory.archive.appending(name)
        return (try? fileSystem.status(of: path, in: root)).map { (path, $0.owner) }
    }

    private func room(_ root: borrowing Descriptor) -> DoctorFinding {
        guard let room = try? fileSystem.fileSystemStatus(of: root) else {
            return .unknown("room", "the file system does not tell")
        }
        let free = Int64(clamping: room.free)
        let text = "\(Figure.size(free)) free of \(Figure.size(Int64(clamping: room.total)))"
        if let files = room.freeFiles, files < 10_000 {
            return .wrong(
                "room",
                "only \(files) more files can be made (inodes)",
                "delete what is not needed; see df -i"
            )
        }
        if free < 64 << 20 {
            return .wrong(
                "room",
                text,
                "make room on the file system of \(settings.stateDirectory.display); what lies in processed/ and duplicates/ may "
                    + "be moved away. The desk takes nothing in until then, and goes on by itself"
            )
        }
        return free < 1 << 30
            ? .concern("room", text, "free some space before the desk has to wait for it") : .fine("room", text)
    }

    private func type(of root: borrowing Descriptor, _ check: String) -> DoctorFinding {
        guard let kind = try? fileSystem.fileSystemStatus(of: root).kind else {
            return .unknown(check, "the file system does not tell")
        }
        if kind.isInMemory {
            return .wrong(
                check,
                "\(settings.stateDirectory.display) is in memory (\(kind.name)), and gone after a restart",
                "put it on a disk"
            )
        }
        if kind.isRemote {
            return .concern(
                check,
                "\(settings.stateDirectory.display) is on \(kind.name), where a sync may promise too much",
                "put it on a local disk"
            )
        }
        return .fine(check, "\(kind.name), for the archive and all else")
    }

    private func inboxType(_ root: borrowing Descriptor) -> DoctorFinding {
        guard let inbox = try? InboxFolder(settings.inbox, on: fileSystem) else {
            return .unknown("inbox's disk", "the inbox cannot be opened; see there")
        }
        let name = inbox.fileSystemStatus.kind.name
        if inbox.givesNoEvents {
            return .concern(
                "inbox's disk",
                "\(name) sends no events and has no leases, so the inbox is scanned each \(Quantity.text(settings.scanInterval))",
                "put the inbox on a local disk, or live with the delay"
            )
        }
        if let state = try? fileSystem.status(of: root), state.device != inbox.status.device {
            return .fine(
                "inbox's disk",
                "\(name), another than the state directory's: each file is copied, not renamed"
            )
        }
        return .fine("inbox's disk", "\(name); files are renamed, not copied")
    }

    /// Asks for a lease as the desk does, on a file of its own: what it says of files of others depends on `CAP_LEASE`.
    private func leases(_ root: borrowing Descriptor) -> DoctorFinding {
        let what = "whether writers are done is told by leases"
        let fallback = "files are read once they have settled"
        if let setting = number(at: "/proc/sys/fs/leases-enable"), setting == 0 {
            return .concern("leases", "the kernel gives none; \(fallback)", "sysctl fs.leases-enable=1")
        }
        let name: Path = ".wiredesk-doctor"
        do throws(SystemError) {
            do { try fileSystem.remove(name, in: root) } catch  where error.isMissing {}
            // Closed before it is asked for: the file may not be open for writing.
            _ = try fileSystem.open(name, in: root, .create)
            let file = try fileSystem.open(name, in: root, .read)
            let answer = ReadLease.take(on: file)
            try fileSystem.remove(name, in: root)
            if answer == .held { return .fine("leases", what) }
            return .concern("leases", "the file system gives none; \(fallback)", "put the inbox on a local disk")
        } catch {
            return .unknown("leases", "this user may not try: \(error.reason)")
        }
    }

    private var archive: DoctorFinding {
        do {
            let folder = try fileSystem.openRoot(settings.stateDirectory.appending(StateDirectory.archive))
            let segments = try ArchiveDirectory(folder, fileSystem: fileSystem).segments()
            let bytes = segments.reduce(0) { $0 + $1.length }
            let packed = segments.count(where: \.isPacked)
            return .fine(
                "archive",
                "\(Figure.size(bytes)) in \(segments.count == 1 ? "1 segment" : "\(segments.count) segments")"
                    + (packed > 0 ? ", \(packed) of them compressed" : "")
            )
        } catch {
            if error.isMissing { return .fine("archive", "none yet; the daemon makes it") }
            if error.isForbidden { return .unknown("archive", "this user may not read it") }
            return .wrong(
                "archive",
                "it cannot be read: \(error)",
                "look at the disk (dmesg), then run `wiredesk verify`"
            )
        }
    }

    private func catalogue(_ root: borrowing Descriptor) -> DoctorFinding {
        let path = settings.stateDirectory.appending(StateDirectory.catalogue)
        do throws(SystemError) {
            _ = try fileSystem.status(of: StateDirectory.catalogue, in: root)
        } catch {
            return .fine("catalogue", "none; the daemon makes it from the archive")
        }
        do throws(CatalogueError) {
            let tallies = try CatalogueReader(at: path).tallies()
            let deliveries = tallies.deliveries.values.reduce(0, +)
            return .fine(
                "catalogue",
                deliveries == 1 ? "1 delivery" : "\(Figure.grouped(Int64(deliveries))) deliveries"
            )
        } catch {
            return ProcessNumber.user == 0 || (try? fileSystem.open(StateDirectory.catalogue, in: root, .read)) != nil
                ? .wrong("catalogue", "\(error)", "restart the daemon, which rebuilds it from the archive")
                : .unknown("catalogue", "this user may not read it")
        }
    }

    private var clock: DoctorFinding {
        let day = now.day
        if let last = lastIngested, last.nanoseconds > now.nanoseconds.addingSaturated(60_000_000_000) {
            return .wrong(
                "clock",
                "it is \(day), and the last article was archived on \(last.day): the clock was set back",
                "set the clock (timedatectl); the desk goes on with the later day until then"
            )
        }
        guard ("2024-01-01"..."2100-01-01").contains(day) else {
            return .wrong("clock", "it says \(day)", "set the clock (timedatectl)")
        }
        switch Clock.isSynchronized {
        case true?: return .fine("clock", "\(day), kept in step with others")
        case false?:
            return .concern(
                "clock",
                "\(day), and nothing keeps it in step",
                "timedatectl set-ntp true, or install chrony"
            )
        case nil: return .unknown("clock", "\(day); the kernel does not tell whether it is kept in step")
        }
    }

    private var lastIngested: UTCTime? {
        guard let stored = try? StoredArticles(stateDirectory: settings.stateDirectory, fileSystem: fileSystem),
            let line = try? stored.lastLine(), let record = try? RecordSummary(line: line.span)
        else { return nil }
        return UTCTime(nanoseconds: record.ingestedAt)
    }

    private func number(at path: Path) -> Int? {
        guard let content = try? NamedFile.read(path, limit: 64) else { return nil }
        return Int(String(decoding: content.bytes, as: UTF8.self).filter { !$0.isWhitespace })
    }

    private func octal(_ permissions: UInt32) -> String {
        String(permissions, radix: 8)
    }
}
