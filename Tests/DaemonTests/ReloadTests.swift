import Foundation
import LinuxIO
import Operations
import Testing
import TestSupport

@Suite("A reload of the configuration")
struct ReloadTests {
    private let desk: ScratchDesk
    private let file: String

    init() throws {
        desk = try ScratchDesk()
        file = desk.scratch.path + "/wiredesk.yaml"
    }

    private func configure(_ text: String) throws {
        try desk.scratch.write(text, to: "wiredesk.yaml")
    }

    @Test("What can change while the desk runs is in force after SIGHUP, and what takes a restart is named")
    func live() throws {
        try configure("ignore: []\n")
        let daemon = try desk.start(["--config", file])
        try daemon.waitUntilReady()
        #expect(daemon.status?.configuration?.file == file)
        try configure("ignore: [\"*.draft\"]\nmax_file_size: 100B\nlog_level: debug\nwatch: scan\nsegment_size: 1GiB\n")
        daemon.send(SIGHUP)
        try daemon.wait(forLog: "configuration reloaded; some of it takes a restart")
        let status = try daemon.wait(for: "the reload in the status") {
            $0.configuration?.pendingRestart == ["watch", "segment_size"]
        }
        #expect(status.configuration?.refusedAt == nil)
        try desk.drop("A line\n", as: "a.draft")
        try desk.drop(String(repeating: "word ", count: 40), as: "large.txt")
        try daemon.wait(for: "the larger file in quarantine") { $0.total.quarantined == 1 && $0.inbox.ignored == 1 }
        #expect(desk.quarantineReason(of: "large.txt") == "too-large")
        #expect(daemon.log.contains(" debug "))
        #expect(try desk.files(in: "inbox") == ["a.draft"])

        try configure("ignore: []\nmax_file_size: 100B\n")
        daemon.send(SIGHUP)
        try daemon.wait(for: "the draft's outcome") { $0.total.quarantined == 2 && $0.inbox.ignored == 0 }
        #expect(daemon.status?.configuration?.pendingRestart == [])
        #expect(try daemon.stop() == .exited(0))
    }

    @Test("A configuration with errors is refused, the one before stays in force, and every reason is told")
    func refused() throws {
        try configure("max_file_size: 100B\n")
        let daemon = try desk.start(["--config", file])
        try daemon.waitUntilReady()
        try configure("max_file_sise: 1GiB\nwatch: never\n")
        daemon.send(SIGHUP)
        try daemon.wait(forLog: "the changed configuration is refused", times: 2)
        #expect(daemon.log.contains("wiredesk.yaml:1: there is no key \\\"max_file_sise\\\"; did you mean"))
        let status = try daemon.wait(for: "the refusal in the status and among its problems") { status in
            status.configuration?.refusedAt != nil
                && status.problems.contains { $0.what.hasPrefix("the changed configuration is refused") }
        }
        #expect(status.configuration?.refusedBecause?.count == 2)
        try desk.drop(String(repeating: "word ", count: 40), as: "large.txt")
        try daemon.wait(untilAnswered: 1)
        #expect(desk.quarantineReason(of: "large.txt") == "too-large")

        try FileManager.default.removeItem(atPath: file)
        daemon.send(SIGHUP)
        try daemon.wait(forLog: "cannot be read: No such file or directory")
        try configure("max_file_size: 100B\n")
        daemon.send(SIGHUP)
        try daemon.wait(forLog: "configuration reloaded")
        try daemon.wait(for: "the problem's end") { $0.configuration?.refusedAt == nil && $0.problems.isEmpty }
        #expect(try daemon.stop() == .exited(0))
    }

    @Test("A configuration that is a FIFO is refused at once, at a reload and at the start")
    func fifo() throws {
        try configure("max_file_size: 100B\n")
        let daemon = try desk.start(["--config", file])
        try daemon.waitUntilReady()
        try FileManager.default.removeItem(atPath: file)
        #expect(mkfifo(file, 0o644) == 0)
        daemon.send(SIGHUP)
        try daemon.wait(forLog: "wiredesk.yaml: is a FIFO; the configuration is a regular file")
        try desk.drop(String(repeating: "word ", count: 40), as: "large.txt")
        try daemon.wait(untilAnswered: 1)
        #expect(desk.quarantineReason(of: "large.txt") == "too-large")
        #expect(try daemon.stop() == .exited(0))

        let next = try desk.start(["--config", file])
        #expect(try next.waitForEnd() == .exited(78))
        #expect(next.log == "wiredeskd: \(file): is a FIFO; the configuration is a regular file\n")
    }

    @Test("A daemon that is started with a wrong configuration ends with status 78 and names every line")
    func refusedAtStart() throws {
        try configure("setle: 1s\n\nwatch: sometimes\n")
        let daemon = try desk.start(["--config", file])
        #expect(try daemon.waitForEnd() == .exited(78))
        #expect(
            daemon.log == """
                wiredeskd: \(file):1: there is no key "setle"; did you mean "settle"?
                wiredeskd: \(file):3: watch: "sometimes" is none of auto, events, scan

                """
        )
    }
}
