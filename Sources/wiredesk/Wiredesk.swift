import ArgumentParser
import Operations

/// The companion command of the daemon.
struct Wiredesk: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wiredesk",
        abstract: "Tells how the desk is doing, and shows what it has archived.",
        discussion: """
            EXAMPLES
              wiredesk status
              wiredesk show last
              wiredesk parse story.txt | jq .headline
              wiredesk verify
              wiredesk quarantine list
              wiredesk import ~/collection
              wiredesk doctor

            Errors are one line on standard error that says what to do.

            EXIT STATUS
              0   done; status: the desk is running and well
              1   status: something is wrong or not ready yet; verify, doctor:
                  something is found; a listing: there is nothing in it;
                  quarantine: not done for all
              3   status: the desk is not running
              64  the command line is wrong
              65  a file is no article, or is in quarantine; a record is damaged
              66  what was asked for is not there, or cannot be read
              69  another process has the desk, or the index is switched off
              70  a failure that nobody has foreseen
              73  a file or folder cannot be made
              74  the disk failed, or the output cannot be written
              75  import was ended before the end; run it again to go on
              77  a permission is missing
              78  the configuration is wrong
            """,
        version: wiredeskBuild,
        subcommands: [
            StatusCommand.self, LogCommand.self, TraceCommand.self, ListCommand.self, FindCommand.self,
            ShowCommand.self, StoryCommand.self, WithdrawCommand.self, FollowCommand.self, ExportCommand.self,
            StatsCommand.self,
            ParseCommand.self,
            QuarantineCommand.self, ImportCommand.self, VerifyCommand.self, ConfigCommand.self, DoctorCommand.self,
        ]
    )
}
