import Archive
import ArgumentParser
import Article
import LinuxIO
import Operations

/// `wiredesk parse`: what the desk would make of a file, without a desk.
struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Reads files as articles and prints their records.",
        discussion: """
            Prints one record a line on standard output for each file, in order; nothing is archived. A file that is no \
            article, or cannot be read, is named on standard error with the reason, and the others are printed.

            EXAMPLES
              wiredesk parse story.txt
              wiredesk parse *.txt | jq -r .headline
              curl -s https://example.org/story.txt | wiredesk parse -

            EXIT STATUS
              0   each file is an article
              65  a file is no article
              66  a file cannot be read
              74  the output cannot be written
            """
    )

    @Argument(help: ArgumentHelp("The files to read; - is standard input.", valueName: "file"))
    var files: [String]

    func run() throws {
        try reportingFailures {
            var output = Output()
            var faults = Faults()
            let reader = ArticleReader()
            var sequence: Int64 = 0
            for file in files {
                do {
                    for tail in try records(of: file, reader) {
                        sequence += 1
                        try output.write(tail.line(sequence: sequence, ingestedAt: Clock.now))
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

    private func records(of file: String, _ reader: ArticleReader) throws -> [RecordTail] {
        let name = file == "-" ? "standard input" : Path(file).display
        let content = try content(of: file)
        let limit = Settings().maxFileSize
        if content.isCut {
            throw CommandFailure(
                "\(name) is larger than \(Quantity.size(limit)) and was not read",
                ExitStatus.dataError
            )
        }
        let received = Clock.now
        let modified = content.modified ?? received
        let reading = reader.read(
            content.bytes.span,
            context: ReadingContext(modified: modified / 1_000_000_000, received: received / 1_000_000_000)
        )
        switch reading.outcome {
        case .rejected(let rejection):
            let reason = "\(rejection.explanation) \(rejection.advice)".escapedForDisplay
            throw CommandFailure("\(name) is no article (\(rejection.code.rawValue)): \(reason)", ExitStatus.dataError)
        case .articles(let articles):
            let identity = DeliveryIdentity(
                path: Path(file),
                bytes: Int64(content.bytes.count),
                modified: modified,
                digest: FileDigest(of: content.bytes)
            )
            return articles.enumerated().map { index, article in
                RecordTail(
                    article,
                    Delivery(
                        identity: identity,
                        format: reading.format,
                        encoding: reading.encoding.isEmpty ? nil : reading.encoding,
                        damaged: reading.damaged,
                        part: articles.count > 1 ? index + 1 : nil
                    )
                )
            }
        }
    }

    private func content(of file: String) throws -> NamedFile.Content {
        let limit = Int(Settings().maxFileSize)
        do {
            return file == "-"
                ? try NamedFile.readStandardInput(limit: limit) : try NamedFile.read(Path(file), limit: limit)
        } catch {
            let name = file == "-" ? "standard input" : Path(file).display
            throw CommandFailure("\(name) cannot be read: \(error.reason)", ExitStatus.noInput)
        }
    }
}

/// The exit status that sums up several failures: a file that cannot be read outranks one that is no article.
private struct Faults {
    private(set) var status: ExitCode?

    mutating func add(_ status: ExitCode) {
        if self.status == nil || status == ExitStatus.noInput { self.status = status }
    }
}
