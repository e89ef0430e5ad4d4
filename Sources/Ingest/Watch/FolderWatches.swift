import LinuxIO

/// The folders that are watched, and which watch belongs to which.
final class FolderWatches {
    private let watch: DirectoryWatch
    private var paths: [Int32: Path] = [:]

    init() throws(SystemError) {
        watch = try DirectoryWatch()
    }

    /// Why a watch was refused, with the sysctl that allows more of them.
    static func reason(of error: SystemError) -> InboxStatus.ScanReason {
        if error.isOutOfSpace { return .limit(error, setting: "fs.inotify.max_user_watches") }
        return error.isOutOfDescriptors ? .limit(error, setting: "fs.inotify.max_user_instances") : .refused(error)
    }

    /// The events that are waiting.
    func events() throws(SystemError) -> [WatchEvent] {
        try watch.events()
    }

    /// Blocks the thread until there are events, a signal, or the time in nanoseconds is over; tells whether there are
    /// events.
    func wait(or wakeup: Wakeup, timeout: Int64) throws(SystemError) -> Bool {
        try watch.wait(or: wakeup, timeout: timeout)
    }

    /// The path beneath the inbox of the folder that an event came from.
    func path(of watch: Int32) -> Path? {
        paths[watch]
    }

    /// How many folders are watched.
    var count: Int { paths.count }

    /// Watches a folder. A folder that was moved keeps its watch, which from now on stands for the new path.
    func add(_ folder: borrowing Descriptor, at path: Path) throws(SystemError) {
        paths[try watch.add(folder)] = path
    }

    /// Forgets a watch that the kernel has let go.
    func forget(_ watch: Int32) {
        paths[watch] = nil
    }

    /// Stops watching a folder that was moved away, and all that were in it.
    func remove(at path: Path) {
        let prefix = path.appending("").bytes + [UInt8(ascii: "/")]
        for (number, watched) in paths where watched == path || watched.bytes.starts(with: prefix) {
            watch.remove(number)
            paths[number] = nil
        }
    }
}
