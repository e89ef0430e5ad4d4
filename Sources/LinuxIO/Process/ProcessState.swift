/// What the kernel says a process is doing: the third field of `/proc/PID/stat`, proc_pid_stat(5).
public enum ProcessState: Sendable, Equatable {
    /// Running, or waiting for something that can come at any moment.
    case atWork
    /// Waiting for a device, and not to be interrupted.
    case waitingForDevice
    /// Stopped by a signal, until another lets it go on.
    case stopped
    /// Held by a debugger.
    case traced
    /// Ended; its parent has not taken note.
    case ended

    /// The state of a process; nil where there is none of this number, or it cannot be told.
    public init?(of process: Int32) {
        guard let stat = try? NamedFile.read(Path("/proc/\(process)/stat"), limit: 4096) else { return nil }
        self.init(stat: stat.bytes)
    }

    /// The state that stands in a line of `/proc/PID/stat`; nil where it is no such line.
    init?(stat: [UInt8]) {
        // The name before it may have spaces and brackets of its own.
        guard let end = stat.lastIndex(of: UInt8(ascii: ")")), end + 2 < stat.count else { return nil }
        switch stat[end + 2] {
        case UInt8(ascii: "D"): self = .waitingForDevice
        case UInt8(ascii: "T"): self = .stopped
        case UInt8(ascii: "t"): self = .traced
        case UInt8(ascii: "Z"), UInt8(ascii: "X"): self = .ended
        default: self = .atWork
        }
    }
}
