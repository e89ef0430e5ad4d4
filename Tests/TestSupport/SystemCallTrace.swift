/// The calls in the output of strace(1), one a line, in the order in which they returned.
///
/// A call that others overtake stands there in two pieces, `fsync(3</a> <unfinished ...>` and `<... fsync resumed>) = 0`,
/// which are joined here: which of them that happens to is chance.
public enum SystemCallTrace {
    /// The calls of a trace whose lines begin with the thread, as those of `strace -f -o` do.
    public static func calls(in trace: String) -> [String] {
        var begun: [Substring: Substring] = [:]
        var calls: [String] = []
        for line in trace.split(separator: "\n") {
            let thread = line.prefix { $0 != " " }
            if let piece = line.firstRange(of: " <unfinished ...>") {
                begun[thread] = line[..<piece.lowerBound]
            } else if let piece = line.firstRange(of: " resumed>"), let start = begun.removeValue(forKey: thread) {
                calls.append(String(start + line[piece.upperBound...]))
            } else {
                calls.append(String(line))
            }
        }
        return calls
    }
}
