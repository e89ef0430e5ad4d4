import Archive
import ArgumentParser
import Catalogue
import LinuxIO

/// Which outcomes of deliveries are asked for: `--outcome`.
struct OutcomeOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            """
            archived, duplicate, quarantined or ignored; of files that have left their places later: discarded, put-back or \
            removed. May be given several times.
            """,
            valueName: "outcome"
        ),
        completion: .list(Outcome.allCases.map(\.description))
    )
    var outcome: [String] = []

    /// The outcomes that are meant; none where all are.
    var outcomes: Set<Outcome> {
        get throws {
            try Set(
                outcome.map { name in
                    guard let known = Outcome(word: name) else {
                        let names = Outcome.allCases.map(\.description).joined(separator: ", ")
                        throw ValidationError("--outcome \(name.escapedForDisplay) is none of \(names).")
                    }
                    return known
                }
            )
        }
    }

    func validate() throws { _ = try outcomes }
}
