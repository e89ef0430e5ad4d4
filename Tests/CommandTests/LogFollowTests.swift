import LinuxIO
import Testing
import TestSupport

@Suite("wiredesk log --follow")
struct LogFollowTests {
    @Test("It tells each delivery soon after it is entered, and ends quietly when it is interrupted")
    func follow() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "one.txt")
        try daemon.wait(untilAnswered: 1)
        let terminal = try PseudoTerminal(
            Program.product("wiredesk"),
            ["log", "--follow", "--state-directory", desk.path],
            columns: 100
        )
        try terminal.wait(for: "Story number 1 of the day") { $0.contains("Story number 1 of the day") }
        try desk.drop(Story.text(2), as: "two.txt")
        try terminal.wait(for: "Story number 2 of the day") { $0.contains("Story number 2 of the day") }
        try desk.drop("junk", as: "three.txt")
        try terminal.wait(for: "quarantined") { $0.contains("quarantined") }
        terminal.type("\u{3}")
        _ = try terminal.waitForEnd()
    }
}
