import Foundation
import Operations
import TestSupport
import Testing

@Suite("Promises 1 and 2: a moved file that has changed goes back to the inbox, whoever is killed on the way")
struct PutBackKillTests {
    private let desk: ScratchDesk

    init() throws { desk = try ScratchDesk() }

    /// The one file that rests under a name in `processed`.
    private func resting(_ name: String) throws -> String {
        let files = try desk.files(in: "processed").filter { $0.hasSuffix("/" + name) }
        #expect(files.count == 1, "\(files)")
        return desk.path + "/processed/" + (files.first ?? "")
    }

    @Test("Killed at each call by which it goes back, it is archived as it was and as it is now, once each")
    func killed() throws {
        // By hand: WIREDESK_KILLS=10 swift test --filter PutBackKillTests
        let numbers = ProcessInfo.processInfo.environment["WIREDESK_KILLS"].flatMap { Int($0) } ?? 3
        var (round, kills) = (0, 0)
        for call in SystemCallKill.calls {
            for number in 1...numbers {
                round += 1
                let (name, context) = ("\(round).txt", "\(call) \(number)")
                var daemon = try desk.start()
                try daemon.waitUntilReady()
                try desk.drop(Story.text(round, paragraphs: 3), as: name)
                try daemon.wait(for: name) { status in
                    try status.total.archived == 2 * round - 1 && desk.files(in: "inbox").isEmpty
                }
                let file = try FileHandle(forWritingTo: URL(filePath: resting(name)))
                try file.seekToEnd()
                try file.write(contentsOf: Data("\n\nA paragraph that came after the move.\n".utf8))
                try file.close()
                // A stop in order looks at all that was moved once more.
                let tracer = try SystemCallKill.attach(to: daemon, at: call, number)
                let end = try daemon.stop()
                tracer.wait()
                if end != .exited(0) { kills += 1 }
                #expect(end == .exited(0) || end == .signalled(SIGKILL), "\(context)")
                daemon = try desk.start()
                try daemon.wait(for: "both, \(context)") { status in
                    try status.total.archived == 2 * round && desk.files(in: "inbox").isEmpty
                }
                #expect(try daemon.stop() == .exited(0), "\(context)")
                let records = try desk.records().filter { $0.delivery.path == name }
                #expect(records.map(\.body.count) == [3, 4], "\(context)")
                _ = try resting(name)
            }
        }
        print("put back: \(round) runs, \(kills) killed on the way")
        #expect(kills > round / 3)
        let verified = try Program.run(
            Program.product("wiredesk"),
            ["verify", "--files", "--state-directory", desk.path]
        )
        #expect(verified.status == 0, "\(verified.output)")
    }
}
