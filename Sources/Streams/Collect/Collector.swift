import Archive
import LinuxIO

/// Takes records from a stream and puts them into the inbox of a hub.
///
/// A batch is acknowledged when its file is durable in the inbox. Killed at any moment, the messages that were not acknowledged
/// come again, in a file of their own; the hub finds them to be duplicates. While many files wait in the inbox nothing is taken,
/// and the stream keeps the rest.
struct Collector {
    let program: StreamProgram
    let options: Options
    let fileSystem: any FileSystem

    /// What is to be taken from where.
    struct Options: Sendable {
        var servers: NATSOptions
        var consumer: NATSConsumer
        var inbox: Path
        /// Records of a file, and about how many bytes.
        var records: Int
        var bytes: Int
        /// How many files may wait in the inbox.
        var waiting: Int
        var endsAtEnd: Bool
    }

    /// Milliseconds that a message is waited for.
    private static let patience: Int64 = 5_000
    /// Nanoseconds between two looks at an inbox that is full.
    private static let pace: Int64 = 500_000_000

    /// Collects until the end of the stream, or for ever.
    func run() throws(StreamError) {
        var pause = GrowingPause()
        var problem: String?
        var isReady = false
        while true {
            do throws(StreamError) {
                let link = try NATSLink.open(options.servers)
                if try !link.has(options.consumer.stream) { throw .noStream(options.consumer.stream) }
                try link.consume(options.consumer)
                if !isReady { _ = try? ServiceManager.notify(.ready) }
                isReady = true
                problem = nil
                pause.end()
                try collect(link)
                return
            } catch {
                if !error.isPassing || options.endsAtEnd { throw error }
                let text = "\(error)"
                if problem != text { program.complain(text + "; it is retried automatically") }
                problem = text
                if !isReady { _ = try? ServiceManager.notify(.ready) }
                isReady = true
                _ = try? ServiceManager.notify(.watchdog, .status(text))
                try? Wakeup().wait(timeout: pause.take())
            }
        }
    }

    private func collect(_ link: borrowing NATSLink) throws(StreamError) {
        let inbox = InboxBatch(inbox: options.inbox, stream: options.consumer.stream, fileSystem: fileSystem)
        var taken = 0
        while true {
            while try inbox.waiting() >= options.waiting {
                _ = try? ServiceManager.notify(.watchdog, .status("\(options.waiting) files wait in the inbox"))
                try? Wakeup().wait(timeout: Collector.pace)
            }
            let count = try link.fetch(
                options.records,
                bytes: max(options.bytes, 2 * link.largest),
                within: options.endsAtEnd ? 300 : Collector.patience
            )
            if count == 0 {
                if options.endsAtEnd { return }
                _ = try? ServiceManager.notify(.watchdog)
                if !link.isConnected { throw .server("the connection was lost") }
                continue
            }
            try put(count, of: link, into: inbox)
            try link.acknowledge()
            taken += count
            let line = "\(taken) records taken since the start, \(link.pending) wait in the stream"
            _ = try? ServiceManager.notify(.watchdog, .status(line))
        }
    }

    /// Puts the messages that were taken into one file, or several where they are large.
    private func put(_ count: Int, of link: borrowing NATSLink, into inbox: InboxBatch) throws(StreamError) {
        var bytes: [UInt8] = []
        var (first, last): (UInt64, UInt64) = (0, 0)
        for place in 0..<count {
            let number = link.sequence(place)
            let line = link.bytes(place)
            guard let desk = DeskName(link.desk(place)) else { throw .noDesk(number) }
            if !bytes.isEmpty, bytes.count + line.count > options.bytes {
                try inbox.put(bytes, from: first, to: last)
                bytes.removeAll(keepingCapacity: true)
            }
            if bytes.isEmpty { first = number }
            last = number
            SentRecord.write(line.span, of: desk, to: &bytes)
        }
        if !bytes.isEmpty { try inbox.put(bytes, from: first, to: last) }
    }
}
