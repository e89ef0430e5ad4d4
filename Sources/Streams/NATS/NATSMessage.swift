/// What a message is known by beside its bytes.
struct NATSMessage: Equatable {
    var subject: String
    /// The header `Nats-Msg-Id`.
    var id: String
    /// The header `Wiredesk-Desk`.
    var desk: String

    /// Bytes that stand before the message's own on their way to a stream, which the server counts too.
    func headerBytes(to stream: String) -> Int {
        ["NATS/1.0", "Wiredesk-Desk: \(desk)", "Nats-Msg-Id: \(id)", "Nats-Expected-Stream: \(stream)", ""]
            .reduce(0) { $0 + $1.utf8.count + 2 }
    }
}
