import ArgumentParser
import Ingest
import LinuxIO

/// What is known of files that they do not say themselves.
struct ReadingOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The year of datelines that print none, such as 1998.", valueName: "year")
    )
    var year: Int?

    @Option(
        help: ArgumentHelp(
            "The time zone of times that are printed without one, such as Europe/Moscow.",
            valueName: "name"
        )
    )
    var zone: String?

    /// What they say of a file.
    var note: ReadingNote { ReadingNote(year: year, zone: zone) }

    func validate() throws {
        if let year, !(1_000...9_999).contains(year) {
            throw ValidationError("--year \(year) is not a year of four digits.")
        }
        if let zone, ZoneDatabase().rules(named: zone) == nil {
            throw ValidationError(
                zone.isEmpty
                    ? "--zone names no time zone."
                    : "--zone \(zone.escapedForDisplay) is not a time zone of this system; `timedatectl list-timezones` lists them."
            )
        }
    }
}
