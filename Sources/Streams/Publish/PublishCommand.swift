import Archive
import ArgumentParser
import Commands
import Follow
import LinuxIO
import Operations

/// `wiredesk-publish`: each record of the archive to a stream of NATS JetStream.
struct PublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wiredesk-publish",
        abstract: "Publishes each record of a desk's archive to a stream of NATS JetStream.",
        discussion: """
            Follows the archive and publishes each record as it stands there, once it is durable. The place is kept in a file, \
            which moves when the stream has acknowledged every record up to it: whether this program, the server or the machine \
            is stopped at any moment, no record is left out, and the server knows a record that comes again by its id. While the \
            server cannot be reached, it is tried again at growing intervals up to half a minute; what is published late comes from \
            the archive, so nothing is held in memory.

            A record goes to the subject PREFIX.DESK.SOURCE.LANGUAGE.XX, such as wire.london.reuters.en.a3. Each token is in \
            lower case, with one - for whatever is not a letter or digit; a record without a source has unknown, one without a \
            language und. XX is the first byte of the content id, by which a stream can be divided among hubs.

            EXAMPLES
              wiredesk-publish --desk london --cursor /var/lib/wiredesk-publish/cursor --create-stream
              wiredesk-publish --desk london --cursor london.cursor --server tls://nats.example.org --credentials desk.creds

            EXIT STATUS
              0   with --no-wait: everything is published
              64  the command line is wrong
              65  the cursor is of another archive, or a record is damaged
              66  there is no archive, or it cannot be read
              69  another process publishes with this cursor; with --no-wait: the
                  server cannot be reached, or does not take a record
              73  the cursor cannot be kept
              74  a folder cannot be used
              78  the configuration is wrong
            """,
        version: wiredeskVersion
    )

    @Option(
        help: ArgumentHelp(
            "The name of this desk, which no other desk has: letters and digits of ASCII, - and _.",
            valueName: "name"
        )
    )
    var desk: String

    @Option(help: ArgumentHelp("The file that keeps the place.", valueName: "file"), completion: .file())
    var cursor: String

    @Option(help: ArgumentHelp("The stream.", valueName: "name"))
    var stream = StreamDefaults.stream

    @Option(help: ArgumentHelp("What the subjects begin with.", valueName: "subject"))
    var prefix = StreamDefaults.prefix

    @Option(help: ArgumentHelp("Begin a new cursor behind the record of this number.", valueName: "seq"))
    var after: Int64 = 0

    @Flag(help: "Create the stream where the server has none of this name; it is never changed.")
    var createStream = false

    @Option(
        help: ArgumentHelp(
            "Of a stream that is created: the subject of all its messages; PREFIX.> unless given.",
            valueName: "subject"
        )
    )
    var subjects: String?

    @Flag(
        help:
            "Of a stream that is created: the server maps the subjects of records to those of --subjects, as for several hubs."
    )
    var mapped = false

    @Option(help: ArgumentHelp("Of a stream that is created: on how many servers it stands.", valueName: "number"))
    var replicas = 1

    @Option(
        help: ArgumentHelp(
            "Of a stream that is created: how long it keeps a record, such as 30d; 0 for ever.",
            valueName: "duration"
        )
    )
    var maxAge = "0"

    @Option(
        help: ArgumentHelp("Of a stream that is created: how long it knows a record again.", valueName: "duration")
    )
    var duplicates = "10m"

    @Option(help: ArgumentHelp("At most so many records are on their way at a time.", valueName: "number"))
    var batch = 1_000

    @Flag(name: .customLong("no-wait"), help: "End when everything is published, instead of waiting for new records.")
    var endsAtEnd = false

    @Option(
        help: ArgumentHelp(
            "Write the metrics to this file instead of wiredesk-publish.prom in publish_directory.",
            valueName: "file"
        ),
        completion: .file()
    )
    var metricsFile: String?

    @OptionGroup var servers: NATSOptions

    @OptionGroup var options: DeskSelection

    func validate() throws {
        if DeskName(desk) == nil {
            throw ValidationError(
                "--desk \(desk.escapedForDisplay) is not 1 to \(DeskName.longest) letters and digits of ASCII, - and _."
            )
        }
        if cursor.isEmpty { throw ValidationError("--cursor names no file.") }
        try StreamDefaults.check(stream: stream)
        if !SubjectToken.isSubject(prefix) {
            throw ValidationError("--prefix \(prefix.escapedForDisplay) is not a subject without wildcards.")
        }
        if let subjects, let desk = DeskName(desk) {
            let own = RecordMessage.subjects(prefix: prefix, desk: desk)
            if !SubjectToken.isPattern(subjects) {
                throw ValidationError("--subjects \(subjects.escapedForDisplay) is not a subject.")
            }
            if !mapped, !SubjectToken.pattern(subjects, takesIn: own) {
                throw ValidationError(
                    "--subjects \(subjects.escapedForDisplay) does not take in \(own), the subjects of the records; give --mapped "
                        + "where the configuration of the server maps these to those."
                )
            }
        }
        if after < 0 { throw ValidationError("--after must be 0 or more.") }
        if !(1...10_000).contains(batch) { throw ValidationError("--batch must be between 1 and 10000.") }
        if !(1...5).contains(replicas) { throw ValidationError("--replicas must be between 1 and 5.") }
        for (name, text) in [("--max-age", maxAge), ("--duplicates", duplicates)] where Quantity.duration(text) == nil {
            throw ValidationError("\(name) \(text.escapedForDisplay) is not a duration; write 10m, 2h or 30d.")
        }
    }

    func run() throws {
        guard let desk = DeskName(desk) else { return }
        let program = StreamProgram(name: "wiredesk-publish")
        let settings = try options.settings()
        var servers = servers
        servers.name = "wiredesk-publish \(desk)"
        let created = Publisher.NewStreamOptions(
            subject: subjects ?? prefix + ".>",
            replicas: replicas,
            age: Quantity.duration(maxAge)?.nanoseconds ?? 0,
            duplicates: Quantity.duration(duplicates)?.nanoseconds ?? 0
        )
        try Publisher(
            program: program,
            options: Publisher.Options(
                desk: desk,
                prefix: prefix,
                stream: stream,
                created: createStream ? created : nil,
                servers: servers,
                cursor: Path(cursor),
                after: after,
                limit: .init(lines: batch, bytes: 8 << 20),
                endsAtEnd: endsAtEnd,
                folder: settings.publishDirectory,
                metricsFile: metricsFile.map { Path($0) }
            ),
            stateDirectory: settings.stateDirectory,
            fileSystem: LinuxFileSystem()
        ).run()
    }
}
