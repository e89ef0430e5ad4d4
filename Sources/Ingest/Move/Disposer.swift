import Catalogue
import LinuxIO

/// Moves files out of the inbox once their outcome is durable. No move overwrites, and none takes away a file that is
/// not the one that was read.
///
/// A crash between the outcome and the move leaves the file in the inbox, where the next start finds it and finishes the
/// move. A folder is made durable before the first file is moved into it.
final class Disposer {
    /// What came of a move.
    enum Result: Equatable {
        /// The file stands at this path beneath the state directory.
        case moved(Path)
        /// The name stands for something else by now, or for nothing; it is left for the watch.
        case notThere
        /// Somebody has opened the file for writing since it was read; it is left for the watch.
        case beingWritten
    }

    private let fileSystem: any FileSystem
    private let leases: (any LeaseTaking)?
    private let ownMoves: OwnMoves
    /// Called before each slice of a file that is copied.
    private let slice: FileCopy.Slice
    private var folders: TargetFolders
    /// Where the last file went: the next one mostly goes there too.
    private var lastTarget: (place: Path, day: String, inboxFolder: Path, path: Path)?
    /// The most bytes of a file that is copied to another file system: what `container_size` can be. One that is larger was
    /// never read, and copying it would hold up all others for hours; it stays in the inbox, and the status says so.
    static let largestCopy: Int64 = 16 << 30

    init(
        stateDirectory: Path,
        fileSystem: any FileSystem,
        leases: (any LeaseTaking)? = nil,
        ownMoves: OwnMoves = OwnMoves(),
        slice: @escaping FileCopy.Slice = {}
    ) {
        self.slice = slice
        folders = TargetFolders(beneath: stateDirectory, on: fileSystem)
        self.fileSystem = fileSystem
        self.leases = leases
        self.ownMoves = ownMoves
    }

    /// Moves a file to `place`/`day`/its path in the inbox.
    ///
    /// - Parameter mayStandThere: whether an earlier run may have copied it to another file system and not removed it yet.
    func move(
        _ file: ClaimedFile,
        to place: Path,
        day: String,
        mayStandThere: Bool = false
    ) throws(SystemError) -> Result {
        let inboxFolder = file.path.folder
        let path: Path
        if let last = lastTarget, last.place == place, last.day == day, last.inboxFolder == inboxFolder {
            path = last.path
        } else {
            path = place.appending(day).appending(inboxFolder)
            lastTarget = (place, day, inboxFolder, path)
        }
        return try move(file, to: path, page: nil, mayStandThere: mayStandThere)
    }

    /// Moves a file to `quarantine`/its path in the inbox, after the page with the reason has been written beside it.
    func quarantine(
        _ file: ClaimedFile,
        because reason: QuarantineReason,
        mayStandThere: Bool = false
    ) throws(SystemError) -> Result {
        let path = StateDirectory.quarantine.appending(file.path.folder)
        return try move(file, to: path, page: reason.json, mayStandThere: mayStandThere)
    }

    /// Puts a member of a delivery into the quarantine, its page first. One with the same bytes that stands there already, as a
    /// crash or a move that failed has left it, stays; where another file has the name, it takes a free one.
    func setAside(
        _ bytes: [UInt8],
        because reason: QuarantineReason,
        noting note: ReadingNote,
        modified: Int64
    ) throws(SystemError) {
        let path = StateDirectory.quarantine.appending(reason.path.folder)
        let folder = try folders.open(path)
        let free = FreeName.atRest(reason.path.name)
        for number in 1... {
            let name = free.attempt(number, reserving: QuarantinePage.suffix.utf8.count)
            if try holds(bytes, name, in: folder) { return }
            if try isTaken(name, in: folder) { continue }
            try folders.touch(folder, at: path)
            try write(reason.json, as: QuarantinePage.name(of: name), in: folder)
            try write(bytes, as: name, in: folder, noting: note, modified: modified)
            return try fileSystem.synchronize(folder.descriptor)
        }
    }

    /// Whether a file of this name has these bytes.
    private func holds(_ bytes: [UInt8], _ name: Path, in folder: OpenFolder) throws(SystemError) -> Bool {
        do throws(SystemError) {
            let status = try fileSystem.status(of: name, in: folder.descriptor)
            guard status.kind == .file, status.size == Int64(bytes.count) else { return false }
            let file = try fileSystem.open(name, in: folder.descriptor, .read)
            var found = [UInt8](repeating: 0, count: bytes.count)
            var space = found.mutableSpan
            return try fileSystem.readFully(file, at: 0, into: &space) == bytes.count && found == bytes
        } catch {
            if error.isMissing { return false }
            throw error
        }
    }

