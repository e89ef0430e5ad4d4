import Foundation
import TestSupport

/// Files waiting at the start, until all are durable and moved, against the floor over the same files.
enum DrainBench {
    static func run(_ options: Options) throws {
        let desk = try ScratchDesk()
        note("drain: writing \(options.files) files")
        let deliveries = try Deliveries(options.files, seed: options.seed, in: desk)
        var floors: [Deliveries.Run] = []
        var desks: [Deliveries.Run] = []
        for round in 1...options.rounds {
            try deliveries.reset()
            let floor = try deliveries.drainByFloor()
            try deliveries.reset()
            let wiredesk = try deliveries.drainByDesk()
            floors.append(floor)
            desks.append(wiredesk)
            note("drain \(round): floor \(Figures.text(floor.seconds)) s, wiredesk \(Figures.text(wiredesk.seconds)) s")
        }
        let ratios = zip(floors, desks).map { $0.seconds / $1.seconds }
        let work = zip(floors, desks).map { $1.processor / $0.processor }
        let peak = desks.compactMap { $0.memory?.peak }.max() ?? .nan
        say(
            """
            drain: \(options.files) files of wire copy, \(deliveries.bytes / options.files) bytes each, seed \(options.seed)
              floor     \(figures(floors, options.files))
              wiredesk  \(figures(desks, options.files)), \(Figures.text(peak, 0)) MiB at most
              ratio     \(Figures.text(Figures.median(ratios))) of the floor's rate (\(Figures.list(ratios)))
                        \(Figures.text(Figures.median(work))) times its processor time (\(Figures.list(work)))
            """
        )
    }

    private static func figures(_ runs: [Deliveries.Run], _ files: Int) -> String {
        let seconds = Figures.median(runs.map(\.seconds)) / Double(files)
        let processor = Figures.median(runs.map(\.processor)) / Double(files)
        return "\(Figures.text(1 / seconds, 0)) files/s, \(Figures.text(seconds * 1e6, 1)) µs a file, "
            + "\(Figures.text(processor * 1e6, 1)) µs of processor time"
    }
}
