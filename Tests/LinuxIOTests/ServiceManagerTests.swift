import Foundation
import LinuxIO
import Testing

@Suite("The service manager", .serialized)
struct ServiceManagerTests {
    /// A datagram socket in the abstract name space, as systemd's is, that takes what is told.
    private func told(_ tell: () throws -> Void) throws -> String {
        let socket = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(socket) }
        let name = "wiredesk-test-\(UUID().uuidString)"
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { path in
            for (index, byte) in name.utf8.enumerated() { path[index + 1] = byte }
        }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + 1 + name.utf8.count)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, length) }
        }
        #expect(bound == 0)
        setenv("NOTIFY_SOCKET", "@" + name, 1)
        defer { unsetenv("NOTIFY_SOCKET") }
        try tell()
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : ""
    }

    @Test("Each notice is told in the words of sd_notify(3), several in one message")
    func words() throws {
        let message = try told {
            let wasTold = try ServiceManager.notify(
                .ready,
                .status("watching\n/srv/in"),
                .watchdog,
                .extendTimeout(.seconds(30)),
                .reloading(monotonic: 5_000_001_000),
                .failed(errno: 28),
                .stopping
            )
            #expect(wasTold)
        }
        #expect(
            message == """
                READY=1
                STATUS=watching\\n/srv/in
                WATCHDOG=1
                EXTEND_TIMEOUT_USEC=30000000
                RELOADING=1
                MONOTONIC_USEC=5000001
                ERRNO=28
                STOPPING=1
                """
        )
    }

    @Test("Without a service manager nothing is told and nothing fails")
    func withoutManager() throws {
        unsetenv("NOTIFY_SOCKET")
        #expect(try !ServiceManager.notify(.ready))
        unsetenv("WATCHDOG_USEC")
        #expect(ServiceManager.watchdogInterval == nil)
    }

    @Test("The watchdog's interval is the one that the service manager has set")
    func watchdog() {
        setenv("WATCHDOG_USEC", "20000000", 1)
        setenv("WATCHDOG_PID", "\(getpid())", 1)
        #expect(ServiceManager.watchdogInterval == .seconds(20))
        unsetenv("WATCHDOG_USEC")
        unsetenv("WATCHDOG_PID")
    }
}
