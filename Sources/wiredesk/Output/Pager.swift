import LinuxIO

/// The program that shows an answer which is longer than the terminal: `$PAGER`, else less(1).
///
/// It is started when it is needed. Where it cannot be, the answer is on the terminal all the same, and where it is left
/// before the end, that is no failure: the exit status of the command is its own.
final class Pager {
    let command: String
    /// The size of the terminal.
    let columns: Int
    let rows: Int
    private var pipe: ShellPipe?
    /// What it was handed, until it must have read some of it.
    private var kept: [UInt8]? = []

    /// What a pipe takes without anyone reading it (pipe(7)), or less.
    private static let capacity = 64 << 10
    /// What the shell ends with where there is no such program, or none that can be run.
    private static let missing: Set<ShellCommand.End> = [.exited(126), .exited(127)]
    /// As of git: leave at the end of a short text, show colours, leave the text on the terminal.
    private static let defaults = ["LESS": "FRX", "LV": "-c"]

    /// The pager of a terminal; nil for what is none, and where the environment says that there is no pager.
    init?(of stream: StandardStream, environment: [String: String]) {
        let terminal = environment["TERM"] ?? ""
        guard stream.isTerminal, !["", "dumb"].contains(terminal), let rows = stream.rows else { return nil }
        command = environment["PAGER"] ?? "less"
        if ["", "cat"].contains(command.filter { !$0.isWhitespace }) { return nil }
        self.rows = rows
        columns = stream.columns ?? 80
    }

    /// Starts it; false where that is not possible.
    func start() -> Bool {
        pipe = try? ShellPipe(command, defaults: Self.defaults)
        return pipe != nil
    }

    /// Hands on the next part of the answer.
    func write(_ bytes: [UInt8]) throws(SystemError) {
        guard let pipe else { return try StandardStream.output.write(bytes.span) }
        if let before = kept { kept = before.count > Self.capacity ? nil : before + bytes }
        do throws(SystemError) {
            try pipe.write(bytes.span)
        } catch {
            guard error.isBrokenPipe, try Self.missing.contains(pipe.end()), let kept else { throw error }
            self.pipe = nil
            try StandardStream.output.write(kept.span)
        }
    }

    /// Waits until it was left.
    func end() throws(SystemError) {
        guard let pipe else { return }
        self.pipe = nil
        if Self.missing.contains(try pipe.end()), let kept { try StandardStream.output.write(kept.span) }
    }
}
