import Text
import Wire
public import Article

/// A kind of file that holds other files or records: a tar, a zip, a mailbox, a web archive.
///
/// A container is a pull of members: whoever reads it asks for the next, does with it what has to be done, and asks
/// again. No more of it stands in memory than the member at hand and a window of a few hundred kilobytes.
///
/// ```swift
/// var members = try TarFormat().members(of: source, limits: ContainerLimits())
/// while let member = try members.next() { … }
/// ```
public protocol ContainerFormat: Sendable {
    /// The name that records give, `tar`.
    var name: String { get }
    /// Whether a file that begins with these bytes (the first 4 KiB, or the whole of a shorter one) is of this kind.
    func recognizes(_ head: Span<UInt8>) -> Bool
    /// Opens a container.
    ///
    /// - Throws: ``ContainerError`` where it can't be begun: what is no container after all, is encrypted as a whole,
    ///   or was packed by an unknown method.
    func members(of source: any ByteSource, limits: ContainerLimits) throws(ContainerError) -> any ContainerMembers
}

/// The members of one container, in the order in which they stand in it.
public protocol ContainerMembers: Sendable {
    /// The names of the formats that the members were taken out of, outermost first: `["gzip", "warc"]`.
    var containers: [String] { get }
    /// What was wrong with the container and did not stop it, as a note for the delivery: `ends-early`,
    /// `wrong-checksum`. Complete after the last member.
    var notes: [ContainerNote] { get }
    /// The next member; nil after the last.
    ///
    /// - Throws: ``ContainerError`` where the container can't be read any further. What was given before stands.
    mutating func next() throws(ContainerError) -> ContainerMember?
}

/// One member of a container.
public struct ContainerMember: Sendable {
    /// Where it stood: the name that the container gives (`b/c.eml`, the address of a page), else its number, `#17`.
    /// What a name has in it of `/` and `..` means nothing: no member is ever written to a disk by its name.
    public var name: String
    public var content: Content
    /// What the container says about the member and the member may not: where it was fetched, and when.
    public var origin: MemberOrigin

    public enum Content: Sendable {
        /// The bytes, at most ``ContainerLimits/memberBytes``.
        case bytes([UInt8])
        /// A member that can't be taken out; the others can.
        case refused(Rejection)
        /// What is no news by its kind, without a look at its bytes.
        case notNews(NotNews)
    }

    public init(name: String, content: Content, origin: MemberOrigin = MemberOrigin()) {
        self.name = name
        self.content = content
        self.origin = origin
    }
}

/// What a container knows about a member from outside of it.
public struct MemberOrigin: Sendable, Equatable {
    /// The address that a crawler fetched it from.
    public var url: String?
    /// When it was fetched, or last written, in seconds since 1970.
    public var modified: Int64?
    /// The media type that it was sent as, in lower case and without parameters: `text/html`.
    public var mediaType: String?
    /// The character encoding that it was sent as.
    public var charset: String?

    public init(url: String? = nil, modified: Int64? = nil, mediaType: String? = nil, charset: String? = nil) {
        self.url = url
        self.modified = modified
        self.mediaType = mediaType
        self.charset = charset
    }

    /// The context in which the member is read by itself.
    public var envelope: MemberEnvelope {
        var envelope = MemberEnvelope()
        envelope.url = url
        envelope.fetched = url == nil ? nil : modified
        envelope.charset = charset
        return envelope
    }
}

/// What was wrong with a container that could be read all the same.
public enum ContainerNote: String, Sendable, CaseIterable {
    /// It ends in the midst of a member or before its own end mark.
    case endsEarly = "ends-early"
    /// The checksum of what was unpacked is another than the one beside it.
    case wrongChecksum = "wrong-checksum"
    /// A length beside the content is another than that of the content.
    case wrongLength = "wrong-length"
    /// Bytes between members belong to none.
    case strayBytes = "stray-bytes"
}

/// Why a container can't be read, or not any further.
public enum ContainerError: Error, Sendable {
    /// The bytes could not be had: nothing is said about the container, and it can be tried again.
    case source(ByteSourceError)
    /// The container is at fault.
    case refused(Rejection)
}
