import Foundation
import Testing

extension JSONSchemaValidator {
    /// Holds each line of a command's output against a schema of the command's documentation, named without its ending.
    public static func check(
        _ output: String,
        against schema: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let path = root.appending(path: "Sources/wiredesk/wiredesk.docc/Resources/\(schema).schema.json").path
        let lines = output.split(separator: "\n").map { Array($0.utf8) }
        for (line, verdict) in zip(lines, try verdicts(lines, schema: path)) {
            #expect(verdict == nil, "\(String(decoding: line, as: UTF8.self))", sourceLocation: sourceLocation)
        }
    }
}
