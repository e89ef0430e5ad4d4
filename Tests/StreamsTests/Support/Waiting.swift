import Foundation
import LinuxIO

/// Waits for what programs make of the files in a folder: it looks again at each event there, and ten times a second.
final class Waiting {
    private let notices: Int32

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    init(_ folder: String) throws {
        notices = inotify_init1(Int32(O_NONBLOCK) | Int32(O_CLOEXEC))
        guard notices >= 0, inotify_add_watch(notices, folder, UInt32(IN_MOVED_TO | IN_MODIFY | IN_CREATE)) >= 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
    }

    deinit { close(notices) }

    /// Waits until a condition holds; fails after a minute, or so many seconds.
    func wait(for what: String, atMost seconds: Double = 60, until condition: () throws -> Bool) throws {
        let deadline = Clock.monotonic + Int64(seconds * 1e9)
        while try !condition() {
            if Clock.monotonic > deadline { throw Failure(description: "no \(what) within \(seconds) s") }
            var polled = pollfd(fd: notices, events: Int16(POLLIN), revents: 0)
            poll(&polled, 1, 100)
            var buffer = [UInt8](repeating: 0, count: 4096)
            while read(notices, &buffer, buffer.count) > 0 {}
        }
    }
}
