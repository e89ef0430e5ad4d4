import Archive
import ArgumentParser
import Catalogue
import LinuxIO
import Operations
import Search

/// `wiredesk log`: what became of the files that arrived.
struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Lists the deliveries and what became of them, the newest last.",
        discussion: """
            A line a delivery: local time, outcome, path beneath the inbox, and the headline, or the reason why there is \
            none. On a terminal lines are cut to its width; elsewhere they are whole, and tabs part the fields. --path 'x*' \
            finds x1.txt in whatever folder it came, and takes a path as it is printed here, escapes and all.

            EXAMPLES
              wiredesk log
              wiredesk log --since 2h --outcome quarantined
              wiredesk log --path 'tass/*' --limit 0
              wiredesk log --path 'ferry*'
              wiredesk log --follow
              wiredesk log --since today --json | jq -r '[.outcome, .path] | @tsv'

            EXIT STATUS
              0   some were listed, or --follow was given
              1   there is none
            """
    )

    @Flag(name: .shortAndLong, help: "Keep printing new deliveries until interrupted (like tail -f).")
    var follow = false

    @Option(help: ArgumentHelp("From then on: \(Moment.help).", valueName: "time"))
    var since: String?

    @Option(help: ArgumentHelp("Up to then; a day counts to its end.", valueName: "time"))
    var until: String?

    @OptionGroup var outcome: OutcomeOptions

    @Option(
        help: ArgumentHelp(
            "Paths beneath the inbox that fit, or whose last part does: * stands for any text, ? for one byte, [a-z] for one of those.",
            valueName: "glob"
        )
    )
    var path: String?

    @Flag(name: .shortAndLong, help: "Print one JSON object a line, for programs.")
    var json = false

    @OptionGroup var limit: ScreenfulLimit

    @OptionGroup var shown: ScreenOptions

    @OptionGroup var desk: DeskOptions

    func validate() throws {
        _ = try filter(Moment(now: desk.now))
        if follow && until != nil { throw ValidationError("--follow goes on for ever; leave --until out.") }
    }

    func run() throws {
        try reportingFailures {
            let screen = shown.screen
            var output = follow ? Output() : shown.output
            let filter = try filter(Moment(now: desk.now))
            let pattern = path.map { NamePattern(forPaths: $0) }
            var last: Int64 = 0
            var count = 0
            try desk.lookingUp { lookup, settings in
                if limit.limit == 0 {
                    count = try writeAll(lookup, filter, pattern, screen, to: &output)
                } else {
                    for entry in try lookup.deliveries(filter, pattern: pattern, limit: limit.count) {
                        try write(entry, lookup, screen, to: &output)
                        count += 1
                    }
                }
                try output.flush()
                last = lookup.lastRow
                if follow { try self.follow(from: last, filter, pattern, settings, screen) }
                let isAll = filter.isEmpty && pattern == nil
                if count == 0 { throw NothingFound(isAll ? "nothing was delivered yet" : "no delivery fits") }
            }
        }
    }

    private func writeAll(
        _ lookup: Lookup,
        _ filter: CatalogueReader.DeliveryFilter,
        _ pattern: NamePattern?,
        _ screen: Screen,
        to output: inout Output
    ) throws -> Int {
        var count = 0
        // What is entered is written as it is read, however much it is.
        try lookup.forEachDelivery(after: 0, filter, pattern: pattern) { entry in
            try write(entry, lookup, screen, to: &output)
            count += 1
            return true
        }
        for entry in try lookup.unenteredDeliveries(filter, pattern: pattern) {
            try write(entry, lookup, screen, to: &output)
            count += 1
        }
        return count
    }

    private func write(
        _ entry: Lookup.Delivery,
        _ lookup: Lookup,
        _ screen: Screen,
        to output: inout Output
    ) throws(OutputError) {
        let line = DeliveryLine(entry, lookup)
        try output.write(json ? JSONLine.text(line) : line.text(screen))
    }

    /// Goes on with what is entered behind a row. The daemon replaces its status each second and after each commit, which
    /// is what is waited for; a look now and then finds what a lost event would hide.
    private func follow(
        from row: Int64,
        _ filter: CatalogueReader.DeliveryFilter,
        _ pattern: NamePattern?,
        _ settings: Settings,
        _ screen: Screen
    ) throws {
        let fileSystem = LinuxFileSystem()
        let watch = try DirectoryWatch()
        for path in Set([settings.runtimeDirectory, settings.stateDirectory]) {
            if let folder = try? fileSystem.openRoot(path) { _ = try? watch.add(folder) }
        }
        let never = try Wakeup()
        var last = row
        var output = Output()
        while true {
            if try watch.wait(or: never, timeout: 5_000_000_000) { _ = try watch.events() }
            guard
                let lookup = try Lookup(
                    stateDirectory: settings.stateDirectory,
                    fileSystem: fileSystem,
                    usesIndex: settings.search == .on
                )
            else { continue }
            if lookup.hasCatalogue, lookup.lastRow < last {
                complain("the catalogue was rebuilt; following from here on")
                last = lookup.lastRow
            }
            try lookup.forEachDelivery(after: last, filter, pattern: pattern) { entry in
                try write(entry, lookup, screen, to: &output)
                return true
            }
            last = max(last, lookup.lastRow)
            try output.flush()
        }
    }

    private func filter(_ moment: Moment) throws -> CatalogueReader.DeliveryFilter {
        func time(_ text: String?, _ option: String, asEnd: Bool) throws -> Int64? {
            guard let text else { return nil }
            guard let time = moment.time(text, asEnd: asEnd) else {
                throw ValidationError("\(option) \(text.escapedForDisplay) is not a time; write \(Moment.help).")
            }
            return time / 1_000_000
        }
        var filter = CatalogueReader.DeliveryFilter()
        filter.since = try time(since, "--since", asEnd: false)
        filter.until = try time(until, "--until", asEnd: true)
        filter.outcomes = try outcome.outcomes
        return filter
    }
}
