import Foundation
import Synchronization
import Testing

/// Holds every record that a test has written against the record's schema, by Python's jsonschema.
///
/// One Python serves the whole run, and is asked about each line once: the crash tests meet the same lines in thousands of
/// states. What a test archives for real is judged when its ``ScratchDirectory`` goes, what stands on a disk in memory by
/// the judges of the crash tests.
public enum RecordJudge {
    /// The schema that ships with the project.
    public static let schema = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/Archive/Archive.docc/Resources/wiredesk-record-1.schema.json").standardized.path

    /// Folders that hold deliveries, by the hundred thousand in some tests, and no archive.
    private static let deliveries: Set<String> = ["inbox", "processed", "duplicates", "quarantine", "staging"]

    /// The schema of the ledger's lines.
    public static let ledgerSchema = URL(filePath: schema).deletingLastPathComponent()
        .appending(path: "wiredesk-delivery-1.schema.json").path

    private static let shared = Mutex<State>(State())

    private struct State {
        /// By schema.
        var validators: [String: Conversation] = [:]
        /// The hashes of the lines that were found valid.
        var valid: Set<Int> = []
    }

    /// Python with its two pipes.
    private struct Conversation {
        let process: Process
        let questions: FileHandle
        let answers: FileHandle
    }

    /// What is wrong with these lines of the archive, or of what has another schema, each with its line; nothing where all
    /// are valid.
    public static func faults(of lines: [[UInt8]], schema: String = schema) throws -> [String] {
        try shared.withLock { state throws in
            var fresh: [(line: [UInt8], hash: Int)] = []
            for line in lines where !state.valid.contains(line.hashValue) { fresh.append((line, line.hashValue)) }
            if fresh.isEmpty { return [] }
            let validator = try state.validators[schema] ?? start(schema)
            state.validators[schema] = validator
            let verdicts = try ask(validator, fresh.map(\.line))
            var faults: [String] = []
            for ((line, hash), verdict) in zip(fresh, verdicts) {
                if verdict.isEmpty {
                    state.valid.insert(hash)
                } else {
                    faults.append("no valid line: \(verdict): \(String(decoding: line.prefix(400), as: UTF8.self))")
                }
            }
            return faults
        }
    }

    /// What is wrong with the lines of every archive and ledger in a folder and its folders.
    static func faults(under folder: String) throws -> [String] {
        guard let all = FileManager.default.enumerator(atPath: folder) else { return [] }
        var faults: [String] = []
        for case let name as String in all {
            let file = URL(filePath: name).lastPathComponent
            if deliveries.contains(file) { all.skipDescendants() }
            let isLedger = file.hasPrefix("deliveries-")
            guard file.hasPrefix("articles-") || isLedger, file.hasSuffix(".jsonl"),
                let bytes = FileManager.default.contents(atPath: folder + "/" + name)
            else { continue }
            // What stands behind the last line feed is a torn line, and no record.
            let end = bytes.lastIndex(of: 0x0A) ?? bytes.startIndex
            let lines = bytes[..<end].split(separator: 0x0A).map { Array($0) }
            faults += try self.faults(of: lines, schema: isLedger ? ledgerSchema : schema).map { "\(name): \($0)" }
        }
        return faults
    }

    private static func start(_ schema: String) throws -> Conversation {
        let process = Process()
        let questions = Pipe()
        let answers = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", program, schema]
        process.standardInput = questions
        process.standardOutput = answers
        try process.run()
        return Conversation(
            process: process,
            questions: questions.fileHandleForWriting,
            answers: answers.fileHandleForReading
        )
    }

    /// One verdict a line, in order.
    private static func ask(_ validator: Conversation, _ lines: [[UInt8]]) throws -> [String] {
        var verdicts: [String] = []
        // Python reads a whole question before it answers, and the answer to so many lines waits in the pipe.
        for start in stride(from: 0, to: lines.count, by: 200) {
            let part = lines[start..<min(start + 200, lines.count)]
            var question = Data("\(part.count)\n".utf8)
            for line in part {
                question.append(contentsOf: line)
                question.append(0x0A)
            }
            try validator.questions.write(contentsOf: question)
            var answer = Data()
            while answer.count(where: { $0 == 0x0A }) < part.count {
                let more = validator.answers.availableData
                if more.isEmpty { throw JSONSchemaValidator.Failure(errors: "the validator has ended") }
                answer.append(more)
            }
            verdicts += answer.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
                .map { String(decoding: $0, as: UTF8.self) }
        }
        return verdicts
    }

    private static let program =
        JSONSchemaValidator.preamble + """
            while True:
                count = sys.stdin.buffer.readline()
                if not count:
                    break
                lines = [sys.stdin.buffer.readline().rstrip(b"\\n") for _ in range(int(count))]
                for line in lines:
                    print(verdict(line)[:2000])
                sys.stdout.flush()
            """
}
