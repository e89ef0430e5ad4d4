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

            EXIT STATUS
              0   done; for status: the desk is running and well
              1   status: the desk is running, and something is wrong or not ready yet; verify: something is wrong; quarantine: not done for all
              3   status: the desk is not running
              64  the command line is wrong
              65  parse: a file is no article; show: the record is damaged; import: some files are in quarantine
              66  parse: a file cannot be read; show: there is no such article; verify: there is no archive; quarantine: there is no such file;
                  import: a file cannot be read
              69  verify --repair: a daemon has the desk; import: another import is under way
              73  verify --repair: there is no room, or a file cannot be made; quarantine retry: the inbox cannot be written
              74  the output cannot be written; verify --repair: the disk failed
              75  import: ended before the end; run it again to go on
              77  a permission is missing
              78  the configuration is wrong
            """,
        version: wiredeskVersion,
        subcommands: [
            StatusCommand.self, LogCommand.self, TraceCommand.self, ListCommand.self, FindCommand.self,
            ShowCommand.self, ParseCommand.self, QuarantineCommand.self, ImportCommand.self, VerifyCommand.self,
        ]
    )
}
