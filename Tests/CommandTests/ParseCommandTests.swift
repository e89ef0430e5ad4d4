import Foundation
import Testing
import TestSupport

@Suite("wiredesk parse")
struct ParseCommandTests {
    private let scratch: ScratchDirectory
    private let wiredesk = Program.product("wiredesk")

    init() throws {
        scratch = try ScratchDirectory()
    }

    private func records(_ output: String) throws -> [[String: Any]] {
        try output.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test("Each file gives a record with the fields of its story, in the order of the files")
    func records() throws {
        let story = try scratch.write(FerryStory.text, to: "story.txt")
        let straight = try scratch.write(FerryStory.straight, to: "straight.txt")
        let ran = try Program.run(wiredesk, ["parse", straight, story])
        #expect(ran.status == 0)
        #expect(ran.errors == "")
        let records = try records(ran.output)
        #expect(records.count == 2)
        let paths = records.compactMap { ($0["delivery"] as? [String: Any])?["path"] as? String }
        #expect(paths == [straight, story])
        #expect(records.map { $0["seq"] as? Int } == [1, 2])
        #expect(records[0]["id"] as? String == records[1]["id"] as? String)
        #expect(records[1]["section"] as? String == "Local news")
        #expect(records[1]["headline"] as? String == "Riverton’s old ferry returns to service after eleven years")
        #expect(records[1]["deck"] as? String == "The boat was rebuilt by volunteers, says the harbour office")
        #expect((records[1]["dateline"] as? [String: Any])?["place"] as? String == "RIVERTON")
        #expect((records[1]["body"] as? [String])?.count == 3)
    }

    @Test("A file that is not an article is named with the reason, the others are printed, and the status is 65")
    func noArticle() throws {
        let note = try scratch.write("A line and nothing else.\n", to: "no\u{1B}te.txt")
        let story = try scratch.write(FerryStory.text, to: "story.txt")
        let ran = try Program.run(wiredesk, ["parse", note, story])
        #expect(ran.status == 65)
        #expect(try records(ran.output).count == 1)
        #expect(ran.errors.hasPrefix("wiredesk: \(scratch.path)/no\\u{1b}te.txt is no article (no-body): "))
        #expect(ran.errors.split(separator: "\n").count == 1)
    }

    @Test("A file that cannot be read is named with the reason, and the status is 66")
    func unreadable() throws {
        let story = try scratch.write(FerryStory.text, to: "story.txt")
        let note = try scratch.write("", to: "empty.txt")
        let missing = scratch.path + "/missing.txt"
        let ran = try Program.run(wiredesk, ["parse", missing, note, scratch.path, story])
        #expect(ran.status == 66)
        #expect(try records(ran.output).count == 1)
        #expect(
            ran.errors.hasPrefix(
                "wiredesk: \(missing) cannot be read: No such file or directory\nwiredesk: \(note) is no article (empty): "
            )
        )
        #expect(ran.errors.hasSuffix("wiredesk: \(scratch.path) cannot be read: Is a directory\n"))
    }

    @Test("A dash reads standard input")
    func standardInput() throws {
        let ran = try Program.run(wiredesk, ["parse", "-"], input: Array(FerryStory.text.utf8))
        #expect(ran.status == 0)
        let delivery = try #require(try records(ran.output).first?["delivery"] as? [String: Any])
        #expect(delivery["path"] as? String == "-")
        #expect(delivery["bytes"] as? Int == FerryStory.text.utf8.count)
    }

    @Test("A link, and a pipe that a shell hands over, are read like a file")
    func linksAndPipes() throws {
        try scratch.write(FerryStory.text, to: "story.txt")
        try FileManager.default.createSymbolicLink(atPath: scratch.path + "/link", withDestinationPath: "story.txt")
        let ran = try Program.run(
            "/bin/bash",
            ["-c", "\"$1\" parse link <(cat story.txt)", "bash", wiredesk],
            directory: scratch.path
        )
        #expect(ran.status == 0)
        #expect(try records(ran.output).count == 2)
    }

    @Test("A file beyond the limit is refused without being read whole")
    func tooLarge() throws {
        let path = try scratch.write("", to: "sparse.txt")
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.truncate(atOffset: 2 << 30)
        let ran = try Program.run(wiredesk, ["parse", path])
        #expect(ran.status == 65)
        #expect(ran.errors == "wiredesk: \(path) is larger than 16MiB and was not read\n")
    }

    @Test("The limit on size is the one that is configured")
    func configuredLimit() throws {
        let path = try scratch.write(FerryStory.text, to: "ferry.txt")
        var environment = Program.inherited
        environment["WIREDESK_MAX_FILE_SIZE"] = "64B"
        let ran = try Program.run(wiredesk, ["parse", path], environment: environment)
        #expect(ran.errors == "wiredesk: \(path) is larger than 64B and was not read\n")
        #expect(ran.status == 65)
    }

    @Test("A reader that goes away early causes no message")
    func brokenPipe() throws {
        let story = try scratch.write(FerryStory.text, to: "story.txt")
        let script = "for n in $(seq 200); do set -- \"$@\" \"$2\"; done; \"$1\" parse \"${@:2}\" | head -c 10"
        let ran = try Program.run("/bin/bash", ["-c", script, "bash", wiredesk, story])
        #expect(ran.errors == "")
        #expect(ran.output == "{\"v\":1,\"se")
    }

    @Test("Without a file it is told that one is missing, and the status is 64")
    func usage() throws {
        let ran = try Program.run(wiredesk, ["parse"])
        #expect(ran.status == 64)
        #expect(ran.errors == "wiredesk: <file> is missing; see `wiredesk parse --help`\n")
    }

    @Test(
        "Each help has an example, and the version is told",
        arguments: [
            [], ["parse"], ["show"], ["status"], ["quarantine", "list"], ["quarantine", "show"],
            ["quarantine", "retry"],
            ["quarantine", "discard"], ["import"], ["config", "check"], ["config", "show"], ["doctor"],
        ]
    )
    func help(subcommand: [String]) throws {
        let ran = try Program.run(wiredesk, subcommand + ["--help"])
        #expect(ran.status == 0)
        #expect(ran.output.contains("EXAMPLE"))
        #expect(try Program.run(wiredesk, ["--version"]).output.split(separator: ".").count == 3)
    }
}
