import LinuxIO

/// A file of the inbox that a reader had in hand, and that is to leave the inbox.
struct ClaimedFile {
    var inbox: InboxFolder
    var path: Path
    /// The file as it was read; nil for what is never opened.
    var descriptor: OpenFile?
    var status: FileStatus

    /// Whether a status is the one of the file as it was read.
    func isStill(_ now: FileStatus) -> Bool {
        now.inode == status.inode && now.size == status.size && now.modified == status.modified
    }
}
