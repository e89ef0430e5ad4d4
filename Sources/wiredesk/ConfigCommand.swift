import ArgumentParser
import Commands
import LinuxIO
import Operations

/// `wiredesk config`: what the configuration says, and whether it is right.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Checks the configuration, or shows what is in force and where it came from.",
        discussion: """
            EXAMPLES
              wiredesk config check
              wiredesk config show
            """,
        subcommands: [ConfigCheckCommand.self, ConfigShowCommand.self]
    )
}

/// `wiredesk config check`: everything that is wrong, each with its place.
struct ConfigCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Says everything that is wrong with a configuration, and where.",
        discussion: """
            Each error has its line, and the nearest key where there is no such key. With a file named, that file is \
            checked by itself; without, what a program started here would use: the environment (WIREDESK_…) and the \
            configuration file.

            EXAMPLES
              wiredesk config check
              wiredesk config check ./wiredesk.yaml && sudo systemctl reload wiredesk

            EXIT STATUS
              0   all is right
              78  something is wrong, or the file cannot be read
            """
    )

    @Argument(help: ArgumentHelp("The file to check.", valueName: "file"), completion: .file(extensions: ["yaml"]))
    var file: String?

    @Flag(name: .shortAndLong, help: "Print one JSON object, for programs.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing where all is right.")
    var quiet = false

    @OptionGroup var desk: DeskOptions

    private struct Result: Encodable {
        struct Problem: Encodable {
            var place: String
            var message: String
        }

        var valid: Bool
        var file: String?
        var problems: [Problem]
    }

    func validate() throws {
        if json, quiet { throw ValidationError("Choose between --json and --quiet.") }
        if file != nil, desk.selection.config != nil {
            throw ValidationError("Name the file once, as FILE or with --config.")
        }
    }

    func run() throws {
        try reportingFailures {
            var problems: [SettingsError.Problem] = []
            var settings: Settings?
            do {
                settings = try load()
            } catch let error as SettingsError {
                problems = error.problems
            }
            let name = settings.map { $0.file?.display } ?? file ?? desk.selection.config
            if json {
                let listed = problems.map { Result.Problem(place: $0.place, message: $0.message) }
                let result = Result(valid: problems.isEmpty, file: name, problems: listed)
                try StandardStream.output.tell(JSONLine.text(result))
            } else if let settings {
                if !quiet { try StandardStream.output.tell(verdict(of: settings)) }
            } else {
                for problem in problems { complain(problem.description) }
            }
            if settings == nil { throw ExitStatus.configurationError }
        }
    }

    private func load() throws(SettingsError) -> Settings {
        guard let file else { return try desk.settings() }
        return try Settings.load(configFile: file, environment: [:], folders: [:])
    }

    private func verdict(of settings: Settings) -> String {
        var places: [(where: String, count: Int)] = [("", 0), (" in the environment", 0), (" on the command line", 0)]
        for setting in settings.effective {
            switch setting.origin {
            case .file: places[0].count += 1
            case .environment: places[1].count += 1
            case .commandLine: places[2].count += 1
            case .standard: break
            }
        }
        let set = places.filter { $0.count > 0 }.map { place in
            (place.count == 1 ? "1 key is set" : "\(place.count) keys are set") + place.where
        }
        let keys = set.isEmpty ? "every key has its default" : set.joined(separator: ", ")
        guard let file = settings.file else { return "There is no configuration file; \(keys), and all is right.\n" }
        return "\(file.display): all is right; \(keys).\n"
    }
}

/// `wiredesk config show`: every key with its value and where that came from.
struct ConfigShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows every key with the value that is in force, and where it came from.",
        discussion: """
            The command line outranks the environment, the environment the file, and the file the default. What is printed \
            can stand as a configuration file. It is what a program started here would use; a daemon that was started \
            otherwise has its own environment.

            EXAMPLES
              wiredesk config show
              WIREDESK_SETTLE=1s wiredesk config show
              wiredesk config show --json | jq '.settings[] | select(.origin.source != "default")'

            EXIT STATUS
              0   shown
              78  the configuration is wrong
            """
    )

    @Flag(name: .shortAndLong, help: "Print one JSON object, for programs.")
    var json = false

    @OptionGroup var shown: ScreenOptions

    @OptionGroup var desk: DeskOptions

    private struct Result: Encodable {
        var file: String?
        var settings: [EffectiveSetting]
    }

    func run() throws {
        try reportingFailures {
            let settings = try desk.settings()
            let effective = settings.effective
            if json {
                let result = Result(file: settings.file?.display, settings: effective)
                var output = shown.output
                try output.write(JSONLine.text(result))
                return try output.flush()
            }
            let style = shown.style
            let lines = effective.map { "\($0.key): \($0.value)" }
            // One long list moves no other line.
            let width = lines.map(\.displayWidth).filter { $0 <= 50 }.max() ?? 0
            var output = shown.output
            for (line, setting) in zip(lines, effective) {
                let gap = String(repeating: " ", count: max(0, width - line.displayWidth))
                let isDefault = setting.origin == .standard
                let origin = "  # \(setting.origin)"
                try output.write((isDefault ? line : style.bold(line)) + gap + style.dim(origin) + "\n")
            }
            try output.flush()
        }
    }
}
