import ArgumentParser
import Commands
import LinuxIO
import Operations

/// `wiredesk-collect`: the records of a stream into the inbox of a hub.
struct CollectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wiredesk-collect",
        abstract: "Puts the records of a stream of NATS JetStream into the inbox of a desk, the hub.",
        discussion: """
            Takes records that wiredesk-publish has sent, and puts them into the inbox as files of many records each, one a line. \
            The hub archives each with its origin: the desk, its number there, and the delivery that it came by. A story that \
            several desks have is archived once; the others are duplicates.

            A file is durable in the inbox before its records are acknowledged: whatever is stopped at any moment, no record is \
            left out, and one that comes again is a duplicate. While --waiting files lie in the inbox, nothing more is taken.

            EXAMPLES
              wiredesk-collect --consumer hub
              wiredesk-collect --consumer hub0 --filter "hub.0.>" --inbox /srv/hub0/inbox

            EXIT STATUS
              0   with --no-wait: everything is taken
              64  the command line is wrong
              65  the stream has a message that is not a record of a desk
              69  with --no-wait: the server cannot be reached, or has no stream
              74  with --no-wait: the inbox cannot be used
              78  the configuration is wrong
            """,
        version: wiredeskVersion
    )

    @Option(
        help: ArgumentHelp("The name by which the server keeps how far this hub has come.", valueName: "name")
    )
    var consumer: String

    @Option(help: ArgumentHelp("The stream.", valueName: "name"))
    var stream = StreamDefaults.stream

    @Option(help: ArgumentHelp("Take the messages of this subject alone; * and > are wildcards.", valueName: "subject"))
    var filter = ""

    @Option(
        help: ArgumentHelp("The inbox; that of the configuration unless named.", valueName: "dir"),
        completion: .directory
    )
    var inbox: String?

    @Option(help: ArgumentHelp("At most so many records in a file.", valueName: "number"))
    var batch = 500

    @Option(help: ArgumentHelp("At most so many bytes in a file, unless a single record has more.", valueName: "size"))
    var batchBytes = "4MiB"

    @Option(help: ArgumentHelp("How many of these files may wait in the inbox.", valueName: "number"))
    var waiting = 64

    @Flag(name: .customLong("no-wait"), help: "End when the stream has no more, instead of waiting for new records.")
    var endsAtEnd = false

    @OptionGroup var servers: NATSOptions

    @OptionGroup var options: DeskSelection

    func validate() throws {
        try StreamDefaults.check(stream: stream)
        try StreamDefaults.check(stream: consumer, option: "--consumer")
        if !(1...10_000).contains(batch) { throw ValidationError("--batch must be between 1 and 10000.") }
        if waiting < 1 { throw ValidationError("--waiting must be 1 or more.") }
        if Quantity.size(batchBytes).map({ (1...(256 << 20)).contains($0) }) != true {
            throw ValidationError(
                "--batch-bytes \(batchBytes.escapedForDisplay) is not a size of up to 256MiB, such as 4MiB."
            )
        }
    }

    func run() throws {
        let settings = try options.settings()
        var servers = servers
        servers.name = "wiredesk-collect \(consumer)"
        try Collector(
            program: StreamProgram(name: "wiredesk-collect"),
            options: Collector.Options(
                servers: servers,
                consumer: NATSConsumer(
                    stream: stream,
                    name: consumer,
                    filter: filter,
                    wait: 60_000_000_000,
                    most: 20_000
                ),
                inbox: inbox.map { Path($0) } ?? settings.inbox,
                records: batch,
                bytes: Int(Quantity.size(batchBytes) ?? 0),
                waiting: waiting,
                endsAtEnd: endsAtEnd
            ),
            fileSystem: LinuxFileSystem()
        ).run()
    }
}
