import Foundation

/// What five runs, or a thousand latencies, come to.
enum Figures {
    static func median(_ values: [Double]) -> Double { quantile(values, 0.5) }

    /// The value that this share of all lies below: the nearest of them, none in between.
    static func quantile(_ values: [Double], _ share: Double) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return .nan }
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    /// A number to so many digits behind the point.
    static func text(_ value: Double, _ digits: Int = 2) -> String {
        String(format: "%.\(digits)f", value)
    }

    static func milliseconds(_ seconds: Double) -> String { text(seconds * 1000, 2) + " ms" }

    static func list(_ values: [Double], _ digits: Int = 2) -> String {
        values.map { text($0, digits) }.joined(separator: " ")
    }
}

/// Something that a benchmark cannot go on without.
struct BenchFailure: Error, CustomStringConvertible {
    var description: String
}

/// Says what is being done, on standard error: the figures alone go to standard output.
func note(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// Prints a figure, at once: what comes after it may be cut off.
func say(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
}
