import LinuxIO

/// What could not be written to standard output.
struct OutputError: Error {
    let cause: SystemError

    /// Whether whoever read the output has seen enough, as `head` does; that is no failure of the command.
    var isReaderGone: Bool { cause.isBrokenPipe }
}

/// Standard output, written in large pieces.
struct Output: ~Copyable {
    private var pending: [UInt8] = []

    mutating func write(_ bytes: [UInt8]) throws(OutputError) {
        pending += bytes
        if pending.count >= 64 * 1024 { try flush() }
    }

    mutating func write(_ text: String) throws(OutputError) {
        try write(Array(text.utf8))
    }

    /// Hands on what was written so far; to be called before something goes to stderr, and at the end.
    mutating func flush() throws(OutputError) {
        do {
            try StandardStream.output.write(pending.span)
            pending.removeAll(keepingCapacity: true)
        } catch {
            throw OutputError(cause: error)
        }
    }
}
