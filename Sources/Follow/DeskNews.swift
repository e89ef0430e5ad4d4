public import LinuxIO

/// Waits until a desk may have something new.
///
/// A hint and no more: the catalogue's log grows with each commit, and the daemon replaces its status after it (inotify(7)).
/// What a lost event would hide is found by a look every five seconds.
public struct DeskNews: ~Copyable {
    private let watch: DirectoryWatch
    private let never: Wakeup
    private var hadNews = false

    /// Watches these folders, those of them that are there.
    public init(in folders: [Path], fileSystem: any FileSystem) throws(SystemError) {
        let never = try Wakeup()
        let watch = try DirectoryWatch()
        for path in Set(folders) {
            if let folder = try? fileSystem.openRoot(path) { _ = try? watch.add(folder) }
        }
        self.never = never
        self.watch = watch
    }

    /// Blocks the thread until something has happened, or may have.
    public mutating func wait() throws(SystemError) {
        // SQLite writes its log first and lets readers see it then, so what an event tells of may come a moment after it.
        let end = Clock.monotonic.addingSaturated(hadNews ? 50_000_000 : 5_000_000_000)
        hadNews = false
        while !hadNews {
            let left = end.subtractingSaturated(Clock.monotonic)
            if left <= 0 { return }
            if try watch.wait(or: never, timeout: left) { hadNews = try hasNews() }
        }
    }

    /// Whether anything has happened since the last look; never waits.
    ///
    /// Whoever reads a catalogue that nobody writes makes the files of its log and takes them away again, which is no news.
    public mutating func hasNews() throws(SystemError) -> Bool {
        try watch.events().contains { event in
            event.isMovedIn || event.isOverflow || event.isFolderGone || event.isModified && !event.name.isSharedMemory
        }
    }
}

extension Path {
    /// Whether it is SQLite's file for what its connections share (https://sqlite.org/walformat.html, section 2).
    fileprivate var isSharedMemory: Bool { bytes.suffix(4).elementsEqual("-shm".utf8) }
}
