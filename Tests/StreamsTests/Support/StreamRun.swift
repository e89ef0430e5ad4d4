import Foundation
import TestSupport

/// A `wiredesk-publish` or `wiredesk-collect` that runs beside a test.
final class StreamRun {
    private let process = Process()
    private let told: String

    /// Starts it.
    init(_ name: String, _ arguments: [String], in scratch: ScratchDirectory) throws {
        told = scratch.path + "/told-\(UUID().uuidString)"
        try Data().write(to: URL(filePath: told))
        process.executableURL = URL(filePath: Program.product(name))
        process.arguments = arguments
        process.environment = StreamDesk.environment(scratch)
        process.standardError = FileHandle(forWritingAtPath: told)
        try process.run()
    }

    deinit { kill() }

    var isRunning: Bool { process.isRunning }

    /// What it has said on standard error.
    var errors: String { String(decoding: FileManager.default.contents(atPath: told) ?? Data(), as: UTF8.self) }

    /// Kills it with SIGKILL, where it runs.
    func kill() {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Waits for its end, and returns its status.
    func end() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }
}
