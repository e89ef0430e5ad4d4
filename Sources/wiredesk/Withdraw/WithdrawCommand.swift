import Archive
import ArgumentParser
import Catalogue
import Commands
import Ingest
import LinuxIO
import Operations
import Search
import Stories

/// `wiredesk withdraw`: whoever runs the desk takes a story out of lists, searches and exports, or undoes that.
struct WithdrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Withdraws a story, so that lists, searches and exports leave it out; --undo restores it.",
        discussion: """
            For a takedown: a court order, an error that the sender will not kill, a request that the desk grants. The story \
            is named by any of its articles, as in `show`, and is withdrawn with all its versions and copies, those that come \
            later included. Nothing is deleted or rewritten: a notice with the reason, the user and the time is archived as a \
            record of its own, and another one undoes it. `show` and `story` still show a withdrawn story, marked as such; \
            `list --all-versions` and `find --all-versions` have it too, and `export --killed yes` writes it.

            With the daemon running, the daemon archives the notice; this waits until that is durable. Without it, this \
            process does so itself. It can be interrupted at any moment: a notice that was handed over is archived once.

            EXAMPLES
              wiredesk withdraw 42 --because "Court order 12/2026, Riverton"
              wiredesk withdraw tass/aleppo.txt --because "Sent by mistake"
              wiredesk withdraw 42 --undo --because "The order was lifted"

            EXIT STATUS
              0   the notice is archived
              1   the story is withdrawn already, or with --undo is not withdrawn
              65  several articles are meant
              66  there is no such article
              69  another process writes a notice
              73  the notice cannot be written
              75  interrupted: the notice is kept, and will be archived
              77  a permission is missing
              78  the configuration is wrong
            """
    )

    @OptionGroup var named: NamedArticle

    @Option(help: ArgumentHelp("Why; it stands in the notice for good.", valueName: "text"))
    var because: String

    @Flag(help: "Undo the withdrawal.")
    var undo = false

    @Flag(name: .shortAndLong, help: "Print the notice as it stands in the archive.")
    var json = false

    @OptionGroup var desk: DeskOptions

    func validate() throws {
        guard because.contains(where: { $0.isLetter || $0.isNumber }) else {
            throw ValidationError("Say why in words: --because TEXT.")
        }
        guard because.utf8.count <= OperatorNotice.longestReason else {
            throw ValidationError("--because takes at most \(OperatorNotice.longestReason) bytes.")
        }
    }

    func run() throws {
        try reportingFailures {
            // Before any other thread begins, so that none is interrupted.
            let signals = try SignalWatch.ofCommand()
            let settings = try desk.settings()
            // Before the command acts as the desk's user.
            let person = DeskUser.person
            try DeskUser.assume(of: settings.stateDirectory)
            let run = NoticeRun(settings, signals)
            try run.open()
            // What an earlier command has handed over counts.
            try run.waitUntilArchived()
            let target = try target()
            let name = try run.add(
                OperatorNotice(
                    undo ? .restoration : .withdrawal,
                    of: target.sequence,
                    because: because,
                    by: person,
                    at: Clock.now
                )
            )
            try run.waitUntilArchived(name)
            try tell(name, target)
        }
    }

    private struct Target {
        var sequence: Int64
        var versions: Int
    }

    /// The record that the notice is to name.
    private func target() throws -> Target {
        var target: Target?
        try desk.lookingUp(number: named.number) { lookup, settings in
            let entry = try named.entry(lookup, settings)
            let story = try lookup.story(of: entry)
            let notices = story?.versions.filter { $0.link?.basis == .operator } ?? []
            let isWithdrawn = story?.standing.use == .withdrawn
            if isWithdrawn != undo {
                let last = notices.last.map { ", by notice \($0.sequence)" } ?? ""
                complain(
                    undo
                        ? "the story of article \(entry.sequence) is not withdrawn"
                        : "the story of article \(entry.sequence) is withdrawn already\(last)"
                )
                throw ExitStatus.findings
            }
            // A notice names an article, and no other notice.
            let link = story?.version(entry.sequence)?.link
            target = Target(
                sequence: link?.basis == .operator ? link?.revisionOf ?? entry.sequence : entry.sequence,
                versions: max(1, (story?.versions.count ?? 1) - notices.count)
            )
        }
        guard let target else { throw ExitStatus.software }
        return target
    }

    private func tell(_ name: Path, _ target: Target) throws {
        try desk.lookingUp { lookup, settings in
            let deliveries = try lookup.deliveries(named: name)
            guard let sequence = deliveries.last?.sequence, let entry = try lookup.article(sequence) else {
                throw CommandFailure(
                    "the desk did not take the notice: \(deliveries.last?.explanation ?? "its outcome is not known"); "
                        + "`wiredesk trace \(name.display)` says more",
                    ExitStatus.dataError
                )
            }
            if json {
                return try StandardStream.output.tell(
                    String(decoding: try lookup.line(of: entry), as: UTF8.self) + "\n"
                )
            }
            let what = target.versions == 1 ? "" : " in \(target.versions) versions"
            try StandardStream.output.tell(
                "Article \(target.sequence) is \(undo ? "restored" : "withdrawn")\(what): notice \(sequence).\n"
            )
        }
    }
}
