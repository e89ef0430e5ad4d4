import LinuxIO
import Text

/// Packs what is written as members of gzip, one after the other, which gunzip takes for one file (RFC 1952, section 2.2).
struct GzipMembers {
    private var pending: [UInt8] = []

    /// Bytes that make up a member.
    private static let size = 1 << 20

    /// Adds bytes; returns what is packed by now.
    mutating func add(_ bytes: [UInt8]) throws(SystemError) -> [UInt8] {
        pending += bytes
        return pending.count < Self.size ? [] : try finish()
    }

    /// What is left, packed.
    mutating func finish() throws(SystemError) -> [UInt8] {
        guard let packed = GzipMember.pack(pending) else { throw SystemError("gzip", number: SystemError.inputOutput) }
        pending.removeAll(keepingCapacity: true)
        return packed
    }
}
