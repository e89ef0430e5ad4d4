public import LinuxIO
import Synchronization

/// What the threads of the desk show of themselves: that they come on, or that they have nothing to do.
///
/// A thread says that it works each time that it begins something or comes on with it, and that it waits before it does so
/// for work or for another stage. One that works and does not come on hangs.
public final class StageProgress: Sendable {
    /// One of the desk's threads.
    public enum Stage: Hashable, Sendable, CustomStringConvertible, Comparable {
        case watch
        /// Counted from 0.
        case read(Int)
        case commit
        case move

        public var description: String {
            switch self {
            case .watch: "watch"
            case .read(let number): "read \(number + 1)"
            case .commit: "commit"
            case .move: "move"
            }
        }
    }

    private struct Mark {
        var isWorking: Bool
        /// On the monotonic clock.
        var since: Int64
    }

    private let marks = Mutex<[Stage: Mark]>([:])
    private let clock: @Sendable () -> Int64

    /// No stage has begun.
    ///
    /// - Parameter clock: nanoseconds of a monotonic clock.
    public init(clock: @escaping @Sendable () -> Int64 = { Clock.monotonic }) {
        self.clock = clock
    }

    /// The stage has begun something, or has come on with it.
    public func works(_ stage: Stage) {
        let now = clock()
        marks.withLock { $0[stage] = Mark(isWorking: true, since: now) }
    }

    /// The stage has come on with what it does, if it does anything.
    func comesOn(_ stage: Stage) {
        let now = clock()
        marks.withLock { if $0[stage]?.isWorking ?? false { $0[stage]?.since = now } }
    }

    /// The stage waits for work, or for another stage to take what it has.
    public func waits(_ stage: Stage) {
        let now = clock()
        marks.withLock { $0[stage] = Mark(isWorking: false, since: now) }
    }

    /// The stage has come to its end.
    public func ends(_ stage: Stage) {
        marks.withLock { $0[stage] = nil }
    }

    /// The stages that have worked for longer than so many nanoseconds without coming on, and those of `idle`, which there
    /// is work for, that have waited for as long.
    func hung(longerThan limit: Int64, waitingFor idle: Set<Stage>) -> [Stage] {
        let now = clock()
        return marks.withLock { marks in
            marks.filter { stage, mark in
                (mark.isWorking || idle.contains(stage)) && now - mark.since > limit
            }.keys.sorted()
        }
    }
}
