import ArgumentParser
import DeskDaemon

/// The daemon as a program of its own.
@main
enum Main {
    static func main() async {
        await Wiredeskd.start()
    }
}
