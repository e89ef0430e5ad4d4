import Foundation
import LinuxIO
import TestSupport

/// From the start of the process to READY=1, with ten thousand records and with ten million.
enum StartBench {
    static func run(_ options: Options) throws {
        let few = try KnownDesk.open(10_000)
        let many = try KnownDesk.open(options.known)
        var times: (few: [Double], many: [Double]) = ([], [])
        var memory: RunningDaemon.Memory?
        // One more than is counted: the first comes from a cold disk.
        for round in 0...options.rounds {
            let first = try start(few)
            let second = try start(many)
            memory = second.memory
            if round == 0 { continue }
            times.few.append(first.seconds)
            times.many.append(second.seconds)
        }
        let ratios = zip(times.many, times.few).map { $0 / $1 }
        print(
            """
            start: to READY=1, with 10000 and \(options.known) records
              10000     \(Figures.milliseconds(Figures.median(times.few)))
              \(options.known)  \(Figures.milliseconds(Figures.median(times.many)))
              ratio     \(Figures.text(Figures.median(ratios))) (\(Figures.list(ratios)))
              memory    at rest \(Figures.text(memory?.now ?? .nan, 0)) MiB, \(Figures.text(memory?.anonymous ?? .nan, 0)) of them its own
            """
        )
    }

    private static func start(_ desk: ScratchDesk) throws -> (seconds: Double, memory: RunningDaemon.Memory) {
        let socket = try NoticeSocket(at: desk.scratch.path + "/notify")
        let start = Clock.monotonic
        let daemon = try desk.start(environment: ["NOTIFY_SOCKET": socket.path])
        try socket.waitForReady()
        let ready = Clock.monotonic
        try daemon.wait(forLog: "the inbox is watched")
        let memory = try daemon.memory()
        try daemon.stop()
        return (Double(ready - start) / 1e9, memory)
    }
}

/// The socket on which a service manager hears that its service is ready: sd_notify(3).
final class NoticeSocket {
    let path: String
    private let descriptor: Int32

    init(at path: String) throws {
        self.path = path
        unlink(path)
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard descriptor >= 0, bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw BenchFailure(description: "no socket at \(path)")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { throw BenchFailure(description: "cannot bind \(path)") }
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    func waitForReady() throws {
        var polled = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        var buffer = [UInt8](repeating: 0, count: 4096)
        while poll(&polled, 1, 60_000) > 0 {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count > 0, String(decoding: buffer[..<count], as: UTF8.self).contains("READY=1") { return }
        }
        throw BenchFailure(description: "the daemon is not ready within a minute")
    }
}
