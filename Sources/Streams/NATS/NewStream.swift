/// A stream that is to be made.
struct NewStream {
    var name: String
    /// All messages under it are the stream's.
    var subject: String
    /// On how many servers of a cluster it stands.
    var replicas: Int
    /// Nanoseconds that messages are kept for; 0 for ever.
    var age: Int64
    /// Nanoseconds that the ids of messages are known again for.
    var duplicates: Int64
}
