import ArgumentParser
import LinuxIO

/// Whether an answer is set off by colours.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
    /// On a terminal, unless the environment says otherwise.
    case auto
    case always
    case never
}

/// How an answer is shown.
struct ScreenOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Colour the answer: auto (on a terminal, unless NO_COLOR is set), always (also in a pipe, which then gets the same tables as a terminal, with whole lines) or never.",
            valueName: "when"
        )
    )
    var color = ColorChoice.auto

    @OptionGroup var pager: PagerOptions

    /// How the text on standard output is set off.
    var style: Style { Style(color, of: .output, environment: ProcessEnvironment.variables) }

    /// What standard output is.
    var screen: Screen {
        let terminal = StandardStream.output
        return Screen(
            columns: terminal.isTerminal ? terminal.columns ?? 80 : color == .always ? Screen.unlimited : nil,
            style: style,
            localOffset: { Clock.localOffset(at: $0) }
        )
    }

    /// Standard output for an answer that has an end.
    var output: Output { pager.output }
}

/// Whether an answer that is longer than the terminal goes through a pager.
struct PagerOptions: ParsableArguments {
    @Flag(
        name: .customLong("no-pager"),
        help: "Never show an answer that is longer than the terminal through $PAGER, or less."
    )
    var isUnpaged = false

    /// Standard output for an answer that has an end.
    var output: Output {
        Output(pager: isUnpaged ? nil : Pager(of: .output, environment: ProcessEnvironment.variables))
    }
}
