internal import LinuxIO

/// A configuration that cannot be used, with everything that is wrong with it.
public struct SettingsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One thing that is wrong.
    public struct Problem: Sendable, Equatable, CustomStringConvertible {
        /// Where it stands: `command line`, `environment`, or a line such as `/etc/wiredesk/wiredesk.yaml:12`.
        public let place: String
        /// Which option, variable or key it is, what is wrong, and what would be right, fit for a terminal.
        public let message: String
        /// Its place among others: the sources by their rank, then the lines.
        private let order: Int

        /// A problem at `place`, which is told after those of a lower `order`.
        public init(_ place: String, _ message: String, order: Int = 0) {
            self.place = place
            self.message = message
            self.order = order
        }

        /// A problem with the value of `key`.
        init(_ origin: SettingOrigin, _ key: String, _ message: String) {
            switch origin {
            case .commandLine(let option): self.init("command line", "\(option): \(message)", order: 0)
            case .environment(let variable): self.init("environment", "\(variable): \(message)", order: 1)
            case .file(let path, let line): self.init("\(path.display):\(line)", "\(key): \(message)", order: 1 + line)
            case .standard: self.init("default", "\(key): \(message)", order: .max)
            }
        }

        static func precede(_ first: Problem, _ second: Problem) -> Bool {
            (first.order, first.message) < (second.order, second.message)
        }

        public var description: String { "\(place): \(message)" }
    }

    /// At least one.
    public let problems: [Problem]

    /// The exit status for it: EX_CONFIG of sysexits.h, on which the service is not restarted.
    public static let exitStatus: Int32 = 78

    /// One line a problem.
    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }

    /// One line a problem, each as a program of this name says it: `wiredeskd: /etc/…:2: …`.
    public func lines(from program: String) -> String {
        problems.map { "\(program): \($0)\n" }.joined()
    }
}

extension Settings {
    /// What to say of keys that there are not, of each with the one that was probably meant. All that there are, which is a
    /// long list, are told once.
    ///
    /// - Parameter prefix: what every name begins with, which says nothing of which one was meant.
    static func unknown(_ names: [String], among known: [String], after prefix: String = "") -> [String] {
        let rests = known.map { String($0.dropFirst(prefix.count)) }
        var areKeysTold = false
        return names.map { name in
            let shown = quoted(name.escapedForDisplay)
            if let nearest = nearest(to: String(name.dropFirst(prefix.count)), among: rests) {
                return "there is no key \(shown); did you mean \(quoted(prefix + nearest))?"
            }
            defer { areKeysTold = true }
            return "there is no key \(shown)" + (areKeysTold ? "" : "; the keys are \(known.joined(separator: ", "))")
        }
    }

    /// The name that was probably meant, whatever its case: one with a slip of the finger in it, or the only one whose
    /// words begin like those that were given; nil where none is near.
    public static func nearest(to name: String, among names: [String]) -> String? {
        let name = name.lowercased()
        let nearest = names.map { (name: $0, distance: editDistance($0.lowercased(), name)) }
            .min { $0.distance < $1.distance }
        if let nearest, nearest.distance <= max(2, name.count / 3), nearest.distance < nearest.name.count {
            return nearest.name
        }
        let shortened = names.filter { isShortened($0.lowercased(), to: name) }
        return shortened.count == 1 ? shortened[0] : nil
    }

    /// Whether each word of `short` begins one of the words of `name`, in their order: `max_size` does `max_file_size`,
    /// and `state_dir` does `state_directory`.
    private static func isShortened(_ name: String, to short: String) -> Bool {
        func words(_ text: String) -> [Substring] { text.split { $0 == "_" || $0 == "-" } }
        let wanted = words(short)
        var rest = words(name)[...]
        guard wanted.contains(where: { $0.count >= 3 }) else { return false }
        return wanted.allSatisfy { word in
            guard let found = rest.firstIndex(where: { $0.hasPrefix(word) }) else { return false }
            rest = rest[(found + 1)...]
            return true
        }
    }
}

/// How many letters must be put in, taken out, replaced or swapped with their neighbour to make one text of the other
/// (optimal string alignment).
func editDistance(_ first: String, _ second: String) -> Int {
    let first = Array(first.unicodeScalars.prefix(64))
    let second = Array(second.unicodeScalars.prefix(64))
    var before: [Int] = []
    var last = Array(0...second.count)
    for row in first.indices {
        var next = [row + 1]
        for column in second.indices {
            let isSame = first[row] == second[column]
            var distance = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, next[column] + 1)
            if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
                distance = min(distance, before[column - 1] + 1)
            }
            next.append(distance)
        }
        before = last
        last = next
    }
    return last[second.count]
}