    private func move(
        _ file: ClaimedFile,
        to path: Path,
        page: [UInt8]?,
        mayStandThere: Bool
    ) throws(SystemError) -> Result {
        // The lease is taken again for the move alone. A writer that came meanwhile keeps its file where it is.
        let lease = file.descriptor.flatMap { open in leases?.take(on: open.descriptor) }
        defer { if lease == .held, let open = file.descriptor { leases?.release(on: open.descriptor) } }
        if lease == .writing { return .beingWritten }
        guard let source = try InboxName(file, on: fileSystem, ownMoves), try source.isThere() else { return .notThere }
        let result = try move(source, to: path, page: page, mayStandThere, isLeased: lease == .held)
        if case .moved = result, !file.path.folder.isEmpty,
            MadeFolder.remove(file.path.folder, beneath: file.inbox.descriptor, on: fileSystem)
        {
            folders.forget(StateDirectory.inbox.appending(file.path.folder))
        }
        return result
    }

    private func move(
        _ source: InboxName,
        to path: Path,
        page: [UInt8]?,
        _ mayStandThere: Bool,
        isLeased: Bool
    ) throws(SystemError) -> Result {
        let file = source.file
        let folder = try folders.open(path)
        if mayStandThere, try isCopied(source, into: folder) {
            try fileSystem.synchronize(folder.descriptor)
            if isDisturbed(file, isLeased: isLeased) { return .beingWritten }
            try remove(source)
            return moved(to: file.path.name, at: path)
        }
        return try move(source, into: folder, at: path, page: page, isLeased: isLeased)
    }

    /// Whether so many folders wait to be synced that no more should be kept open.
    var hasTouchedMany: Bool { folders.hasTouchedMany }

    /// Makes all moves durable that were made so far.
    func synchronize() throws(SystemError) { try folders.synchronize() }

    /// Begins a batch: see ``TargetFolders/forget()``.
    func beginBatch() {
        folders.forget()
        lastTarget = nil
    }

    private func move(
        _ source: InboxName,
        into folder: OpenFolder,
        at path: Path,
        page: [UInt8]?,
        isLeased: Bool
    ) throws(SystemError) -> Result {
        let free = FreeName.atRest(source.file.path.name)
        for number in 1... {
            let name = free.attempt(number, reserving: page == nil ? 0 : QuarantinePage.suffix.utf8.count)
            // Of a name without a page, the move itself finds out whether it is taken.
            if page != nil, try isTaken(name, in: folder) { continue }
            try folders.touch(source, folder, at: path)
            if let page { try write(page, as: QuarantinePage.name(of: name), in: folder) }
            do {
                try rename(source, to: name, in: folder)
            } catch  where error.isTaken {
                continue
            } catch  where error.isMissing {
                // Either the file has gone, or the folder that it was to go to.
                beginBatch()
                if try source.isThere() { throw error }
                return .notThere
            } catch  where error.isOtherFileSystem {
                // renameat2(2) finds that out before it looks for the name.
                if page == nil, try exists(name, in: folder) { continue }
                return try copy(source, to: name, in: folder, at: path, isLeased: isLeased)
            }
            return try check(source, movedTo: name, in: folder, at: path, isLeased: isLeased)
        }
        return .notThere
    }

    /// Moves the name out of the inbox.
    private func rename(_ source: InboxName, to name: Path, in folder: OpenFolder) throws(SystemError) {
        try ownMoves.note(
            sharedBy: source.file.status.links,
            before: source.status,
            { () throws(SystemError) in try source.move(to: name, in: folder) },
            after: { () throws(SystemError) in try fileSystem.status(of: name, in: folder.descriptor) }
        )
    }

    /// Takes the name of a file that was copied out of the inbox.
    private func remove(_ source: InboxName) throws(SystemError) {
        guard let open = source.file.descriptor else {
            _ = try source.remove()
            return
        }
        try ownMoves.note(
            sharedBy: source.file.status.links,
            before: source.status,
            { () throws(SystemError) in _ = try source.remove() },
            after: { () throws(SystemError) in try fileSystem.status(of: open.descriptor) }
        )
    }

    /// What was moved decides, not what was looked at before: a name that was replaced in between goes back, and so does
    /// a file that somebody is about to open for writing, who waits for the lease.
    private func check(
        _ source: InboxName,
        movedTo name: Path,
        in folder: OpenFolder,
        at path: Path,
        isLeased: Bool
    ) throws(SystemError) -> Result {
        let file = source.file
        let isSame = file.isStill(try fileSystem.status(of: name, in: folder.descriptor))
        let isDisturbed = isDisturbed(file, isLeased: isLeased)
        if isSame && !isDisturbed { return moved(to: name, at: path) }
        try source.putBack(name, from: folder)
        return isSame ? .beingWritten : .notThere
    }

    /// Whether somebody waits for the end of the lease, to open the file for writing.
    private func isDisturbed(_ file: ClaimedFile, isLeased: Bool) -> Bool {
        isLeased && file.descriptor.map { leases?.isUndisturbed(on: $0.descriptor) == false } ?? false
    }

