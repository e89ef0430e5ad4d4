import ArgumentParser
import LinuxIO
import Operations

/// What is wrong with a command line, as one line that says what to do.
struct UsageProblem {
    let message: String

    /// Puts in one line what the parser of the command line has found.
    ///
    /// - Parameters:
    ///   - found: the parser's own message, or that of a check of ours.
    ///   - arguments: the command line without the program's name.
    init(_ found: String, arguments: [String]) {
        let command = CommandPath(arguments)
        let help = "see `\(command.name) --help`"
        let values = Self.quoted(in: found)
        let first = values.first?.escapedForDisplay ?? ""
        let text: String
        if found.hasPrefix("Unexpected argument") || found.contains(" unexpected arguments: ") {
            text = command.unknownSubcommand ?? "\(first) is one argument too many; \(help)"
        } else if found.hasPrefix("Unknown option") {
            text = Self.unknown(first, nearest: values.dropFirst().first, command, help)
        } else if found.hasPrefix("Missing value for") {
            text = "\(first.split(separator: " ").first ?? "") needs a value, as in \(first); \(help)"
        } else if found.hasPrefix("Missing expected argument") {
            let dashed = command.rest.first { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0 != "-" }
            text =
                dashed.map { Self.unknown($0.escapedForDisplay, nearest: nil, command, help) }
                ?? "\(first.prefix { $0 != " " }) is missing; \(help)"
        } else if found.hasPrefix("The value '") {
            text = "\(Self.sentence(found)); \(help)"
        } else if found.hasPrefix("The option '"), values.count > 1 {
            text = "\(first) takes no value, and \(values[1].escapedForDisplay) was given; \(help)"
        } else {
            text = Self.sentence(found)
        }
        message = text
    }

    private static func unknown(_ option: String, nearest: String?, _ command: CommandPath, _ help: String) -> String {
        if let nearest { return "there is no option \(option); did you mean \(nearest)?" }
        if option.hasPrefix("--") || command.hasSubcommands { return "there is no option \(option); \(help)" }
        return
            "there is no option \(option); what begins with a dash stands behind --, as in: \(command.name) -- \(option)"
    }

    /// What stands in single quotation marks, in its order.
    private static func quoted(in text: String) -> [String] {
        let parts = text.split(separator: "'", omittingEmptySubsequences: false)
        return stride(from: 1, to: parts.count, by: 2).map { String(parts[$0]) }
    }

    /// The text in one line, begun in lower case and without a full stop, as all messages are.
    private static func sentence(_ text: String) -> String {
        let words = text.split { $0.isWhitespace }.joined(separator: " ")
        var line = words.escapedAgainForDisplay[...]
        if line.hasSuffix(".") { line.removeLast() }
        let second = line.dropFirst().first
        return second?.isUppercase ?? false ? String(line) : line.prefix(1).lowercased() + line.dropFirst()
    }
}

/// Which subcommand a command line names.
struct CommandPath {
    /// As a person types it, such as `wiredesk quarantine list`.
    let name: String
    /// What stands behind it.
    let rest: [String]
    private let subcommands: [String]

    /// Follows the names from `wiredesk` on, as far as there are subcommands of them.
    init(_ arguments: [String]) {
        var type: any ParsableCommand.Type = Wiredesk.self
        var names = ["wiredesk"]
        var rest = arguments[...]
        while let next = rest.first, let found = type.configuration.subcommands.first(where: { $0.name == next }) {
            type = found
            names.append(next)
            rest = rest.dropFirst()
        }
        name = names.joined(separator: " ")
        self.rest = Array(rest)
        subcommands = type.configuration.subcommands.map { $0.name }
    }

    var hasSubcommands: Bool { !subcommands.isEmpty }

    /// What to say where a word names no subcommand, whether there are any or not; nil where every word names one.
    var unknownName: String? {
        if let unknownSubcommand { return unknownSubcommand }
        guard let word = rest.first, !word.hasPrefix("-") else { return nil }
        return "\(name) has no subcommands, and so none that is \(word.escapedForDisplay)"
    }

    /// What to say where the word that should name a subcommand names none; nil where there is no such word.
    var unknownSubcommand: String? {
        guard !subcommands.isEmpty, let word = rest.first, !word.hasPrefix("-") else { return nil }
        let what = "there is no subcommand \(word.escapedForDisplay) of \(name)"
        guard let nearest = Settings.nearest(to: word, among: subcommands) else {
            return "\(what); they are \(subcommands.joined(separator: ", "))"
        }
        return "\(what); did you mean \(nearest)?"
    }
}

extension ParsableCommand {
    /// The name on the command line.
    fileprivate static var name: String { configuration.commandName ?? "" }
}
