/// A durable consumer of a stream.
struct NATSConsumer: Sendable {
    var stream: String
    var name: String
    /// The subject of the messages that it takes; empty for all.
    var filter: String
    /// Nanoseconds after which a message that was not acknowledged comes again.
    var wait: Int64
    /// How many messages may be out without an acknowledgement.
    var most: Int
}
