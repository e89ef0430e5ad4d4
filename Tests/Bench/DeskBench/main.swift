import Foundation

// The benchmarks of the daemon; `Tests/Bench/run` builds and starts them. Each prints figures with their ratios to a
// floor of the same run, and fails nothing.

/// What can be set on the command line.
struct Options {
    var files = 100_000
    var rounds = 5
    var seed: UInt64 = 1
    var known = 10_000_000
    var names: [String] = []

    init(_ arguments: some Sequence<String>) throws {
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--") else {
                names.append(argument)
                continue
            }
            if argument == "--quick" {
                (files, rounds, known) = (10_000, 3, 100_000)
                continue
            }
            guard let value = rest.popFirst().flatMap({ Int($0) }), value > 0 else {
                throw BenchFailure(description: "\(argument) wants a number")
            }
            switch argument {
            case "--files": files = value
            case "--rounds": rounds = value
            case "--seed": seed = UInt64(value)
            case "--known": known = value
            default: throw BenchFailure(description: "there is no option \(argument)")
            }
        }
    }
}

let benches: [(name: String, run: (Options) throws -> Void)] = [
    ("drain", DrainBench.run), ("live", LiveBench.run), ("growth", GrowthBench.run), ("start", StartBench.run),
    ("import", ImportBench.run), ("script", ScriptBench.run), ("imfile", ImfileBench.run),
    ("container", ContainerBench.run), ("warc", ContainerBench.runWebArchive),
]

do {
    let options = try Options(CommandLine.arguments.dropFirst())
    for name in options.names where !benches.contains(where: { $0.name == name }) {
        throw BenchFailure(
            description: "there is no benchmark \(name), only \(benches.map(\.name).joined(separator: ", "))"
        )
    }
    for bench in benches where options.names.isEmpty || options.names.contains(bench.name) { try bench.run(options) }
} catch {
    note("\(error)")
    exit(1)
}
