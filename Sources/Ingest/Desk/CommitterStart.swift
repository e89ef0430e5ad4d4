import LinuxIO
import Synchronization

/// Word from the committer to the watch, which begins when there is somebody to commit what it finds.
final class CommitterStart: Sendable {
    private let isThere = Mutex<Bool?>(nil)
    private let told: Wakeup

    init() throws(SystemError) {
        told = try Wakeup()
    }

    /// Recovery is over, one way or the other; what is told first counts.
    ///
    /// - Parameter isThere: whether anybody will commit; false where the desk has failed or was stopped before it had begun.
    func tell(isThere: Bool) {
        self.isThere.withLock { $0 = $0 ?? isThere }
        told.signal()
    }

    /// Waits for the word.
    func wait() -> Bool {
        while true {
            if let isThere = isThere.withLock({ $0 }) { return isThere }
            told.wait()
        }
    }
}
