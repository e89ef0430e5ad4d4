import Commands
import LinuxIO
import Operations

/// `wiredesk status --watch`: the status drawn again each second on a screen of its own (ECMA-48; the alternate screen
/// of xterm), until ctrl-C or q. Whatever ends it, the terminal is as it was.
struct StatusWatch {
    private let settings: Settings
    private let signals: SignalWatch
    private let keyboard = TerminalMode()
    private let style: Style

    /// Nanoseconds between two drawings.
    private static let interval: Int64 = 1_000_000_000

    /// To be made before any other thread begins, so that no signal interrupts one.
    init(_ settings: Settings, _ style: Style) throws {
        self.settings = settings
        self.style = style
        do {
            signals = try SignalWatch([.interrupt, .terminate, .hangUp, .resize, .suspend, .resume])
        } catch {
            throw CommandFailure("\(error)", ExitStatus.inputOutputError)
        }
    }

    /// Draws until a person has seen enough, or the terminal is gone.
    func run() throws {
        try enter()
        defer { leave() }
        var next: Int64 = 0
        while true {
            if Clock.monotonic >= next {
                next = Clock.monotonic + StatusWatch.interval
                try draw()
            }
            switch try arrival(before: next) {
            case nil: break
            case .end, .signal(.interrupt), .signal(.terminate), .signal(.hangUp): return
            case .key(let key):
                if key == UInt8(ascii: "q") { return }
            case .signal(.resize), .signal(.resume): next = 0
            case .signal(.suspend):
                leave()
                SignalWatch.stopProcess()
                try enter()
                next = 0
            }
        }
    }

    private func arrival(before next: Int64) throws(CommandFailure) -> SignalWatch.Arrival? {
        let timeout = max(0, next - Clock.monotonic)
        do {
            if keyboard != nil { return try signals.waitForKey(timeout: timeout) }
            return try signals.wait(timeout: timeout).map { .signal($0) }
        } catch {
            throw CommandFailure("the terminal cannot be read: \(error)", ExitStatus.inputOutputError)
        }
    }

    private func enter() throws {
        keyboard?.readKeys()
        // Another screen, and no cursor on it.
        try StandardStream.output.tell("\u{1B}[?1049h\u{1B}[?25l")
    }

    private func leave() {
        try? StandardStream.output.write("\u{1B}[?25h\u{1B}[?1049l")
        keyboard?.restore()
    }

    private func draw() throws {
        let now = UTCTime(nanoseconds: Clock.now)
        let report = try StatusReport(settings: settings, now: now, fileSystem: LinuxFileSystem())
        let width = StandardStream.output.columns ?? 80
        let screen = StatusScreen(
            report,
            width: width,
            style: style,
            localOffset: Clock.localOffset(at: now.nanoseconds / 1_000_000_000),
            isWatched: true
        )
        var lines = screen.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        lines.append("")
        lines.append(style.dim("Drawn each second; ctrl-C or q leaves.".cut(to: width)))
        // A line too many would push the first one out.
        let rows = StandardStream.output.rows ?? 24
        if lines.count > rows { lines = Array(lines.prefix(rows)) }
        let drawn = lines.map { $0 + "\u{1B}[K" }.joined(separator: "\n")
        try StandardStream.output.tell("\u{1B}[H" + drawn + "\u{1B}[J")
    }
}
