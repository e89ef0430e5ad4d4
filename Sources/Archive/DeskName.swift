/// The name of a desk among those whose records go to one hub: up to 64 letters and digits of ASCII, `-` and `_`.
public struct DeskName: Sendable, Hashable, CustomStringConvertible {
    public let description: String

    /// The most characters that it has.
    public static let longest = 64

    /// Nil for a text that is not such a name.
    public init?(_ text: String) {
        let isName = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isName, (1...DeskName.longest).contains(text.utf8.count) else { return nil }
        description = text
    }
}
