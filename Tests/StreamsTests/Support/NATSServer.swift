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
        let told = Told(pipe.fileHandleForReading)
        try process.run()
        self.process = process
        guard told.isReady(within: 30), process.isRunning else {
            throw ServerFailure(description: "nats-server did not start: \(told.text)")
        }
    }

    /// What a server says on standard error until it is ready; a thread of its own reads on until the end, so that the pipe never
    /// fills.
    ///
    /// No handler of Foundation's reads it: where the pipe is closed while such a handler is still being taken away, libdispatch
    /// ends the process.
    private final class Told: Sendable {
        private let said = Mutex("")
        private let ready = DispatchSemaphore(value: 0)

        init(_ pipe: FileHandle) {
            let descriptor = fcntl(pipe.fileDescriptor, F_DUPFD_CLOEXEC, 0)
            Thread { [self] in
                var buffer = [UInt8](repeating: 0, count: 4096)
                while true {
                    let count = read(descriptor, &buffer, buffer.count)
                    if count < 0, errno == EINTR { continue }
                    guard count > 0 else { break }
                    note(String(decoding: buffer[..<count], as: UTF8.self))
                }
                close(descriptor)
                ready.signal()
            }
            .start()
        }

        var text: String { said.withLock { $0 } }

        private func note(_ text: String) {
            let becomesReady = said.withLock { said in
                guard !said.contains(Told.sign) else { return false }
                said += text
                return said.contains(Told.sign)
            }
            if becomesReady { ready.signal() }
        }

        func isReady(within seconds: Int) -> Bool { ready.wait(timeout: .now() + .seconds(seconds)) == .success }

        private static let sign = "Server is ready"
    }

    /// Asks its interface for streams, and returns the answer.
    func ask(_ subject: String, _ body: String = "") throws -> String {
        let asked = try Program.run(
            "python3",
            [
                "-c",
                """
                import socket, sys
                link = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=30)
                body = sys.argv[3].encode()
                link.sendall(b'CONNECT {"verbose":false}\\r\\nSUB answer 1\\r\\n')
                link.sendall(b'PUB $JS.API.%s answer %d\\r\\n%s\\r\\n' % (sys.argv[2].encode(), len(body), body))
                answer = b''
                while b'MSG answer' not in answer or not answer.endswith(b'}\\r\\n'): answer += link.recv(4096)
                print(answer.decode())
                """,
                "\(port)", subject, body,
            ]
        )
        guard asked.status == 0, !asked.output.contains("\"error\"") else {
            throw ServerFailure(description: asked.output + asked.errors)
        }
        return asked.output
    }

    /// A number in the answer to a question.
    func count(_ name: String, in subject: String) throws -> Int {
        let answer = try ask(subject)
        guard let found = answer.firstMatch(of: try Regex("\"\(name)\":([0-9]+)", as: (Substring, Substring).self)),
            let number = Int(found.output.1)
        else { throw ServerFailure(description: answer) }
        return number
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
