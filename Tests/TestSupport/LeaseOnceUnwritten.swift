import Glibc
import LinuxIO

extension ReadLease {
    /// The answer to a request for a lease once nobody writes any more, or after ten seconds.
    ///
    /// What a test had open for writing stays open in every process that another test is starting at that moment, until
    /// that process has become its program.
    public static func onceUnwritten(_ take: () -> Answer) -> Answer {
        let deadline = Clock.monotonic + 10_000_000_000
        while true {
            let answer = take()
            if answer != .writing || Clock.monotonic > deadline { return answer }
            sched_yield()
        }
    }
}
