import Foundation

/// Sockets that have a name in the file system: unix(7).
public enum LocalSocket {
    /// Makes a socket and binds it to a path, which is short: 107 bytes at most. The caller closes it.
    public static func bind(to path: String, type: __socket_type = SOCK_STREAM) throws -> Int32 {
        let number = socket(AF_UNIX, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw POSIXError(.EMFILE) }
        let isBound = withAddress(of: path) { Foundation.bind(number, $0, $1) == 0 }
        guard isBound else {
            close(number)
            throw POSIXError(.EADDRNOTAVAIL)
        }
        return number
    }

    /// Makes a socket and connects it to the one that listens at a path. The caller closes it.
    public static func connect(to path: String, type: __socket_type = SOCK_STREAM) throws -> Int32 {
        let number = socket(AF_UNIX, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw POSIXError(.EMFILE) }
        let isConnected = withAddress(of: path) { Foundation.connect(number, $0, $1) == 0 }
        guard isConnected else {
            close(number)
            throw POSIXError(.ECONNREFUSED)
        }
        return number
    }

    private static func withAddress<Value>(
        of path: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
    ) -> Value {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
