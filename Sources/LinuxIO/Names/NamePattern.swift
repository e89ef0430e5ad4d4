/// A pattern for the name of a file: `*` stands for any run of bytes, `?` for one, `[…]` for one of those named (`[abc]`,
/// `[0-9]`, and `[!…]` for any other), everything else for itself (glob(7)).
public struct NamePattern: Sendable, Equatable, CustomStringConvertible {
    /// The pattern as it stands in the configuration.
    public let description: String
    /// Of which one must fit.
    private let alternatives: [[Part]]
    /// Whether it is enough that what stands behind the last `/` fits.
    private let fitsLastComponent: Bool

    private enum Part: Equatable {
        case run
        case any
        case byte(UInt8)
        case set([ClosedRange<UInt8>], isInverted: Bool)

        func matches(_ byte: UInt8) -> Bool {
            switch self {
            case .run: false
            case .any: true
            case .byte(let own): own == byte
            case .set(let ranges, let isInverted): ranges.contains { $0.contains(byte) } != isInverted
            }
        }
    }

    /// A pattern as it stands in the configuration.
    public init(_ text: String) {
        description = text
        alternatives = [NamePattern.parts(of: Array(text.utf8))]
        fitsLastComponent = false
    }

    /// A pattern for paths as a person gives it: it fits the whole path, or its last component alone.
    ///
    /// A path that is given as it was shown (``Path/display``) fits too, whatever stands in it.
    public init(forPaths text: String) {
        description = text
        fitsLastComponent = true
        var alternatives: [[Part]] = []
        for path in [Path(text), Path(displayed: text)].compactMap({ $0 }) {
            alternatives.append(NamePattern.parts(of: Array(path.bytes)))
            // A star fits itself; what is read as a set does not.
            if path.bytes.contains(UInt8(ascii: "[")) { alternatives.append(path.bytes.map { .byte($0) }) }
        }
        self.alternatives = alternatives.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func parts(of bytes: [UInt8]) -> [Part] {
        var parts: [Part] = []
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "*"): parts.append(.run)
            case UInt8(ascii: "?"): parts.append(.any)
            case UInt8(ascii: "["):
                if let (set, end) = NamePattern.set(in: bytes, from: index + 1) {
                    parts.append(set)
                    index = end
                } else {
                    parts.append(.byte(bytes[index]))
                }
            default: parts.append(.byte(bytes[index]))
            }
            index += 1
        }
        return parts
    }

    /// The set whose first byte after the bracket stands at `start`, and where its closing bracket stands; nil where
    /// there is none, and the bracket stands for itself.
    private static func set(in bytes: [UInt8], from start: Int) -> (Part, Int)? {
        var index = start
        let isInverted = index < bytes.count && (bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "^"))
        if isInverted { index += 1 }
        var ranges: [ClosedRange<UInt8>] = []
        while index < bytes.count {
            let byte = bytes[index]
            // A closing bracket that comes first is one of the bytes.
            if byte == UInt8(ascii: "]"), !ranges.isEmpty { return (.set(ranges, isInverted: isInverted), index) }
            if index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "-"), bytes[index + 2] != UInt8(ascii: "]") {
                let last = bytes[index + 2]
                if byte <= last { ranges.append(byte...last) }
                index += 3
            } else {
                ranges.append(byte...byte)
                index += 1
            }
        }
        return nil
    }

    /// The bytes that a name must end with to fit; empty where the pattern ends otherwise.
    public var literalEnd: [UInt8] {
        guard alternatives.count == 1 else { return [] }
        var end: [UInt8] = []
        for part in alternatives[0].reversed() {
            guard case .byte(let byte) = part else { break }
            end.append(byte)
        }
        return end.reversed()
    }

    /// The longest run of bytes that a name must have to fit; empty where the pattern has none.
    public var longestLiteral: [UInt8] {
        guard alternatives.count == 1 else { return [] }
        var longest: [UInt8] = []
        var run: [UInt8] = []
        for part in alternatives[0] {
            if case .byte(let byte) = part { run.append(byte) } else { run = [] }
            if run.count > longest.count { longest = run }
        }
        return longest
    }

    /// Whether the name fits. Takes at most as many steps as the lengths of both multiplied.
    public func matches(_ name: Path) -> Bool {
        matches(name.terminated.span.extracting(droppingLast: 1))
    }

    /// Whether a name of these bytes fits. Takes at most as many steps as the lengths of both multiplied.
    public func matches(_ name: Span<UInt8>) -> Bool {
        if fits(name) { return true }
        guard fitsLastComponent else { return false }
        var start = name.count
        while start > 0, name[start - 1] != UInt8(ascii: "/") { start -= 1 }
        return start > 0 && fits(name.extracting(start...))
    }

    private func fits(_ name: Span<UInt8>) -> Bool {
        for parts in alternatives where NamePattern.fits(name, parts) { return true }
        return false
    }

    private static func fits(_ name: Span<UInt8>, _ parts: [Part]) -> Bool {
        var index = 0
        var position = 0
        var lastRun: (position: Int, index: Int)?
        while index < name.count {
            if position < parts.count, parts[position] == .run {
                lastRun = (position, index)
                position += 1
            } else if position < parts.count, parts[position].matches(name[index]) {
                position += 1
                index += 1
            } else if let run = lastRun {
                lastRun = (run.position, run.index + 1)
                position = run.position + 1
                index = run.index + 1
            } else {
                return false
            }
        }
        return parts[position...].allSatisfy { $0 == .run }
    }
}

extension NamePattern: ExpressibleByStringLiteral {
    /// A pattern written in the source.
    public init(stringLiteral text: String) {
        self.init(text)
    }
}
