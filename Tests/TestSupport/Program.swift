import Foundation

/// A program that ran to its end, and what came of it.
public struct Program: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String

    /// Runs a program and waits for its end.
    ///
    /// - Parameters:
    ///   - executable: an absolute path, or a name that is looked for in `PATH`.
    ///   - input: what it reads from stdin.
    ///   - environment: in place of ``inherited``.
    public static func run(
        _ executable: String,
        _ arguments: [String] = [],
        input: [UInt8] = [],
        environment: [String: String]? = nil,
        directory: String? = nil
    ) throws -> Program {
        let process = Process()
        process.executableURL = URL(filePath: executable.hasPrefix("/") ? executable : "/usr/bin/env")
        process.arguments = executable.hasPrefix("/") ? arguments : [executable] + arguments
        process.environment = environment ?? Program.inherited
        if let directory { process.currentDirectoryURL = URL(filePath: directory) }
        // Files rather than pipes: nothing can fill up, and nothing has to be read at the same time.
        let scratch = try ScratchDirectory()
        let names = ["input", "output", "errors"]
        for name in names { try scratch.write(name == "input" ? input : [], to: name) }
        process.standardInput = FileHandle(forReadingAtPath: scratch.path + "/input")
        process.standardOutput = FileHandle(forWritingAtPath: scratch.path + "/output")
        process.standardError = FileHandle(forWritingAtPath: scratch.path + "/errors")
        try process.run()
        process.waitUntilExit()
        return Program(
            status: process.terminationStatus,
            output: scratch.read("output") ?? "",
            errors: scratch.read("errors") ?? ""
        )
    }

    /// The test's own environment but for what would be settings to the programs of this project, such as `WIREDESK_KILLS`.
    public static var inherited: [String: String] {
        ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("WIREDESK_") }
    }

    /// Where the products of this build are, such as `wiredesk`: the folder of the test bundle.
    public static func product(_ name: String) -> String {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(filePath: bundle).deletingLastPathComponent().appending(path: name).path
    }
}
