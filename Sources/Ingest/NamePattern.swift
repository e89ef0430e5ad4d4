public import LinuxIO

/// A pattern for the name of a file: `*` stands for any run of bytes, `?` for one, everything else for itself.
public struct NamePattern: Sendable, Equatable, CustomStringConvertible {
    /// The pattern as it stands in the configuration.
    public let description: String
    private let bytes: [UInt8]

    /// A pattern as it stands in the configuration.
    public init(_ text: String) {
        description = text
        bytes = Array(text.utf8)
    }

    /// Whether the whole name fits. Takes at most as many steps as the lengths of both multiplied.
    public func matches(_ name: Path) -> Bool {
        let name = name.bytes
        var index = name.startIndex
        var position = 0
        var lastStar: (position: Int, index: Int)?
        while index < name.endIndex {
            if position < bytes.count, bytes[position] == UInt8(ascii: "*") {
                lastStar = (position, index)
                position += 1
            } else if position < bytes.count, bytes[position] == UInt8(ascii: "?") || bytes[position] == name[index] {
                position += 1
                index += 1
            } else if let star = lastStar {
                lastStar = (star.position, star.index + 1)
                position = star.position + 1
                index = star.index + 1
            } else {
                return false
            }
        }
        return bytes[position...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
