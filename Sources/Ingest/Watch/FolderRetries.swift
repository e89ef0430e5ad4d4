import LinuxIO

/// Folders that could not be entered, and when each is tried again: soon, because some senders make a folder that only they
/// may enter and open it to others when they are done, and then at growing pauses.
struct FolderRetries {
    private struct Retry {
        var due: Int64
        var pause: Int64
        /// Whether it is being tried: what comes of that is not known yet.
        var isUnderWay = false
    }

    private var folders: [Path: Retry] = [:]

    /// Nanoseconds until the first try, and between later ones at most.
    static let firstPause: Int64 = 200_000_000
    static let longestPause: Int64 = 60_000_000_000
    /// Folders that are remembered; what is beyond is found again by the listing of the whole inbox.
    private static let capacity = 1000

    /// When the next folder is to be tried.
    var nextDue: Int64 { folders.values.lazy.filter { !$0.isUnderWay }.map(\.due).min() ?? .max }

    /// Takes note of a folder that could not be entered. Returns whether there was room.
    mutating func fail(_ folder: Path, at now: Int64) -> Bool {
        let pause = folders[folder].map { min($0.pause * 2, FolderRetries.longestPause) } ?? FolderRetries.firstPause
        guard folders[folder] != nil || folders.count < FolderRetries.capacity else { return false }
        folders[folder] = Retry(due: now + pause, pause: pause)
        return true
    }

    /// Forgets a folder that could be entered, or that has gone.
    mutating func end(_ folder: Path) {
        guard !folders.isEmpty else { return }
        folders[folder] = nil
    }

    /// Has a folder tried at once whose attributes were changed, where it is one of these.
    mutating func hasten(_ folder: Path, at now: Int64) {
        guard !folders.isEmpty else { return }
        folders[folder]?.due = now
        folders[folder]?.isUnderWay = false
    }

    /// The folders that are to be tried now.
    mutating func takeDue(at now: Int64) -> [Path] {
        guard nextDue <= now else { return [] }
        let due = folders.filter { !$0.value.isUnderWay && $0.value.due <= now }.map(\.key)
        for folder in due { folders[folder]?.isUnderWay = true }
        return due
    }

    /// The whole inbox was listed: what was tried and not met with has gone.
    mutating func endListing() {
        folders = folders.filter { !$0.value.isUnderWay }
    }

    /// Forgets all of them: the inbox has gone.
    mutating func clear() {
        folders = [:]
    }
}
