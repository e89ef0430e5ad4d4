import Ingest
import LinuxIO
import Logging
import Operations
import Testing

@testable import DeskDaemon

@Suite("What the service manager is told")
struct ServiceNoticesTests {
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func snapshot(_ state: StatusSnapshot.State) -> StatusSnapshot {
        let now = UTCTime(nanoseconds: 0)
        var snapshot = StatusSnapshot(pid: 1, startedAt: now, inbox: .init(path: "/srv/inbox", watch: "events"))
        snapshot.enter(state, at: now)
        return snapshot
    }

    @Test("The watchdog is fed while every stage comes on, and not while one hangs")
    func watchdog() {
        var notices = ServiceNotices(watchdog: .seconds(60), log: log)
        notices.isReady = true
        #expect(notices.due(snapshot(.watching)) { _ in [] }.contains(.watchdog))
        let hung = notices.due(snapshot(.watching)) { _ in [.commit] }
        #expect(!hung.contains(.watchdog))
        #expect(
            hung.contains { notice in
                if case .status(let line) = notice { line.hasPrefix("No progress: commit") } else { false }
            }
        )
        #expect(notices.due(snapshot(.watching)) { _ in [] }.contains(.watchdog))
    }

    @Test("A stage is taken for hung after half of the watchdog's time")
    func patience() {
        var notices = ServiceNotices(watchdog: .seconds(60), log: log)
        notices.isReady = true
        var asked: [Int64] = []
        _ = notices.due(snapshot(.watching)) {
            asked.append($0)
            return []
        }
        #expect(asked == [30_000_000_000])
    }

    @Test("A start that comes on asks for more time, and so does a stop; the watchdog is fed once the start is over")
    func moreTime() {
        var notices = ServiceNotices(watchdog: .seconds(60), log: log)
        let rebuilding = notices.due(snapshot(.rebuilding)) { _ in [] }
        #expect(rebuilding.contains(.extendTimeout(.seconds(30))))
        #expect(!rebuilding.contains(.watchdog))
        #expect(notices.due(snapshot(.rebuilding)) { _ in [.commit] }.allSatisfy { $0 != .extendTimeout(.seconds(30)) })
        notices.isReady = true
        #expect(!notices.due(snapshot(.watching)) { _ in [] }.contains(.extendTimeout(.seconds(30))))
        let stopping = notices.due(snapshot(.stopping)) { _ in [] }
        #expect(stopping.contains(.extendTimeout(.seconds(30))))
        #expect(stopping.contains(.watchdog))
    }

    @Test("A stop asks for more time for a minute and then leaves it to the service manager to end it")
    func boundedStop() {
        var notices = ServiceNotices(watchdog: .seconds(60), log: log)
        notices.isReady = true
        func asks(at seconds: Int64) -> Bool {
            notices.due(snapshot(.stopping), at: seconds * 1_000_000_000) { _ in [] }
                .contains(.extendTimeout(.seconds(30)))
        }
        #expect(asks(at: 1_000))
        #expect(asks(at: 1_059))
        #expect(!asks(at: 1_060))
        #expect(!asks(at: 9_000))
    }

    @Test("A start asks for more time for as long as it comes on")
    func unboundedStart() {
        var notices = ServiceNotices(watchdog: .seconds(60), log: log)
        for seconds: Int64 in [1, 100, 10_000] {
            let told = notices.due(snapshot(.rebuilding), at: seconds * 1_000_000_000) { _ in [] }
            #expect(told.contains(.extendTimeout(.seconds(30))))
        }
    }

    @Test("Without a watchdog it is not fed, and the line is told when it has changed")
    func lines() {
        var notices = ServiceNotices(watchdog: nil, log: log)
        notices.isReady = true
        var snapshot = snapshot(.watching)
        #expect(
            notices.due(snapshot) { _ in [] } == [
                .status("Watching /srv/inbox; nothing waiting; today 0 archived, 0 duplicates, 0 quarantined")
            ]
        )
        #expect(notices.due(snapshot) { _ in [] } == [])
        snapshot.inbox.waiting = 12_345
        snapshot.today.archived = 1_000
        snapshot.problems = [.init(what: "a\u{1B}[31mb", since: snapshot.since, whatToDo: "")]
        #expect(
            notices.due(snapshot) { _ in [] } == [
                .status(
                    "Watching /srv/inbox; 12,345 waiting; today 1,000 archived, 0 duplicates, 0 quarantined; "
                        + "problem: a\\u{1b}[31mb"
                )
            ]
        )
    }

    @Test("Every state has a line that fits on one", arguments: StatusSnapshot.State.allCases)
    func everyState(state: StatusSnapshot.State) {
        var snapshot = snapshot(state)
        snapshot.problems = [
            .init(what: String(repeating: "long\n", count: 200), since: snapshot.since, whatToDo: "")
        ]
        #expect(!snapshot.line.isEmpty && snapshot.line.count <= 400 && !snapshot.line.contains("\n"))
    }
}
