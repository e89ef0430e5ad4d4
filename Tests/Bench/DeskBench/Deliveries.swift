import CFloor
import Foundation
import LinuxIO
import TestSupport

/// Files that wait in the inbox of a desk, are drained in one way and another, and are put back for the next.
struct Deliveries {
    let desk: ScratchDesk
    let count: Int
    private(set) var bytes = 0

    /// Writes `count` files of wire copy into the inbox.
    init(_ count: Int, seed: UInt64, in desk: ScratchDesk) throws {
        self.desk = desk
        self.count = count
        var copy = WireCopy(seed: seed)
        for number in 0..<count {
            let text = copy.next()
            bytes += text.count
            let name = "\(desk.inbox)/\(seed)-\(number).txt"
            let file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard file >= 0, write(file, text, text.count) == text.count, close(file) == 0 else {
                throw BenchFailure(description: "cannot write \(name): \(String(cString: strerror(errno)))")
            }
        }
    }

    /// Puts every file back into the inbox and takes away what was made of it, and writes all to the disk, so that
    /// nobody pays for another's work.
    func reset() throws {
        let manager = FileManager.default
        for place in ["processed", "duplicates", "floor"] {
            let root = desk.path + "/" + place
            for day in (try? manager.contentsOfDirectory(atPath: root)) ?? [] {
                guard floor_move_all(root + "/" + day, desk.inbox) >= 0 else {
                    throw BenchFailure(description: "cannot put the files of \(root)/\(day) back")
                }
            }
            try? manager.removeItem(atPath: root)
        }
        for name in try manager.contentsOfDirectory(atPath: desk.path) where desk.path + "/" + name != desk.inbox {
            try manager.removeItem(atPath: desk.path + "/" + name)
        }
        let left = floor_count(desk.inbox, .max)
        guard left == Int64(count) else {
            throw BenchFailure(description: "\(left) of \(count) files are in the inbox")
        }
        settle()
    }

    /// Writes all to the disk, and lets the time pass after which a file counts as left alone.
    func settle() {
        sync()
        let start = Clock.monotonic
        while Clock.monotonic - start < 300_000_000 { poll(nil, 0, 10) }
    }

    /// What one drain took.
    struct Run {
        var seconds: Double
        /// Seconds of processor time, in the kernel too: what else the machine does is hardly in it.
        var processor: Double
        /// Nil for the floor.
        var memory: RunningDaemon.Memory?
    }

    /// Drains the inbox as the floor does.
    func drainByFloor() throws -> Run {
        let processed = desk.path + "/floor/day"
        try FileManager.default.createDirectory(atPath: processed, withIntermediateDirectories: true)
        let processor = Deliveries.processorTime()
        let start = Clock.monotonic
        let drained = floor_drain(desk.inbox, desk.path + "/floor.jsonl", processed)
        let end = Clock.monotonic
        guard drained == Int64(count) else { throw BenchFailure(description: "the floor has drained \(drained)") }
        return Run(seconds: Double(end - start) / 1e9, processor: Deliveries.processorTime() - processor)
    }

    /// The processor time of this thread in seconds.
    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Waits until the inbox is empty, and returns when it was.
    func waitUntilDrained(by daemon: RunningDaemon) throws -> Int64 {
        // A name here and there, so that looking costs nothing; the folder itself only at the end.
        let names = try FileManager.default.contentsOfDirectory(atPath: desk.inbox)
        var samples = stride(from: 0, to: names.count, by: max(1, names.count / 500)).map {
            desk.inbox + "/" + names[$0]
        }
        let deadline = Clock.monotonic + 600_000_000_000
        while true {
            while let last = samples.last, access(last, F_OK) != 0 { samples.removeLast() }
            if samples.isEmpty && floor_count(desk.inbox, 1) == 0 { return Clock.monotonic }
            guard !daemon.hasEnded() else {
                throw BenchFailure(description: "the daemon has ended\n\(daemon.log.suffix(2000))")
            }
            guard Clock.monotonic < deadline else {
                throw BenchFailure(description: "the inbox is not empty after ten minutes\n\(daemon.log.suffix(2000))")
            }
            poll(nil, 0, 1)
        }
    }

    /// Starts the daemon on the inbox as it is; the run ends when every file is durable and moved.
    func drainByDesk(settings: [String: String] = [:]) throws -> Run {
        let start = Clock.monotonic
        let daemon = try desk.start(settings: settings)
        let end = try waitUntilDrained(by: daemon)
        let run = Run(
            seconds: Double(end - start) / 1e9,
            processor: try daemon.processorTime(),
            memory: try daemon.memory()
        )
        try daemon.stop()
        return run
    }
}

extension RunningDaemon {
    /// What the process takes, in MiB.
    struct Memory {
        /// Now, and at most so far (VmRSS and VmHWM of proc_pid_status(5)).
        var now: Double
        var peak: Double
        /// What of it is no file's, now.
        var anonymous: Double
    }

    /// The processor time that it has used, in seconds (proc_pid_stat(5)).
    func processorTime() throws -> Double {
        let text = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return .nan }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    func memory() throws -> Memory {
        let text = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        func value(_ key: String) -> Double {
            let line = text.split(separator: "\n").first { $0.hasPrefix(key + ":") }
            return Double(line?.split(whereSeparator: \.isWhitespace).dropFirst().first ?? "") ?? .nan
        }
        return Memory(now: value("VmRSS") / 1024, peak: value("VmHWM") / 1024, anonymous: value("RssAnon") / 1024)
    }
}
