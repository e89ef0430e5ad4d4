internal import LinuxIO

/// A configuration that cannot be used, with everything that is wrong with it.
public struct SettingsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One thing that is wrong.
    public struct Problem: Sendable, Equatable, CustomStringConvertible {
        /// Where it stands, such as `/etc/wiredesk/wiredesk.yaml:12` or `WIREDESK_SETTLE`.
        public let place: String
        /// What is wrong and what would be right, fit for a terminal.
        public let message: String

        /// A problem at `place`.
        public init(_ place: String, _ message: String) {
            self.place = place
            self.message = message
        }

        init(_ origin: SettingOrigin, _ message: String) {
            self.init(origin.description, message)
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
}

extension Settings {
    /// What to say of a key that there is not, with the one that was probably meant.
    static func unknown(_ name: String, among names: [String]) -> String {
        let shown = quoted(name.escapedForDisplay)
        let nearest = names.map { (name: $0, distance: editDistance($0, name)) }.min { $0.distance < $1.distance }
        guard let nearest, nearest.distance <= max(2, name.count / 3) else {
            return "there is no key \(shown); the keys are \(names.joined(separator: ", "))"
        }
        return "there is no key \(shown); did you mean \(quoted(nearest.name))?"
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
