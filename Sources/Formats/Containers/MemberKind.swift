/// What the name of a member says about its kind. Everything else is told from its bytes.
enum MemberKind {
    /// Whether a file holds what a system keeps beside files: the forks and folders of macOS, the caches of Windows.
    static func isMetadata(_ name: String) -> Bool {
        let parts = name.split(separator: "/")
        guard let last = parts.last else { return false }
        return parts.first == "__MACOSX" || last.hasPrefix("._") || last == ".DS_Store" || last == "Thumbs.db"
            || last == "desktop.ini"
    }
}
