import Text
import Wire
public import Article

/// gzip files: one member, the file that was packed, or the members of the tar, web archive or mailbox inside.
///
/// What is inside is read as a stream, so that a web archive of gigabytes in one gzip member needs no more memory than
/// a page.
public struct GzipFormat: ContainerFormat {
    static let formatName = "gzip"
    public let name = GzipFormat.formatName

    public init() {}

    public func recognizes(_ head: Span<UInt8>) -> Bool { GzipStream.begins(head) }

    public func members(
        of source: any ByteSource,
        limits: ContainerLimits
    ) throws(ContainerError) -> any ContainerMembers {
        let gzip = GzipStream(source, limit: limits.total(for: source.size), budget: limits.budget)
        // What comes out of it is counted there.
        var limits = limits
        limits.budget = nil
        var stream = ContainerStream(gzip)
        _ = try stream.fill(4_096)
        if TarFormat().recognizes(stream.window) {
            return TarMembers(stream, limits: limits, size: source.size)
        }
        if WARCFormat().recognizes(stream.window) {
            return WARCMembers(stream, limits: limits, size: source.size)
        }
        if ARCFormat().recognizes(stream.window) {
            return ARCMembers(stream, limits: limits, size: source.size)
        }
        if MboxFormat().recognizes(stream.window) {
            return MboxMembers(stream, limits: limits, size: source.size)
        }
        return GzipMembers(stream, limits: limits)
    }
}

/// The one file in a gzip.
struct GzipMembers: ContainerMembers {
    private var stream: ContainerStream
    private let limits: ContainerLimits
    private var hasEnded = false

    init(_ stream: ContainerStream, limits: ContainerLimits) {
        self.stream = stream
        self.limits = limits
    }

    var containers: [String] { stream.containers }
    var notes: [ContainerNote] { stream.notes }

    mutating func next() throws(ContainerError) -> ContainerMember? {
        guard !hasEnded else { return nil }
        hasEnded = true
        let bytes = try stream.take(limits.memberBytes + 1)
        let name = stream.fileName ?? MemberName.number(1)
        let origin = MemberOrigin(modified: stream.fileModified)
        func refused(_ rejection: Rejection) -> ContainerMember {
            ContainerMember(name: name, content: .refused(rejection), origin: origin)
        }
        if bytes.count > limits.memberBytes { return refused(.memberTooLarge(limits.memberBytes)) }
        // Nothing was given out yet, so nothing has to stand that is known to be wrong.
        if stream.notes.contains(.wrongChecksum) {
            return refused(.brokenContainer("The checksum in the gzip archive is not that of its content."))
        }
        if stream.notes.contains(.endsEarly) {
            return refused(.brokenContainer("The gzip archive ends in the midst of its content."))
        }
        return ContainerMember(name: name, content: .bytes(bytes), origin: origin)
    }
}
