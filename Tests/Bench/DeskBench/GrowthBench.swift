import Foundation
import LinuxIO
import TestSupport

/// A drain with an empty catalogue against one with ten million known ids.
enum GrowthBench {
    static func run(_ options: Options) throws {
        let known = try KnownDesk.open(options.known)
        let empty = try ScratchDesk()
        note("growth: writing \(options.files) files")
        let deliveries = try Deliveries(options.files, seed: options.seed, in: empty)
        var ratios: [Double] = []
        var work: [Double] = []
        var peak = 0.0
        for round in 1...options.rounds {
            try deliveries.reset()
            let first = try deliveries.drainByDesk()
            // New stories each time: those of the round before are known by now.
            let news = try Deliveries(options.files, seed: UInt64(Clock.now), in: known)
            news.settle()
            let second = try news.drainByDesk()
            for place in ["processed", "duplicates"] {
                try? FileManager.default.removeItem(atPath: known.path + "/" + place)
            }
            ratios.append(first.seconds / second.seconds)
            work.append(second.processor / first.processor)
            peak = max(peak, second.memory?.peak ?? .nan)
            note("growth \(round): empty \(Figures.text(first.seconds)) s, known \(Figures.text(second.seconds)) s")
        }
        print(
            """
            growth: \(options.files) files with \(options.known) known ids
              ratio     \(Figures.text(Figures.median(ratios))) of the rate with an empty catalogue (\(Figures.list(ratios)))
                        \(Figures.text(Figures.median(work))) times its processor time (\(Figures.list(work)))
              memory    \(Figures.text(peak, 0)) MiB at most
            """
        )
    }
}
