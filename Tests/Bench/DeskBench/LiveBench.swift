import CFloor
import Foundation
import LinuxIO
import TestSupport

/// Files that are moved in at a steady rate: from the file's close to its being durable and moved, against a bare
/// append with fdatasync(2) at the same rate.
enum LiveBench {
    /// Files a second, and seconds of a round.
    private static let rate = 500
    private static let seconds = 4

    static func run(_ options: Options) throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        var copy = WireCopy(seed: options.seed)
        let drops = try LiveDrops(desk)
        let floor = try LiveFloor(desk.scratch.path + "/floor.jsonl")
        var floors: [[Double]] = []
        var desks: [[Double]] = []
        for round in 1...options.rounds {
            let texts = (0..<rate * seconds).map { _ in copy.next() }
            floors.append(floor.append(texts, rate: rate))
            desks.append(try drops.drop(texts, rate: rate))
            note("live \(round): floor \(summary(floors.last)), wiredesk \(summary(desks.last))")
        }
        print("live: \(rate) files/s, \(seconds) s a round; close to durable and moved, against append and fdatasync")
        for (name, share) in [("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999)] {
            let bare = floors.map { Figures.quantile($0, share) }
            let whole = desks.map { Figures.quantile($0, share) }
            let ratios = zip(whole, bare).map { $0 / $1 }
            print(
                "  \(name.padding(toLength: 8, withPad: " ", startingAt: 0))"
                    + "floor \(Figures.milliseconds(Figures.median(bare))), "
                    + "wiredesk \(Figures.milliseconds(Figures.median(whole))), "
                    + "ratio \(Figures.text(Figures.median(ratios))) (\(Figures.list(ratios)))"
            )
        }
        try printHighestRate(drops, &copy)
        try daemon.stop()
    }

    private static func summary(_ latencies: [Double]?) -> String {
        let latencies = latencies ?? []
        return [0.5, 0.99].map { Figures.milliseconds(Figures.quantile(latencies, $0)) }.joined(separator: " / ")
    }

    /// A rate is level when the files of its last third wait no longer than those of its first, but for a little.
    private static func printHighestRate(_ drops: LiveDrops, _ copy: inout WireCopy) throws {
        var highest: (rate: Int, latencies: [Double])?
        for rate in [1000, 2000, 3000, 4000, 6000, 8000, 10_000, 12_000, 16_000, 20_000] {
            let texts = (0..<rate * 2).map { _ in copy.next() }
            let latencies = try drops.drop(texts, rate: rate)
            let third = latencies.count / 3
            let first = Figures.median(Array(latencies.prefix(third)))
            let last = Figures.median(Array(latencies.suffix(third)))
            note("live at \(rate)/s: first third \(Figures.milliseconds(first)), last \(Figures.milliseconds(last))")
            guard drops.keptPace, last <= 2 * first + 0.005 else { break }
            highest = (rate, latencies)
        }
        guard let highest else { return }
        let figures = [0.5, 0.99, 0.999].map { Figures.milliseconds(Figures.quantile(highest.latencies, $0)) }
        print(
            "  highest rate tried that stays level: \(highest.rate) files/s, p50 \(figures[0]), p99 \(figures[1]), p99.9 \(figures[2])"
        )
    }
}

/// Moves files into an inbox at a rate, and takes the time until they have left it again.
private final class LiveDrops {
    private let desk: ScratchDesk
    private let notices: Int32
    private var dropped = 0
    private(set) var keptPace = true

    init(_ desk: ScratchDesk) throws {
        self.desk = desk
        notices = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard notices >= 0, inotify_add_watch(notices, desk.inbox, UInt32(IN_MOVED_FROM)) >= 0 else {
            throw BenchFailure(description: "cannot watch \(desk.inbox)")
        }
    }

    deinit { close(notices) }

    /// The seconds that each file took, in the order of the files.
    func drop(_ texts: [[UInt8]], rate: Int) throws -> [Double] {
        let first = dropped
        var closed = [Int64](repeating: 0, count: texts.count)
        var latencies = [Double](repeating: 0, count: texts.count)
        var left = texts.count
        var next = 0
        let interval = 1_000_000_000 / Int64(rate)
        let start = Clock.monotonic + interval
        let deadline = start + interval * Int64(texts.count) + 60_000_000_000
        keptPace = true
        while left > 0 {
            let now = Clock.monotonic
            if next < texts.count, now >= start + interval * Int64(next) {
                if now > start + interval * Int64(next) + 200_000_000 { keptPace = false }
                closed[next] = try put(texts[next], number: first + next)
                next += 1
            } else {
                let due = next < texts.count ? start + interval * Int64(next) : now + 50_000_000
                floor_wait(notices, due - now)
            }
            for number in numbersMoved() where number >= first && number - first < texts.count {
                latencies[number - first] = Double(Clock.monotonic - closed[number - first]) / 1e9
                left -= 1
            }
            guard now < deadline else { throw BenchFailure(description: "\(left) files have not left the inbox") }
        }
        dropped += texts.count
        return latencies
    }

    private func put(_ text: [UInt8], number: Int) throws -> Int64 {
        let source = "\(desk.staging)/\(number)"
        let file = open(source, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0, write(file, text, text.count) == text.count, close(file) == 0 else {
            throw BenchFailure(description: "cannot write \(source)")
        }
        let closed = Clock.monotonic
        guard rename(source, "\(desk.inbox)/\(number)") == 0 else {
            throw BenchFailure(description: "cannot move \(source)")
        }
        return closed
    }

    private func numbersMoved() -> [Int] {
        var numbers: [Int] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = read(notices, &buffer, buffer.count)
            if count <= 0 { return numbers }
            for event in WatchEvent.parse(buffer.span.extracting(0..<count)) {
                if let number = event.name.text.flatMap({ Int($0) }) { numbers.append(number) }
            }
        }
    }
}

/// Appends the same bytes at the same rate, each with a sync of its own.
private final class LiveFloor {
    private let file: Int32

    init(_ path: String) throws {
        file = floor_open(path)
        guard file >= 0 else { throw BenchFailure(description: "cannot open \(path)") }
    }

    deinit { close(file) }

    func append(_ texts: [[UInt8]], rate: Int) -> [Double] {
        let interval = 1_000_000_000 / Int64(rate)
        let start = Clock.monotonic + interval
        return texts.enumerated().map { number, text in
            floor_wait(-1, start + interval * Int64(number) - Clock.monotonic)
            let begin = Clock.monotonic
            _ = floor_append(file, text, Int64(text.count))
            return Double(Clock.monotonic - begin) / 1e9
        }
    }
}
