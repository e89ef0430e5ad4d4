import Foundation
import LinuxIO
import TestSupport

/// What a person would write instead (`careful_script.py`), over the same files in the same run.
enum ScriptBench {
    static func run(_ options: Options) throws {
        let python = FileManager.default.temporaryDirectory.appending(path: "python/bin/python3").path
        guard FileManager.default.isExecutableFile(atPath: python) else {
            note("script: no watchfiles; Tests/Bench/run installs it")
            return
        }
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "careful_script.py").path
        let desk = try ScratchDesk()
        note("script: writing \(options.files) files")
        let deliveries = try Deliveries(options.files, seed: options.seed, in: desk)
        var ratios: [Double] = []
        var floorRatios: [Double] = []
        var scripts: [Double] = []
        var desks: [Double] = []
        for round in 1...options.rounds {
            try deliveries.reset()
            let floor = try deliveries.drainByFloor()
            try deliveries.reset()
            let start = Clock.monotonic
            let ran = try Program.run(python, [script, desk.path, "--until-empty"])
            let seconds = Double(Clock.monotonic - start) / 1e9
            guard ran.status == 0 else { throw BenchFailure(description: "the script failed: \(ran.errors)") }
            try deliveries.reset()
            let wiredesk = try deliveries.drainByDesk()
            ratios.append(seconds / wiredesk.seconds)
            floorRatios.append(seconds / floor.seconds)
            scripts.append(seconds)
            desks.append(wiredesk.seconds)
            note("script \(round): \(Figures.text(seconds)) s, wiredesk \(Figures.text(wiredesk.seconds)) s")
        }
        func rate(_ seconds: [Double]) -> String {
            Figures.text(Double(options.files) / Figures.median(seconds), 0)
        }
        say(
            """
            script: \(options.files) files, against a Python script with watchfiles, hashlib and one fsync a batch
              script    \(rate(scripts)) files/s; the floor \(Figures.text(Figures.median(floorRatios))) times that \
            (\(Figures.list(floorRatios)))
              wiredesk  \(rate(desks)) files/s
              ratio     \(Figures.text(Figures.median(ratios))) times the script's rate (\(Figures.list(ratios)))
            """
        )
    }
}
