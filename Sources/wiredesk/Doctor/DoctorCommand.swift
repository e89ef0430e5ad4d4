import ArgumentParser
import Commands
import LinuxIO
import Operations

/// `wiredesk doctor`: whether the machine is fit for the desk.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Looks at what the desk needs of the machine, and says what to do.",
        discussion: """
            Permissions and owners, limits, room, clock, file systems, leases, the unit, the journal, the archive and the \
            catalogue: each is fine, or it says what to do. Nothing is changed. What cannot be looked at by this user is \
            said to be unknown; run it as the desk's user or with sudo for the whole.

            EXAMPLES
              sudo wiredesk doctor
              wiredesk doctor --json | jq 'select(.verdict != "fine")'

            EXIT STATUS
              0   no problems found
              1   problems found
              78  the configuration is wrong
            """
    )

    @Flag(name: .shortAndLong, help: "Print one JSON object a line, for programs.")
    var json = false

    @OptionGroup var shown: ScreenOptions

    @OptionGroup var desk: DeskOptions

    /// Stands in for the root of the file system when the system's own files are looked at.
    @Option(help: .hidden)
    var systemRoot = "/"

    func run() throws {
        try reportingFailures {
            let settings = try desk.settingsOfDaemon()
            let fileSystem = LinuxFileSystem()
            let storage = DoctorStorage(settings: settings, fileSystem: fileSystem, now: desk.now)
            let system = DoctorSystem(
                root: Path(systemRoot),
                settings: settings,
                fileSystem: fileSystem,
                now: desk.now
            )
            let findings = system.configuration + storage.findings + system.findings
            var output = shown.output
            let style = shown.style
            let width = StandardStream.output.columns ?? .max
            let troubles = findings.count { $0.isTrouble }
            try howeverMuchIsRead {
                for finding in findings {
                    try output.write(json ? JSONLine.text(finding) : text(of: finding, width: width, style))
                }
                if !json { try output.write(conclusion(troubles, findings, style) + "\n") }
                try output.flush()
            }
            if troubles > 0 { throw ExitStatus.findings }
        }
    }

    private func text(of finding: DoctorFinding, width: Int, _ style: Style) -> String {
        let mark: (String) -> String =
            switch finding.verdict {
            case .fine: style.green
            case .concern: style.yellow
            case .wrong: style.red
            case .unknown: style.dim
            }
        let label = "\(finding.verdict.rawValue.padded(to: 8)) \(finding.check.padded(to: 14)) "
        let indent = String(repeating: " ", count: 24)
        let text = finding.found.escapedForDisplay + (finding.whatToDo.map { ": \($0.escapedForDisplay)" } ?? "")
        return text.wrapped(to: width, indent: indent).enumerated().map { index, line in
            index == 0 ? mark(String(label.prefix(9))) + label.dropFirst(9) + line.dropFirst(24) : line
        }.joined(separator: "\n") + "\n"
    }

    private func conclusion(_ troubles: Int, _ findings: [DoctorFinding], _ style: Style) -> String {
        let unknown = findings.count { $0.verdict == .unknown }
        let rest =
            unknown == 0 ? "" : unknown == 1 ? "; 1 could not be looked at" : "; \(unknown) could not be looked at"
        switch troubles {
        case 0: return style.bold("No problems found") + rest + "."
        case 1: return style.bold("1 problem found") + rest + "."
        default: return style.bold("\(troubles) problems found") + rest + "."
        }
    }
}
