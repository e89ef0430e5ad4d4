import Streams

/// `wiredesk-publish`: the archive into a stream; and `wiredesk-collect` where it is called so: installed, both are one executable.
@main
enum Main {
    static func main() {
        StreamProgram.runByName()
    }
}
