import CFloor
import Foundation
import LinuxIO
import TestSupport

/// `wiredesk import` of a tree of files, and of the same tree under another name, whose contents are all known by then,
/// against the copying of each file, a sync and a rename for every thousand, and the draining of those.
enum ImportBench {
    private static let filesInFolder = 1_000

    static func run(_ options: Options) throws {
        let scratch = try ScratchDirectory()
        note("import: writing \(options.files) files")
        var tree = scratch.path + "/collection-0"
        try write(options, to: tree)
        var floors: [Double] = []
        var first: [Double] = []
        var again: [Double] = []
        // Kept to the end: on a disk that is mounted with `discard`, the next round would pay for their removal.
        var desks: [ScratchDesk] = []
        for round in 1...options.rounds {
            let desk = try ScratchDesk()
            desks.append(desk)
            sync()
            floors.append(try bringInByFloor(tree, beside: desk, options.files))
            sync()
            first.append(try bringIn(tree, to: desk, options.files))
            // Another name: nothing tells that the files were there before but their contents.
            let renamed = scratch.path + "/collection-\(round)"
            try FileManager.default.moveItem(atPath: tree, toPath: renamed)
            tree = renamed
            sync()
            again.append(try bringIn(tree, to: desk, options.files))
            note(
                "import \(round): floor \(Figures.text(floors[round - 1])) s, new \(Figures.text(first[round - 1])) s, "
                    + "known \(Figures.text(again[round - 1])) s"
            )
        }
        func line(_ seconds: [Double]) -> String {
            let ratios = zip(floors, seconds).map { $0 / $1 }
            return "\(Figures.text(Double(options.files) / Figures.median(seconds), 0)) files/s, ratio "
                + "\(Figures.text(Figures.median(ratios))) of the floor's rate (\(Figures.list(ratios)))"
        }
        say(
            """
            import: a tree of \(options.files) files, against copying and draining them, a thousand at a time
              floor     \(Figures.text(Double(options.files) / Figures.median(floors), 0)) files/s
              new       \(line(first))
              known     \(line(again))
            """
        )
    }

    private static func write(_ options: Options, to tree: String) throws {
        var copy = WireCopy(seed: options.seed)
        for start in stride(from: 0, to: options.files, by: filesInFolder) {
            let folder = "\(tree)/\(start / filesInFolder)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for number in start..<min(start + filesInFolder, options.files) {
                try Data(copy.next()).write(to: URL(filePath: "\(folder)/\(number).txt"))
            }
        }
    }

    private static func bringInByFloor(_ tree: String, beside desk: ScratchDesk, _ files: Int) throws -> Double {
        let root = desk.scratch.path + "/floor"
        let staging = root + "/staging"
        try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true)
        let start = Clock.monotonic
        var brought: Int64 = 0
        for folder in 0..<(files + filesInFolder - 1) / filesInFolder {
            let inbox = "\(root)/inbox/\(folder)"
            let processed = "\(root)/processed/\(folder)"
            for path in [inbox, processed] {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            }
            let copied = floor_copy_all("\(tree)/\(folder)", staging, inbox)
            guard copied >= 0 else { throw BenchFailure(description: "the floor cannot copy: \(copied)") }
            brought += floor_drain(inbox, root + "/archive.jsonl", processed)
        }
        let seconds = Double(Clock.monotonic - start) / 1e9
        guard brought == Int64(files) else { throw BenchFailure(description: "the floor has \(brought) of \(files)") }
        return seconds
    }

    private static func bringIn(_ tree: String, to desk: ScratchDesk, _ files: Int) throws -> Double {
        let start = Clock.monotonic
        let ran = try Program.run(
            Program.product("wiredesk"),
            ["import", "--json", "--state-directory", desk.path, tree]
        )
        let seconds = Double(Clock.monotonic - start) / 1e9
        guard ran.status == 0 else { throw BenchFailure(description: "import has failed: \(ran.errors)") }
        return seconds
    }
}
