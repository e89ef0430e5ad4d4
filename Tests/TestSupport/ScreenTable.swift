import Foundation
import Testing

/// What a command shows in a pipe and on terminals, held against a text file that a person can read in a diff.
///
/// With `WRITE_SCREENS=1` in the environment the file is written again instead.
public struct ScreenTable {
    /// One way to look at a command's output.
    public enum Medium: CaseIterable, Sendable {
        case pipe, narrow, wide, narrowPlain, widePlain
        /// Narrower than most; not among ``allCases``.
        case slim

        public static let allCases: [Medium] = [.pipe, .narrow, .wide, .narrowPlain, .widePlain]

        var heading: String {
            switch self {
            case .pipe: "in a pipe"
            case .narrow: "on a terminal with 80 columns"
            case .wide: "on a terminal with 120 columns"
            case .narrowPlain: "on a terminal with 80 columns, NO_COLOR"
            case .widePlain: "on a terminal with 120 columns, NO_COLOR"
            case .slim: "on a terminal with 60 columns, NO_COLOR"
            }
        }

        fileprivate var columns: Int? {
            switch self {
            case .pipe: nil
            case .narrow, .narrowPlain: 80
            case .wide, .widePlain: 120
            case .slim: 60
            }
        }

        fileprivate var environment: [String: String] {
            [.narrowPlain, .widePlain, .slim].contains(self) ? ["TZ": "UTC", "NO_COLOR": "1"] : ["TZ": "UTC"]
        }
    }

    private var text = ""
    private let replacements: [(String, String)]
    private let patterns: [(String, String)]

    /// An empty table.
    ///
    /// - Parameters:
    ///   - replacements: what differs from run to run, such as a scratch folder, and what stands for it.
    ///   - patterns: the same, as regular expressions.
    public init(replacements: [(String, String)] = [], patterns: [(String, String)] = []) {
        self.replacements = replacements
        self.patterns = patterns
    }

    /// Runs `wiredesk` in each medium, and adds what is seen with the exit status. An escape character shows as `␛`.
    ///
    /// - Parameters:
    ///   - arguments: as the table shows them.
    ///   - further: that are handed over too and are not shown, such as the desk's folder.
    public mutating func add(
        _ arguments: [String],
        _ further: [String] = [],
        media: [Medium] = Medium.allCases,
        environment: [String: String] = [:]
    ) throws {
        for medium in media {
            let all = arguments + further
            let variables = medium.environment.merging(environment) { $1 }
            var shown: String
            let status: Int32
            if let columns = medium.columns {
                (status, shown) = try PseudoTerminal.run(
                    Program.product("wiredesk"),
                    all,
                    columns: columns,
                    environment: variables
                )
            } else {
                let ran = try Program.run(Program.product("wiredesk"), all, environment: variables)
                (status, shown) = (ran.status, ran.output)
                if !ran.errors.isEmpty { shown += "(stderr)\n" + ran.errors }
            }
            for (found, shorter) in replacements { shown = shown.replacing(found, with: shorter) }
            for (pattern, shorter) in patterns {
                shown = shown.replacingOccurrences(of: pattern, with: shorter, options: .regularExpression)
            }
            shown = shown.replacing("\u{1B}", with: "␛")
            var command = arguments.joined(separator: " ")
            for (found, shorter) in replacements { command = command.replacing(found, with: shorter) }
            text += "$ wiredesk \(command)   # \(medium.heading)\n\(shown)"
            text += (shown.isEmpty || shown.hasSuffix("\n") ? "" : "␄\n") + "(exit status \(status))\n\n"
        }
    }

    /// Holds the table against `Screens/NAME.txt` beside the test's file.
    public func check(
        _ name: String,
        file: String = #filePath,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let path = URL(filePath: file).deletingLastPathComponent().appending(path: "Screens/\(name).txt")
        if ProcessInfo.processInfo.environment["WRITE_SCREENS"] == "1" {
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try text.write(to: path, atomically: true, encoding: .utf8)
            return
        }
        let wanted = try String(contentsOf: path, encoding: .utf8).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        let found = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in found.enumerated() where index >= wanted.count || wanted[index] != line {
            let expected = index < wanted.count ? String(wanted[index]) : "(nothing)"
            Issue.record(
                "Screens/\(name).txt:\(index + 1) differs\n  is:     \(line)\n  should: \(expected)",
                sourceLocation: sourceLocation
            )
            return
        }
        #expect(found.count == wanted.count, sourceLocation: sourceLocation)
    }
}
