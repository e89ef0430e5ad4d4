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
        let rate = Int64(Double(bytes) / (Double(now - began) / 1e9))
        draw(
            share: total > 0 ? Double(bytes) / Double(total) : 1,
            "\(Figure.grouped(records)) records, \(Figure.size(rate))/s"
        )
    }

    /// Shows how many files of how many have their outcome; `fresh` of them got it since the bar began, which gives the
    /// rate and the time that is left.
    func show(files: Int64, of total: Int64, fresh: Int64) {
        let now = Clock.monotonic
        guard isShown, now >= next else { return }
        next = now + ProgressBar.interval
        let rate = Double(fresh) / (Double(now - began) / 1e9)
        var text = "\(Figure.grouped(files)) of \(Figure.grouped(total)) files, \(Figure.grouped(Int64(rate)))/s"
        if rate > 0, total > files { text += ", \(Lapse.text(Int64(Double(total - files) / rate * 1e9))) left" }
        draw(share: total > 0 ? Double(files) / Double(total) : 1, text)
    }

    /// A bar in text, such as `[######..................] 25 %`.
    static func text(share: Double) -> String {
        let share = min(1, max(0, share))
        let full = Int(share * Double(cells))
        let bar = String(repeating: "#", count: full) + String(repeating: ".", count: cells - full)
        return "[\(bar)] \(Int(share * 100))%"
    }

    private func draw(share: Double, _ text: String) {
        isDrawn = true
        // A line as wide as the terminal could not be taken back.
        let width = max(1, (StandardStream.error.columns ?? 80) - 1)
        let line = "\(what) \(ProgressBar.text(share: share)), \(text)"
        try? StandardStream.error.write("\r\u{1B}[K" + line.prefix(width))
    }

    /// Takes the bar off the screen.
    func clear() {
        guard isDrawn else { return }
        isDrawn = false
        try? StandardStream.error.write("\r\u{1B}[K")
    }
}
