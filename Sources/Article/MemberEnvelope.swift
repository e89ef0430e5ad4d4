/// What a container says of a member that its bytes may not: where it was fetched and when, and in which encoding it was sent.
public struct MemberEnvelope: Sendable, Equatable {
    /// The address that a crawler fetched it from.
    public var url: String?
    /// When, in seconds since 1970.
    public var fetched: Int64?
    /// The encoding that the server or the message around it names.
    public var charset: String?

    /// Nothing is said.
    public init() {}

    /// What a reading goes by; nil where nothing is said.
    public init?(of context: ReadingContext) {
        url = context.url
        fetched = context.fetched
        charset = context.charset
        if self == MemberEnvelope() { return nil }
    }
}

extension ReadingContext {
    /// Goes by what a container says of a member, in the place of what was said of the container.
    public mutating func take(_ envelope: MemberEnvelope?) {
        (url, fetched, charset) = (envelope?.url, envelope?.fetched, envelope?.charset)
    }
}
