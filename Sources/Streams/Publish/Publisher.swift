import Archive
import Catalogue
import Follow
import LinuxIO
import Operations

/// Follows an archive and publishes each record to a stream.
///
/// The cursor moves when the stream has answered for every record of a batch. Killed at any moment, the next run sends the last
/// batch again, which the server knows by the ids of its messages; so nothing is lost, and nothing is in the stream twice that
/// comes again within the stream's window of duplicates. One batch is held in memory, however far the stream is behind.
struct Publisher {
    let program: StreamProgram
    let options: Options
    let stateDirectory: Path
    let fileSystem: any FileSystem

    /// What is to be published where.
    struct Options: Sendable {
        var desk: DeskName
        var prefix: String
        var stream: String
        /// The stream that is made where it is missing; nil where it has to be there.
        var created: NewStreamOptions?
        var servers: NATSOptions
        var cursor: Path
        /// Behind which record a new cursor begins.
        var after: Int64
        var limit: RecordStream.BatchLimit
        var endsAtEnd: Bool
        var folder: Path
        var metricsFile: Path?
    }

    /// How a stream is made.
    struct NewStreamOptions: Sendable {
        var subject: String
        var replicas: Int
        var age: Int64
        var duplicates: Int64
    }

    /// Publishes until the end, or for ever.
    func run() throws(StreamError) {
        // Before the first look, so that nothing comes between the two.
        var news: DeskNews
        do throws(SystemError) {
            news = try DeskNews(in: [stateDirectory], fileSystem: fileSystem)
        } catch {
            throw .system(error)
        }
        let cursor: FollowCursor
        var stream: RecordStream
        do throws(FollowError) {
            cursor = try FollowCursor(at: options.cursor, fileSystem: fileSystem)
            let place = try cursor.place(of: .articles)
            stream = try RecordStream(
                stateDirectory: stateDirectory,
                fileSystem: fileSystem,
                from: place.map { .at($0) } ?? .after(options.after)
            )
            if place == nil { try cursor.keep(stream.place) }
        } catch {
            throw .archive(error)
        }
        var work = PublisherWork(publisher: self, report: report(at: stream.place.sequence))
        _ = try? ServiceManager.notify(.ready)
        while true {
            while try publish(&stream, cursor, &work) {}
            work.report.waits(last: last, oldest: nil)
            work.report.tell(now: true)
            if options.endsAtEnd { return }
            do throws(SystemError) { try news.wait() } catch { throw .system(error) }
        }
    }

    /// Publishes the next records; false where there are none yet.
    private func publish(
        _ stream: inout RecordStream,
        _ cursor: FollowCursor,
        _ work: inout PublisherWork
    ) throws(StreamError) -> Bool {
        var messages: [RecordMessage] = []
        var start = 0
        let found: RecordStream.Batch?
        do throws(FollowError) {
            found = try stream.next(options.limit) { record, _, length in
                messages.append(
                    RecordMessage(record, from: start, length: length, prefix: options.prefix, desk: options.desk)
                )
                start += length
                return true
            }
        } catch {
            throw .archive(error)
        }
        guard let found else { return false }
        try work.deliver(messages, found.lines)
        do throws(FollowError) { try cursor.keep(stream.place) } catch { throw .archive(error) }
        work.report.moved(to: stream.place.sequence, published: messages.count)
        work.report.tell()
        return true
    }

    private func report(at sequence: Int64) -> PublisherReport {
        var status = PublisherStatus(
            pid: ProcessNumber.own,
            of: stateDirectory,
            desk: options.desk.description,
            stream: options.stream,
            server: options.servers.servers,
            at: Clock.now
        )
        status.seq = sequence
        status.last = sequence
        return PublisherReport(
            status,
            in: options.folder,
            metricsFile: options.metricsFile,
            program: program,
            fileSystem: fileSystem
        )
    }

    /// The last durable record of the archive; nil where the catalogue cannot tell.
    var last: Int64? {
        try? CatalogueReader(at: stateDirectory.appending(StateDirectory.catalogue)).horizon().sequence
    }
}

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
                if publisher.options.endsAtEnd { throw error }
                report.failed("\(error)")
                wait(pause.take(), oldest: messages.first?.ingestedAt)
            }
        }
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