    /// Whether a name, or that of the page beside it, stands for something that must not be overwritten. A page that a
    /// crash has left without its file is none: every file in quarantine has a page, a page has none.
    private func isTaken(_ name: Path, in folder: OpenFolder) throws(SystemError) -> Bool {
        if try exists(name, in: folder) { return true }
        let page = QuarantinePage.name(of: name)
        do {
            // A page is never written over anything but a page.
            if try fileSystem.status(of: page, in: folder.descriptor).kind != .file { return true }
        } catch  where error.isMissing {
            return false
        }
        let pageOfPage = QuarantinePage.name(of: page)
        if pageOfPage.bytes.count > FreeName.longest { return true }
        return try exists(pageOfPage, in: folder)
    }

    private func exists(_ name: Path, in folder: OpenFolder) throws(SystemError) -> Bool {
        do {
            _ = try fileSystem.status(of: name, in: folder.descriptor)
            return true
        } catch  where error.isMissing {
            return false
        }
    }

    /// Copies a file to another file system: complete and synced under a name of its own before it gets the name, and
    /// the name synced before the file is removed from the inbox. Where somebody has come meanwhile to write to the file,
    /// it stays, and the copy goes: with its last name removed, nothing would keep what he writes.
    private func copy(
        _ source: InboxName,
        to name: Path,
        in folder: OpenFolder,
        at path: Path,
        isLeased: Bool
    ) throws(SystemError) -> Result {
        let file = source.file
        let moved = moved(to: name, at: path)
        guard file.status.kind == .file else {
            return try copyNode(source, to: name, in: folder) ? moved : .notThere
        }
        if file.status.size > Disposer.largestCopy {
            throw SystemError("copy", file.path, number: SystemError.tooLargeFile)
        }
        let open = if let open = file.descriptor { open } else { try source.open() }
        // A start that finishes what a kill has cut off comes upon the same name, and begins the copy again.
        let temporary = Path(".wiredesk-copy-\(file.status.inode)")
        do { try fileSystem.remove(temporary, in: folder.descriptor) } catch  where error.isMissing {}
        do {
            let target = try fileSystem.open(temporary, in: folder.descriptor, .create)
            try FileCopy(fileSystem: fileSystem, slice: slice)
                .content(of: open.descriptor, size: file.status.size, to: target)
            // By its time a start knows the file again, and `trace` that it is there.
            try fileSystem.setModified(file.status.modified, of: target)
            try fileSystem.synchronize(target)
            let now = try ownMoves.status(of: open, on: fileSystem)
            guard file.isStill(now), now.changed == file.status.changed else {
                try fileSystem.remove(temporary, in: folder.descriptor)
                return .notThere
            }
            try fileSystem.move(temporary, in: folder.descriptor, to: name, in: folder.descriptor)
        } catch {
            try? fileSystem.remove(temporary, in: folder.descriptor)
            throw error
        }
        try fileSystem.synchronize(folder.descriptor)
        if isDisturbed(file, isLeased: isLeased) {
            try fileSystem.remove(name, in: folder.descriptor)
            return .beingWritten
        }
        if try source.isThere() { try remove(source) }
        return moved
    }

    /// Makes the like of a link, FIFO, socket or device on another file system, durably, before the name is removed from
    /// the inbox; where none can be made, an empty file stands in for it. The page beside it says what it was.
    private func copyNode(_ source: InboxName, to name: Path, in folder: OpenFolder) throws(SystemError) -> Bool {
        do {
            try source.copyNode(to: name, in: folder)
        } catch  where error.isForbidden || error.isUnsupported {
            try fileSystem.synchronize(try fileSystem.open(name, in: folder.descriptor, .create))
        }
        try fileSystem.synchronize(folder.descriptor)
        if try source.remove() { return true }
        try fileSystem.remove(name, in: folder.descriptor)
        return false
    }

    /// Whether a whole copy of the file has its name on the other file system already.
    private func isCopied(_ source: InboxName, into folder: OpenFolder) throws(SystemError) -> Bool {
        let file = source.file
        do {
            let named = try fileSystem.status(of: file.path.name, in: folder.descriptor)
            guard named.kind == .file, file.status.kind == .file, named.device != file.status.device,
                named.size == file.status.size
            else { return false }
            let copy = try fileSystem.open(file.path.name, in: folder.descriptor, .read)
            let original = try source.open()
            return try FileCopy.isSame(original.descriptor, copy, size: named.size, on: fileSystem)
        } catch  where error.isMissing {
            return false
        }
    }

    /// Writes a page whole, over one that a crash has left without its file.
    private func write(
        _ bytes: [UInt8],
        as name: Path,
        in folder: OpenFolder,
        noting note: ReadingNote? = nil,
        modified: Int64? = nil
    ) throws(SystemError) {
        try fileSystem.replaceFile(
            name,
            by: ".wiredesk-reason",
            in: folder.descriptor,
            with: bytes.span,
            isDurable: true,
            modified: modified,
            note: note?.bytes
        )
    }

    /// A file has this name in a folder that was opened.
    private func moved(to name: Path, at path: Path) -> Result { .moved(folders.actual(path).appending(name)) }
}
