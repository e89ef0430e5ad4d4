import Foundation
import LinuxIO
import Operations
import Testing
import TestSupport

@Suite("The pause before another try")
struct RestartPauseTests {
    private let scratch: ScratchDirectory
    private static let minute: Int64 = 60_000_000_000

    init() throws {
        scratch = try ScratchDirectory()
    }

    private func start(at minutes: Int64) throws -> RestartPause {
        try RestartPause(
            runtimeDirectory: scratch.root.appending("run"),
            fileSystem: LinuxFileSystem(),
            at: 1_000 * Self.minute + minutes * Self.minute
        )
    }

    @Test("It grows from end to end, up to five minutes")
    func growth() {
        #expect((0...12).map(RestartPause.seconds) == [0, 0, 0, 0, 6, 12, 24, 48, 96, 192, 300, 300, 300])
        #expect(RestartPause.seconds(after: .max) == 300)
    }

    @Test("Each start after an end that came soon counts one more, and waits by that")
    func counted() throws {
        var waited: [Int64] = []
        for number: Int64 in 0..<8 {
            let pause = try start(at: number)
            waited.append(pause.seconds)
            try pause.begin(at: 1_000 * Self.minute + number * Self.minute)
        }
        #expect(waited == [0, 0, 0, 0, 6, 12, 24, 48])
    }

    @Test("An end in order, a run that lasted, and another boot begin the count again")
    func again() throws {
        for _ in 0..<5 { try start(at: 0).begin(at: 1_000 * Self.minute) }
        try start(at: 0).end()
        #expect(try start(at: 1).ends == 0)
        #expect(try start(at: 2).ends == 1)
        #expect(try start(at: 13).ends == 0)
        #expect(try start(at: 14).ends == 1)
        #expect(try start(at: -500).ends == 0)
    }

    @Test("While a start waits, those who look from outside are told how often the runs ended and how long it takes")
    func seenFromOutside() throws {
        func seen(at seconds: Int64) -> RestartPause.Waiting? {
            RestartPause.waiting(
                in: scratch.root.appending("run"),
                LinuxFileSystem(),
                at: 1_000 * Self.minute + seconds * 1_000_000_000
            )
        }
        #expect(seen(at: 0) == nil)
        for _ in 0..<4 { _ = try start(at: 0) }
        #expect(seen(at: 0) == nil)
        let waiting = try start(at: 0)
        #expect(seen(at: 2) == RestartPause.Waiting(ends: 4, seconds: 4))
        #expect(seen(at: 6) == nil)
        try waiting.begin(at: 1_000 * Self.minute)
        #expect(seen(at: 2) == nil)
    }

    @Test("A start that was ended while it waited was to go on at once, and the count stays")
    func cutShort() throws {
        for _ in 0..<4 { _ = try start(at: 0) }
        #expect(try start(at: 0).seconds == 6)
        let next = try start(at: 0)
        #expect(next.seconds == 0)
        #expect(next.ends == 4)
        #expect(try start(at: 0).seconds == 12)
    }

    @Test(
        "A start that was asked to stop while it waited waits no more for those who look, and the next goes on at once"
    )
    func calledOff() throws {
        for _ in 0..<4 { _ = try start(at: 0) }
        let now = 1_000 * Self.minute
        try start(at: 0).callOff(at: now)
        #expect(RestartPause.waiting(in: scratch.root.appending("run"), LinuxFileSystem(), at: now) == nil)
        #expect(try start(at: 0).seconds == 0)
    }

    @Test(
        "A note that is no note, as after a full disk, counts nothing",
        arguments: ["", "x y z\n", "3\n", "-7 1 working\n"]
    )
    func unreadable(text: String) throws {
        try scratch.write(text, to: "run/restarts")
        #expect(try start(at: 0).seconds == 0)
    }

    @Test("A desk that fails at each start waits before the fifth, says so, and goes on at once when it is asked to")
    func failing() throws {
        let desk = try ScratchDesk()
        let managed = ["NOTIFY_SOCKET": desk.scratch.path + "/nobody"]
        try Data("in the way".utf8).write(to: URL(filePath: desk.path + "/archive"))
        for number in 1...4 {
            let daemon = try desk.start(environment: managed)
            #expect(try daemon.waitForEnd() == .exited(73), "start \(number)")
            #expect(daemon.logLines(containing: "before the next try").isEmpty)
        }
        let waiting = try desk.start(environment: managed)
        try waiting.wait(forLog: "the last runs ended soon after their start; waiting 6 s before the next try")
        let status = try Program.run(Program.product("wiredesk"), ["status", "--state-directory", desk.path])
        #expect(status.status == 3)
        #expect(status.output.contains("Its last 4 runs ended soon after their start, and the next begins in "))
        #expect(try waiting.stop() == .exited(0))
        let stopped = try Program.run(Program.product("wiredesk"), ["status", "--state-directory", desk.path])
        #expect(stopped.status == 3)
        #expect(!stopped.output.contains("the next begins in"), "\(stopped.output)")
        try FileManager.default.removeItem(atPath: desk.path + "/archive")
        let mended = try desk.start(environment: managed)
        try mended.waitUntilReady()
        #expect(mended.logLines(containing: "before the next try").isEmpty)
        #expect(try mended.stop() == .exited(0))
        #expect(try desk.files(in: "").filter { $0.contains("restarts") } == [])
    }

    @Test(
        "A file that ends the daemon is set aside after three starts, however many ends there were, and no start waits"
    )
    func poison() throws {
        let desk = try ScratchDesk()
        let environment = ["NOTIFY_SOCKET": desk.scratch.path + "/nobody", "TEST_WIREDESK_CRASH_ON": "POISON"]
        for number in 1...2 {
            try desk.drop(Story.text(number) + "\nPOISON\n", as: "bad-\(number).txt")
            for start in 1...3 {
                let daemon = try desk.start(environment: environment)
                #expect(try daemon.waitForEnd() == .signalled(SIGABRT), "start \(start)")
                #expect(daemon.logLines(containing: "before the next try").isEmpty)
            }
        }
        let daemon = try desk.start(environment: environment)
        try daemon.wait(untilAnswered: 2)
        #expect(daemon.logLines(containing: "before the next try").isEmpty)
        #expect(desk.quarantineReason(of: "bad-1.txt") == "poison")
        #expect(desk.quarantineReason(of: "bad-2.txt") == "poison")
        #expect(try daemon.stop() == .exited(0))
    }

    @Test("Where nobody starts the daemon again, it does not wait and notes nothing")
    func unmanaged() throws {
        let desk = try ScratchDesk()
        try Data("in the way".utf8).write(to: URL(filePath: desk.path + "/archive"))
        for _ in 1...6 { #expect(try desk.start().waitForEnd() == .exited(73)) }
        #expect(try desk.files(in: "").filter { $0.contains("restarts") } == [])
    }
}
