import CNats

/// A connection to a NATS server with JetStream. One thread at a time uses it, and it ends with the value.
///
/// It is opened once: when it is lost, whoever has it makes another, and sends again what was not answered for.
struct NATSLink: ~Copyable {
    private let number: UInt

    /// Milliseconds that are waited for one answer of the server.
    static let patience: Int64 = 10_000

    private init(_ number: UInt) {
        self.number = number
    }

    /// Opens a connection to any of the servers.
    static func open(_ options: NATSOptions) throws(StreamError) -> NATSLink {
        let number = cnats_begin()
        guard number != 0 else { throw .server("there is no memory for a connection") }
        let link = NATSLink(number)
        for (setting, text) in options.settings {
            let bytes = Array(text.utf8)
            try link.check(cnats_set(number, setting, bytes.span))
        }
        try link.check(cnats_connect(number, patience))
        return link
    }

    deinit { cnats_end(number) }

    var isConnected: Bool { cnats_is_connected(number) != 0 }

    /// How many bytes the server takes in one message.
    var largest: Int { Int(cnats_largest(number)) }

    /// Why the last call has failed, in the words of the server or of libnats.
    private var reason: String {
        let text = text { cnats_error(number, &$0) }
        return text.isEmpty ? "no reason was given" : text
    }

    /// A text that a call writes, and returns the length of.
    private func text(_ write: (inout MutableSpan<UInt8>) -> Int) -> String {
        var text = [UInt8](repeating: 0, count: 512)
        var span = text.mutableSpan
        let count = min(write(&span), text.count)
        return String(decoding: text[..<count], as: UTF8.self)
    }

    private func check(_ status: Int32) throws(StreamError) {
        if status != CNATS_OK { throw .server(reason) }
    }

    // MARK: Streams

    /// Whether the server has a stream of this name.
    func has(_ stream: String) throws(StreamError) -> Bool {
        let status = cnats_find_stream(number, Array(stream.utf8).span)
        if status == CNATS_NOT_FOUND { return false }
        try check(status)
        return true
    }

    /// Makes a stream on disk.
    func create(_ stream: NewStream) throws(StreamError) {
        try check(
            cnats_create_stream(
                number,
                Array(stream.name.utf8).span,
                Array(stream.subject.utf8).span,
                Int64(stream.replicas),
                stream.age,
                stream.duplicates
            )
        )
    }

    // MARK: Publishing

    /// Sends a message; ``awaitAnswers()`` tells whether the stream has it.
    func publish(_ message: NATSMessage, bytes: Span<UInt8>, to stream: String) throws(StreamError) {
        try check(
            cnats_publish(
                number,
                Array(stream.utf8).span,
                Array(message.subject.utf8).span,
                Array(message.id.utf8).span,
                Array(message.desk.utf8).span,
                bytes
            )
        )
    }

    /// A message that the stream has refused, and why.
    struct Refusal {
        var id: String
        var reason: String
    }

    /// Waits until the stream has every message that was sent, durably, or has refused some; the first of these.
    func awaitAnswers() throws(StreamError) -> Refusal? {
        let status = cnats_await_answers(number, NATSLink.patience)
        if status == CNATS_UNHEARD { throw .unheard(reason) }
        if status != CNATS_REFUSED {
            try check(status)
            return nil
        }
        defer { cnats_forget_refused(number) }
        return Refusal(id: text { cnats_refused(number, &$0) }, reason: text { cnats_refused_why(number, &$0) })
    }

    // MARK: Collecting

    /// Takes messages by a durable consumer from now on.
    func consume(_ consumer: NATSConsumer) throws(StreamError) {
        try check(
            cnats_consume(
                number,
                Array(consumer.stream.utf8).span,
                Array(consumer.name.utf8).span,
                Array(consumer.filter.utf8).span,
                consumer.wait,
                Int64(consumer.most)
            )
        )
    }

    /// Takes what has come within a time, in milliseconds; how many messages that is.
    func fetch(_ most: Int, bytes: Int, within milliseconds: Int64) throws(StreamError) -> Int {
        let status = cnats_fetch(number, Int64(most), Int64(bytes), milliseconds)
        if status == CNATS_TIMEOUT { return 0 }
        try check(status)
        return Int(cnats_count(number))
    }

    /// The number that the stream gave a message of those that were taken.
    func sequence(_ place: Int) -> UInt64 { cnats_sequence(number, Int64(place)) }

    /// How many messages the consumer had still to hand out.
    var pending: UInt64 { cnats_pending(number) }

    /// The bytes of a message.
    func bytes(_ place: Int) -> [UInt8] { part(Int32(CNATS_BYTES), of: place) }

    /// The desk that a message names; empty where it names none.
    func desk(_ place: Int) -> String { String(decoding: part(Int32(CNATS_DESK), of: place), as: UTF8.self) }

    private func part(_ part: Int32, of place: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(cnats_size(number, Int64(place), part)))
        var span = bytes.mutableSpan
        _ = cnats_copy(number, Int64(place), part, &span)
        return bytes
    }

    /// Tells the server that all messages that were taken are dealt with, and waits until it has heard it.
    func acknowledge() throws(StreamError) {
        try check(cnats_acknowledge(number, NATSLink.patience))
    }
}
