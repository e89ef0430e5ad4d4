import Foundation
import LinuxIO

/// A state directory of a test's own with an inbox in it, and eyes on what a daemon makes of it.
///
/// It outlives the daemons that run on it, so that a test can end one and start the next.
public final class ScratchDesk: Sendable {
    /// The folder that holds everything of the test: `desk`, the state directory, and what lies beside it.
    public let scratch: ScratchDirectory

    /// Makes a state directory with an empty inbox.
    public convenience init() throws {
        try self.init(in: ScratchDirectory())
    }

    /// A state directory in this folder, made where it is not there.
    public init(in scratch: ScratchDirectory) throws {
        self.scratch = scratch
        try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true)
    }

    /// The state directory; `status.json` stands in it.
    public var path: String { scratch.path + "/desk" }
    /// The inbox.
    public var inbox: String { path + "/inbox" }
    /// A folder beside the inbox on the same file system, from which files can be moved in.
    public var staging: String { scratch.path + "/staging" }

    /// Starts a daemon on it.
    ///
    /// - Parameters:
    ///   - options: beside `--state-directory`.
    ///   - settings: keys of the configuration with their values, handed over in the environment.
    ///   - environment: further variables.
    ///   - prefix: a command that runs the daemon, such as `["unshare", "--mount"]`; it must become the daemon (exec).
    public func start(
        _ options: [String] = [],
        settings: [String: String] = [:],
        environment: [String: String] = [:],
        prefix: [String] = []
    ) throws -> RunningDaemon {
        var variables = environment
        // No test but those of it waits for an empty file to be filled.
        variables["WIREDESK_EMPTY_LIMIT"] = "0s"
        for (key, value) in settings { variables["WIREDESK_" + key.uppercased()] = value }
        return try RunningDaemon(on: self, options: options, environment: variables, prefix: prefix)
    }

    /// Moves a file into the inbox, whole, with the folders on the way to it.
    public func drop(_ text: String, as name: String) throws {
        try drop(Array(text.utf8), as: name)
    }

    /// Moves a file of these bytes into the inbox, whole, with the folders on the way to it.
    public func drop(_ bytes: [UInt8], as name: String) throws {
        let source = staging + "/" + UUID().uuidString
        try Data(bytes).write(to: URL(filePath: source))
        let target = inbox + "/" + name
        try FileManager.default.createDirectory(
            atPath: URL(filePath: target).deletingLastPathComponent().path,
            withIntermediateDirectories: true
        )
        guard rename(source, target) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }

    /// A command that runs the daemon with mounts of its own, which nobody else sees; `script` of sh(1) makes them, with
    /// the state directory as `$0`.
    public func withOwnMounts(_ script: String) -> [String] {
        ["unshare", "--mount", "--propagation", "private", "sh", "-c", "set -e; \(script); exec \"$@\"", path]
    }

    /// Writes a file in the inbox in place: open, write, close.
    public func write(_ text: String, as name: String) throws {
        try scratch.write(text, to: "desk/inbox/" + name)
    }

    /// What a test looks at in a record.
    public struct Record: Decodable, Sendable {
        public var seq: Int64
        public var id: String
        public var headline: String
        public var body: [String]
        public var delivery: Delivery

        public struct Delivery: Decodable, Sendable {
            public var path: String
            public var path_encoding: String?
            public var bytes: Int64
        }
    }

    /// Every record of the archive in its order, as any JSON-lines reader has it.
    public func records() throws -> [Record] {
        try files(in: "archive").filter { $0.hasSuffix(".jsonl") }.flatMap { name in
            let lines = try Data(contentsOf: URL(filePath: path + "/archive/" + name)).split(separator: 0x0A)
            return try lines.map { try JSONDecoder().decode(Record.self, from: $0) }
        }
    }

    /// The files in a folder of the state directory and below it, as paths beneath that folder, sorted; none where
    /// there is no folder.
    ///
    /// - Parameter daemon: whose mounts are seen, where it has its own.
    public func files(in folder: String, seenBy daemon: RunningDaemon? = nil) throws -> [String] {
        let root = (daemon.map { "/proc/\($0.pid)/root" } ?? "") + path + "/" + folder
        guard let all = FileManager.default.enumerator(atPath: root) else { return [] }
        var files: [String] = []
        for case let name as String in all {
            var status = stat()
            if lstat(root + "/" + name, &status) == 0, status.st_mode & S_IFMT != S_IFDIR { files.append(name) }
        }
        return files.sorted()
    }

    /// What the page beside a file in quarantine says is the reason; nil where there is no page.
    public func quarantineReason(of name: String) -> String? {
        struct Page: Decodable { var reason: String }
        guard let bytes = FileManager.default.contents(atPath: "\(path)/quarantine/\(name).reason.json") else {
            return nil
        }
        return try? JSONDecoder().decode(Page.self, from: bytes).reason
    }
}
