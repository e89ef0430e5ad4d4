import LinuxIO

/// A bar on standard error with the rate, for a person who waits at a terminal; nothing at all elsewhere.
final class ProgressBar {
    private let isShown: Bool
    private let what: String
    private let began = Clock.monotonic
    private var next: Int64
    private var isDrawn = false

    /// Nanoseconds between two drawings, and before the first: what is done at once needs no bar.
    private static let interval: Int64 = 100_000_000
    private static let cells = 24

    /// A bar for what is being done, such as `verifying`.
    init(_ what: String, environment: [String: String]) {
        self.what = what
        isShown = StandardStream.error.isTerminal && environment["TERM"] != "dumb"
        next = began + ProgressBar.interval
    }

    /// Shows how far it is.
    func show(bytes: Int64, of total: Int64, records: Int64) {
        let now = Clock.monotonic
        guard isShown, now >= next else { return }
        next = now + ProgressBar.interval
        isDrawn = true
        let share = total > 0 ? min(1, Double(bytes) / Double(total)) : 1
        let full = Int(share * Double(ProgressBar.cells))
        let bar = String(repeating: "#", count: full) + String(repeating: ".", count: ProgressBar.cells - full)
        let rate = Int64(Double(bytes) / (Double(now - began) / 1e9))
        let line =
            "\(what) [\(bar)] \(Int(share * 100)) %, \(Figure.grouped(records)) records, \(Figure.size(rate))/s"
        // A line as wide as the terminal could not be taken back.
        let width = max(1, (StandardStream.error.columns ?? 80) - 1)
        try? StandardStream.error.write("\r\u{1B}[K" + line.prefix(width))
    }

    /// Takes the bar off the screen.
    func clear() {
        guard isDrawn else { return }
        isDrawn = false
        try? StandardStream.error.write("\r\u{1B}[K")
    }
}
