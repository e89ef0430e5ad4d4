import Foundation

/// Python, for what has to be checked by a program that shares no code with the project.
public enum Python {
    /// What a run of Python left.
    public struct Result: Sendable {
        public var status: Int32
        public var output: String
        public var errors: String
    }

    /// Runs `/usr/bin/python3`, which has Debian's python3-jsonschema, with `input` on its standard input.
    public static func run(_ arguments: [String], input: [UInt8] = []) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "wiredesk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Through files, so that neither side can wait for the other.
        let files = ["in", "out", "err"].map { folder.appending(path: $0) }
        try Data(input).write(to: files[0])
        for file in files.dropFirst() { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = arguments
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
        )
    }
}

/// Holds JSON lines against a JSON Schema with Python's jsonschema, an independent implementation of draft 2020-12.
public enum JSONSchemaValidator {
    /// For each line, what is wrong with it; nil where it is valid.
    public static func verdicts(_ lines: [[UInt8]], schema: String) throws -> [String?] {
        let input = lines.flatMap { $0.last == 0x0A ? $0 : $0 + [0x0A] }
        let result = try Python.run(["-c", program, schema], input: input)
        guard result.status == 0 else { throw Failure(errors: result.errors) }
        let verdicts = result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        guard verdicts.count == lines.count else { throw Failure(errors: "\(verdicts.count) verdicts") }
        return verdicts.map { $0.isEmpty ? nil : String($0) }
    }

    /// What the validator said instead of its verdicts.
    public struct Failure: Error {
        public var errors: String
    }

    /// Python that defines `verdict(line)`: what is wrong with a line, empty where it is valid.
    static let preamble = """
        import json, sys
        from jsonschema import Draft202012Validator, FormatChecker
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema, format_checker=FormatChecker())
        def once(pairs):
            keys = [key for key, _ in pairs]
            if len(keys) != len(set(keys)):
                raise ValueError("a key stands twice")
            return dict(pairs)
        def verdict(line):
            try:
                record = json.loads(line.decode("utf-8"), object_pairs_hook=once)
                errors = [error.message for error in validator.iter_errors(record)]
            except ValueError as error:
                errors = [str(error)]
            return " | ".join(errors).replace("\\n", " ")

        """

    private static let program =
        preamble + """
            for line in sys.stdin.buffer.read().split(b"\\n")[:-1]:
                print(verdict(line))
            """
}
