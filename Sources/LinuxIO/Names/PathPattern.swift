/// A pattern for the paths of files beneath a folder, part by part: `*`, `?` and `[…]` as in names (``NamePattern``), none
/// of which stands for a `/`, and `**` for any number of folders.
///
/// `tass/**` fits all that lies in `tass`, however deep, and `*/urgent/*.txt` such files two folders down. A pattern without
/// any of these is a file, or a folder with all that lies in it.
public struct PathPattern: Sendable, Equatable, CustomStringConvertible {
    /// The pattern as it stands in the configuration.
    public let description: String
    private let parts: [Part]
    /// Whether what lies beneath a path that fits does too.
    private let fitsBeneath: Bool

    private enum Part: Equatable {
        case folders
        case name(NamePattern)
    }

    /// A pattern as it stands in the configuration; nil where it is none for paths beneath a folder: it is empty, starts with
    /// `/`, or has an empty part, `.` or `..` in it.
    public init?(_ text: String) {
        description = text
        var names = text.split(separator: "/", omittingEmptySubsequences: false)
        let isFolder = names.last?.isEmpty == true
        if isFolder { names.removeLast() }
        guard !names.isEmpty, names.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }), !text.utf8.contains(0)
        else {
            return nil
        }
        var parts = names.map { $0 == "**" ? Part.folders : .name(NamePattern(String($0))) }
        // What stands for all that a folder holds does not stand for the folder.
        if isFolder, parts.last != .folders { parts.append(.folders) }
        if parts.last == .folders { parts.append(.name("*")) }
        self.parts = parts
        fitsBeneath = !isFolder && !text.contains { "*?[".contains($0) }
    }

    /// Whether the path of a file fits. Takes at most as many steps as the lengths of both multiplied.
    public func matches(_ path: Path) -> Bool {
        let names = path.components
        var index = 0
        var position = 0
        var lastRun: (position: Int, index: Int)?
        while index < names.count {
            if position == parts.count, fitsBeneath { return true }
            if position < parts.count, parts[position] == .folders {
                lastRun = (position, index)
                position += 1
            } else if position < parts.count, case .name(let pattern) = parts[position], pattern.matches(names[index]) {
                position += 1
                index += 1
            } else if let run = lastRun {
                lastRun = (run.position, run.index + 1)
                position = run.position + 1
                index = run.index + 1
            } else {
                return false
            }
        }
        return position == parts.count
    }
}
