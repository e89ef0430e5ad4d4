import Foundation
import Synchronization
import TestSupport

/// A `nats-server` with JetStream on ports of the loopback, which can be killed and started again on what it has on disk.
final class NATSServer {
    let port: Int
    private let folder: String
    private let arguments: [String]
    private var process: Process?

    /// Starts one that keeps its streams in a folder.
    ///
    /// - Parameters:
    ///   - configuration: further lines of its configuration.
    ///   - cluster: the ports for routes of all servers of its cluster, its own the first.
    init(in folder: String, configuration: String = "", cluster: [Int] = []) throws {
        self.folder = folder
        port = try Self.freePort()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var lines = [
            "listen: \"127.0.0.1:\(port)\"", "server_name: \"s\(port)\"",
            "jetstream { store_dir: \"\(folder)/streams\" }",
            configuration,
        ]
        if let own = cluster.first {
            let routes = cluster.dropFirst().map { "\"nats-route://127.0.0.1:\($0)\"" }.joined(separator: ", ")
            lines.append("cluster { name: desks, listen: \"127.0.0.1:\(own)\", routes: [\(routes)] }")
        }
        let file = folder + "/nats.conf"
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: file))
        arguments = ["-c", file]
        try start()
    }

    deinit { kill() }

    var url: String { "nats://127.0.0.1:\(port)" }

    /// Starts it again, and returns once it takes connections.
    func start() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/sbin/nats-server")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = FileHandle.nullDevice
        let said = Mutex("")
        let ready = DispatchSemaphore(value: 0)
        pipe.fileHandleForReading.readabilityHandler = { handle in
            let text = String(decoding: handle.availableData, as: UTF8.self)
            // At the end of the pipe there is nothing more to be told of.
            if text.isEmpty { handle.readabilityHandler = nil }
            let isReady = said.withLock { said in
                let was = said.contains("Server is ready")
                if !was { said += text }
                return !was && said.contains("Server is ready")
            }
            if isReady || text.isEmpty { ready.signal() }
        }
        try process.run()
        self.process = process
        guard ready.wait(timeout: .now() + 30) == .success, process.isRunning else {
            throw ServerFailure(description: "nats-server did not start: \(said.withLock { $0 })")
        }
    }

    /// Kills it with SIGKILL, where it runs.
    func kill() {
        guard let process, process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    struct ServerFailure: Error, CustomStringConvertible {
        let description: String
    }

    /// A port of the loopback that nobody has.
    static func freePort() throws -> Int {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(number) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(number, $0, length) == 0 && getsockname(number, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
