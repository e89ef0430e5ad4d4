import LinuxIO

/// Folders of the inbox that the desk itself has made: noted as such with the folder, as an extended attribute of it (xattr(7)),
/// so that they go when nothing is left in them, and those that senders have made stay.
enum MadeFolder: String {
    /// Made for a file that was put back from the quarantine: it goes with the last file that leaves it.
    case putBack = "put-back"
    /// Made by an import, which may be at work in it: it goes when it has been empty for a while.
    case imported = "import"

    private static let key = "made="

    /// Notes with a folder who has made it; where the file system has no place for notes, it stays like a sender's.
    func note(with folder: borrowing Descriptor, on fileSystem: any FileSystem) {
        try? fileSystem.setNote(Array("\(MadeFolder.key)\(rawValue)\n".utf8), of: folder)
    }

    /// What is noted with a folder; nil for that of a sender.
    init?(of folder: borrowing Descriptor, on fileSystem: any FileSystem) {
        guard let note = (try? fileSystem.note(of: folder)) ?? nil else { return nil }
        let text = String(decoding: note, as: UTF8.self)
        guard text.hasPrefix(MadeFolder.key) else { return nil }
        self.init(rawValue: String(text.dropFirst(MadeFolder.key.utf8.count).prefix { $0 != "\n" }))
    }

    /// Removes a folder beneath the inbox, and those around it, as far as they were made for what was put back and are empty,
    /// and returns whether it did. The kernel refuses to remove one that is not empty, whatever comes meanwhile.
    static func remove(
        _ path: Path,
        beneath inbox: borrowing Descriptor,
        on fileSystem: any FileSystem
    ) -> Bool {
        var folder = path
        while !folder.isEmpty {
            guard let opened = try? fileSystem.open(folder, in: inbox, .directory),
                MadeFolder(of: opened, on: fileSystem) == .putBack,
                let above = try? fileSystem.open(folder.folder.isEmpty ? "." : folder.folder, in: inbox, .directory),
                (try? FileAttributes.removeFolder(folder.name, in: above)) != nil
            else { break }
            folder = folder.folder
        }
        return folder != path
    }
}
