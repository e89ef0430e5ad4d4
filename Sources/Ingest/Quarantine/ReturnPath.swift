public import LinuxIO
public import Operations

/// Under which path a file from the quarantine is read when it is put back.
///
/// It is the one that it came under, unless the inbox leaves that alone: a container's members are named by who packed it,
/// and patterns and depth of the inbox say nothing about them until they stand in it as files.
struct ReturnPath {
    /// The patterns by which the inbox leaves names alone.
    let patterns: [NamePattern]
    /// How many folders deep the inbox is read.
    let depth: Int

    /// What is added to a name that is left alone.
    static let suffix = ".retried"

    /// The path; nil where every name that is tried for one of its components is left alone.
    func path(for path: Path) -> Path? {
        let folders = path.folder.components.prefix(depth)
        var result = Path("")
        for component in folders + [path.name] {
            guard let name = readName(for: component) else { return nil }
            result = result.appending(name)
        }
        return result
    }

    private func readName(for name: Path) -> Path? {
        let bare = Path(name.bytes.drop { $0 == UInt8(ascii: ".") })
        let candidates = [name, bare, Self.lengthened(name), Self.lengthened(bare)]
        return candidates.first { candidate in
            !candidate.isEmpty && !patterns.contains { $0.matches(candidate) }
        }
    }

    private static func lengthened(_ name: Path) -> Path {
        let short = FreeName(name: name).attempt(1, reserving: suffix.utf8.count)
        return Path(Array(short.bytes) + suffix.utf8)
    }
}

extension Quarantine.File {
    /// The path under which the inbox reads it when it is put back; nil where there is none, because `ignore` leaves every name
    /// alone that is tried.
    public func returnPath(_ settings: Settings) -> Path? {
        ReturnPath(patterns: settings.ignore, depth: settings.maxDepth).path(for: inboxPath)
    }
}
