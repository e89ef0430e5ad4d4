import CLinux
import Glibc

/// An inotify instance: tells what happens in the folders that it watches (inotify(7)).
///
/// It subscribes to what can mean a delivery and to what can mean the end of a folder, and never to opening and reading,
/// which the daemon's own work would raise.
public struct DirectoryWatch: ~Copyable, Sendable {
    let number: Int32

    /// Makes an instance that watches nothing.
    ///
    /// Throws `EMFILE` where the user's limit of instances is reached (`fs.inotify.max_user_instances`).
    public init() throws(SystemError) {
        number = try checked(cl_inotify_init(), "inotify_init1")
    }

    deinit {
        _ = cl_close(number)
    }

    /// Watches an open folder, whatever its name is by now.
    ///
    /// Throws `ENOSPC` where the user's limit of watches is reached (`fs.inotify.max_user_watches`).
    ///
    /// - Returns: the watch's number, the same where the folder is watched already.
    public func add(_ directory: borrowing Descriptor) throws(SystemError) -> Int32 {
        let names = IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE
        let files = IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB
        let mask = names | files | IN_DELETE_SELF | IN_MOVE_SELF
        let path = Path("/proc/self/fd/\(directory.number)")
        return try checked(
            cl_inotify_add(number, path.terminated.span, UInt32(bitPattern: mask) | UInt32(IN_ONLYDIR)),
            "inotify_add_watch"
        )
    }

    /// Stops watching; a watch that the kernel has let go already is no error.
    public func remove(_ watch: Int32) {
        _ = cl_inotify_remove(number, watch)
    }

    /// The events that are waiting, at most as many as fit into 64 KiB; none where there are none.
    public func events() throws(SystemError) -> [WatchEvent] {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        var span = buffer.mutableSpan
        let count = cl_read(number, &span)
        if count == -Int64(EAGAIN) { return [] }
        return WatchEvent.parse(buffer.span.extracting(0..<Int(try checked(count, "read inotify"))))
    }

    /// Blocks the thread until there are events, `wakeup` is signalled, or the time, in nanoseconds, is over: poll(2).
    ///
    /// - Returns: whether there are events; a signal has been taken.
    public func wait(or wakeup: Wakeup, timeout: Int64) throws(SystemError) -> Bool {
        let ready = try checked(cl_poll([number, wakeup.number].span, milliseconds(timeout)), "poll")
        if ready & 2 != 0 { wakeup.wait() }
        return ready & 1 != 0
    }
}
