import Streams

/// `wiredesk-publish`: the archive into a stream.
@main
enum Main {
    static func main() {
        StreamProgram.runPublish()
    }
}
