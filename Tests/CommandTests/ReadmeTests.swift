import Foundation
import LinuxIO
import Testing
import TestSupport

@Suite("What the README says")
struct ReadmeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    /// Each `wiredesk …` between backticks, and each line of a block that begins so.
    private static func commands() throws -> [String] {
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let inline = text.matches(of: /`(wiredesk [^`]+)`/).map { String($0.output.1) }
        let blocks = text.split(separator: "```").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        let lines = blocks.flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix("wiredesk ") }.map(String.init)
        return inline + lines
    }

    @Test("Each command line in it is one that the program takes")
    func commandLines() throws {
        let desk = try MadeDesk.example()
        let commands = try Self.commands()
        #expect(commands.count > 20)
        let values = [
            "FILE": "tass/ferry.txt", "FILE...": "story.txt", "PATH...": "story.txt", "WORDS": "ferry",
            "COMMAND": "list",
        ]
        for command in commands where !command.contains("~/desk") && !command.hasPrefix("wiredesk import") {
            let words = command.split(separator: " ").map { values[String($0)] ?? String($0) }.joined(separator: " ")
            let line =
                words.replacing("wiredesk ", with: "\"$WIREDESK\" ", maxReplacements: 1)
                + (command.hasPrefix("wiredesk follow") ? " --no-wait" : "")
            let directory = try ScratchDirectory()
            try FileManager.default.copyItem(
                atPath: Self.root.appending(path: "story.txt").path,
                toPath: directory.path + "/story.txt"
            )
            let ran = try Program.run(
                "/bin/sh",
                ["-c", line],
                environment: ["WIREDESK": Program.product("wiredesk"), "WIREDESK_STATE_DIRECTORY": desk.path],
                directory: directory.path
            )
            // 1 and 3: there is nothing to list, or no daemon.
            #expect([0, 1, 3].contains(ran.status), "\(command): \(ran.errors)")
        }
    }

    @Test("story.txt is the story that it shows, and is read as it says")
    func story() throws {
        let text = try String(contentsOf: Self.root.appending(path: "story.txt"), encoding: .utf8)
        #expect(text == FerryStory.text)
        let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
        let ran = try Program.run(Program.product("wiredesk"), ["parse", Self.root.appending(path: "story.txt").path])
        let id = try #require(ran.output.firstMatch(of: /sha256:[0-9a-f]{64}/)?.output)
        #expect(readme.contains(id))
    }
}
