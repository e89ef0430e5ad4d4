/// How much memory a program takes at most.
extension Program {
    /// Runs a program to its end, and returns the most bytes that it had in memory: getrusage(2).
    public static func peakMemory(_ executable: String, _ arguments: [String]) throws -> Int {
        // Python tells of its children alone, and this one has no other.
        let measure = """
            import resource, subprocess, sys
            subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            """
        let measured = try Program.run("python3", ["-c", measure, executable] + arguments)
        guard let kibibytes = measured.output.split(separator: "\n").last.flatMap({ Int($0) }) else {
            throw NoMeasure(errors: measured.errors)
        }
        return kibibytes << 10
    }

    private struct NoMeasure: Error {
        let errors: String
    }
}
