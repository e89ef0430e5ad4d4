/// What a message is known by beside its bytes.
struct NATSMessage: Equatable {
    var subject: String
    /// The header `Nats-Msg-Id`.
    var id: String
    /// The header `Wiredesk-Desk`.
    var desk: String
}
