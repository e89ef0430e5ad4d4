internal import CLinux
internal import Glibc

/// The standard streams of a process, and what is at their other end.
public enum StandardStream: Int32, Sendable {
    case input = 0
    case output = 1
    case error = 2

    /// Whether it is a terminal: isatty(3).
    public var isTerminal: Bool { isatty(rawValue) == 1 }

    /// How many columns the terminal has (ioctl_tty(2)); nil where it is none or does not tell.
    public var columns: Int? {
        var size = winsize()
        guard unsafe ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// How many lines it has; nil where it is none or does not tell.
    public var rows: Int? {
        var size = winsize()
        guard unsafe ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
        return Int(size.ws_row)
    }

    /// Writes all the bytes; a reader that has gone away is an error (`EPIPE`) once the signal is ignored.
    public func write(_ bytes: Span<UInt8>) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            done += Int(try checked(cl_write(rawValue, bytes.extracting(done..<bytes.count)), "write"))
        }
    }

    /// Makes durable what was written, where it is a file on a disk: fdatasync(2). A pipe or a terminal keeps nothing, which
    /// is no failure.
    public func synchronizeData() throws(SystemError) {
        let result = cl_fdatasync(rawValue)
        if result < 0 && SystemError("fdatasync", number: -result).isUnsupported { return }
        _ = try checked(result, "fdatasync")
    }

    /// Writes the UTF-8 of a text.
    public func write(_ text: String) throws(SystemError) {
        try write(Array(text.utf8).span)
    }

    /// Reads what there is, up to the size of the buffer, waiting for the first byte; 0 at the end: read(2).
    public func read(into buffer: inout MutableSpan<UInt8>) throws(SystemError) -> Int {
        Int(try checked(cl_read(rawValue, &buffer), "read"))
    }
}
