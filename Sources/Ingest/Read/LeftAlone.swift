import LinuxIO

/// The rule by which a file is left where it is, unread.
enum LeftAlone: Sendable, Equatable {
    /// Its name, or that of a folder that it lies in, fits this pattern.
    case byPattern(NamePattern)
    /// It is marked as a part of an upload that was broken off, and nobody has completed it for long.
    case uploadPart

    /// The rule in one word.
    var reason: String {
        switch self {
        case .byPattern: "name-pattern"
        case .uploadPart: "upload-part"
        }
    }

    /// Why the file at this path falls under it, in a sentence.
    func explanation(of path: Path) -> String {
        switch self {
        case .byPattern(let pattern) where pattern.matches(path.name):
            "Its name fits the pattern \(pattern) (ignore), and it was not renamed."
        case .byPattern(let pattern):
            "It lies in a folder whose name fits the pattern \(pattern) (ignore), and which was not renamed."
        case .uploadPart:
            "Its time of modification in 1970 marks it as a part of an upload that rsync has broken off (--partial), and it "
                + "was not completed. Send it again, or touch it if it is whole."
        }
    }
}
