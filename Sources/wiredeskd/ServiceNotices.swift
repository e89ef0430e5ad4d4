import Ingest
import LinuxIO
import Logging
import Operations

/// What the service manager is told, second by second: the line of the status, that the desk comes on, and that a long
/// start or stop takes longer.
struct ServiceNotices {
    private let watchdog: Duration?
    private let log: Logger
    private var lastLine = ""
    private var hung: [StageProgress.Stage] = []
    /// Whether start-up is over.
    var isReady = false

    /// How long a stage may work on one thing before it is taken for hung: half the watchdog's time, so that there is as
    /// much again before the service manager ends the daemon.
    private let patience: Int64

    /// Time that is asked for again each second while start-up or the stop comes on.
    private static let extensionTime = Duration.seconds(30)
    /// How long a stage may work on one thing during start-up and the stop.
    private static let longPatience: Int64 = 300_000_000_000
    /// For how long a stop asks for more time. A start has an end of its own; a stop that has none is the service
    /// manager's to end.
    private static let longestStop: Int64 = 60_000_000_000
    /// When the stop was seen first.
    private var stopBegan: Int64?

    /// - Parameter watchdog: within what time the service manager wants to hear of progress; nil where it does not.
    init(watchdog: Duration?, log: Logger) {
        self.watchdog = watchdog
        self.log = log
        patience = (watchdog ?? .seconds(60)).nanoseconds / 2
    }

    /// What is to be told of a desk.
    ///
    /// - Parameters:
    ///   - now: nanoseconds of a monotonic clock.
    ///   - hungStages: the stages that have not come on for longer than so many nanoseconds.
    mutating func due(
        _ snapshot: StatusSnapshot,
        at now: Int64 = Clock.monotonic,
        _ hungStages: (Int64) -> [StageProgress.Stage]
    ) -> [ServiceManager.Notice] {
        var notices: [ServiceManager.Notice] = []
        let isWorking = isReady && snapshot.state != .stopping
        let hung = hungStages(isWorking ? patience : ServiceNotices.longPatience)
        tell(of: hung)
        if hung.isEmpty {
            if watchdog != nil && isReady { notices.append(.watchdog) }
            if !isWorking && mayAskForTime(snapshot, at: now) {
                notices.append(.extendTimeout(ServiceNotices.extensionTime))
            }
        }
        let line = hung.isEmpty ? snapshot.line : "No progress: \(ServiceNotices.names(of: hung)); \(snapshot.line)"
        if line != lastLine {
            lastLine = line
            notices.append(.status(line))
        }
        return notices
    }

    private mutating func mayAskForTime(_ snapshot: StatusSnapshot, at now: Int64) -> Bool {
        guard snapshot.state == .stopping else { return true }
        let began = stopBegan ?? now
        stopBegan = began
        return now - began < ServiceNotices.longestStop
    }

    private mutating func tell(of hung: [StageProgress.Stage]) {
        let new = hung.filter { !self.hung.contains($0) }
        let isOver = hung.isEmpty && !self.hung.isEmpty
        self.hung = hung
        for stage in new {
            let consequence = watchdog == nil ? "" : "; the watchdog is no longer fed"
            log.record(.noProgress, "a stage makes no progress\(consequence)", ["stage": "\(stage)"])
        }
        if isOver { log.notice("every stage makes progress again") }
    }

    private static func names(of stages: [StageProgress.Stage]) -> String {
        stages.map(\.description).joined(separator: ", ")
    }
}
