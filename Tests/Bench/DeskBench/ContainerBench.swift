import Foundation
import LinuxIO
import Operations
import TestSupport

/// One archive of a hundred members and one of many: what the daemon takes of time, and of memory.
enum ContainerBench {
    static func run(_ options: Options) throws {
        let few = try read(100, options.seed)
        let many = try read(options.files, options.seed + 1)
        say(
            """
            container: one tar of \(options.files) members, \(Figures.text(Double(many.bytes) / 1_048_576, 0)) MiB
              time      \(Figures.text(many.seconds, 1)) s, \(Figures.text(Double(options.files) / many.seconds, 0)) members/s
              memory    peak \(Figures.text(many.peak, 0)) MiB; with a tar of 100 members \(Figures.text(few.peak, 0)) MiB
            """
        )
    }

    private struct Run {
        var bytes: Int
        var seconds: Double
        /// MiB.
        var peak: Double
    }

    private static func read(_ count: Int, _ seed: UInt64) throws -> Run {
        let desk = try ScratchDesk()
        let path = desk.staging + "/many.tar"
        let bytes = try write(count, seed, to: path)
        let daemon = try desk.start(settings: ["search": "off"])
        try daemon.waitUntilReady()
        let start = Clock.monotonic
        guard rename(path, desk.inbox + "/many.tar") == 0 else {
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
