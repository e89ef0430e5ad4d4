/// The name of a file: bytes without NUL, in no particular encoding (path_resolution(7)).
///
/// A path knows nothing of the disk; whether it is absolute or relative to a descriptor is for the call that takes it.
public struct Path: Hashable, Sendable {
    /// The bytes, with the NUL that ends them for the kernel.
    let terminated: [UInt8]

    /// A path of these bytes, up to a first NUL.
    public init(_ bytes: some Sequence<UInt8>) {
        var terminated: [UInt8] = []
        terminated.reserveCapacity(bytes.underestimatedCount + 1)
        for byte in bytes {
            if byte == 0 { break }
            terminated.append(byte)
        }
        terminated.append(0)
        self.terminated = terminated
    }

    public func hash(into hasher: inout Hasher) {
        // All at once: an array gives its bytes one by one.
        unsafe terminated.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }

    /// A path of the UTF-8 of `text`.
    public init(_ text: String) {
        self.init(text.utf8)
    }

    /// The bytes, without the NUL.
    public var bytes: ArraySlice<UInt8> { terminated.dropLast() }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { terminated.count == 1 }

    /// Whether it starts at the root.
    public var isAbsolute: Bool { terminated[0] == UInt8(ascii: "/") }

    /// The path of `name` in this folder.
    public func appending(_ name: Path) -> Path {
        if isEmpty { return name }
        if name.isEmpty { return self }
        var bytes = Array(bytes)
        if bytes.last != UInt8(ascii: "/") { bytes.append(UInt8(ascii: "/")) }
        bytes.append(contentsOf: name.bytes)
        return Path(bytes)
    }

    /// The path of `name` in this folder.
    public func appending(_ name: String) -> Path {
        appending(Path(name))
    }

    /// The last component: the name within its folder.
    public var name: Path {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return self }
        return Path(bytes[(slash + 1)...])
    }

    /// All but the last component; empty where there is but one.
    public var folder: Path {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return Path.empty }
        return Path(bytes[..<slash])
    }

    private static let empty = Path("")

    /// The components, as `/` parts them.
    public var components: [Path] {
        bytes.split(separator: UInt8(ascii: "/")).map { Path($0) }
    }

    /// The path as text, where its bytes are UTF-8.
    public var text: String? {
        String(validating: bytes, as: UTF8.self)
    }

    /// The path as a person may see it: one line in which nothing can act on a terminal.
    ///
    /// A byte that is no UTF-8 is written `\xHH`; see ``Swift/String/escapedForDisplay``.
    public var display: String {
        if let text { return text.escapedForDisplay }
        return bytes.map { byte in
            byte < 0x20 || byte > 0x7E || byte == UInt8(ascii: "\\")
                ? "\\x" + hexadecimal(UInt32(byte), digits: 2) : String(UnicodeScalar(byte))
        }.joined()
    }
}

extension Path: ExpressibleByStringLiteral {
    /// A path written in the source.
    public init(stringLiteral text: String) {
        self.init(text)
    }
}
