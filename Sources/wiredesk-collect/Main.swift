import Streams

/// `wiredesk-collect`: a stream into the inbox of a hub.
@main
enum Main {
    static func main() {
        StreamProgram.runCollect()
    }
}
