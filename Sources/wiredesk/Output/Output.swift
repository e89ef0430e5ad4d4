import LinuxIO

/// What could not be written to standard output.
struct OutputError: Error {
    let cause: SystemError

    /// Whether whoever read the output has seen enough, as `head` does; that is no failure of the command.
    var isReaderGone: Bool { cause.isBrokenPipe }
}

/// Standard output, written in large pieces; through a pager where it has one and there is more than the terminal shows.
struct Output: ~Copyable {
    private var pending: [UInt8] = []
    /// How much the terminal shows, where a pager is to show more.
    private var room: ScreenRoom?
    private var pager: Pager?

    /// Standard output.
    ///
    /// - Parameter pager: what shows an answer that is longer than the terminal.
    init(pager: Pager? = nil) {
        self.pager = pager
        room = pager.map { ScreenRoom(columns: $0.columns, rows: $0.rows) }
    }

    mutating func write(_ bytes: [UInt8]) throws(OutputError) {
        pending += bytes
        if room != nil {
            room?.take(bytes)
            if room?.isFull == false { return }
            room = nil
            if pager?.start() == false { pager = nil }
        }
        if pending.count >= 64 * 1024 { try handOn() }
    }

    mutating func write(_ text: String) throws(OutputError) {
        try write(Array(text.utf8))
    }

    /// Hands on what was written so far, and waits until the pager, if there is one, was left; to be called before
    /// something goes to stderr, and at the end.
    mutating func flush() throws(OutputError) {
        // What fitted is on the terminal, and what comes stands below it.
        if room != nil { (room, pager) = (nil, nil) }
        try handOn()
        guard let pager else { return }
        self.pager = nil
        try Self.telling { () throws(SystemError) in try pager.end() }
    }

    private mutating func handOn() throws(OutputError) {
        let bytes = pending
        pending.removeAll(keepingCapacity: true)
        let pager = pager
        try Self.telling { () throws(SystemError) in
            if let pager { try pager.write(bytes) } else { try StandardStream.output.write(bytes.span) }
        }
    }

    private static func telling(_ body: () throws(SystemError) -> Void) throws(OutputError) {
        do { try body() } catch { throw OutputError(cause: error) }
    }
}

/// Writes an answer whose exit status is the same however much of it is read in a pager. In a pipe that nobody reads any
/// more, `SIGPIPE` ends the command.
func howeverMuchIsRead(_ body: () throws -> Void) throws {
    do { try body() } catch let error as OutputError where error.isReaderGone {}
}
