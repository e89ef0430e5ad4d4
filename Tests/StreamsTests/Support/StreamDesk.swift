import Archive
import Article
import Foundation
import LinuxIO
import TestSupport

/// A desk of invented stories that is published, and what the tests ask of it.
final class StreamDesk {
    let desk: MadeDesk
    let name: String
    /// What lies beside the desk: its cursor, and what is collected.
    let scratch: ScratchDirectory

    /// From 2026-11-22T12:00:00Z on, in nanoseconds since 1970.
    private var time: Int64 = 1_795_348_800_000_000_000

    /// A desk with the stories of these numbers.
    init(_ name: String, _ numbers: some Sequence<Int>) throws {
        self.name = name
        desk = try MadeDesk()
        scratch = try ScratchDirectory()
        try deliver(numbers)
    }

    /// Archives the stories of further numbers, as a daemon does.
    func deliver(_ numbers: some Sequence<Int>) throws {
        time += 1_000_000_000
        for number in numbers {
            try desk.deliver(Story.text(number), as: Path("\(number).txt"), at: time)
        }
        try desk.enterCatalogue()
    }

    var cursor: String { scratch.path + "/cursor" }

    /// The lines of its archive.
    func lines() throws -> [String] {
        let folder = desk.path + "/archive"
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".jsonl") }.sorted().flatMap { name in
            try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n").map(String.init)
        }
    }

    /// The environment of the programs: what they tell goes into a folder of the test.
    static func environment(_ scratch: ScratchDirectory) -> [String: String] {
        var environment = Program.inherited
        environment["WIREDESK_PUBLISH_DIRECTORY"] = scratch.path + "/publish"
        return environment
    }

    /// The command line that publishes it to servers.
    func publishing(to servers: [String], _ options: [String] = ["--no-wait"]) -> [String] {
        ["--desk", name, "--cursor", cursor, "--state-directory", desk.path, "--create-stream"]
            + servers.flatMap { ["--server", $0] } + options
    }

    /// Publishes it to the end.
    func publish(to server: String, _ options: [String] = []) throws -> Program {
        try Program.run(
            Program.product("wiredesk-publish"),
            publishing(to: [server]) + options,
            environment: Self.environment(scratch)
        )
    }

    /// The record up to which the cursor has come; nil where there is none.
    func kept() -> Int64? {
        scratch.read("cursor")?.firstMatch(of: /"seq":(\d+)/).flatMap { Int64($0.output.1) }
    }
}

/// A folder into which a stream is collected, as an inbox.
final class StreamInbox {
    let scratch: ScratchDirectory
    var path: String { scratch.path + "/inbox" }

    init() throws {
        scratch = try ScratchDirectory()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// The command line that collects from a server.
    func collecting(from server: String, _ options: [String] = ["--no-wait"]) -> [String] {
        ["--consumer", "hub", "--inbox", path, "--server", server] + options
    }

    /// Collects to the end.
    func collect(from server: String, _ options: [String] = []) throws -> Program {
        try Program.run(
            Program.product("wiredesk-collect"),
            collecting(from: server) + options,
            environment: StreamDesk.environment(scratch)
        )
    }

    /// The lines of its files, those that are not whole yet left out.
    func lines() throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        return try names.filter { !$0.hasPrefix(".") }.flatMap { name in
            try String(contentsOfFile: path + "/" + name, encoding: .utf8).split(separator: "\n").map(String.init)
        }
    }
}
