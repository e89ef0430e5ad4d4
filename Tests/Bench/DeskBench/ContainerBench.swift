import Foundation
import LinuxIO
import Operations
import TestSupport

/// One archive of a hundred members and one of many, one page and a web archive of a gibibyte: what the daemon takes of
/// time, and of memory.
enum ContainerBench {
    /// A tar of so many files as `--files` says.
    static func run(_ options: Options) throws {
        let few = try read { try write(100, options.seed, to: $0) }
        let many = try read { try write(options.files, options.seed + 1, to: $0) }
        say(
            """
            container: one tar of \(options.files) members, \(Figures.text(Double(many.bytes) / 1_048_576, 0)) MiB
              time      \(Figures.text(many.seconds, 1)) s, \(Figures.text(Double(options.files) / many.seconds, 0)) members/s
              memory    peak \(Figures.text(many.peak, 0)) MiB; with a tar of 100 members \(Figures.text(few.peak, 0)) MiB
            """
        )
    }

    /// A WARC of 1 GiB of pages that are as long as pages are.
    static func runWebArchive(_ options: Options) throws {
        let page = try read { try PageArchive.write(bytes: 1, options.seed, to: $0) }
        let gibibyte = try read { try PageArchive.write(bytes: 1 << 30, options.seed + 1, to: $0) }
        say(
            """
            warc: one web archive of \(Figures.text(Double(gibibyte.bytes) / 1_048_576, 0)) MiB
              time      \(Figures.text(gibibyte.seconds, 1)) s
              memory    peak \(Figures.text(gibibyte.peak, 0)) MiB; with a web archive of one page \(Figures.text(page.peak, 0)) MiB
            """
        )
    }

    private struct Run {
        var bytes: Int
        var seconds: Double
        /// MiB.
        var peak: Double
    }

    /// Has the daemon read a container that `write` writes at a path, and tells its bytes.
    private static func read(_ write: (String) throws -> Int) throws -> Run {
        let desk = try ScratchDesk()
        desk.scratch.leaveUnjudged()
        let path = desk.staging + "/container"
        let bytes = try write(path)
        let daemon = try desk.start(settings: ["search": "off"])
        try daemon.waitUntilReady()
        let start = Clock.monotonic
        guard rename(path, desk.inbox + "/container") == 0 else {
            throw BenchFailure(description: "cannot move \(path) into the inbox")
        }
        try daemon.wait(for: "the container", atMost: 3_600) { $0.total.archived == 1 && $0.inbox.waiting == 0 }
        let seconds = Double(Clock.monotonic - start) / 1e9
        let memory = try daemon.memory()
        try daemon.stop()
        return Run(bytes: bytes, seconds: seconds, peak: memory.peak)
    }

    /// Writes a tar of so many stories, a few at a time, and returns its bytes.
    private static func write(_ count: Int, _ seed: UInt64, to path: String) throws -> Int {
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else { throw BenchFailure(description: "cannot write \(path)") }
        var copy = WireCopy(seed: seed)
        var bytes = 0
        for first in stride(from: 0, to: count, by: 1_000) {
            let files = (first..<min(count, first + 1_000)).map { (name: "\($0).txt", bytes: copy.next()) }
            // The two blocks of zeros end the whole archive, and none of its parts.
            let part = MadeTar.tar(files).dropLast(first + 1_000 < count ? 1_024 : 0)
            bytes += part.count
            try file.write(contentsOf: Data(part))
        }
        try file.close()
        return bytes
    }
}
