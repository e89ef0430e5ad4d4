import LinuxIO

/// What a publisher has at hand while it works: the connection, and the pause before the next one.
struct PublisherWork: ~Copyable {
    let publisher: Publisher
    var report: PublisherReport
    private var link: NATSLink?
    private var pause = GrowingPause()
    /// Whether the stream has taken all that it was sent last. Until it has, the first record goes alone: what comes behind one
    /// that is refused would be stored again each time that its id has left the window of duplicates.
    private var isTaken = false

    init(publisher: Publisher, report: PublisherReport) {
        self.publisher = publisher
        self.report = report
    }

    /// Publishes records, however long that takes, up to the first that the server does not take, and returns how many: at least
    /// one. Where the end is wanted, a failure ends it.
    mutating func deliver(_ messages: [RecordMessage], _ lines: [UInt8]) throws(StreamError) -> Int {
        while true {
            do throws(StreamError) {
                let count = try send(messages, lines)
                pause.end()
                return count
            } catch {
                // What was not answered for is sent again as a whole, on another connection.
                link = nil
                if publisher.options.endsAtEnd {
                    report.waits(last: publisher.last, oldest: messages.first?.ingestedAt)
                    throw error
                }
                report.failed("\(error)")
                wait(pause.take(), oldest: messages.first?.ingestedAt)
            }
        }
    }

    /// Finds out whether the stream is there, also where nothing is to be sent.
    mutating func check() throws(StreamError) {
        link = try connection()
    }

    /// Tells why nothing more is published, and how far it has come.
    mutating func end(_ error: StreamError) {
        report.ended("\(error)")
        report.waits(last: publisher.last, oldest: nil)
        report.tell(now: true)
    }

    /// Sends records up to the first that is refused, and returns how many the stream has; throws where it is the first of all.
    private mutating func send(_ messages: [RecordMessage], _ lines: [UInt8]) throws(StreamError) -> Int {
        let options = publisher.options
        let link = try connection()
        var sent = 0
        let wasTaken = isTaken
        isTaken = false
        for record in messages {
            if sent > 0, !wasTaken { break }
            let line = lines.span.extracting(record.range)
            let message = record.message(of: options.desk, line: line)
            let size = line.count + message.headerBytes(to: options.stream)
            if size > link.largest {
                if sent > 0 { break }
                throw .tooLarge(record: record.sequence, bytes: size, most: link.largest)
            }
            try link.publish(message, bytes: line, to: options.stream)
            sent += 1
        }
        if let refusal = try link.awaitAnswers() {
            // Of several the first is meant: those before it are in the stream.
            let place = messages.firstIndex { record in
                record.message(of: options.desk, line: lines.span.extracting(record.range)).id == refusal.id
            }
            guard let place else { throw .server(refusal.reason) }
            // What was taken behind it comes again once, when it is taken itself.
            if place == 0 { throw .refused(record: messages[0].sequence, refusal.reason) }
            sent = place
        } else {
            isTaken = true
        }
        self.link = consume link
        return sent
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
