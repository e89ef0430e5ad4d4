import ArgumentParser
import DeskDaemon
import LinuxIO

/// The command, and the daemon where it is called by the daemon's name: installed, both are one executable.
@main
enum Main {
    static func main() async {
        let name = CommandLine.arguments.first.map { Path($0).name }
        if name == "wiredeskd" {
            await Wiredeskd.main()
        } else {
            Wiredesk.main()
        }
    }
}
