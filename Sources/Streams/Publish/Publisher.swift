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
        do throws(FollowError) {
            cursor = try FollowCursor(at: options.cursor, stream: options.stream, fileSystem: fileSystem)
        } catch {
            throw archive(error)
        }
        // Nobody else publishes with this cursor now: whatever ends this run is what the status has to say.
        var work = PublisherWork(publisher: self, report: report(at: options.after))
        do throws(StreamError) {
            try follow(cursor, &news, &work)
        } catch {
            work.end(error)
            throw error
        }
    }

    /// Publishes from where the cursor is.
    private func follow(
        _ cursor: FollowCursor,
        _ news: inout DeskNews,
        _ work: inout PublisherWork
    ) throws(StreamError) {
        var stream: RecordStream
        do throws(FollowError) {
            let place = try cursor.place(of: .articles)
            if let place { work.report.begins(at: place.sequence) }
            stream = try RecordStream(
                stateDirectory: stateDirectory,
                fileSystem: fileSystem,
                from: place.map { .at($0) } ?? .after(options.after)
            )
            // One of a reader becomes one of this stream.
            try cursor.keep(stream.place)
        } catch {
            throw archive(error)
        }
        work.report.begins(at: stream.place.sequence)
        _ = try? ServiceManager.notify(.ready)
        // Whoever asks once gets no answer that is good for want of anything to send.
        if options.endsAtEnd { try work.check() }
        while true {
            while try publish(&stream, cursor, &work) {}
            work.report.waits(last: last, oldest: nil)
            if options.endsAtEnd { work.report.finished() }
            work.report.tell(now: true)
            if options.endsAtEnd { return }
            do throws(SystemError) { try news.wait() } catch { throw .system(error) }
        }
    }

    private func archive(_ error: FollowError) -> StreamError { .archive(error, cursor: options.cursor) }

    /// Publishes the next records; false where there are none yet.
    private func publish(
        _ stream: inout RecordStream,
        _ cursor: FollowCursor,
        _ work: inout PublisherWork
    ) throws(StreamError) -> Bool {
        var messages: [RecordMessage] = []
        var start = 0
        let before = stream
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
            throw archive(error)
        }
        guard let found else { return false }
        let delivered = try work.deliver(messages, found.lines)
        do throws(FollowError) {
            if delivered < messages.count {
                // The next one is refused: it is come upon again, as the first, when those before it are behind the cursor.
                stream = before
                var limit = options.limit
                limit.lines = delivered
                _ = try stream.next(limit)
            }
            try cursor.keep(stream.place)
        } catch {
            throw archive(error)
        }
        work.report.moved(to: stream.place.sequence, published: delivered)
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
