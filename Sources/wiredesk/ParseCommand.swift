import Archive
import ArgumentParser
import Article
import Base
import Commands
import Formats
import Ingest
import LinuxIO
import Operations

/// `wiredesk parse`: what the desk would make of a file, without a desk.
struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Reads files as articles and prints their records.",
        discussion: """
            Prints one record a line on standard output for each file, in order; nothing is archived. A file that is no \
            article, or cannot be read, is named on standard error with the reason, and the others are printed; so is \
            each member of a container, a feed or a message that is not an article. The limits are those of the \
            configuration, such as max_file_size; so are the defaults of the folder in the inbox (folders) that a file lies \
            in, or that --folder names.

            EXAMPLES
              wiredesk parse story.txt
              wiredesk parse *.txt | jq -r .headline
              curl -s https://example.org/story.txt | wiredesk parse -

            EXIT STATUS
              0   each file is an article
              65  a file, or a member of one, is not an article
              66  a file cannot be read
              74  the output cannot be written
              78  the configuration is wrong
            """
    )

    @Argument(help: ArgumentHelp("The files to read; - is standard input.", valueName: "file"))
    var files: [String]

    @OptionGroup var reading: ReadingOptions

    @Option(
        help: ArgumentHelp(
            "The folder of the inbox that the files are read as if delivered to, for the defaults of that folder; else the one they lie in.",
            valueName: "path"
        )
    )
    var folder: String?

    @OptionGroup var shown: PagerOptions

    @OptionGroup var desk: DeskOptions

    func run() throws {
        try reportingFailures {
            var output = ReadOutput(shown.output)
            var faults = Faults()
            let settings = try desk.settings()
            let reader = ArticleReader(limits: settings.containerLimits, records: SentRecords())
            var sequence: Int64 = 0
            for file in files {
                do {
                    let (tails, refused) = try records(of: file, settings, reader)
                    for tail in tails {
                        sequence += 1
                        try output.write(tail.line(sequence: sequence, ingestedAt: Clock.now))
                    }
                    if !refused.isEmpty { try output.flush() }
                    for complaint in refused {
                        complain(complaint)
                        faults.add(ExitStatus.dataError)
                    }
                } catch let failure as CommandFailure {
                    // Both streams in the order in which things happened, for a terminal that shows both.
                    try output.flush()
                    complain(failure.message)
                    faults.add(failure.status)
                }
            }
            try output.flush()
            if let status = faults.status { throw status }
        }
    }

    private func records(
        of file: String,
        _ settings: Settings,
        _ reader: ArticleReader
    ) throws -> (tails: [RecordTail], refused: [String]) {
        let name = file == "-" ? "standard input" : Path(file).display
        let limit = settings.maxFileSize
        let content = try content(of: file, upTo: Int(limit))
        if content.isCut {
            throw CommandFailure(
                "\(name) is larger than \(Quantity.size(limit)) and was not read",
                ExitStatus.dataError
            )
        }
        let received = Clock.now
        let modified = content.modified ?? received
        let found = reader.read(
            content.bytes.span,
            context: ReadingContext(
                modified: modified / 1_000_000_000,
                received: received / 1_000_000_000,
                defaults: reading.note.defaults(
                    ZoneDatabase(),
                    in: settings.defaults(for: placeInInbox(of: file, settings))
                )
            )
        )
        func complaint(_ rejection: Rejection, of name: String) -> String {
            let reason = "\(rejection.explanation) \(rejection.advice)".escapedForDisplay
            return "\(name) is no article (\(rejection.code.rawValue)): \(reason)"
        }
        if let refusal = found.refusal { throw CommandFailure(complaint(refusal, of: name), ExitStatus.dataError) }
        let identity = DeliveryIdentity(
            path: Path(file),
            bytes: Int64(content.bytes.count),
            modified: modified,
            digest: SHA256Digest(of: content.bytes)
        )
        let refused = found.refusedMembers.map {
            complaint($0.rejection, of: "\(name): \($0.member.escapedForDisplay)")
        }
        return (RecordTail.tails(of: found, from: identity), refused)
    }

    /// Where the file would be delivered, by which the defaults of its folder are found.
    private func placeInInbox(of file: String, _ settings: Settings) -> Path {
        let path = Path(file)
        if let folder { return Path(folder).appending(path.name) }
        let inbox = settings.inbox.components
        guard let whole = try? path.absolute().components, whole.starts(with: inbox) else { return path.name }
        return whole.dropFirst(inbox.count).reduce("") { $0.appending($1) }
    }

    private func content(of file: String, upTo limit: Int) throws -> NamedFile.Content {
        do {
            return file == "-"
                ? try NamedFile.readStandardInput(limit: limit) : try NamedFile.read(Path(file), limit: limit)
        } catch {
            let name = file == "-" ? "standard input" : Path(file).display
            throw CommandFailure("\(name) cannot be read: \(error.reason)", ExitStatus.noInput)
        }
    }
}

/// An output that takes everything, whether or not it is still read: each file is judged, even where a pager was left early.
private struct ReadOutput: ~Copyable {
    private var output: Output
    private var isRead = true

    init(_ output: consuming Output) {
        self.output = output
    }

    mutating func write(_ bytes: [UInt8]) throws {
        guard isRead else { return }
        try whileRead { try $0.write(bytes) }
    }

    mutating func flush() throws {
        guard isRead else { return }
        try whileRead { try $0.flush() }
    }

    private mutating func whileRead(_ body: (inout Output) throws -> Void) throws {
        do { try body(&output) } catch let error as OutputError where error.isReaderGone { isRead = false }
    }
}

/// The exit status that sums up several failures: a file that cannot be read outranks one that is not an article.
private struct Faults {
    private(set) var status: ExitCode?

    mutating func add(_ status: ExitCode) {
        if self.status == nil || status == ExitStatus.noInput { self.status = status }
    }
}
