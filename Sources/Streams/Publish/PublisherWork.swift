import LinuxIO

/// What a publisher has at hand while it works: the connection, and the pause before the next one.
struct PublisherWork: ~Copyable {
    let publisher: Publisher
    var report: PublisherReport
    private var link: NATSLink?
    private var pause = GrowingPause()

    init(publisher: Publisher, report: PublisherReport) {
        self.publisher = publisher
        self.report = report
    }

    /// Publishes records, however long that takes; where the end is wanted, a failure ends it.
    mutating func deliver(_ messages: [RecordMessage], _ lines: [UInt8]) throws(StreamError) {
        while true {
            do throws(StreamError) {
                try send(messages, lines)
                pause.end()
                return
            } catch {
                // What was not answered for is sent again as a whole, on another connection.
                link = nil
                if publisher.options.endsAtEnd {
                    end(error, oldest: messages.first?.ingestedAt)
                    throw error
                }
                report.failed("\(error)")
                wait(pause.take(), oldest: messages.first?.ingestedAt)
            }
        }
    }

    /// Finds out whether the stream is there, also where nothing is to be sent.
    mutating func check() throws(StreamError) {
        do throws(StreamError) {
            link = try connection()
        } catch {
            end(error, oldest: nil)
            throw error
        }
    }

    /// Tells why nothing more is published, and how far it has come.
    private mutating func end(_ error: StreamError, oldest: Int64?) {
        report.ended("\(error)")
        report.waits(last: publisher.last, oldest: oldest)
        report.tell(now: true)
    }

    private mutating func send(_ messages: [RecordMessage], _ lines: [UInt8]) throws(StreamError) {
        let options = publisher.options
        let link = try connection()
        for record in messages {
            let line = lines.span.extracting(record.range)
            if line.count > link.largest {
                throw .tooLarge(record: record.sequence, bytes: line.count, most: link.largest)
            }
            try link.publish(record.message(of: options.desk, line: line), bytes: line, to: options.stream)
        }
        try link.awaitAnswers()
        self.link = consume link
    }

    /// The connection, taken out; it is put back when it has served.
    private mutating func connection() throws(StreamError) -> NATSLink {
        if let link = self.link.take() {
            if link.isConnected { return link }
        }
        let options = publisher.options
        let link = try NATSLink.open(options.servers)
        if try !link.has(options.stream) {
            guard let created = options.created else { throw .noStream(options.stream) }
            try link.create(
                NewStream(
                    name: options.stream,
                    subject: created.subject,
                    replicas: created.replicas,
                    age: created.age,
                    duplicates: created.duplicates
                )
            )
        }
        return link
    }

    /// Waits, and tells meanwhile how far it is behind.
    private mutating func wait(_ nanoseconds: Int64, oldest: Int64?) {
        let end = Clock.monotonic.addingSaturated(nanoseconds)
        let timer = try? Wakeup()
        while true {
            report.waits(last: publisher.last, oldest: oldest)
            report.tell()
            let left = end - Clock.monotonic
            if left <= 0 { return }
            try? timer?.wait(timeout: min(left, 1_000_000_000))
        }
    }
}
