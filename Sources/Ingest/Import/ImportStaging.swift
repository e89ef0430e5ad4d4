public import LinuxIO

/// The folder in which an import makes its copies before they get their names in the inbox: on the inbox's file system,
/// and out of the watch's sight.
///
/// One import at a time has it. What an earlier one has left there is removed.
final class ImportStaging {
    /// A copy that waits for its name.
    struct Copy {
        var name: Path
        var status: FileStatus
    }

    static let name = StateDirectory.imports
    static let nameInInbox: Path = ".wiredesk-import"

    let folder: OpenFolder
    private let fileSystem: any FileSystem
    private let lock: StateLock
    private let isInInbox: Bool
    private let inbox: InboxFolder
    /// What is noted with each copy; nil where nothing is said of them.
    private let note: ReadingNote?
    private var count = 0

    /// Makes the folder: in the state directory where a file can be renamed from there into the inbox, else in the inbox
    /// under a name that must be one that the desk leaves alone.
    ///
    /// Throws ``ImportError`` and ``LinuxIO/SystemError``.
    init(
        stateDirectory: borrowing Descriptor,
        inbox: InboxFolder,
        ignored: [NamePattern],
        note: ReadingNote,
        fileSystem: any FileSystem
    ) throws {
        self.fileSystem = fileSystem
        self.note = note.isEmpty ? nil : note
        self.inbox = inbox
        isInInbox = try !ImportStaging.canRename(from: stateDirectory, to: inbox, fileSystem)
        if isInInbox {
            guard ignored.contains(where: { $0.matches(ImportStaging.nameInInbox) }) else {
                throw ImportError.staging
            }
            let name = ImportStaging.nameInInbox
            folder = OpenFolder(try FolderMaker(fileSystem: fileSystem).open(name, in: inbox.descriptor))
        } else {
            let maker = FolderMaker(fileSystem: fileSystem)
            let shared = OpenFolder(try maker.open(ImportStaging.name, in: stateDirectory))
            let owner = try fileSystem.status(of: shared.descriptor).owner
            // Whom the folder is open to has one of their own in it: nobody changes the copies of somebody else.
            let isOwn = [owner, 0].contains(ProcessNumber.user)
            folder = isOwn ? shared : OpenFolder(try maker.open(Path("\(ProcessNumber.user)"), in: shared.descriptor))
        }
        do {
            lock = try StateLock(of: folder.descriptor, fileSystem: fileSystem)
        } catch {
            throw ImportError.busy(error)
        }
        try clean()
        if self.note != nil { try checkNotes() }
    }

    /// Finds out, by an empty file, whether the file system keeps what is noted with a file.
    private func checkNotes() throws {
        let name: Path = "note"
        let file = try fileSystem.open(name, in: folder.descriptor, .create)
        defer { try? fileSystem.remove(name, in: folder.descriptor) }
        do {
            try fileSystem.setNote(ReadingNote().bytes, of: file)
        } catch {
            throw error.isUnsupported ? ImportError.notes : error
        }
    }

    /// Whether a file can be renamed from one folder to the other: asked with a name that nothing has, to which the
    /// kernel comes only where both are on one mount.
    private static func canRename(
        from folder: borrowing Descriptor,
        to inbox: InboxFolder,
        _ fileSystem: any FileSystem
    ) throws(SystemError) -> Bool {
        // The kernel compares the mounts first and then looks for the name; that two subvolumes of btrfs are on one mount
        // and yet take no rename between them, only their devices tell.
        if try fileSystem.status(of: folder).device != inbox.status.device { return false }
        let probe: Path = ".wiredesk-import-probe"
        do {
            try fileSystem.move(probe, in: folder, to: probe, in: inbox.descriptor)
            return true
        } catch {
            if error.isOtherFileSystem { return false }
            if error.isMissing || error.isTaken { return true }
            throw error
        }
    }

    /// Removes what an earlier import has left.
    private func clean() throws(SystemError) {
        for entry in try fileSystem.entries(of: folder.descriptor)
        where entry.kind != .directory && !StateLock.fileNames.contains(entry.name) {
            try fileSystem.remove(entry.name, in: folder.descriptor)
        }
    }

    /// Copies a file here.
    ///
    /// - Parameter slice: called before each slice; what it throws ends the copy.
    func copy(_ source: borrowing Descriptor, slice: @escaping FileCopy.Slice) throws(SystemError) -> Copy {
        count += 1
        let name = Path("\(count)")
        let status = try FileCopy(fileSystem: fileSystem, slice: slice, note: note)
            .write(source, as: name, in: folder.descriptor, isDurable: false)
        return Copy(name: name, status: status)
    }

    /// Makes the content of all copies durable.
    func synchronize() throws(SystemError) {
        try FileAttributes.synchronizeFileSystem(of: folder.descriptor)
    }

    func remove(_ copy: Copy) throws(SystemError) {
        do { try fileSystem.remove(copy.name, in: folder.descriptor) } catch  where error.isMissing {}
    }

    /// Leaves nothing behind that somebody would wonder about.
    func finish() throws(SystemError) {
        try clean()
        guard isInInbox else { return }
        for name in StateLock.fileNames { try fileSystem.remove(name, in: folder.descriptor) }
        try FileAttributes.removeFolder(ImportStaging.nameInInbox, in: inbox.descriptor)
    }
}

/// What keeps an import from beginning.
public enum ImportError: Error, Sendable, CustomStringConvertible {
    /// Another import has the desk.
    case busy(StateLock.Refusal)
    /// There is no place for its copies.
    case staging
    /// The file system keeps nothing that is said of a file beside its content.
    case notes
    /// The inbox is not there.
    case inbox(Path)
    /// A file or folder that was named cannot be had.
    case source(Path, SystemError)
    /// A link was named, which is not followed.
    case link(Path)
    /// The state directory or the inbox was named, or something in them.
    case ownFolder(Path)

    public var description: String {
        switch self {
        case .busy(.failed(let error)): "the staging folder cannot be locked: \(error)"
        case .busy(.obstructed(let name, let kind)):
            "the staging folder cannot be locked: a \(kind.rawValue) has the name “\(name.display)” in it; remove that"
        case .busy(let refusal): "another import is under way: its staging folder is \(refusal); wait for its end"
        case .staging:
            "the inbox is on another file system than the state directory, and `ignore` has no pattern for "
                + "\(ImportStaging.nameInInbox.display); add \".*\" to it"
        case .inbox(let path):
            "the inbox \(path.display) is not there: mount it or make it again, which the daemon notices by itself, and run "
                + "the import again"
        case .notes:
            "the file system of the inbox keeps no extended attributes (xattr(7)), in which --year and --zone go with each "
                + "file; have the inbox on ext4, XFS or Btrfs, or leave the options out"
        case .source(let path, let error): "\(path.display) cannot be read: \(error.reason)"
        case .ownFolder(let path):
            "\(path.display) belongs to the desk itself, whose archive and files are no collection; copy what you mean "
                + "to another place and import that"
        case .link(let path): "\(path.display) is a symbolic link, and none is followed; name what it leads to"
        }
    }
}
