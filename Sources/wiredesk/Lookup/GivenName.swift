import Ingest
import LinuxIO

/// The name of a file as a person gives it.
enum GivenName {
    /// The paths that may be meant, each once: the text as it is; what it was before it was escaped for a terminal; and what
    /// it was before records and `--json` wrote it percent-encoded, as they do with what is no UTF-8.
    static func paths(_ text: String) -> [Path] {
        // What is no UTF-8 on the command line has become U+FFFD in the text.
        var paths = text.contains("\u{FFFD}") ? ProcessEnvironment.arguments.filter { isRead($0, as: text) } : []
        if paths.isEmpty { paths = [Path(text)] }
        if let path = Path(displayed: text), !paths.contains(path) { paths.append(path) }
        if text.contains("%"), let path = Path(percentEncoded: text), path.text == nil { paths.append(path) }
        return paths
    }

    private static func isRead(_ argument: Path, as text: String) -> Bool {
        argument.text == nil && String(decoding: argument.bytes, as: UTF8.self) == text
    }
}
