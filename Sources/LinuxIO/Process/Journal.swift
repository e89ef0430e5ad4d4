internal import CSystemd
internal import Glibc

/// The systemd journal, as its native interface takes entries: sd_journal_sendv(3).
public enum Journal {
    /// One field of an entry. The journal keeps those whose names are upper-case letters, digits and underscores.
    public struct Field: Sendable, Equatable {
        public var name: String
        public var value: String

        /// A field `NAME=value`.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Sends one entry. Blocks while the journal's socket is full.
    public static func send(_ fields: [Field]) throws(SystemError) {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for field in fields {
            bytes += field.name.utf8
            bytes.append(UInt8(ascii: "="))
            bytes += field.value.utf8
            ends.append(bytes.count)
        }
        let result = unsafe bytes.withUnsafeMutableBytes { buffer -> Int32 in
            var start = 0
            var vectors = unsafe [iovec]()
            for end in ends {
                let base = unsafe buffer.baseAddress?.advanced(by: start)
                unsafe vectors.append(iovec(iov_base: base, iov_len: end - start))
                start = end
            }
            return unsafe sd_journal_sendv(vectors, Int32(vectors.count))
        }
        _ = try checked(result, "sd_journal_sendv")
    }

    /// Whether there is a journal to send to: sd_journal_sendv(3) itself reports success without one.
    public static var isThere: Bool {
        unsafe access("/run/systemd/journal/socket", W_OK) == 0
    }

    /// Whether the standard error of this process is the journal's stream: `JOURNAL_STREAM` (systemd.exec(5)) names the
    /// device and inode that the descriptor has.
    ///
    /// - Parameter stream: the value of `JOURNAL_STREAM`, if there is one.
    public static func isStandardError(_ stream: String?) -> Bool {
        guard let stream else { return false }
        var status = stat()
        guard unsafe fstat(STDERR_FILENO, &status) == 0 else { return false }
        return stream == "\(status.st_dev):\(status.st_ino)"
    }
}
