import LinuxIO

/// The name under which a member of a delivery stands in the quarantine, in a folder that has the name of its delivery.
enum MemberFile {
    private static let longest = 180

    /// One component: what a member's name has of `/` and `..` means nothing, and what could act on a terminal is `_`.
    static func name(of member: String) -> Path {
        var bytes: [UInt8] = []
        for scalar in member.unicodeScalars {
            guard bytes.count < longest else { break }
            let isPlain = scalar.value >= 0x20 && scalar.value != 0x7F && scalar != "/" && scalar != "\\"
            bytes += Array((isPlain ? String(scalar) : "_").utf8)
        }
        // A name that the inbox would leave alone comes back under another.
        if bytes.first == UInt8(ascii: ".") { bytes[0] = UInt8(ascii: "_") }
        return Path(bytes.isEmpty ? [UInt8(ascii: "_")] : bytes)
    }
}
